"""The text of a sheet as a person sees it: with zeros, merged cells and the addresses of links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as with_other

from qualdesk.exchange.records import Record, RecordPack, are_blank
from qualdesk.exchange.sheet_extras import extras_of
from qualdesk.exchange.xlsx_parts import Place

_ACROSS = 2
"""So many cells more than one make a line that heads others."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """One sheet of a workbook: its name and its rows that hold anything."""

    name: str
    records: RecordPack
    merged: Sequence[tuple[Place, Place]] = ()
    """The first and the last cell of those that are one."""
    hidden: Sequence[int] = ()
    """The lines that hold something and that nobody sees."""
    comments: Mapping[Place, str] = field(default_factory=dict)
    """What people have pinned to cells."""
    faults: Mapping[Place, str] = field(default_factory=dict)
    """Cells with an error of the spreadsheet, and what it says; nothing if a formula has no result."""

    @property
    def across(self) -> frozenset[Place]:
        """The cells that are one with several beside them."""
        return frozenset(
            (line, first)
            for (line, first), (last_line, last) in self.merged
            if line == last_line and last - first >= _ACROSS
        )


def as_shown(sheet: SheetText, content: bytes) -> SheetText:
    """Return a sheet with what its cells show and hold beside their text."""
    extras = extras_of(content, sheet.name)
    merged = (*sheet.merged, *extras.merged)
    instead = _by_line({**_filled_down(sheet.records, merged), **extras.shown})
    linked = _by_line(extras.linked)
    records = sheet.records
    if instead or linked:
        records = RecordPack(
            _changed(one, instead.get(one.line, {}), linked.get(one.line, {})) for one in records
        )
    lines = {*extras.hidden}
    hidden = [one.line for one in records if one.line in lines] if lines else []
    whole = SheetText(sheet.name, records, merged, hidden, extras.comments, extras.faults)
    return _from_the_left(whole)


def _by_line(cells: Mapping[Place, str]) -> Mapping[int, Mapping[int, str]]:
    lines: dict[int, dict[int, str]] = defaultdict(dict)
    for (line, column), cell in cells.items():
        lines[line][column] = cell
    return lines


def _changed(record: Record, instead: Mapping[int, str], linked: Mapping[int, str]) -> Record:
    """Return a record with other words in some columns, and behind others the address they link to."""
    if not instead and not linked:
        return record
    cells = [instead.get(column, own) for column, own in enumerate(record.cells, start=1)]
    for column, address in linked.items():
        if column <= len(cells) and "@" not in cells[column - 1]:
            cells[column - 1] = f"{cells[column - 1]} <{address}>".lstrip()
    return with_other(record, cells=tuple(cells))


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


def _from_the_left(sheet: SheetText) -> SheetText:
    """Return a sheet that begins in its first column that holds anything, wherever it was put."""
    blank = _blank_before(sheet.records)
    if not blank:
        return sheet
    return replace(
        sheet,
        records=RecordPack(with_other(one, cells=one.cells[blank:]) for one in sheet.records),
        merged=[
            ((line, first - blank), (last_line, last - blank))
            for (line, first), (last_line, last) in sheet.merged
        ],
        faults={(line, at - blank): said for (line, at), said in sheet.faults.items()},
    )


def _blank_before(records: Iterable[Record]) -> int:
    """Return how many columns are blank before the first that is not; most lists have none."""
    fewest: int | None = None
    for one in records:
        own = next(index for index, cell in enumerate(one.cells) if not are_blank((cell,)))
        fewest = own if fewest is None else min(fewest, own)
        if not fewest:
            break
    return fewest or 0
