"""Tables of any file: where the headings are, which rows are the list, what stands around it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from msgspec.structs import replace as with_other

from qualdesk.errors import InputError
from qualdesk.exchange.cell_values import without_unseen
from qualdesk.exchange.csv_records import Text, records, unfolded
from qualdesk.exchange.csv_text import text_of
from qualdesk.exchange.files import FileKind, content_of, kind_of
from qualdesk.exchange.headings import known_headings
from qualdesk.exchange.list_ends import parted_end
from qualdesk.exchange.list_groups import parted_groups
from qualdesk.exchange.list_heads import (
    FEWEST_KNOWN,
    composed,
    head_at,
    is_data,
    known_in,
    told_again,
)
from qualdesk.exchange.list_layouts import refuse_side_by_side, refuse_upright
from qualdesk.exchange.list_sections import lines_above, section_of
from qualdesk.exchange.list_shape import ListTable, PassedOver, Read
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record, RecordPack, without_empty_end
from qualdesk.exchange.sheet_remarks import remarks_on
from qualdesk.exchange.sheet_texts import SheetText
from qualdesk.exchange.twice_encoded import Mending, are_broken
from qualdesk.exchange.workbooks import sheet_of
from qualdesk.exchange.xlsx_parts import Place

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
    found, sha256 = _opened(path, opening)
    mending = Mending()
    if isinstance(found, SheetText):
        read = mending.over(lambda after, _width: found.rows(after))
        table = _table_of(read, path, found.across)
        lines = range(table.rows[0].line, table.rows[-1].line + 1) if table.rows else range(0)
        said = tuple(remarks_on(found, lines, len(table.headings)))
        table = replace(table, sheet=found.name, remarks=said)
    else:
        read = _reading(found)
        table = _table_of(mending.over(read) if are_broken(found.words) else read, path)
        table = replace(table, encoding=found.encoding, delimiter=found.delimiter)
    remarks = (*table.remarks, mending.remark) if mending.remark else table.remarks
    return replace(table, remarks=remarks, sha256=sha256)


def _opened(path: Path, opening: Opening) -> tuple[SheetText | Text, str]:
    """Return what a file holds and the hash of its bytes, which are not kept."""
    content = content_of(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if kind_of(content) is FileKind.WORKBOOK:
        return sheet_of(content, path, sheet=opening.sheet), sha256
    if opening.sheet:
        raise InputError(f"{path.name} is text and has no sheets. Leave out --sheet.")
    found = text_of(content, path, encoding=opening.encoding, delimiter=opening.delimiter)
    return found, sha256


def _reading(text: Text) -> Read:
    def read(after: int, width: int | None) -> Iterator[Record]:
        return records(text, after=after, width=width)

    return read


def _table_of(read: Read, path: Path, across: frozenset[Place] = frozenset()) -> ListTable:
    """Find the list; `across` are cells that are merged with those beside them."""
    first = list(islice((one for one in read(0, None) if not one.fault), _LOOKED_AT))
    if not first:
        raise InputError(
            f"{path.name} has no line that can be read. Choose a file with a heading line and rows."
        )
    first = _unfold_all([_seen(one) for one in first])
    refuse_upright(first, path)
    at = head_at(first)
    if is_data(first[at]) and known_in(first[at]) < FEWEST_KNOWN:
        return _without_headings(first, at, read)
    refuse_side_by_side(first[at], first, path)
    head, used = composed(first, at)
    again = [one for one in first[at + 1 : at + 2] if told_again(head, one)]
    head = with_other(head, last_line=again[0].last_line) if again else head
    above = [one for one in first[:at] if one not in used]
    width = len(head.cells)
    table = ListTable(head.cells, RecordPack(_unfolded_rows(read(head.last_line, width), width)))
    table, passed = section_of(table, head, above, read)
    rows, below = parted_end(table.rows, len(table.headings))
    table, groups = parted_groups(replace(table, rows=rows), across)
    return replace(table, passed_over=(*passed, *_told_twice(again), *groups, *below))


def _told_twice(again: Sequence[Record]) -> list[PassedOver]:
    reason = "The headings stand here in other words; the line was passed over."
    return [PassedOver(one, ProblemKind.REPEATED_HEADINGS, reason) for one in again]


def _seen(record: Record) -> Record:
    """Return a record that may be the headings without signs that nobody sees."""
    if all(map(str.isascii, record.cells)):
        return record
    return with_other(record, cells=tuple(map(without_unseen, record.cells)))


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
