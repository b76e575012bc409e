"""The hours of the page: a row for each rule, changed and taken back in place."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.rules import ChangeRule, RestoreRule
from qualdesk.commands.rules import change_rule, restore_rule
from qualdesk.errors import QualDeskError
from qualdesk.events.rules import ChangedRule, RestoredRule
from qualdesk.queries.rules import RuleRow, calling_rule_rows
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.rules.hours_pane import HoursPane
from qualdesk_ui.screens.rules.hours_rows import columns, is_meant, key, note
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.table import Table

_TAKEN_BACK = "Taken back a moment after it was set"
_NOT_FOUND = "No rule is called so."
_DAYS = ("weekdays", "saturday", "sunday", "holidays")


class Hours(QObject):
    """`said` with what came of a press, `noted` with the sentence beside the title."""

    said = Signal(str)
    noted = Signal(str)
    hints = (("Enter", "change"), ("Ctrl+Enter", "set"), ("Ctrl+Z", "take back"))

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[RuleRow] = []
        self._before: list[RuleRow] = []
        self._words = ""
        self.table: Table[RuleRow] = Table(
            "Calling hours", columns(), key, row_height=ROW_TWO_LINES
        )
        self.pane = HoursPane(desk.person_id)
        self.table.focused.connect(self._show)
        self.table.opened.connect(self._begin)
        self.pane.asked.connect(self._carry_out)

    def refresh(self) -> None:
        """Read the rules again."""
        self._desk.fetch(self, self._take_rows, calling_rule_rows, on=self._desk.now().date())

    def find(self, words: str) -> None:
        """Show the rules whose name begins so."""
        self._words = words
        found = self._show_found()
        self.said.emit("" if found or not self._rows else _NOT_FOUND)

    def take_back(self) -> bool:
        """Set the newest change of this page back to what held before; False without one."""
        if not self._before:
            return False
        before, me = self._before[-1], self._desk.person_id
        then = partial(self._took_back, before)
        if before.changed_at is None:
            request = RestoreRule(before.law, me, _TAKEN_BACK)
            self._desk.submit(self, restore_rule, request, then)
        else:
            hours = {name: getattr(before, name) for name in _DAYS}
            again = ChangeRule(before.law, me, **hours, reason=before.reason or _TAKEN_BACK)
            self._desk.submit(self, change_rule, again, then)
        return True

    def say_state(self) -> None:
        """Say what is so now beside the title."""
        self.noted.emit(note(self._rows))

    def _take_rows(self, rows: list[RuleRow]) -> None:
        self._rows = rows
        self.say_state()
        self._show_found()

    def _show_found(self) -> list[RuleRow]:
        found = [row for row in self._rows if is_meant(row, self._words)]
        self.table.set_rows(found)
        focused = self.table.focused_row()
        if focused is not None:
            self._show(focused)
        return found

    def _show(self, row: RuleRow) -> None:
        self.pane.show_row(row, self._desk.now().date())

    def _begin(self, row: RuleRow) -> None:
        self._show(row)
        self.pane.begin()

    def _carry_out(self, request: ChangeRule | RestoreRule) -> None:
        row = self.pane.row
        if row is None:
            return
        then, refused = partial(self._changed, row), self._refuse
        if isinstance(request, ChangeRule):
            self._desk.submit(self, change_rule, request, then, refused)
        else:
            self._desk.submit(self, restore_rule, request, then, refused)

    def _changed(self, row: RuleRow, _event: ChangedRule | RestoredRule) -> None:
        self._before.append(row)
        self.table.setFocus()
        self.said.emit(f"Hours set for {_called(row)} · Ctrl+Z takes it back")

    def _took_back(self, row: RuleRow, _event: ChangedRule | RestoredRule) -> None:
        self._before.remove(row)
        self.said.emit(f"Taken back for {_called(row)}")

    def _refuse(self, refusal: QualDeskError) -> None:
        self.pane.refuse(str(refusal))


def _called(row: RuleRow) -> str:
    return row.name if row.law != "*" else "our own hours"
