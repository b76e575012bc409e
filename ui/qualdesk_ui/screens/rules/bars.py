"""The do-not-call list of the page: found, lifted with a reason, read in from a file."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimeZone, Signal
from PySide6.QtWidgets import QStackedWidget

from qualdesk.commands.requests.suppressions import LiftSuppression
from qualdesk.commands.suppressions import lift_suppression
from qualdesk.errors import QualDeskError
from qualdesk.events.suppressions import FinishedSuppressionList, LiftedSuppression
from qualdesk.jobs.import_suppressions import (
    SuppressionOrder,
    SuppressionReport,
    import_suppressions,
)
from qualdesk.queries.suppressions import (
    DoNotCallList,
    SuppressionRow,
    do_not_call_list,
    suppressions,
)
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.rules.bar_pane import BarPane
from qualdesk_ui.screens.rules.bars_rows import columns, key, note, report_words
from qualdesk_ui.screens.rules.list_pane import AskForFile, ListPane
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.table import Table

_MOST = 200
_NOBODY = "Nobody stands here."


class BarSides(QStackedWidget):
    """The entry that is chosen, or the list to be read in."""

    def __init__(self, entry: BarPane, of_list: ListPane) -> None:
        super().__init__()
        self.entry, self.of_list = entry, of_list
        self._may_change = False
        for pane in (entry, of_list):
            self.addWidget(pane)

    def allow(self, *, may_change: bool) -> None:
        """Let a team lead lift entries and read lists in."""
        self._may_change = may_change
        self.entry.allow(may_change=may_change)

    def confirm(self) -> None:
        """Ask for what stands in the pane in front."""
        if self.currentWidget() is self.of_list:
            self.of_list.confirm()
        else:
            self.entry.confirm()

    def show_list(self) -> bool:
        """Turn to the list to be read in; False for who may not."""
        if self._may_change:
            self.setCurrentWidget(self.of_list)
            self.of_list.begin()
        return self._may_change

    def leave_list(self) -> bool:
        """Turn back to the entry; False where it is in front already."""
        was_list = self.currentWidget() is self.of_list
        self.setCurrentWidget(self.entry)
        return was_list


class Bars(QObject):
    """`said` with what came of a press, `noted` with the sentence beside the title."""

    said = Signal(str)
    noted = Signal(str)
    hints = (("Enter", "lift"), ("Ctrl+N", "read a list in"))

    def __init__(self, desk: Desk, parent: QObject, *, ask_for_file: AskForFile) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words, self._whole = "", DoNotCallList(0)
        self.table: Table[SuppressionRow] = Table(
            "Do not call", columns(), key, row_height=ROW_TWO_LINES
        )
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        entry, of_list = BarPane(desk.person_id), ListPane(desk.now, zone, ask_for_file)
        self.pane = BarSides(entry, of_list)
        self.table.focused.connect(self._show)
        self.table.opened.connect(self._begin)
        entry.asked.connect(self._lift)
        entry.list_wanted.connect(self.begin_list)
        of_list.closed.connect(self.back)
        of_list.tried.connect(self._look_ahead)
        of_list.asked.connect(self._read_in)

    def refresh(self) -> None:
        """Read the list again."""
        self._desk.fetch(self, self._take_whole, do_not_call_list, now=self._desk.now())
        self._read(self._take_rows)

    def find(self, words: str) -> None:
        """Read whom these words mean, the newest first."""
        self._words = words
        self._read(self._take_found)

    def begin_list(self) -> bool:
        """Turn to the list to be read in."""
        return self.pane.show_list()

    def back(self) -> bool:
        """Leave the list to be read in; False where none is."""
        was_list = self.pane.leave_list()
        if was_list:
            self.table.setFocus()
        return was_list

    def take_back(self) -> bool:
        """Leave Ctrl+Z to the window: what was lifted for a reason is barred anew by hand."""
        return False

    def say_state(self) -> None:
        """Say how many stand here, and how old the registers are, beside the title."""
        self.noted.emit(note(self._whole, self._desk.now().date(), _MOST))

    def _take_whole(self, whole: DoNotCallList) -> None:
        self._whole = whole
        self.say_state()

    def _read(self, then: Callable[[list[SuppressionRow]], object]) -> None:
        now, words = self._desk.now(), self._words
        self._desk.fetch(self, then, suppressions, now=now, words=words, limit=_MOST)

    def _take_found(self, rows: list[SuppressionRow]) -> None:
        self._take_rows(rows)
        self.said.emit("" if rows else _NOBODY)

    def _take_rows(self, rows: list[SuppressionRow]) -> None:
        self.table.set_rows(rows)
        self.pane.entry.show_row(self.table.focused_row(), self._desk.now().date())

    def _show(self, row: SuppressionRow) -> None:
        self.pane.entry.show_row(row, self._desk.now().date())

    def _begin(self, row: SuppressionRow) -> None:
        self._show(row)
        self.pane.leave_list()
        self.pane.entry.begin()

    def _lift(self, request: LiftSuppression) -> None:
        self._desk.submit(self, lift_suppression, request, self._lifted, self._refuse)

    def _lifted(self, event: LiftedSuppression) -> None:
        leads = len(event.lead_ids)
        again = f" · {leads} queued again" if leads else ""
        self.table.setFocus()
        self.said.emit(f"Lifted{again}")

    def _refuse(self, refusal: QualDeskError) -> None:
        self.pane.entry.refuse(str(refusal))

    def _look_ahead(self, order: SuppressionOrder) -> None:
        self._run(order, self.pane.of_list.show_outlook)

    def _read_in(self, order: SuppressionOrder) -> None:
        self._run(replace(order, person_id=self._desk.person_id), self._have_read)

    def _run(self, order: SuppressionOrder, then: Callable[[SuppressionReport], object]) -> None:
        job = partial(import_suppressions, self._desk.database, order, now=self._desk.now())
        self._desk.run(self, then, job, self._refuse_list)

    def _have_read(self, report: SuppressionReport) -> None:
        self.pane.of_list.forget()
        self.back()
        self._desk.committed.emit(FinishedSuppressionList(0))
        self.said.emit(report_words(report))

    def _refuse_list(self, refusal: QualDeskError) -> None:
        self.pane.of_list.refuse(str(refusal))
