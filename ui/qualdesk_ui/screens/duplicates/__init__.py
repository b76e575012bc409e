"""The page of those who may stand there twice, and of those who were made one."""

from qualdesk_ui.screens.duplicates.screen import DuplicatesScreen

__all__ = ["DuplicatesScreen"]
