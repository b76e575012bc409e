"""What lies over the whole window: the first page, and the sheet of keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qualdesk_ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from qualdesk_ui.actions.keys_sheet import KeysSheet


class Covers(QObject):
    """Keeps covers as large as the frame; `keys_shown` says that the sheet comes or goes."""

    keys_shown = Signal(bool)

    def __init__(self, window: MainWindow, frame: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._frame = frame
        self._welcome: QWidget | None = None
        self._sheet: KeysSheet | None = None
        self._focus_before: QWidget | None = None
        window.resized.connect(self._fit)

    def show_welcome(self, page: QWidget) -> None:
        """Put a page in the place of everything until a desk is open."""
        self._welcome = page
        self._lay_over(page)

    def end_welcome(self) -> bool:
        """Take the first page away; False if there was none."""
        page, self._welcome = self._welcome, None
        if page is not None:
            page.hide()
            page.deleteLater()
        return page is not None

    def toggle_keys(self) -> None:
        """Show all keys, or go back to where one was."""
        if self._sheet is not None and self._sheet.isVisible():
            self._close_keys()
            return
        self._focus_before = self._window.focusWidget()
        self.keys_shown.emit(True)
        self._lay_over(self._made_sheet())

    def _made_sheet(self) -> "KeysSheet":
        from qualdesk_ui.actions.keys_sheet import KeysSheet  # noqa: PLC0415 - seldom opened

        if self._sheet is None:
            self._sheet = KeysSheet(self._frame)
            self._sheet.closed.connect(self._close_keys)
        return self._sheet

    def _close_keys(self) -> None:
        if self._sheet is not None:
            self._sheet.hide()
        self.keys_shown.emit(False)
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus()

    def _fit(self) -> None:
        for cover in (self._welcome, self._sheet):
            if cover is not None:
                cover.setGeometry(self._frame.rect())

    def _lay_over(self, page: QWidget) -> None:
        page.setParent(self._frame)
        page.setGeometry(self._frame.rect())
        page.show()
        page.raise_()
        page.setFocus()
