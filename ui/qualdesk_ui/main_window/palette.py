"""The command palette: people, companies, actions and places by a few letters, over the window."""

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.touch import TouchKind
from qualdesk.queries.found import CompanyFound, Found, found_as_typed, queue_size
from qualdesk.queries.people_found import PersonFound, people_at_company, recent_people
from qualdesk_ui.actions import ActionId, Keys, Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window.palette_rows import InQueue, coming_in_rows, contact_rows, palette_rows
from qualdesk_ui.main_window.search_field import ANYTHING, SearchField, is_ctrl_k
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import RADIUS_PANEL, RAIL_WIDTH
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.found_list import FoundHead, FoundList, FoundRow
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, shadow

_WIDTH, _TOP, _MARGIN = 640, 142, 24
_HEAD, _FOOT = 54, 8
_ICON = 18
_PAGE = 6
_WHO_CAME, _WHO_CAME_HOW = "Who called or wrote", "Who called or wrote? A name, address or number"
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class Palette(QWidget):
    """Covers the window; Esc, Ctrl+K or a click beside the card emits `closed`."""

    closed = Signal()
    person_chosen = Signal(object)
    came_in = Signal(object, object)
    action_chosen = Signal(object)
    queue_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place: Place | None = None
        self._keys = Keys()
        self._typed_for_rows: str | None = None
        self._queue_size: int | None = None
        self._is_wanted = False
        self._asks_who_came = False
        self._came_by = TouchKind.CALL
        self.setAccessibleName("Search")
        self._card = QWidget(self)
        self.field = SearchField()
        self.setFocusProxy(self.field)
        self.list = FoundList("Found")
        self._lay_out()
        self.field.textChanged.connect(self._read)
        self.field.returnPressed.connect(self._choose)
        self.field.ctrl_return_pressed.connect(self._choose_written)
        self.list.chosen.connect(self._open)

    def begin(self, place: Place | None, keys: Keys, *, asks_who_came: bool = False) -> None:
        """Start anew, over a page; with `asks_who_came` only people are meant."""
        self._place, self._keys, self._asks_who_came = place, keys, asks_who_came
        self._came_by = TouchKind.CALL
        self.setAccessibleName(_WHO_CAME if asks_who_came else "Search")
        self.field.setPlaceholderText(_WHO_CAME_HOW if asks_who_came else ANYTHING)
        self._is_wanted = False
        self._queue_size = None
        self.field.clear()
        self._read()
        caller_id, now = self._desk.person_id, self._desk.now()
        fetch = self._desk.fetch_beside
        fetch(self, self._take_queue_size, queue_size, caller_id=caller_id, now=now)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Keep the keyboard here: nothing below is to be reached while this lies over it."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if by := _STEPS.get(Qt.Key(event.key())):
            self.list.step(by)
        elif event.key() == Qt.Key.Key_Escape or is_ctrl_k(event):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        frame = QRectF(self._card.geometry())
        shadow(painter, frame, RADIUS_PANEL, blur=26, drop=8, strength=0.22)
        plate(painter, frame, fill=tokens.raised, border=tokens.soft, radius=RADIUS_PANEL)
        middle = frame.top() + current().scaled(_HEAD) / 2
        put_icon(painter, frame.left() + 20, middle, "search", _ICON, tokens.text2)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20 + _ICON + 12, 0, 20, 0)
        head.setSpacing(12)
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap("Esc"))
        head.addStrut(current().scaled(_HEAD))
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 0, 1, _FOOT)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self.list, 1)

    def _fit(self) -> None:
        width = min(current().scaled(_WIDTH), self.width() - 2 * _MARGIN)
        top = min(_TOP, self.height() // 6)
        wanted = current().scaled(_HEAD) + 1 + self.list.height_of_rows() + _FOOT + 4
        height = min(wanted, self.height() - top - _MARGIN)
        # In the middle of the page, not of page and rail.
        left = min((self.width() + RAIL_WIDTH - width) // 2, self.width() - _MARGIN - width)
        self._card.setGeometry(left, top, width, height)
        self.update()

    def _read(self) -> None:
        caller_id, now, typed = self._desk.person_id, self._desk.now(), self.field.text()
        fetch = self._desk.fetch_as_typed
        if typed.strip():
            fetch(self, self._show, found_as_typed, typed=typed, caller_id=caller_id, now=now)
        else:
            fetch(self, self._show_recent, recent_people, caller_id=caller_id, now=now)

    def _take_queue_size(self, size: int) -> None:
        self._queue_size = size

    def _show_recent(self, people: list[PersonFound]) -> None:
        self._show(Found(tuple(people)))

    def _show(self, found: Found) -> None:
        typed = self._typed_for_rows = self.field.text()
        self._show_rows(self._rows(typed, found))
        if typed:
            announce(self, _found_words(found))
        if self._is_wanted:
            self._choose()

    def _show_contacts(self, company: CompanyFound, people: list[PersonFound]) -> None:
        self._show_rows(contact_rows(company, people))
        announce(self, f"{company.name}, {len(people)} people")

    def _show_rows(self, rows: list[FoundRow | FoundHead]) -> None:
        self.list.set_rows(rows)
        self._fit()

    def _rows(self, typed: str, found: Found) -> list[FoundRow | FoundHead]:
        if self._asks_who_came:
            return coming_in_rows(typed, found.people)
        size = self._queue_size
        return palette_rows(typed, found, self._place, self._keys, queue_size=size)

    def _choose_written(self) -> None:
        self._came_by = TouchKind.EMAIL
        self._choose()

    def _choose(self) -> None:
        """Open the row one stands on, once the rows are those of the words typed."""
        self._is_wanted = self._typed_for_rows != self.field.text()
        if not self._is_wanted:
            self.list.choose()

    def _open(self, meant: object) -> None:
        if isinstance(meant, CompanyFound):
            self._read_contacts(meant)
            return
        self.closed.emit()
        if isinstance(meant, PersonFound) and self._asks_who_came:
            self.came_in.emit(meant, self._came_by)
        elif isinstance(meant, PersonFound):
            self.person_chosen.emit(meant)
        elif isinstance(meant, InQueue):
            self.queue_asked.emit(meant.words)
        elif isinstance(meant, ActionId):
            self.action_chosen.emit(meant)

    def _read_contacts(self, company: CompanyFound) -> None:
        """List whom we know at a company, in the place of what was found."""
        self._desk.fetch_as_typed(
            self,
            partial(self._show_contacts, company),
            people_at_company,
            account_id=company.account_id,
            caller_id=self._desk.person_id,
            now=self._desk.now(),
        )


def _found_words(found: Found) -> str:
    companies = len(found.companies)
    named = f", {companies} companies" if companies > 1 else ", 1 company" if companies else ""
    return f"{len(found.people)} people{named}"
