"""Sections: a report that stacks several tables, each under a title of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualdesk.domain.places import folded
from qualdesk.exchange.cell_words import is_list_title
from qualdesk.exchange.list_heads import is_head, is_title
from qualdesk.exchange.list_shape import ListTable, PassedOver, Read
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record, RecordPack, without_empty_end

_MOST_GAPS = 1_000
"""A list with more of them is written with blank lines between its rows."""


@dataclass(frozen=True, slots=True)
class _Part:
    title: Record | None
    head: Record
    rows: Sequence[Record]
    end: int | None
    """The line of the title behind it."""

    @property
    def name(self) -> str:
        """What its title says, else its first heading."""
        return " ".join(self.title.filled if self.title else self.head.filled[:1])

    def holds(self, record: Record) -> bool:
        """Whether a record is one of its rows."""
        return self.head.last_line < record.line < (self.end or record.line + 1)


def section_of(
    table: ListTable, head: Record, above: Sequence[Record], read: Read
) -> tuple[ListTable, list[PassedOver]]:
    """Return the one table of a report that is the list, and what is passed over of the others.

    Tables with the same headings are one list, parted by pages or groups.
    """
    starts = _starts(table.rows, head)
    if not starts:
        return table, lines_above(above)
    parts = _parts(table, head, above, starts)
    chosen = max(parts, key=lambda part: (is_list_title(part.name), len(part.rows)))
    like = [part for part in parts if _same_headings(part.head, chosen.head)]
    passed = lines_above(above)
    for part in parts:
        # The headings of the first part head the whole table; titles above it are passed over.
        lines = [] if part.head is head else [part.title, part.head]
        others = part.rows if part not in like else []
        reason = f"The line belongs to “{part.name}”; only “{chosen.name}” was read."
        passed += [
            PassedOver(one, ProblemKind.OTHER_SECTION, reason) for one in (*lines, *others) if one
        ]
    return _cut_out(like, chosen.head, table, read), passed


def _starts(rows: RecordPack, head: Record) -> list[int]:
    """Return where further tables begin: at a title above headings, or at headings behind a gap."""
    titled = [at for at in rows.lone if is_title(rows[at]) and _is_head_at(rows, at + 1)]
    gaps = rows.behind_gaps if len(rows.behind_gaps) <= _MOST_GAPS else []
    bare = [at for at in gaps if _is_head_at(rows, at) and not _same_headings(rows[at], head)]
    return sorted({*titled, *(at for at in bare if at - 1 not in titled)})


def _is_head_at(rows: RecordPack, at: int) -> bool:
    return at < len(rows) and is_head(rows[at])


def _parts(
    table: ListTable, head: Record, above: Sequence[Record], starts: Sequence[int]
) -> list[_Part]:
    rows = table.rows
    title_above = above[-1] if above and is_title(above[-1]) else None
    parts = [_Part(title_above, head, rows[: starts[0]], rows[starts[0]].line)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        behind = rows[end].line if end < len(rows) else None
        title = None if is_head(rows[start]) else rows[start]
        at = start if title is None else start + 1
        parts.append(_Part(title, rows[at], rows[at + 1 : end], behind))
    return parts


def _same_headings(one: Record, other: Record) -> bool:
    return [*map(folded, one.filled)] == [*map(folded, other.filled)]


def _cut_out(like: Sequence[_Part], head: Record, table: ListTable, read: Read) -> ListTable:
    width = without_empty_end(head.cells, len(head.filled))
    found = read(like[0].head.last_line, width)
    rows = RecordPack(one for one in found if any(part.holds(one) for part in like))
    return replace(table, headings=head.cells[:width], rows=rows)


def lines_above(found: Sequence[Record]) -> list[PassedOver]:
    """Return the lines above the headings as passed over."""
    reason = "The line stands above the headings and was passed over."
    return [PassedOver(one, ProblemKind.ABOVE_HEADINGS, reason) for one in found]
