"""What an import says of itself: countries, counts, remarks, the first rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLocale

from qualdesk.domain.phone import has_numbers
from qualdesk.domain.places import country_code
from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview, PreviewColumn

ENCODINGS = (
    ("", "Detected"),
    ("utf-8", "UTF-8"),
    ("windows-1252", "Windows 1252"),
    ("utf-16", "UTF-16"),
)
DELIMITERS = (("", "Detected"), (",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar"))


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One row as the desk would show it."""

    name: str
    company: str
    phone: str


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Return the countries that have numbers, (code, name), by name."""
    found = {
        QLocale.territoryToCode(one): QLocale.territoryToString(one) for one in QLocale.Country
    }
    known = [one for one in found.items() if country_code(one[0]) and has_numbers(one[0])]
    return tuple(sorted(known, key=lambda one: one[1]))


def rows_of(count: int) -> str:
    """Return a number of rows: 1 row, 1,204 rows."""
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def parts_of(report: ImportReport) -> tuple[tuple[int, str], ...]:
    """Return what becomes of the rows; the numbers add up to all of them."""
    return (
        (report.prospects_added, "new"),
        (report.prospects_joined, "here already"),
        (report.not_taken, "not taken"),
    )


def facts_of(report: ImportReport) -> tuple[tuple[str, str], ...]:
    """Return how the prospects can be reached."""
    facts = (
        ("Callable", report.callable),
        ("To find out", report.to_find_out),
        ("Do not call", report.suppressed),
        ("Closed", report.closed),
        ("Twice in it", report.duplicates_flagged),
    )
    return tuple((label, f"{count:,}") for label, count in facts if count or label == "Callable")


def grouped_problems(problems: Iterable[Problem]) -> list[tuple[int, Problem]]:
    """Return how often each kind of problem is there, with its first, most frequent first."""
    problems = list(problems)
    counts = Counter((one.kind, one.column) for one in problems)
    first = {(one.kind, one.column): one for one in reversed(problems)}
    return [(count, first[kind]) for kind, count in counts.most_common()]


def remark_on(column: PreviewColumn, problems: Sequence[Problem]) -> tuple[str, bool]:
    """Return what is to say of a column, and whether somebody should look."""
    count = sum(one.column == column.name for one in problems)
    if count:
        return f"{count:,} to look at", True
    return ("left out", False) if column.field is Field.IGNORED else ("matched", False)


def first_rows(preview: ListPreview, count: int = 3) -> list[FirstRow]:
    """Return the first rows as they will look."""
    return [_first_row(preview.columns, cells) for cells in preview.rows[:count]]


def _first_row(columns: Sequence[PreviewColumn], cells: Sequence[str]) -> FirstRow:
    found = {
        column.field: cell.strip()
        for column, cell in zip(reversed(columns), reversed(_filled(columns, cells)), strict=True)
        if cell.strip()
    }
    parts = (found.get(Field.FIRST_NAME, ""), found.get(Field.LAST_NAME, ""))
    name = found.get(Field.FULL_NAME) or " ".join(part for part in parts if part)
    company = found.get(Field.COMPANY, "")
    phone = found.get(Field.PHONE) or found.get(Field.MOBILE) or "no number, to find out"
    return FirstRow(name or company or "Name unknown", company if name else "", phone)


def _filled(columns: Sequence[PreviewColumn], cells: Sequence[str]) -> list[str]:
    return [*cells[: len(columns)], *[""] * (len(columns) - len(cells))]
