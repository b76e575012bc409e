"""The hand-offs: what was given to sales, how it stands, and the files to take along."""

from qualdesk_ui.screens.hand_offs.screen import HandOffsScreen

__all__ = ["HandOffsScreen"]
