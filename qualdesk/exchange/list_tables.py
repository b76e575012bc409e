"""Tables of any file: where the headings are, which rows are the list, what stands around it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from msgspec.structs import replace as with_other

from qualdesk.domain.places import folded
from qualdesk.errors import InputError
from qualdesk.exchange.cell_words import is_end_word, is_list_title
from qualdesk.exchange.csv_text import Text, records, text_of, unfolded
from qualdesk.exchange.files import FileKind, content_of, kind_of
from qualdesk.exchange.headings import known_headings
from qualdesk.exchange.records import Record, RecordPack, without_empty_end
from qualdesk.exchange.workbooks import SheetText, sheet_of

_LOOKED_AT = 60
_FEWEST_KNOWN = 2
_FEWEST_DIGITS = 7
_LOOKS_LIKE_DATA = re.compile(r"@[\w-]+\.|^\W*(?:\d\W*){7,}$|^-?\d+[.,]\d+$|://")
_COMMENT = ("#", "//", "--", "/*")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Lines that are not of the list, and why."""

    record: Record
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """The list in a file: headings (empty if it has none), rows, and what was passed over."""

    headings: tuple[str, ...]
    rows: RecordPack
    passed_over: tuple[PassedOver, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    has_headings: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """What the person said of a file; empty means found out."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


_Read = Callable[[int, int | None], Iterator[Record]]
"""Yields the records behind a line; rows over several lines must have so many cells."""


def open_table(path: Path, opening: Opening) -> ListTable:
    """Open a list of any kind.

    Raises:
        InputError: if it cannot be read, holds no table, or several could be meant.
    """
    found = _opened(path, opening)
    if isinstance(found, SheetText):
        table = _table_of(lambda after, _width: _behind(found.records, after))
        return replace(table, sheet=found.name)
    table = _table_of(_reading(found))
    return replace(table, encoding=found.encoding, delimiter=found.delimiter)


def _opened(path: Path, opening: Opening) -> SheetText | Text:
    content = content_of(path)
    if kind_of(content) is FileKind.WORKBOOK:
        return sheet_of(content, path, sheet=opening.sheet)
    if opening.sheet:
        raise InputError(f"{path.name} is text and has no sheets. Leave out --sheet.")
    return text_of(content, path, encoding=opening.encoding, delimiter=opening.delimiter)


def _reading(text: Text) -> _Read:
    def read(after: int, width: int | None) -> Iterator[Record]:
        return records(text, after=after, width=width)

    return read


def _behind(found: Sequence[Record], after: int) -> Iterator[Record]:
    return (one for one in found if one.line > after)


def _table_of(read: _Read) -> ListTable:
    first = list(islice((one for one in read(0, None) if not one.fault), _LOOKED_AT))
    if not first:
        raise InputError("No line of this file can be read as headings. Save it as CSV again.")
    first = _unfold_all(first)
    at = _head_at(first)
    if _is_data(first[at]) and _known(first[at]) < _FEWEST_KNOWN:
        return _without_headings(first, at, read)
    head, used = _composed(first, at)
    above = [one for one in first[:at] if one not in used]
    width = len(head.cells)
    table = ListTable(head.cells, RecordPack(_unfolded_rows(read(head.last_line, width), width)))
    table, passed = _section(table, head, above, read)
    rows, below = _parted_end(table.rows, len(table.headings))
    return replace(table, rows=rows, passed_over=(*passed, *below))


def _without_headings(first: Sequence[Record], at: int, read: _Read) -> ListTable:
    """Take a file that begins with its first row."""
    width = max(len(one.cells) for one in first[at:])
    before = first[at].line - 1
    rows, below = _parted_end(RecordPack(_unfolded_rows(read(before, width), width)), width)
    passed = (*_above(first[:at]), *below)
    return ListTable(("",) * width, rows, passed, has_headings=False)


def _known(record: Record) -> int:
    return known_headings(record.cells)


def _is_data(record: Record) -> bool:
    """Whether a record holds what only rows hold: an address, a number, a long run of digits."""
    filled = [cell.strip() for cell in record.filled]
    numbers = sum(cell.replace(".", "").isdecimal() for cell in filled)
    return numbers * 2 > len(filled) or any(_LOOKS_LIKE_DATA.search(cell) for cell in filled)


def _head_at(first: Sequence[Record]) -> int:
    """Return where the headings are: the line that knows most, else the first as wide as the rest."""
    known = [_known(one) for one in first]
    titled = [
        index
        for index, count in enumerate(known)
        if count >= _FEWEST_KNOWN and index > 0 and _is_list_title(first[index - 1])
    ]
    if titled:
        return max(titled, key=lambda index: known[index])
    if max(known) >= _FEWEST_KNOWN:
        return known.index(max(known))
    widths = [len(one.cells) for one in first]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    for index, one in enumerate(first):
        is_comment = one.cells[0].lstrip().startswith(_COMMENT) and len(one.filled) == 1
        if not is_comment and (len(one.filled) > usual // 2 or known[index]):
            return index
    return 0


def _is_list_title(record: Record) -> bool:
    return _is_title(record) and is_list_title(record.filled[0])


def _composed(first: Sequence[Record], at: int) -> tuple[Record, list[Record]]:
    """Return the headings with what merged cells above or below them say, and the lines used."""
    head, used = first[at], []
    if at > 0 and _is_group_line(first[at - 1], head):
        above = first[at - 1]
        used.append(above)
        head = with_other(head, cells=_with_groups(above.cells, head.cells))
    if at + 1 < len(first) and _is_sub_line(head, first[at + 1]):
        below = first[at + 1]
        cells = _with_groups(head.cells, below.cells)
        head = with_other(head, cells=cells, last_line=below.last_line)
    return head, used


def _is_group_line(above: Record, head: Record) -> bool:
    """Whether cells of the line above span several headings: it has several, and gaps between."""
    few = len(head.filled) > len(above.filled) > 1 and len(above.cells) == len(head.cells)
    return few and above.line == head.line - 1 and not _is_data(above)


def _is_sub_line(head: Record, below: Record) -> bool:
    """Whether the line below names the parts of a heading that spans several columns."""
    if below.line != head.last_line + 1 or len(below.cells) != len(head.cells) or _is_data(below):
        return False
    pairs = list(zip(head.cells, below.cells, strict=True))
    fills_gap = any(not own.strip() and sub.strip() for own, sub in pairs)
    gaps = sum(not own.strip() for own, _sub in pairs)
    is_part = all(
        _spans(head.cells, index) for index, (_own, sub) in enumerate(pairs) if sub.strip()
    )
    return fills_gap and gaps > 0 and is_part and len(below.filled) < len(head.cells)


def _spans(cells: Sequence[str], index: int) -> bool:
    """Whether a heading here is blank, or is followed by blank ones that it spans."""
    return not cells[index].strip() or (
        index + 1 < len(cells) and bool(cells[index]) and not cells[index + 1].strip()
    )


def _with_groups(groups: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    made, group = [], ""
    for index, cell in enumerate(own):
        here = groups[index].strip() if index < len(groups) else ""
        group = here or (group if cell.strip() else "")
        made.append(f"{group} {cell.strip()}".strip() if group != cell.strip() else group)
    return tuple(made)


def _unfold_all(found: Sequence[Record]) -> list[Record]:
    """Unfold headings that stand whole in one cell, and what stands below them."""
    heads = [unfolded(one) for one in found]
    if not any(known_headings(cells) >= _FEWEST_KNOWN for cells in heads):
        return list(found)
    if max(_known(one) for one in found) >= _FEWEST_KNOWN:
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


def _above(found: Sequence[Record]) -> list[PassedOver]:
    reason = "The line stands above the headings and was passed over."
    return [PassedOver(one, "above_headings", reason) for one in found]


# Sections: a report that stacks several tables, each under a title of its own


@dataclass(frozen=True, slots=True)
class _Part:
    title: Record | None
    head: Record
    rows: Sequence[Record]
    end: int | None
    """The line of the title behind it."""

    @property
    def name(self) -> str:
        """What its title says."""
        return " ".join(self.title.filled) if self.title else ""

    def holds(self, record: Record) -> bool:
        """Whether a record is one of its rows."""
        return self.head.last_line < record.line < (self.end or record.line + 1)


def _section(
    table: ListTable, head: Record, above: Sequence[Record], read: _Read
) -> tuple[ListTable, list[PassedOver]]:
    """Return the one table of a report that is the list, and what is passed over of the others.

    Tables with the same headings are one list, parted by pages or groups.
    """
    starts = [
        index
        for index in table.rows.lone
        if index + 1 < len(table.rows)
        and _is_title(table.rows[index])
        and _is_head(table.rows[index + 1])
    ]
    if not starts:
        return table, _above(above)
    parts = _parts(table, head, above, starts)
    chosen = max(parts, key=lambda part: (is_list_title(part.name), len(part.rows)))
    like = [part for part in parts if _same_headings(part.head, chosen.head)]
    passed = _above(above)
    for part in parts:
        # The headings of the first part head the whole table; titles above it are passed over.
        lines = [] if part.head is head else [part.title, part.head]
        others = part.rows if part not in like else []
        reason = f"The line belongs to “{part.name}”; only “{chosen.name}” was read."
        passed += [PassedOver(one, "other_section", reason) for one in (*lines, *others) if one]
    return _cut_out(like, chosen.head, table, read), passed


def _parts(
    table: ListTable, head: Record, above: Sequence[Record], starts: Sequence[int]
) -> list[_Part]:
    rows = table.rows
    title_above = above[-1] if above and _is_title(above[-1]) else None
    parts = [_Part(title_above, head, rows[: starts[0]], rows[starts[0]].line)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        behind = rows[end].line if end < len(rows) else None
        parts.append(_Part(rows[start], rows[start + 1], rows[start + 2 : end], behind))
    return parts


def _same_headings(one: Record, other: Record) -> bool:
    return [*map(folded, one.filled)] == [*map(folded, other.filled)]


def _cut_out(like: Sequence[_Part], head: Record, table: ListTable, read: _Read) -> ListTable:
    width = without_empty_end(head.cells, len(head.filled))
    found = read(like[0].head.last_line, width)
    rows = RecordPack(one for one in found if any(part.holds(one) for part in like))
    return replace(table, headings=head.cells[:width], rows=rows)


def _is_title(record: Record) -> bool:
    return len(record.filled) == 1 and bool(record.cells[0].strip()) and not _is_data(record)


def _is_head(record: Record) -> bool:
    return _known(record) >= _FEWEST_KNOWN and not _is_data(record)


# The end: totals and footnotes


def _parted_end(rows: RecordPack, width: int) -> tuple[RecordPack, list[PassedOver]]:
    """Part what stands below the list from its rows: totals, notes, who exported it and when."""
    end = len(rows) if width > _FEWEST_KNOWN else 0
    while end > 1 and (start := _last_below(rows, end, width)) < end:
        end = start
    end = end or len(rows)
    reason = "The line stands below the rows and was passed over."
    return rows.cut(end), [PassedOver(one, "below_rows", reason) for one in rows[end:]]


def _last_below(rows: Sequence[Record], end: int, width: int) -> int:
    """Return where the last of the lines below begins: lone words behind a gap, or a total."""
    start = end
    while start > 1 and _is_lone(rows[start - 1]):
        start -= 1
    before = rows[start - 1]
    if start < end and (rows[start].line > before.last_line + 1 or not before.filled):
        return start
    return end - (1 if _is_end(rows[end - 1], width) else 0)


def _is_lone(record: Record) -> bool:
    filled = record.filled
    has_words = len(filled) == 1 and bool(record.cells[0].strip()) and bool(folded(filled[0]))
    return has_words and not _has_contact(record)


def _is_end(record: Record, width: int) -> bool:
    filled = record.filled
    if not filled or _has_contact(record):
        return False
    is_note = _is_lone(record) and filled[0].lstrip().startswith(("*", *_COMMENT))
    return is_note or (is_end_word(filled[0]) and len(filled) <= max(2, width // 2))


def _has_contact(record: Record) -> bool:
    return bool(record.fault) or any("@" in cell or "://" in cell for cell in record.filled)
