"""Tables of any file: where the headings are, which rows are the list, what stands around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from msgspec.structs import replace as with_other

from qualdesk.errors import InputError
from qualdesk.exchange.csv_records import Text, records, unfolded
from qualdesk.exchange.csv_text import text_of
from qualdesk.exchange.files import FileKind, content_of, kind_of
from qualdesk.exchange.headings import known_headings
from qualdesk.exchange.list_ends import parted_end
from qualdesk.exchange.list_heads import (
    FEWEST_KNOWN,
    composed,
    head_at,
    is_data,
    known_in,
    refuse_upright,
)
from qualdesk.exchange.list_sections import lines_above, section_of
from qualdesk.exchange.list_shape import ListTable, Read
from qualdesk.exchange.records import Record, RecordPack, without_empty_end
from qualdesk.exchange.workbooks import SheetText, sheet_of

_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """What the person said of a file; empty means found out."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def open_table(path: Path, opening: Opening) -> ListTable:
    """Open a list of any kind.

    Raises:
        InputError: if it cannot be read, holds no table, or several could be meant.
    """
    found = _opened(path, opening)
    if isinstance(found, SheetText):
        table = _table_of(lambda after, _width: _behind(found.records, after), path)
        return replace(table, sheet=found.name)
    table = _table_of(_reading(found), path)
    return replace(table, encoding=found.encoding, delimiter=found.delimiter)


def _opened(path: Path, opening: Opening) -> SheetText | Text:
    content = content_of(path)
    if kind_of(content) is FileKind.WORKBOOK:
        return sheet_of(content, path, sheet=opening.sheet)
    if opening.sheet:
        raise InputError(f"{path.name} is text and has no sheets. Leave out --sheet.")
    return text_of(content, path, encoding=opening.encoding, delimiter=opening.delimiter)


def _reading(text: Text) -> Read:
    def read(after: int, width: int | None) -> Iterator[Record]:
        return records(text, after=after, width=width)

    return read


def _behind(found: Sequence[Record], after: int) -> Iterator[Record]:
    return (one for one in found if one.line > after)


def _table_of(read: Read, path: Path) -> ListTable:
    first = list(islice((one for one in read(0, None) if not one.fault), _LOOKED_AT))
    if not first:
        raise InputError("No line of this file can be read as headings. Save it as CSV again.")
    first = _unfold_all(first)
    refuse_upright(first, path)
    at = head_at(first)
    if is_data(first[at]) and known_in(first[at]) < FEWEST_KNOWN:
        return _without_headings(first, at, read)
    head, used = composed(first, at)
    above = [one for one in first[:at] if one not in used]
    width = len(head.cells)
    table = ListTable(head.cells, RecordPack(_unfolded_rows(read(head.last_line, width), width)))
    table, passed = section_of(table, head, above, read)
    rows, below = parted_end(table.rows, len(table.headings))
    return replace(table, rows=rows, passed_over=(*passed, *below))


def _without_headings(first: Sequence[Record], at: int, read: Read) -> ListTable:
    """Take a file that begins with its first row."""
    width = max(len(one.cells) for one in first[at:])
    before = first[at].line - 1
    rows, below = parted_end(RecordPack(_unfolded_rows(read(before, width), width)), width)
    passed = (*lines_above(first[:at]), *below)
    return ListTable(("",) * width, rows, passed, has_headings=False)


def _unfold_all(found: Sequence[Record]) -> list[Record]:
    """Unfold headings that stand whole in one cell, and what stands below them."""
    heads = [unfolded(one) for one in found]
    if not any(known_headings(cells) >= FEWEST_KNOWN for cells in heads):
        return list(found)
    if max(known_in(one) for one in found) >= FEWEST_KNOWN:
        return list(found)
    return [
        with_other(one, cells=cells) if cells else one
        for one, cells in zip(found, heads, strict=True)
    ]


def _unfolded_rows(rows: Iterable[Record], width: int) -> Iterator[Record]:
    """Unfold rows that stand whole in one cell, where as many cells come out as there should be."""
    return (_unfolded_row(one, width) if one.is_lone else one for one in rows)


def _unfolded_row(record: Record, width: int) -> Record:
    for delimiter in ",;\t|":
        cells = unfolded(record, delimiter)
        if width > 1 and without_empty_end(cells, width) == width:
            return with_other(record, cells=cells)
    return record
