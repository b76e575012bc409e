"""The page of the hand-offs: the table, the details of one, and the export of their meetings."""

from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualdesk.domain.hand_off_answers import ReturnReason
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
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.people import (
    AddedPerson,
    CameBack,
    DeactivatedPerson,
    TookBackLeaving,
    WentAway,
)
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment
from qualdesk.jobs.exporting import ExportFormat
from qualdesk.queries.first_source import first_source
from qualdesk.queries.hand_offs import (
    HandOffGroup,
    HandOffRow,
    hand_off_verdict,
    hand_offs,
)
from qualdesk.queries.people import PersonRow, people
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.hand_offs.asking import Asking
from qualdesk_ui.screens.hand_offs.coming import ComingStrip
from qualdesk_ui.screens.hand_offs.details import Details
from qualdesk_ui.screens.hand_offs.exports import ChooseFile, Exports, choose_file
from qualdesk_ui.screens.hand_offs.filters import Filters
from qualdesk_ui.screens.hand_offs.rows import columns, grouped
from qualdesk_ui.screens.hand_offs.steps import NextStep, steps_of
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table

_DETAILS_WIDTH = 372
_FOLDS_BELOW = 1240
_ROW = 50
_STEPS = {"step-1": 0, "step-2": 1, "step-3": 2, "step-4": 3}
_TABS = {"hand-offs-next-tab": 1, "hand-offs-previous-tab": -1}


