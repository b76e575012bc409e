"""The page of the calling rules: when anybody may be called, and who must not be."""

from qualdesk_ui.screens.rules.screen import RulesScreen

__all__ = ["RulesScreen"]
