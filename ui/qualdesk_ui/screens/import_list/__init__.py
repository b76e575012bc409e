"""Importing a list: the file, its columns, what will happen, and the report."""

from qualdesk_ui.screens.import_list.screen import ImportScreen

__all__ = ["ImportScreen"]
