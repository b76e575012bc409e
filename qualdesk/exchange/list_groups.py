"""Groups of a list: lines of one cell that head the rows below them: a region, a letter, a company."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from msgspec.structs import replace as with_other

from qualdesk.domain.business_names import bare_name
from qualdesk.domain.places import folded
from qualdesk.exchange.fields import NAMES_OF_PEOPLE, Field
from qualdesk.exchange.headings import guessed_fields, is_bare_name
from qualdesk.exchange.list_heads import is_title
from qualdesk.exchange.list_shape import ListTable, PassedOver
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record, RecordPack
from qualdesk.exchange.xlsx_parts import Place

_SHOWS_PEOPLE = NAMES_OF_PEOPLE | {Field.JOB_TITLE, Field.SALUTATION}
_FEWEST_GROUPS = 2
_NARROW = 2
"""A table this narrow has lone words among its rows."""

_COMPANY = "Company"
_HEADS = "The line heads the rows below it and was passed over."
_NAMES = f"The line names the company of the rows below it; they tell it under “{_COMPANY}”."


def parted_groups(table: ListTable, across: frozenset[Place]) -> tuple[ListTable, list[PassedOver]]:
    """Part lines that head others from the rows: they are no rows, but may name their company.

    `across` are cells that are merged with those beside them. Without that it must be plain from
    how they stand: the first line is one, and each has rows below it.
    """
    heads = _heads(table, across) if len(table.headings) > _NARROW else []
    if not heads:
        return table, []
    if _has_company(table) or 2 * sum(map(_has_form, heads)) < len(heads):
        lines = {one.line for one in heads}
        kept = RecordPack(one for one in table.rows if one.line not in lines)
        return replace(table, rows=kept), _passed(heads, _HEADS)
    headings = (*table.headings, _COMPANY)
    kept = RecordPack(_with_company(table.rows, heads, len(table.headings)))
    return replace(table, headings=headings, rows=kept), _passed(heads, _NAMES)


def _heads(table: ListTable, across: frozenset[Place]) -> list[Record]:
    rows = table.rows
    lone = [(at, one) for at in rows.lone if is_title(one := rows[at])]
    if merged := [one for _at, one in lone if (one.line, 1) in across]:
        return merged
    is_of_people = not _SHOWS_PEOPLE.isdisjoint(guessed_fields(table.headings))
    may_be_companies = _has_company(table) or not is_of_people
    if may_be_companies and any(_has_form(one) for _at, one in lone):
        return []
    return [one for _at, one in lone] if _divide(rows, [at for at, _one in lone]) else []


def _divide(rows: RecordPack, lone: Sequence[int]) -> bool:
    """Whether lone lines divide the whole list among them: rows stand below each, none above."""
    if len(lone) < _FEWEST_GROUPS or lone[0] > 0 or len(rows) <= 2 * len(lone):
        return False
    return all(end > at + 1 for at, end in pairwise([*lone, len(rows)]))


def _has_company(table: ListTable) -> bool:
    """Whether a column surely names companies; "Name" may as well name people."""
    fields = zip(guessed_fields(table.headings), table.headings, strict=True)
    return any(one is Field.COMPANY and not is_bare_name(heading) for one, heading in fields)


def _has_form(record: Record) -> bool:
    """Whether a line names a company by its legal form, perhaps with where it is."""
    words = folded(record.filled[0])
    return len(words.split()) > 1 and bare_name(words) != words


def _with_company(rows: RecordPack, heads: Sequence[Record], width: int) -> Iterator[Record]:
    """Yield the rows with one cell more: what the last line above them says."""
    names = {one.line: one.filled[0].strip() for one in heads}
    company = ""
    for one in rows:
        if one.line in names:
            company = names[one.line]
        else:
            cells = (*one.cells, *("",) * (width - len(one.cells)))
            yield with_other(one, cells=(*cells, company))


def _passed(heads: Sequence[Record], reason: str) -> list[PassedOver]:
    return [PassedOver(one, ProblemKind.GROUP_ROW, reason) for one in heads]
