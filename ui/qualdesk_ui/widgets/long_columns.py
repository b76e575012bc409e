"""Which columns of a long table are shown at a width, and where their cells stand."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTableView

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.column_room import fitting
from qualdesk_ui.widgets.table_column import Column
from qualdesk_ui.widgets.table_painting import MARGIN, cell_place

_LEAST_LEFT = 80


class ShownColumn(NamedTuple):
    """A column with its width, and where the content of its cells stands."""

    number: int
    width: int
    content: QRect


class FittedColumns:
    """The columns of a table as they fit into its width; `shown` are those that do."""

    def __init__(self, table: QTableView, columns: Sequence[Column[Any]]) -> None:
        self._table, self._columns = table, columns
        self._first_width = 0
        self.shown: list[ShownColumn] = []

    def widen_first(self, width: int) -> None:
        """Let the first column be at least so wide beside the margin."""
        if width != self._first_width:
            self._first_width = width
            self.fit()

    def fit(self) -> None:
        """Give each its width, and hide those that do not fit."""
        width = self._table.viewport().width()
        self.shown = shown_columns(self._columns, width, self._first_width)
        shown = {one.number for one in self.shown}
        for number in range(len(self._columns)):
            self._table.setColumnHidden(number, number not in shown)
        for one in self.shown:
            self._table.setColumnWidth(one.number, one.width)
        self._table.viewport().update()


def shown_columns(
    columns: Sequence[Column[Any]], width: int, first_width: int
) -> list[ShownColumn]:
    """Return the columns that fit; the first is at least `first_width` wide beside the margin."""

    def fixed(some: Sequence[int]) -> int:
        return _fixed(columns, some, first_width)

    shown = fitting(columns, width, fixed)
    spare = max(width - fixed(shown), _LEAST_LEFT)
    found: list[ShownColumn] = []
    left = 0
    for number in shown:
        own = _width(columns, number, shown, first_width) if columns[number].width else spare
        place = cell_place(
            QRect(left, 0, own, 0),
            is_first=number == 0,
            is_last=number == shown[-1],
            margin=MARGIN,
        )
        found.append(ShownColumn(number, own, place.toRect()))
        left += own
    return found


def _fixed(columns: Sequence[Column[Any]], shown: Sequence[int], first_width: int) -> int:
    return sum(_width(columns, number, shown, first_width) for number in shown)


def _width(
    columns: Sequence[Column[Any]], number: int, shown: Sequence[int], first_width: int
) -> int:
    width = current().scaled(columns[number].width)
    if number == 0:
        return max(width, first_width) + MARGIN
    return width + (MARGIN if number == shown[-1] and width else 0)
