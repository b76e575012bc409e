"""The page of the territories: the table, and the panel that gives one another rep."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.person import Role as PersonRole
from qualdesk.events.calls import OUTCOMES
from qualdesk.events.campaigns import SettledLeads
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.coming_in import HeardFrom
from qualdesk.events.duplicates import MergedProspects, PartedProspects, TookBackDecision
from qualdesk.events.hand_offs import (
    AnsweredHandOff,
    SteppedOn,
    TookBackDeed,
    TookBackRunOver,
)
from qualdesk.events.imports import ImportedRows, WithdrewImport
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.people import (
    AddedPerson,
    CameBack,
    DeactivatedPerson,
    TookBackLeaving,
    WentAway,
)
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.territories import (
    AddedTerritory,
    ReassignedTerritory,
    TookBackReassignment,
)
from qualdesk.queries.people import PersonRow, people
from qualdesk.queries.territories import TerritoryRow, territories
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.absences import Absences
from qualdesk_ui.screens.territories.adding import Adding
from qualdesk_ui.screens.territories.reassigning import Reassigning
from qualdesk_ui.screens.territories.rep_calendars import RepCalendars
from qualdesk_ui.screens.territories.rows import columns, grouped, is_meant, page_note
from qualdesk_ui.screens.territories.sides import Sides
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table

_PANE_WIDTH = 468
_FOLDS_BELOW = 1180
_FIND_WIDTH = 220
_NOT_FOUND = "No territory or rep is called so; Esc shows all"


class TerritoriesScreen(QWidget):
    """R reassigns the focused territory, C names a covering rep, / finds one by name or rep.

    A says who is away or leaves, K where a rep's own calendar is read.
    """

    refreshes_on: ClassVar[tuple[type, ...]] = (
        *OUTCOMES,
        AddedProspect,
        AddedPerson,
        AddedTerritory,
        AnsweredHandOff,
        CameBack,
        ClosedOutMany,
        DeactivatedPerson,
        HeardFrom,
        ImportedRows,
        MergedProspects,
        PartedProspects,
        ReadMailbox,
        ReassignedTerritory,
        SettledLeads,
        SteppedOn,
        TookBackDecision,
        TookBackDeed,
        TookBackLeaving,
        TookBackReassignment,
        TookBackRunOver,
        WentAway,
        WithdrewImport,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people: list[PersonRow] = []
        self._rows: list[TerritoryRow] = []
        self._head = PageHead("Territories")
        self._table: Table[TerritoryRow] = Table(
            "Territories", columns(self._today), _key, row_height=ROW_TWO_LINES
        )
        self._find = Field(
            "Find a territory", placeholder="Find a territory", icon="search", key="/"
        )
        self._hints = KeyHints(
            (
                ("↑ ↓", "move"),
                ("R", "reassign"),
                ("C", "name a covering rep"),
                ("A", "away or leaving"),
                ("K", "calendar"),
                ("/", "find"),
            )
        )
        self._reassigning, self._adding = Reassigning(desk, self), Adding(desk, self)
        self._absences, self._calendars = Absences(desk, self), RepCalendars(desk, self)
        self._sides = Sides((self._reassigning, self._adding, self._absences, self._calendars))
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the territories and the sales people again."""
        desk = self._desk
        desk.fetch(self, self._take_people, people, role=PersonRole.SALES)
        desk.fetch(self, self._show, territories, now=desk.now())

    def perform(self, action_id: str) -> bool:
        """Do what R, C, A, K, /, Ctrl+N, Ctrl+Enter and Esc ask for here."""
        does = {
            "reassign": self._reassign,
            "cover": self._cover,
            "absence": self._open_absence,
            "rep-calendar": self._open_calendar,
            "new-territory": self._open_new,
            "find-territory": self._begin_find,
            "confirm": self._confirm,
            "back": self._back,
        }.get(action_id)
        return does() if does else False

    def show_subject(self, subject: object) -> None:
        """Focus a territory."""
        if isinstance(subject, int):
            self._find.clear()
            self._table.focus_key(subject)

    def toast_place(self) -> QRect:
        """Return the table's room: a toast hides neither the keys nor the pane's button."""
        room = QRect(self._table.mapTo(self, QPoint(0, 0)), self._table.size())
        if self._split.is_open:
            room.setRight(min(room.right(), self._sides.mapTo(self, QPoint(0, 0)).x()))
        return room

    def _lay_out(self) -> None:
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self._table, self._hints):
            column.addWidget(widget, 1 if widget is self._table else 0)
        self._split = SplitPage(page, self._sides, pane_width=_PANE_WIDTH, folds_below=_FOLDS_BELOW)
        self._split.want_pane(wanted=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        new = NormalButton("New territory", icon="plus", key="Ctrl+N")
        new.clicked.connect(self._open_new)
        self._find.setFixedWidth(current().scaled(_FIND_WIDTH))
        self._find.textChanged.connect(self._show_found)
        self._find.returnPressed.connect(self._table.setFocus)
        for widget in (self._find, new):
            self._head.buttons.addWidget(widget)
        self._table.opened.connect(self._reassign)
        self._table.focused.connect(self._follow)
        self._sides.turned.connect(self._split.open_pane)
        self._sides.left.connect(self._close)
        self._sides.said.connect(self._say)
        self._adding.added.connect(self._show_added)

    def _reassign(self) -> bool:
        return self._open_panel(is_covering=False)

    def _cover(self) -> bool:
        row = self._table.focused_row()
        if row is not None and not row.is_open:
            self._say(f"{row.name} has a rep and needs no cover. R gives it another one.")
            return True
        return self._open_panel(is_covering=True)

    def _open_panel(self, *, is_covering: bool) -> bool:
        row = self._table.focused_row()
        if row is None:
            return False
        self._reassigning.open(row, self._people, is_covering=is_covering)
        return True

    def _open_new(self) -> bool:
        self._adding.open(self._people)
        return True

    def _open_absence(self) -> bool:
        row = self._table.focused_row()
        self._absences.open(row.answers_id if row else None)
        return True

    def _open_calendar(self) -> bool:
        self._calendars.open()
        return True

    def _follow(self, row: TerritoryRow) -> None:
        """Keep an open panel with the row that the arrows stand on."""
        if self._split.is_open and self._sides.shows(self._reassigning):
            self._reassigning.follow(row, self._people)

    def _confirm(self) -> bool:
        if not self._split.is_open:
            return False
        self._sides.confirm()
        return True

    def _begin_find(self) -> bool:
        self._find.setFocus()
        self._find.selectAll()
        return True

    def _back(self) -> bool:
        """Leave the pane, then the search."""
        if self._close():
            return True
        is_finding = bool(self._find.text()) or self._find.hasFocus()
        if is_finding:
            self._find.clear()
            self._hints.say("")
            self._table.setFocus()
        return is_finding

    def _close(self) -> bool:
        if not self._split.is_open:
            return False
        self._split.want_pane(wanted=False)
        self._table.setFocus()
        return True

    def _show_added(self, territory_id: int) -> None:
        self.refresh()
        self._find.clear()
        self._table.focus_key(territory_id)

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        announce(self, sentence)

    def _today(self) -> date:
        return self._desk.now().astimezone().date()

    def _take_people(self, rows: list[PersonRow]) -> None:
        self._people = rows

    def _show(self, rows: list[TerritoryRow]) -> None:
        self._rows = rows
        self._head.set_note(page_note(rows))
        self._show_found(self._find.text())

    def _show_found(self, words: str) -> None:
        found = [row for row in self._rows if is_meant(row, words)]
        self._table.set_rows(grouped(found))
        if words.strip():
            self._hints.say("" if found else _NOT_FOUND)


def _key(row: TerritoryRow) -> int:
    return row.territory_id
