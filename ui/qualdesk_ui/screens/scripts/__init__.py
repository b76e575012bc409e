"""Scripts and lead definitions: edited with a live preview, saved as versions."""

from qualdesk_ui.screens.scripts.screen import ScriptsScreen

__all__ = ["ScriptsScreen"]
