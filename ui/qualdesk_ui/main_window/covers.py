"""What lies over the whole window: the first page, the sheet of keys, the palette."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qualdesk_ui.actions import Keys
from qualdesk_ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from qualdesk_ui.actions.keys_sheet import KeysSheet


class Covers(QObject):
    """Keeps covers as large as the frame; `covered` says that one comes over the page or goes."""

    covered = Signal(bool)
    change_asked = Signal()

    def __init__(self, window: MainWindow, frame: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._frame = frame
        self._welcome: QWidget | None = None
        self._sheet: KeysSheet | None = None
        self._palette: QWidget | None = None
        self._keys = Keys()
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

    def take_keys(self, keys: Keys) -> None:
        """Show other keys from now on."""
        self._keys = keys
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None

    def toggle_keys(self) -> None:
        """Show all keys, or go back to where one was."""
        if self._sheet is not None and self._sheet.isVisible():
            self.uncover()
        else:
            self._cover(self._made_sheet())

    def show_palette(self, palette: QWidget) -> None:
        """Lay the palette over the page."""
        self._palette = palette
        self._cover(palette)

    def uncover(self) -> None:
        """Go back to the page, and to where the keyboard was."""
        for page in self._over_the_page():
            page.hide()
        self.covered.emit(False)
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus()
        self._focus_before = None

    def _made_sheet(self) -> "KeysSheet":
        from qualdesk_ui.actions.keys_sheet import KeysSheet  # noqa: PLC0415 - seldom opened

        if self._sheet is None:
            self._sheet = KeysSheet(self._keys, self._frame)
            self._sheet.closed.connect(self.uncover)
            self._sheet.change_asked.connect(self._ask_for_change)
        return self._sheet

    def _ask_for_change(self) -> None:
        self.uncover()
        self.change_asked.emit()

    def _over_the_page(self) -> list[QWidget]:
        return [page for page in (self._sheet, self._palette) if page is not None]

    def _cover(self, page: QWidget) -> None:
        if not any(one.isVisible() for one in self._over_the_page()):
            self._focus_before = self._window.focusWidget()
        for other in self._over_the_page():
            other.hide()
        self.covered.emit(True)
        self._lay_over(page)

    def _fit(self) -> None:
        for cover in (self._welcome, *self._over_the_page()):
            if cover is not None:
                cover.setGeometry(self._frame.rect())

    def _lay_over(self, page: QWidget) -> None:
        page.setParent(self._frame)
        page.setGeometry(self._frame.rect())
        page.show()
        page.raise_()
        page.setFocus()
