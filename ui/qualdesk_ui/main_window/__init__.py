"""The frame: rail, pages, menu and messages; what stands on the pages is the screens' affair."""

from qualdesk_ui.main_window.window import MainWindow

__all__ = ["MainWindow"]
