"""The palette in the window: laid over the page, and what follows from what was chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.lead import LeadState
from qualdesk.domain.touch import TouchKind
from qualdesk.events.coming_in import HeardFrom
from qualdesk_ui.actions import Keys, Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import OnMyDesk, ToRead
from qualdesk_ui.main_window.covers import Covers
from qualdesk_ui.main_window.pages import Pages
from qualdesk_ui.widgets.announce import announce

if TYPE_CHECKING:
    # Queries bring SQLAlchemy, and the palette is made when it is first asked for.
    from qualdesk.queries.people_found import PersonFound
    from qualdesk_ui.main_window.palette import Palette

_NOT_CALLED = {
    LeadState.WITH_SALES: "Sales has this lead. This is to read only.",
    LeadState.CLOSED: "This lead is closed. This is to read only.",
}


class Searching(QObject):
    """Opens people on the call desk, or to read only; `action_chosen` is for the window."""

    action_chosen = Signal(object)

    def __init__(self, desk: Desk, pages: Pages, covers: Covers) -> None:
        super().__init__(pages)
        self._desk, self._pages, self._covers = desk, pages, covers
        self._palette: Palette | None = None
        self._keys = Keys()

    def take_keys(self, keys: Keys) -> None:
        """Draw other keys beside the actions."""
        self._keys = keys

    def begin(self) -> None:
        """Lay the palette over the page, empty."""
        palette = self._made()
        palette.begin(self._pages.place, self._keys)
        self._covers.show_palette(palette)

    def ask_who_came(self) -> None:
        """Ask who called or wrote, unless somebody is on the line now."""
        if self._pages.may_leave_call():
            palette = self._made()
            palette.begin(self._pages.place, self._keys, asks_who_came=True)
            self._covers.show_palette(palette)

    def _made(self) -> "Palette":
        from qualdesk_ui.main_window.palette import Palette  # noqa: PLC0415 - brings SQLAlchemy

        if self._palette is None:
            self._palette = Palette(self._desk, self._pages)
            self._palette.closed.connect(self._covers.uncover)
            self._palette.person_chosen.connect(self._open)
            self._palette.came_in.connect(self._hear)
            self._palette.queue_asked.connect(self._narrow_queue)
            self._palette.action_chosen.connect(self.action_chosen)
        return self._palette

    def _open(self, person: "PersonFound") -> None:
        because = _NOT_CALLED.get(person.state, "")
        if person.called_by:
            because = f"{person.called_by} is calling now. This is to read only."
        if because:
            self._pages.visit(Place.QUEUE, ToRead(person.lead_id, because))
        else:
            self._pages.visit(Place.CALL_DESK, person.lead_id)

    def _hear(self, person: "PersonFound", kind: TouchKind) -> None:
        from qualdesk.commands.coming_in import hear_from  # noqa: PLC0415 - brings SQLAlchemy
        from qualdesk.commands.requests.coming_in import HearFrom  # noqa: PLC0415

        request = HearFrom(person.lead_id, self._desk.person_id, kind)
        self._desk.submit(self, hear_from, request, self._show_who_came)

    def _show_who_came(self, event: HeardFrom) -> None:
        if event.is_claimed:
            self._pages.visit(Place.CALL_DESK, OnMyDesk(event.lead_id))
        else:
            self._pages.visit(Place.QUEUE, ToRead(event.lead_id, event.read_only_because))
        what = "They called" if event.kind is TouchKind.CALL else "They wrote"
        announce(self._pages, f"{what}: {event.prospect_name}. Kept in the timeline.")

    def _narrow_queue(self, words: str) -> None:
        self._pages.visit(Place.QUEUE, words)
