"""Preferences: how the program looks, how it calls, and which keys it takes."""

from qualdesk_ui.screens.preferences.screen import PreferencesScreen

__all__ = ["PreferencesScreen"]
