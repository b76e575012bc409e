"""The pages of the window: made on the first visit, read again after what concerns them."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import Acting, Calls, Screen, Shows

Maker = Callable[[Desk], QWidget]


def _call_desk(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.call_desk import CallDesk  # noqa: PLC0415

    return CallDesk(desk)


def _queue(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.queue import QueueScreen  # noqa: PLC0415

    return QueueScreen(desk)


def _hand_offs(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.hand_offs import HandOffsScreen  # noqa: PLC0415

    return HandOffsScreen(desk)


def _territories(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.territories import TerritoriesScreen  # noqa: PLC0415

    return TerritoriesScreen(desk)


def _import_list(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.import_list import ImportScreen  # noqa: PLC0415

    return ImportScreen(desk)


def _scripts(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.scripts import ScriptsScreen  # noqa: PLC0415

    return ScriptsScreen(desk)


def _duplicates(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.duplicates import DuplicatesScreen  # noqa: PLC0415

    return DuplicatesScreen(desk)


def _outbox(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.outbox import OutboxScreen  # noqa: PLC0415

    return OutboxScreen(desk)


def _rules(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.rules import RulesScreen  # noqa: PLC0415

    return RulesScreen(desk)


def _tracks(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.tracks import TracksScreen  # noqa: PLC0415

    return TracksScreen(desk)


def _preferences(desk: Desk) -> QWidget:
    from qualdesk_ui.screens.preferences import PreferencesScreen  # noqa: PLC0415

    return PreferencesScreen(desk)


MAKERS: Mapping[Place, Maker] = {
    Place.CALL_DESK: _call_desk,
    Place.QUEUE: _queue,
    Place.HAND_OFFS: _hand_offs,
    Place.TERRITORIES: _territories,
    Place.IMPORT: _import_list,
    Place.SCRIPTS: _scripts,
    Place.DUPLICATES: _duplicates,
    Place.OUTBOX: _outbox,
    Place.RULES: _rules,
    Place.TRACKS: _tracks,
    Place.PREFERENCES: _preferences,
}
"""How each page is made; imported only then, for screens name commands and bring SQLAlchemy."""


_OFF_THE_RAIL = {
    Place.IMPORT,
    Place.SCRIPTS,
    Place.DUPLICATES,
    Place.OUTBOX,
    Place.RULES,
    Place.TRACKS,
    Place.PREFERENCES,
}


class Pages(QStackedWidget):
    """Shows one screen at a time; `moved(Place)` tells which."""

    moved = Signal(object)

    def __init__(self, desk: Desk, makers: Mapping[Place, Maker]) -> None:
        super().__init__()
        self._desk = desk
        self._makers = makers
        self._screens: dict[Place, QWidget] = {}
        self._stale: set[Place] = set()
        self._before: Place | None = None
        self._meanwhile: QWidget | None = None
        self.place: Place | None = None
        desk.committed.connect(self.take_in)

    def screen_at(self, place: Place) -> QWidget:
        """Return the screen of a place, made now if this is the first visit."""
        if place not in self._screens:
            self._screens[place] = self._made(place)
            self._stale.add(place)
        return self._screens[place]

    def show_meanwhile(self, page: QWidget) -> None:
        """Show a page of no place until the first visit."""
        self._meanwhile = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def visit(self, place: Place, subject: object = None) -> None:
        """Show a page, read again if anything has happened that concerns it."""
        screen = self.screen_at(place)
        if place is not self.place:
            if self.place not in _OFF_THE_RAIL:
                self._before = self.place
            self.place = place
        self.setCurrentWidget(screen)
        if self._meanwhile is not None:
            self._meanwhile.deleteLater()
            self._meanwhile = None
        self._refresh(place)
        if subject is not None and isinstance(screen, Shows):
            screen.show_subject(subject)
        self.moved.emit(place)

    def tell(self, place: Place, subject: object) -> None:
        """Let a page that was made take in a subject, without turning to it."""
        screen: object = self._screens.get(place)
        if isinstance(screen, Shows):
            screen.show_subject(subject)

    def go_back(self) -> bool:
        """Return from a page that is not on the rail; False on those that are."""
        if self.place not in _OFF_THE_RAIL:
            return False
        self.visit(self._before or Place.CALL_DESK)
        return True

    def may_leave_call(self) -> bool:
        """Whether nobody is on the line; the call desk says so itself where somebody is."""
        screen: object = self._screens.get(Place.CALL_DESK)
        return not isinstance(screen, Calls) or screen.may_leave_call()

    def perform(self, action_id: str) -> bool:
        """Let the page shown carry out an action; False if it does not know it."""
        screen: object = self.currentWidget()
        return isinstance(screen, Acting) and screen.perform(action_id)

    def take_in(self, event: object) -> None:
        """Read again what an event concerns: the page shown now, others on their next visit."""
        for place, screen in self._screens.items():
            if isinstance(event, cast("Screen", screen).refreshes_on):
                self._stale.add(place)
        if self.place:
            self._refresh(self.place)

    def _made(self, place: Place) -> QWidget:
        screen = self._makers[place](self._desk)
        self.addWidget(screen)
        go_to: SignalInstance | None = getattr(screen, "go_to", None)
        if go_to is not None:
            go_to.connect(self._go_to)
        return screen

    def _go_to(self, place: str, subject: object) -> None:
        self.visit(Place(place), subject)

    def _refresh(self, place: Place) -> None:
        if place in self._stale:
            self._stale.discard(place)
            cast("Screen", self._screens[place]).refresh()
