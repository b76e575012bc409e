"""Layouts that are no list: written from top to bottom, or two tables side by side."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualdesk.domain.places import folded
from qualdesk.errors import InputError
from qualdesk.exchange.headings import known_headings
from qualdesk.exchange.list_heads import FEWEST_KNOWN, known_in
from qualdesk.exchange.records import Record

_FEWEST_BELOW = 3


def refuse_side_by_side(head: Record, first: Sequence[Record], path: Path) -> None:
    """Make sure that no second table with the same headings stands beside the first.

    Raises:
        InputError: if a row would tell of two companies, and dial both their numbers as one.
    """
    blocks = list(_blocks(head, [one for one in first if one.line > head.last_line]))
    for other in blocks[1:]:
        same = [one for one in other if one in blocks[0]]
        if same[:1] == blocks[0][:1] and known_headings(same) >= FEWEST_KNOWN:
            raise InputError(
                f"{path.name} holds tables side by side: “{head.filled[0].strip()}” begins more than"
                " one. Put them one below the other or on sheets of their own, and import that."
            )


def _blocks(head: Record, rows: Sequence[Record]) -> Iterator[list[str]]:
    """Yield the headings between columns in which nothing stands."""
    block: list[str] = []
    for index, cell in enumerate(head.cells):
        is_gap = not cell.strip() and not any(
            one.cells[index].strip() for one in rows if index < len(one.cells)
        )
        if is_gap and block:
            yield block
        block = [] if is_gap else [*block, folded(cell)]
    if block:
        yield block


def refuse_upright(first: Sequence[Record], path: Path) -> None:
    """Make sure that a list is not written from top to bottom.

    Raises:
        InputError: if what should be headings stands in the first column, one below the other.
    """
    if max(map(known_in, first)) >= FEWEST_KNOWN:
        return
    labels = [one.cells[0].strip().rstrip(":：") for one in first if len(one.filled) > 1]
    is_upright = known_headings(labels) >= max(_FEWEST_BELOW, len(labels) // 2 + 1)
    if is_upright:
        raise InputError(
            f"{path.name} is written from top to bottom: “{labels[0]}” and “{labels[1]}” stand in its"
            " first column. Put them side by side in one heading line with a row for each company"
            " (in a spreadsheet: copy, then paste transposed), and import that."
        )
