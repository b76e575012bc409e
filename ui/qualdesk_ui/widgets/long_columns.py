"""Which columns of a long table are shown at a width, and where their cells stand."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QRect

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.table_column import Column
from qualdesk_ui.widgets.table_painting import MARGIN, cell_place

_LEAST_STRETCH = 216
_LEAST_LEFT = 80


class ShownColumn(NamedTuple):
    """A column with its width, and where the content of its cells stands."""

    number: int
    width: int
    content: QRect


def shown_columns(
    columns: Sequence[Column[Any]], width: int, first_width: int
) -> list[ShownColumn]:
    """Return the columns that fit; the first is at least `first_width` wide beside the margin.

    Where the one that stretches would get too narrow, those with the highest `drop` go.
    """
    shown = list(range(len(columns)))
    while width - _fixed(columns, shown, first_width) < current().scaled(_LEAST_STRETCH):
        droppable = [number for number in shown if columns[number].drop]
        if not droppable:
            break
        shown.remove(max(droppable, key=lambda number: columns[number].drop))
    spare = max(width - _fixed(columns, shown, first_width), _LEAST_LEFT)
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
