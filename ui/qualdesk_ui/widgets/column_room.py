"""Which columns of a table there is room for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.table_column import Column


def fitting(
    columns: Sequence[Column[Any]], width: int, fixed: Callable[[Sequence[int]], int]
) -> list[int]:
    """Return the columns, by number, that `width` leaves room for; `fixed` tells what some need.

    Where one that stretches would get too narrow, those with the highest `drop` go.
    """
    shown = list(range(len(columns)))
    while width - fixed(shown) < _least(columns[number] for number in shown):
        droppable = [number for number in shown if columns[number].drop]
        if not droppable:
            break
        shown.remove(max(droppable, key=lambda number: columns[number].drop))
    return shown


def _least(columns: Iterable[Column[Any]]) -> int:
    stretching = (one.least for one in columns if not one.width)
    return current().scaled(max(stretching, default=0))
