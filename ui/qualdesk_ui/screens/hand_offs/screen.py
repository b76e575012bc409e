"""The page of the hand-offs: the table, the details of one, and the export of their meetings."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk.events.calls import BarredCalls, PushedToSales, TookBack
from qualdesk.events.territories import ReassignedTerritory
from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.queries.appointments import appointments
from qualdesk.queries.hand_offs import (
    HandOffGroup,
    HandOffRow,
    hand_off_verdict,
    hand_offs,
)
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.hand_offs.details import Details
from qualdesk_ui.screens.hand_offs.export_bar import ExportBar
from qualdesk_ui.screens.hand_offs.rows import ALL, chosen, columns, grouped, tab_options
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.segment import Segment
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table

_DETAILS_WIDTH = 372
_FOLDS_BELOW = 1240
_ROW = 50
_FILTERS = {"ics": "Calendar (*.ics)", "csv": "Table (*.csv)"}

ChooseFile = Callable[[QWidget, str], str]
"""Asks where to write a kind of file; an empty answer means nowhere."""


def choose_file(parent: QWidget, kind: str) -> str:
    """Ask with the system's own dialog."""
    name = f"appointments.{kind}"
    path, _filter = QFileDialog.getSaveFileName(parent, "Export", name, _FILTERS[kind])
    return path


class HandOffsScreen(QWidget):
    """What was given to sales, and what happens next."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        BarredCalls,
        PushedToSales,
        ReassignedTerritory,
        TookBack,
    )
    go_to = Signal(str, object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, ask_for_file: ChooseFile = choose_file
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask_for_file = ask_for_file
        self._rows: list[HandOffRow] = []
        self._head = PageHead("Hand-offs")
        self._tabs = Segment("State", tab_options(()))
        self._rep = Select("Rep", [("", "All reps")])
        self._table: Table[HandOffRow] = Table(
            "Hand-offs", columns(desk.now), _key, row_height=_ROW
        )
        self._empty = EmptyState(
            "calendar-check",
            "No hand-offs yet",
            "They appear here when you push a lead to sales with 1.",
        )
        self._details, self._export = Details(), ExportBar()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the hand-offs again."""
        self._desk.fetch(self, self._show, hand_offs, now=self._desk.now())

    def perform(self, action_id: str) -> bool:
        """Export on Ctrl+Shift+E, fold the details on Esc."""
        if action_id == "export":
            self._export.focus_first()
            return self._write("ics")
        if action_id == "back":
            return self._split.fold_pane()
        return False

    def show_subject(self, subject: object) -> None:
        """Focus a hand-off."""
        if isinstance(subject, int):
            self._tabs.set_value(ALL)
            self._show_chosen()
            self._table.focus_key(subject)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self._tabs)
        filters.addStretch(1)
        filters.addWidget(self._rep)
        self._head.add_row(filters)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table)
        self._middle.addWidget(self._empty)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._middle, 1)
        column.addWidget(self._export)
        self._split = SplitPage(
            page, self._details, pane_width=_DETAILS_WIDTH, folds_below=_FOLDS_BELOW
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._show_chosen)
        self._rep.chosen.connect(self._show_chosen)
        self._table.focused.connect(self._read_about)
        self._table.opened.connect(self._open)
        self._export.asked.connect(self._write)

    def _show(self, rows: list[HandOffRow]) -> None:
        self._rows = rows
        waiting = sum(row.group is HandOffGroup.NEEDS_YOU for row in rows)
        needs = "1 needs you" if waiting == 1 else f"{waiting} need you"
        self._head.set_note(needs if waiting else "")
        reps = sorted({row.rep for row in rows})
        self._rep.set_options([("", "All reps"), *((name, name) for name in reps)])
        self._show_chosen()

    def _show_chosen(self, _choice: object = None) -> None:
        rep = str(self._rep.value() or "")
        self._tabs.set_options(tab_options(chosen(self._rows, ALL, rep)))
        rows = chosen(self._rows, self._tabs.value(), rep)
        self._say_if_empty(rows)
        self._table.set_rows(grouped(rows))
        self._export.show_count(sum(row.meeting_at is not None for row in rows))
        self._split.want_pane(wanted=bool(rows))

    def _say_if_empty(self, rows: list[HandOffRow]) -> None:
        self._middle.setCurrentWidget(self._table if rows else self._empty)
        if not rows and self._rows:
            self._empty.say("calendar-check", "None of these", "Choose All to see the others.")

    def _read_about(self, row: HandOffRow) -> None:
        self._details.show_hand_off(row, self._desk.now())
        self._desk.fetch(
            self, self._details.show_verdict, hand_off_verdict, hand_off_id=row.hand_off_id
        )

    def _open(self, row: HandOffRow) -> None:
        self._read_about(row)
        self._split.open_pane()

    def _write(self, kind: str) -> bool:
        """Ask where to, then write the meetings that are shown."""
        path = self._ask_for_file(self, kind)
        if path:
            then = partial(self._write_rows, path, kind)
            self._desk.fetch(self, then, appointments, now=self._desk.now())
        return True

    def _write_rows(self, path: str, kind: str, rows: list[AppointmentRow]) -> None:
        shown = {
            row.hand_off_id
            for row in chosen(self._rows, self._tabs.value(), str(self._rep.value() or ""))
        }
        meetings = [row for row in rows if row.hand_off_id in shown]
        try:
            Path(path).write_bytes(_file_of(kind, meetings))
        except OSError as problem:
            self._say(f"Not written: {problem.strerror}. Choose another place.")
        else:
            count = len(meetings)
            noun = "meeting" if count == 1 else "meetings"
            self._say(f"{count} {noun} written to {Path(path).name}")

    def _say(self, sentence: str) -> None:
        self._export.say(sentence)
        announce(self, sentence)


def _file_of(kind: str, rows: list[AppointmentRow]) -> bytes:
    # The calendar library takes 0.1 s to load and is needed for this alone.
    if kind == "ics":
        from qualdesk.exchange.ics import appointments_ics  # noqa: PLC0415

        return appointments_ics(rows)
    from qualdesk.exchange.sheets import appointment_sheet  # noqa: PLC0415
    from qualdesk.exchange.spreadsheet import csv_file  # noqa: PLC0415

    return csv_file(appointment_sheet(rows))


def _key(row: HandOffRow) -> int:
    return row.hand_off_id
