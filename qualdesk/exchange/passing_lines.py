"""Passing lines: what stands among the rows of a list and is none: rules, totals, page numbers."""

import re
from collections.abc import Callable, Sequence

from qualdesk.exchange import cell_values, cell_words
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.list_ends import is_total
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record

SHOWN = 500
"""How many signs of a line are shown."""

_RULED = "-=_:|+ "
_RULE = re.compile(r"\s*[:|+]?[-=_]{3,}[:|+]?\s*")
"""What database consoles draw below headings."""

_DOTS = re.compile(r"[\s.…*·•~–—_=+-]+")
_COUNT = re.compile(r"[(\[]?(\d{1,3})[.)\]]?")
_FEWEST_COUNTED = 3


def words_of(record: Record) -> str:
    """Return what a record says, on one line."""
    return cell_values.one_line(" ".join(record.filled))[:SHOWN]


def repeating(record: Record, headings: Sequence[str]) -> Problem | None:
    """Return what to say of a line that repeats the headings or parts them from the rows."""
    if record.cells == headings:
        said = "The headings stand here once more; the line was passed over."
        return _problem(record, ProblemKind.REPEATED_HEADINGS, said)
    if record.cells and record.cells[0][:1] in _RULED and _is_ruled(record):
        said = "A ruled line parts the headings from the rows here; it was passed over."
        return _problem(record, ProblemKind.EMPTY_ROW, said)
    return None


def passing(record: Record, width: int) -> Problem | None:
    """Return what to say of a line that names nobody, though its cells hold something; else None."""
    if is_total(record):
        said = "A total stands here, which is no company; the line was passed over."
        return _problem(record, ProblemKind.TOTAL, said)
    filled = record.filled
    for is_so, said in _KINDS:
        if filled and is_so(filled, width):
            return _problem(record, ProblemKind.EMPTY_ROW, f"{said}; the line was passed over.")
    return None


def _problem(record: Record, kind: ProblemKind, said: str) -> Problem:
    return Problem(record.line, "", kind, words_of(record), said)


def _is_ruled(record: Record) -> bool:
    return bool(record.filled) and all(_RULE.fullmatch(cell) for cell in record.filled)


def _are_dots(filled: Sequence[str], _width: int) -> bool:
    return all(map(_DOTS.fullmatch, filled))


def _are_counted(filled: Sequence[str], width: int) -> bool:
    """Whether cells number the columns, as forms of public bodies do."""
    if not _FEWEST_COUNTED <= len(filled) == width:
        return False
    found = (_COUNT.fullmatch(cell.strip()) for cell in filled)
    return all(one and int(one[1]) == number for number, one in enumerate(found, start=1))


def _are_hints(filled: Sequence[str], _width: int) -> bool:
    return len(filled) > 1 and all(map(cell_words.is_form_hint, filled))


def _is_page(filled: Sequence[str], _width: int) -> bool:
    return len(filled) == 1 and cell_words.is_page_number(filled[0])


_KINDS: tuple[tuple[Callable[[Sequence[str], int], bool], str], ...] = (
    (_are_dots, "Dots or lines stand here in place of words"),
    (_are_counted, "The columns are numbered here"),
    (_are_hints, "What must be filled in stands here"),
    (_is_page, "The number of a page stands here"),
)