class HandOffsScreen(QWidget):
    """What was given to sales, and what happens next; a rep sees their own alone."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        *OUTCOMES,
        AddedProspect,
        AddedPerson,
        AnsweredHandOff,
        CameBack,
        ClosedOutMany,
        DeactivatedPerson,
        HeardFrom,
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
    )
    go_to = Signal(str, object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, ask_for_file: ChooseFile = choose_file
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[HandOffRow] = []
        self._people: list[PersonRow] = []
        self._wants_next = False
        self._head = PageHead("Hand-offs")
        self._filters = Filters(desk.now, self)
        self._table: Table[HandOffRow] = Table(
            "Hand-offs", columns(desk.now), _key, row_height=_ROW
        )
        self._empty = EmptyState(
            "calendar-check",
            "No hand-offs yet",
            "They appear here when you push a lead to sales with 1.",
        )
        self._details = Details()
        self._exports = Exports(desk, self, self._shown, ask_for_file)
        self._asking = Asking(desk, self)
        self.coming = ComingStrip(desk)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read people and hand-offs again."""
        self._desk.fetch(self, self._take_people, people)

    def perform(self, action_id: str) -> bool:
        """Take a next step on 1–4, find on /, walk the tabs, export on Ctrl+Shift+E, fold on Esc."""
        if action_id in _TABS:
            self._filters.tabs.step(_TABS[action_id])
            return True
        if action_id in _STEPS:
            return self._step(_STEPS[action_id])
        does = {"export": self._export, "find-hand-off": self._begin_find, "back": self._back}
        return does[action_id]() if action_id in does else False

    def toast_place(self) -> QRect:
        """Return the table's room: a toast stands above the exports."""
        corner = self._middle.mapTo(self, QPoint(0, 0))
        return QRect(corner, self._middle.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table: at a list of choices the keys 1 to 4 would rest."""
        super().showEvent(event)
        self._table.setFocus()

    def show_subject(self, subject: object) -> None:
        """Focus a hand-off."""
        if isinstance(subject, int):
            self._filters.show_all()
            self._show_chosen()
            self._table.focus_key(subject)

    def _lay_out(self) -> None:
        self._head.add_row(self._filters.line())
        self._head.buttons.addWidget(self._filters.find)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table)
        self._middle.addWidget(self._empty)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.coming)
        column.addWidget(self._middle, 1)
        column.addWidget(self._asking.strip)
        column.addWidget(self._exports.bar)
        self._split = SplitPage(
            page, self._details, pane_width=_DETAILS_WIDTH, folds_below=_FOLDS_BELOW
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._filters.changed.connect(self._show_chosen)
        self._filters.find.returnPressed.connect(self._table.setFocus)
        self._table.focused.connect(self._read_about)
        self._table.opened.connect(self._open)
        self._details.step_chosen.connect(self._step)
        self._asking.done.connect(self._table.setFocus)
        self._asking.stepped.connect(self._want_next)

    def _take_people(self, rows: list[PersonRow]) -> None:
        self._people = rows
        me = self._desk.person_id
        is_rep = any(one.id == me and one.role is PersonRole.SALES for one in rows)
        self._filters.rep.setHidden(is_rep)
        rep_id = me if is_rep else None
        self._desk.fetch(self, self._show, hand_offs, now=self._desk.now(), rep_id=rep_id)
        self.coming.refresh(rep_id)

    def _show(self, rows: list[HandOffRow]) -> None:
        self._rows = rows
        waiting = sum(row.group is HandOffGroup.NEEDS_YOU for row in rows)
        needs = "1 needs you" if waiting == 1 else f"{waiting} need you"
        self._head.set_note(needs if waiting else "")
        self._filters.set_reps(rows)
        self._show_chosen()
        if self._wants_next:
            self._go_to_next()

    def _want_next(self) -> None:
        self._wants_next = True

    def _go_to_next(self) -> None:
        """After a step, stand on the next that needs somebody; without one, stay."""
        self._wants_next = False
        waiting = (row for row in self._shown() if row.group is HandOffGroup.NEEDS_YOU)
        row = next(waiting, None)
        if row is not None:
            self._table.focus_key(row.hand_off_id)

    def _show_chosen(self) -> None:
        self._filters.count(self._rows)
        rows = self._shown()
        self._say_if_empty(rows)
        self._table.set_rows(grouped(rows))
        meetings = sum(row.meeting_at is not None for row in rows)
        self._exports.bar.show_count(len(rows), meetings)
        self._split.want_pane(wanted=bool(rows))
        row = self._table.focused_row()
        if row is not None:
            self._read_about(row)

    def _shown(self) -> list[HandOffRow]:
        return self._filters.shown(self._rows)

    def _say_if_empty(self, rows: list[HandOffRow]) -> None:
        self._middle.setCurrentWidget(self._table if rows else self._empty)
        if not rows and self._rows:
            self._empty.say(
                "calendar-check", "None of these", "Choose All and All days to see the others."
            )

    def _read_about(self, row: HandOffRow) -> None:
        is_mine = row.caller == self._desk.seat.person_name
        self._details.show_hand_off(row, self._steps(row), self._desk.now(), is_mine=is_mine)
        self._desk.fetch(
            self, self._details.show_verdict, hand_off_verdict, hand_off_id=row.hand_off_id
        )
        if row.answer is not None and row.answer.reason is ReturnReason.ALREADY_OURS:
            self._desk.fetch(
                self, self._details.show_source, first_source, hand_off_id=row.hand_off_id
            )

    def _steps(self, row: HandOffRow) -> tuple[NextStep, ...]:
        is_own = row.rep_id == self._desk.person_id
        return steps_of(row, self._desk.now(), is_own=is_own)

    def _step(self, place: int) -> bool:
        """Take a next step of the focused row."""
        row = self._table.focused_row()
        steps = self._steps(row) if row is not None else ()
        if row is None or place >= len(steps):
            return False
        reps = [one for one in self._people if one.role is PersonRole.SALES]
        self._asking.begin(steps[place], row, reps)
        return True

    def _open(self, row: HandOffRow) -> None:
        self._read_about(row)
        self._split.open_pane()

    def _export(self) -> bool:
        self._exports.bar.focus_first()
        self._exports.write(ExportFormat.ICS)
        return True

    def _begin_find(self) -> bool:
        self._filters.begin_find()
        return True

    def _back(self) -> bool:
        """Leave what was asked, then the search, then the pane that lies over the page."""
        if self._asking.strip.close_strip():
            return True
        if self._filters.end_find():
            self._table.setFocus()
            return True
        return self._split.fold_pane()


def _key(row: HandOffRow) -> int:
    return row.hand_off_id
