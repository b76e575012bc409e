"""The panes at the side of the page: one is seen at a time, asked by Ctrl+Enter, left by Esc."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.queries.people import PersonRow
from qualdesk.queries.territories import TerritoryRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.absence_pane import AbsencePane
from qualdesk_ui.screens.territories.absences import Absences
from qualdesk_ui.screens.territories.adding import Adding
from qualdesk_ui.screens.territories.calendar_pane import CalendarPane
from qualdesk_ui.screens.territories.new_territory import NewTerritory
from qualdesk_ui.screens.territories.reassign_panel import ReassignPanel
from qualdesk_ui.screens.territories.reassigning import Reassigning
from qualdesk_ui.screens.territories.rep_calendars import RepCalendars
from qualdesk_ui.widgets.table import Table

Pane = ReassignPanel | NewTerritory | AbsencePane | CalendarPane
Side = Reassigning | Adding | Absences | RepCalendars
"""What carries out what its pane asks for: `opened` when it stands, `done` with a sentence."""


class Sides(QStackedWidget):
    """`turned` when a pane is to be seen, `left` when none is; `said` with what came of one.

    Each opens about the focused row of `table`.
    """

    turned = Signal()
    left = Signal()
    said = Signal(str)

    def __init__(
        self, desk: Desk, table: Table[TerritoryRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._people: Sequence[PersonRow] = ()
        self.reassigning, self.adding = Reassigning(desk, self), Adding(desk, self)
        self.absences, self.calendars = Absences(desk, self), RepCalendars(desk, self)
        for side in (self.reassigning, self.adding, self.absences, self.calendars):
            self._add(side)

    def take_people(self, people: Sequence[PersonRow]) -> None:
        """Know the sales people who may have a territory."""
        self._people = people

    def reassign(self) -> bool:
        """Ask who gets the territory; False where there is none."""
        return self._open_reassigning(is_covering=False)

    def cover(self) -> bool:
        """Ask who covers an open territory; False where there is none."""
        row = self._table.focused_row()
        if row is not None and not row.is_open:
            self.said.emit(f"{row.name} has a rep and needs no cover. R gives it another one.")
            return True
        return self._open_reassigning(is_covering=True)

    def add(self) -> bool:
        """Ask for a new territory."""
        self.adding.open(self._people)
        return True

    def tell_absence(self) -> bool:
        """Ask who is away or leaves, first about who answers for the territory."""
        row = self._table.focused_row()
        self.absences.open(row.answers_id if row else None)
        return True

    def choose_calendar(self) -> bool:
        """Ask where a rep's own calendar is read."""
        self.calendars.open()
        return True

    def follow(self, row: TerritoryRow) -> None:
        """Keep an open panel with the row that the arrows stand on."""
        if self.currentWidget() is self.reassigning.pane:
            self.reassigning.follow(row, self._people)

    def confirm(self) -> None:
        """Ask for what stands in the pane in front."""
        for side in (self.reassigning, self.adding, self.absences, self.calendars):
            if self.currentWidget() is side.pane:
                side.pane.confirm()

    def _add(self, side: Side) -> None:
        self.addWidget(side.pane)
        side.opened.connect(partial(self._turn_to, side.pane))
        side.done.connect(self._end)
        side.pane.closed.connect(self.left)

    def _open_reassigning(self, *, is_covering: bool) -> bool:
        row = self._table.focused_row()
        if row is not None:
            self.reassigning.open(row, self._people, is_covering=is_covering)
        return row is not None

    def _turn_to(self, pane: Pane) -> None:
        self.setCurrentWidget(pane)
        self.turned.emit()
        pane.begin()

    def _end(self, sentence: str) -> None:
        self.left.emit()
        self.said.emit(sentence)
