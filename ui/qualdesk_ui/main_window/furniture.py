"""What stands in the window: rail, pages and messages, and where each action goes."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSettings, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.seat import PresenceState
from qualdesk.events.people import ShowedPresence
from qualdesk_ui.actions import ActionId, Keys, Place, Shortcuts, action, sound_keys
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window.badges import RailBadges
from qualdesk_ui.main_window.covers import Covers
from qualdesk_ui.main_window.pages import MAKERS, Maker, Pages
from qualdesk_ui.main_window.panes import go_to_pane
from qualdesk_ui.main_window.reminders import ReminderBars
from qualdesk_ui.main_window.searching import Searching
from qualdesk_ui.main_window.undo import Undo
from qualdesk_ui.main_window.window import MainWindow
from qualdesk_ui.messages import Messages
from qualdesk_ui.widgets.rail import Rail, RailItem
from qualdesk_ui.widgets.tone import Tone

_RAIL = {
    Place.CALL_DESK: ActionId.GO_CALL_DESK,
    Place.QUEUE: ActionId.GO_QUEUE,
    Place.HAND_OFFS: ActionId.GO_HAND_OFFS,
    Place.TERRITORIES: ActionId.GO_TERRITORIES,
}


class Furniture(QObject):
    """Does every action the pages do not take; `first_place` is where an opened desk begins."""

    first_place = Place.CALL_DESK

    def __init__(
        self, window: MainWindow, desk: Desk, log_folder: Path | None, makers: Mapping[Place, Maker]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.frame = QWidget()
        self.pages = Pages(desk, makers)
        self.messages = Messages(self.pages, log_folder)
        self.covers = Covers(window, self.frame)
        self.reminders = ReminderBars(desk, self)
        self._undo = Undo(desk, self.pages)
        self._searching = Searching(desk, self.pages, self.covers)
        self._rail = Rail([_rail_item(place, name) for place, name in _RAIL.items()])
        self.badges = RailBadges(desk, self._rail, self)
        self._shortcuts = Shortcuts(window, self.perform)
        self._keys = Keys()
        self._deeds = self._own_deeds()
        self._lay_out()
        self._connect()
        self._take_up_keys()

    def report(self, fault: BaseException) -> None:
        """Show and keep a report of a fault of ours."""
        self.messages.report(fault, self._desk.now())

    def perform(self, name: ActionId) -> None:
        """Do an action: the page shown may take it first, the window knows the rest."""
        place = action(name).place
        if place and place is not self.pages.place:
            self.pages.visit(place)
        if self.pages.perform(name):
            return
        if deed := self._deeds.get(name):
            deed()

    def step_back(self) -> bool:
        """Take Esc that nobody else wanted; False while no desk is open."""
        if self._desk.is_open:
            self.perform(ActionId.BACK)
        return self._desk.is_open

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.messages.bar)
        column.addWidget(self.messages.held_mail)
        column.addWidget(self.reminders.overdue)
        column.addWidget(self.reminders.mine)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self.frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self._rail.chosen.connect(self._follow_rail)
        self.covers.covered.connect(self._rest_keys)
        self.pages.moved.connect(self._show_place)
        self._desk.choices.changed.connect(self._take_up_keys)
        self.covers.change_asked.connect(partial(self.perform, ActionId.PREFERENCES))
        self._searching.action_chosen.connect(self.perform)
        self.reminders.lead_chosen.connect(partial(self.pages.visit, Place.CALL_DESK))
        self.reminders.queue_chosen.connect(partial(self.pages.visit, Place.QUEUE))
        self._undo.done.connect(self.messages.forget_refusal)
        self._undo.asked.connect(partial(self.perform, ActionId.UNDO))
        self._desk.opened.connect(self._show_desk)
        self._desk.committed.connect(self._follow)
        self._desk.refused.connect(self.messages.say_refused)
        self._desk.crashed.connect(self.report)

    def _own_deeds(self) -> dict[ActionId, Callable[[], object]]:
        goings = {name: partial(self.pages.visit, place) for place, name in _RAIL.items()}
        look = self._window.look
        return {
            **goings,
            ActionId.SEARCH: self._searching.begin,
            ActionId.CAME_IN: self._searching.ask_who_came,
            ActionId.SHORT_EMAIL: self._undo.write_short_email,
            ActionId.DISREGARD: self._undo.put_right,
            ActionId.DISREGARD_ROWS: self._undo.put_right,
            ActionId.NEXT_PANE: partial(go_to_pane, self._rail, self.pages, 1),
            ActionId.PREVIOUS_PANE: partial(go_to_pane, self._rail, self.pages, -1),
            ActionId.PREFERENCES: partial(self.pages.visit, Place.PREFERENCES),
            ActionId.IMPORT_LIST: partial(self.pages.visit, Place.IMPORT),
            ActionId.GO_SCRIPTS: partial(self.pages.visit, Place.SCRIPTS),
            ActionId.GO_OUTBOX: partial(self.pages.visit, Place.OUTBOX),
            ActionId.GO_TRACKS: partial(self.pages.visit, Place.TRACKS),
            ActionId.GO_DUPLICATES: partial(self.pages.visit, Place.DUPLICATES),
            ActionId.GO_RULES: partial(self.pages.visit, Place.RULES),
            ActionId.UNDO: self._undo.take_back,
            ActionId.UNDO_OUTCOME: self._undo.take_back_outcome,
            ActionId.OTHERWISE: self._undo.choose_otherwise,
            ActionId.BACK: self._go_back,
            ActionId.TEXT_LARGER: look.larger,
            ActionId.TEXT_SMALLER: look.smaller,
            ActionId.TEXT_NORMAL: look.normal,
            ActionId.FULL_SCREEN: look.toggle_full_screen,
            ActionId.ALL_KEYS: self.covers.toggle_keys,
            ActionId.MENU: self._open_menu,
            ActionId.QUIT: self._window.close,
        }

    def _show_desk(self) -> None:
        if self.covers.end_welcome():
            self.messages.bar.hide()
        self._show_presence(ShowedPresence(self._desk.person_id))
        # Made in one turn of the loop and shown in the next: the window answers in between.
        self.pages.screen_at(self.first_place)
        QTimer.singleShot(0, self, self._visit_first)

    def _visit_first(self) -> None:
        self.pages.visit(self.first_place)

    def _follow(self, event: object) -> None:
        if isinstance(event, ShowedPresence):
            self._show_presence(event)

    def _show_presence(self, event: ShowedPresence) -> None:
        is_here = event.state is PresenceState.HERE
        state, tone = ("ready", Tone.OK) if is_here else ("away", Tone.WARN)
        self._rail.set_person(self._desk.seat.person_name, state, tone)

    def _show_place(self, place: Place) -> None:
        self._rail.show_place(place)
        self._shortcuts.show_place(place)

    def _take_up_keys(self) -> None:
        settings = self._desk.choices.settings
        keys = sound_keys(settings.own_keys, are_singles_on=settings.single_keys)
        if keys != self._keys:
            self._keys = keys
            self._shortcuts.take(keys)
            self.covers.take_keys(keys)
            self._searching.take_keys(keys)

    def _rest_keys(self, is_covered: bool) -> None:
        self._shortcuts.rest(wanted=is_covered)

    def _follow_rail(self, value: str) -> None:
        if value == "menu":
            self._open_menu()
        elif value == "search" and self._desk.is_open:
            self._searching.begin()
        elif value == "me" and self._desk.is_open:
            self.perform(ActionId.PREFERENCES)
        elif value in _RAIL and self._desk.is_open:
            self.pages.visit(Place(value))

    def _go_back(self) -> None:
        if not self.messages.clear():
            self.pages.go_back()

    def _open_menu(self) -> None:
        from qualdesk_ui.main_window.menu import Menu  # noqa: PLC0415 - seldom opened

        menu = Menu(self._window, self.perform, self._window.look.choose_scheme, self._keys)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.show_state(self._window.look.scheme, is_desk_open=self._desk.is_open)
        foot = self._rail.mapToGlobal(self._rail.rect().bottomRight())
        menu.popup(foot - QPoint(0, menu.sizeHint().height() + 12))


def furnish(
    window: MainWindow,
    desk: Desk,
    log_folder: Path | None = None,
    makers: Mapping[Place, Maker] = MAKERS,
) -> None:
    """Put rail, pages and messages into a bare window."""
    window.furnish(Furniture(window, desk, log_folder, makers))


def furnished(
    desk: Desk,
    *,
    store: QSettings | None = None,
    log_folder: Path | None = None,
    makers: Mapping[Place, Maker] = MAKERS,
) -> MainWindow:
    """Return a window with everything in it, not shown yet."""
    window = MainWindow(store)
    furnish(window, desk, log_folder, makers)
    return window


def _rail_item(place: Place, name: ActionId) -> RailItem:
    one = action(name)
    return RailItem(place.value, one.icon, one.text, one.keys[-1])
