"""The text of a sheet as a person sees it: with zeros, merged cells and the addresses of links."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace as with_other

from qualdesk.exchange.records import Record, RecordPack, are_blank
from qualdesk.exchange.sheet_extras import NO_EXTRAS, SheetExtras, extras_of
from qualdesk.exchange.xlsx_parts import Place

_ACROSS = 2
"""So many cells more than one make a line that heads others."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """One sheet of a workbook: its name, its rows that hold anything, and what is told of them."""

    name: str
    records: RecordPack
    """The rows as they are kept, in all columns of the sheet."""
    merged: Sequence[tuple[Place, Place]] = ()
    """The first and the last cell of those that are one."""
    extras: SheetExtras = NO_EXTRAS
    instead: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """By line and column what cells show instead of what they keep."""
    blank: int = 0
    """How many columns are blank before the first that is not."""

    def rows(self, after: int) -> Iterator[Record]:
        """Yield the rows behind a line as a person sees them, from the first column of the table."""
        linked = _by_line(self.extras.linked)
        for one in self.records:
            if one.line > after:
                yield self._shown(one, linked.get(one.line, {}))

    @property
    def across(self) -> frozenset[Place]:
        """The cells that are one with several beside them, by their columns in the table."""
        return frozenset(
            (line, first - self.blank)
            for (line, first), (last_line, last) in self.merged
            if line == last_line and last - first >= _ACROSS
        )

    def _shown(self, record: Record, linked: Mapping[int, str]) -> Record:
        """Return a row with what its cells show, and behind it the addresses they link to."""
        instead = self.instead.get(record.line, {})
        if not (instead or linked or self.blank):
            return record
        cells = [instead.get(column, own) for column, own in enumerate(record.cells, start=1)]
        for column, address in linked.items():
            if column <= len(cells) and "@" not in cells[column - 1]:
                cells[column - 1] = f"{cells[column - 1]} <{address}>".lstrip()
        return with_other(record, cells=tuple(cells[self.blank :]))


def as_shown(sheet: SheetText, content: bytes) -> SheetText:
    """Return a sheet with what is told of its cells beside their text."""
    extras = extras_of(content, sheet.name)
    merged = (*sheet.merged, *extras.merged)
    instead = _by_line({**_filled_down(sheet.records, merged), **extras.shown})
    blank = _blank_before(sheet.records)
    return SheetText(sheet.name, sheet.records, merged, extras, instead, blank)


def _by_line(cells: Mapping[Place, str]) -> Mapping[int, Mapping[int, str]]:
    lines: dict[int, dict[int, str]] = defaultdict(dict)
    for (line, column), cell in cells.items():
        lines[line][column] = cell
    return lines


def _filled_down(
    records: Iterable[Record], merged: Sequence[tuple[Place, Place]]
) -> Mapping[Place, str]:
    """Return what each cell says that is one with the cell above: a company beside its people."""
    tall = [(first, last[0]) for first, last in merged if last[0] > first[0]]
    tops = {line for (line, _column), _last in tall}
    words = {one.line: one.cells for one in records if one.line in tops} if tops else {}
    filled: dict[Place, str] = {}
    for (top, column), bottom in tall:
        cells = words.get(top, ())
        if column <= len(cells) and cells[column - 1].strip():
            filled |= {(line, column): cells[column - 1] for line in range(top + 1, bottom + 1)}
    return filled


def _blank_before(records: Iterable[Record]) -> int:
    """Return how many columns are blank before the first that is not; most lists have none."""
    fewest: int | None = None
    for one in records:
        own = next(index for index, cell in enumerate(one.cells) if not are_blank((cell,)))
        fewest = own if fewest is None else min(fewest, own)
        if not fewest:
            break
    return fewest or 0
