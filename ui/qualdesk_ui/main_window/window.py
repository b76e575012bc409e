"""The main window: frame and navigation, and where each action goes."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from qualdesk_ui.actions import ActionId, KeysSheet, Place, Shortcuts, action
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window.look import Look
from qualdesk_ui.main_window.menu import Menu
from qualdesk_ui.main_window.pages import MAKERS, Maker, Pages
from qualdesk_ui.main_window.undo import Undo
from qualdesk_ui.messages import Messages
from qualdesk_ui.widgets.rail import Rail, RailItem

_RAIL = {
    Place.CALL_DESK: ActionId.GO_CALL_DESK,
    Place.QUEUE: ActionId.GO_QUEUE,
    Place.HAND_OFFS: ActionId.GO_HAND_OFFS,
    Place.TERRITORIES: ActionId.GO_TERRITORIES,
}


class MainWindow(QMainWindow):
    """Paints before the desk is open, `first_painted` says when.

    With `asks_before_closing` it stays and emits `quit_asked`; `end` then closes it.
    """

    first_painted = Signal()
    quit_asked = Signal()
    asks_before_closing = False
    first_place = Place.CALL_DESK

    def __init__(
        self,
        desk: Desk,
        *,
        store: QSettings | None = None,
        log_folder: Path | None = None,
        makers: Mapping[Place, Maker] = MAKERS,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._has_painted = False
        self._welcome: QWidget | None = None
        self._focus_before: QWidget | None = None
        self.pages = Pages(desk, makers)
        self._undo = Undo(desk, self.pages)
        self.messages = Messages(self.pages, log_folder)
        self.look = Look(self, store)
        self._rail = Rail([_rail_item(place, name) for place, name in _RAIL.items()])
        self._menu = Menu(self, self.perform, self.look.choose_scheme)
        self._shortcuts = Shortcuts(self, self.perform)
        self._deeds = self._own_deeds()
        self._lay_out()
        self._connect()
        self.look.restore_place()

    def show_welcome(self, page: QWidget) -> None:
        """Put a page in the place of everything until a desk is open."""
        self._welcome = page
        self._cover_with(page)

    def report(self, fault: BaseException) -> None:
        """Show and keep a report of a fault of ours."""
        self.messages.report(fault, self._desk.now())

    def end(self) -> None:
        """Close without asking."""
        self.asks_before_closing = False
        self.close()

    def perform(self, name: ActionId) -> None:
        """Do an action: the page shown may take it first, the window knows the rest."""
        place = action(name).place
        if place and place is not self.pages.place:
            self.pages.visit(place)
        if self.pages.perform(name):
            return
        if deed := self._deeds.get(name):
            deed()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for cover in (self._welcome, self._sheet):
            if cover is not None:
                cover.setGeometry(self._frame.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._desk.is_open:
            self.perform(ActionId.BACK)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_before_closing:
            event.ignore()
            self.quit_asked.emit()
            return
        self.look.keep_place()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle("QualDesk")
        self._frame = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.messages.bar)
        column.addWidget(self.messages.held_mail)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self.setCentralWidget(self._frame)
        for button in self._rail.findChildren(QAbstractButton):
            # There is no search yet, and a button must not do nothing.
            button.setHidden(button.text() == "Search")
        self._sheet = KeysSheet(self._frame)
        self._sheet.hide()

    def _connect(self) -> None:
        self._rail.chosen.connect(self._follow_rail)
        self._sheet.closed.connect(self._close_keys)
        self.pages.moved.connect(self._show_place)
        self._undo.asked.connect(partial(self.perform, ActionId.UNDO))
        self._desk.opened.connect(self._show_desk)
        self._desk.refused.connect(self.messages.say_refused)
        self._desk.crashed.connect(self.report)

    def _own_deeds(self) -> dict[ActionId, Callable[[], object]]:
        goings = {name: partial(self.pages.visit, place) for place, name in _RAIL.items()}
        return {
            **goings,
            ActionId.IMPORT_LIST: partial(self.pages.visit, Place.IMPORT),
            ActionId.UNDO: self._undo.take_back,
            ActionId.BACK: self._step_back,
            ActionId.TEXT_LARGER: self.look.larger,
            ActionId.TEXT_SMALLER: self.look.smaller,
            ActionId.TEXT_NORMAL: self.look.normal,
            ActionId.FULL_SCREEN: self.look.toggle_full_screen,
            ActionId.ALL_KEYS: self._toggle_keys,
            ActionId.MENU: self._open_menu,
            ActionId.QUIT: self.close,
        }

    def _show_desk(self) -> None:
        if self._welcome is not None:
            self._welcome.hide()
            self._welcome.deleteLater()
            self._welcome = None
            self.messages.bar.hide()
        self._rail.set_person(self._desk.seat.person_name, "ready")
        self.pages.visit(self.first_place)

    def _show_place(self, place: Place) -> None:
        self._rail.show_place(place)
        self._shortcuts.show_place(place)

    def _follow_rail(self, value: str) -> None:
        if value == "menu":
            self._open_menu()
        elif value in _RAIL and self._desk.is_open:
            self.pages.visit(Place(value))

    def _step_back(self) -> None:
        if not self.messages.clear():
            self.pages.go_back()

    def _open_menu(self) -> None:
        self._menu.show_state(self.look.scheme, is_desk_open=self._desk.is_open)
        height = self._menu.sizeHint().height()
        foot = self._rail.mapToGlobal(self._rail.rect().bottomRight())
        self._menu.popup(foot - QPoint(0, height + 12))

    def _toggle_keys(self) -> None:
        if self._sheet.isVisible():
            self._close_keys()
            return
        self._focus_before = self.focusWidget()
        self._shortcuts.rest(wanted=True)
        self._cover_with(self._sheet)

    def _close_keys(self) -> None:
        self._sheet.hide()
        self._shortcuts.rest(wanted=False)
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus()

    def _cover_with(self, page: QWidget) -> None:
        page.setParent(self._frame)
        page.setGeometry(self._frame.rect())
        page.show()
        page.raise_()
        page.setFocus()


def _rail_item(place: Place, name: ActionId) -> RailItem:
    one = action(name)
    return RailItem(place.value, one.icon, one.text, one.keys[-1])
