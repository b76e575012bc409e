"""The page of the nurture tracks: what each yields."""

from qualdesk_ui.screens.tracks.screen import TracksScreen

__all__ = ["TracksScreen"]
