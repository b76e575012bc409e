"""The two tables, of pairs that look alike and of those made one, or why there is nothing in one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.queries.duplicates import DuplicateRow, MergeRow
from qualdesk_ui.screens.duplicates.rows import (
    Fact,
    facts_of,
    merge_columns,
    merge_key,
    own_zone,
    pair_columns,
    pair_key,
)
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.table import Table

_NOBODY = (
    "users",
    "Nobody stands here twice",
    "Whoever a list brings is compared with everybody; who looks alike waits here for a decision.",
    "Compare everybody now",
)
_NONE_MADE_ONE = (
    "users",
    "Nobody was made one",
    "Merges stand here, and each can be taken back.",
)


class Shelves(QStackedWidget):
    """`focused` when the arrows stand on a row of the table in sight; `opened` carries its entry."""

    focused = Signal()
    opened = Signal(object)
    compare_asked = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._is_alike = True
        self.pairs: Table[DuplicateRow] = Table(
            "Pairs that look alike", pair_columns(), pair_key, row_height=ROW_TWO_LINES
        )
        self.merges: Table[MergeRow] = Table(
            "Merges", merge_columns(now, own_zone()), merge_key, row_height=ROW_TWO_LINES
        )
        self.empty = EmptyState(*_NOBODY)
        self._counts = {self.pairs: 0, self.merges: 0}
        for widget in (self.pairs, self.merges, self.empty):
            self.addWidget(widget)
        self._connect()

    @property
    def has_rows(self) -> bool:
        """Whether the table in sight has any."""
        return self.currentWidget() is not self.empty

    @property
    def merge_count(self) -> int:
        """How many merges stand."""
        return self._counts[self.merges]

    def pair(self) -> DuplicateRow | None:
        """Return the pair that a key is meant for, if pairs are in sight."""
        return self.pairs.focused_row() if self._is_alike else None

    def merge(self) -> MergeRow | None:
        """Return the merge that a key is meant for, if merges are in sight."""
        return None if self._is_alike else self.merges.focused_row()

    def facts(self) -> Sequence[Fact]:
        """Return what the two say of whom the arrows stand on; nothing without one."""
        pair, merge = self.pair(), self.merge()
        if pair is not None:
            return facts_of(pair.one, pair.other, self._now(), own_zone())
        if merge is not None:
            return facts_of(merge.kept, merge.merged, self._now(), own_zone())
        return ()

    def take_pairs(self, rows: list[DuplicateRow]) -> None:
        """Hold other pairs."""
        self._counts[self.pairs] = len(rows)
        self.pairs.set_rows(rows)

    def take_merges(self, rows: list[MergeRow]) -> None:
        """Hold other merges."""
        self._counts[self.merges] = len(rows)
        self.merges.set_rows(rows)

    def turn_to(self, *, pairs: bool) -> None:
        """Show the pairs or the merges, and give the keyboard to what there is to do."""
        self._is_alike = pairs
        table = self.pairs if pairs else self.merges
        self.empty.say(*(_NOBODY if pairs else _NONE_MADE_ONE))
        self.setCurrentWidget(table if self._counts[table] else self.empty)
        if self.has_rows:
            table.setFocus()
        elif pairs:
            self.empty.take_focus()

    def _connect(self) -> None:
        self.pairs.focused.connect(self._tell_focused)
        self.merges.focused.connect(self._tell_focused)
        self.pairs.opened.connect(self._open_pair)
        self.merges.opened.connect(self._open_merge)
        self.empty.action_chosen.connect(self.compare_asked)

    def _tell_focused(self, _row: object) -> None:
        self.focused.emit()

    def _open_pair(self, row: DuplicateRow) -> None:
        self.opened.emit(row.one if row.one.lead_id else row.other)

    def _open_merge(self, row: MergeRow) -> None:
        self.opened.emit(row.kept)
