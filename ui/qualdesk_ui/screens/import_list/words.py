"""What an import says of itself: countries, counts, remarks, the first rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache

from PySide6.QtCore import QLocale

from qualdesk.domain.moments import clock_time
from qualdesk.domain.phone import Phone, has_numbers, spoken, zones_of
from qualdesk.domain.places import country_code
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.exchange.phone_cells import NumberProblem
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import PreviewColumn
from qualdesk_ui.widgets.tone import Tone

ENCODINGS = (
    ("", "Detected"),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("windows-1252", "Western (Windows 1252)"),
    ("iso-8859-15", "Western (ISO 8859-15)"),
    ("windows-1250", "Central European (Windows 1250)"),
    ("windows-1251", "Cyrillic (Windows 1251)"),
    ("windows-1253", "Greek (Windows 1253)"),
    ("windows-1254", "Turkish (Windows 1254)"),
    ("cp932", "Japanese (CP932)"),
    ("cp949", "Korean (CP949)"),
    ("gb18030", "Chinese (GB18030)"),
)
DELIMITERS = (("", "Detected"), (",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar"))


class Mend(Enum):
    """The one action of a kind of problem; its value is the word of its button."""

    REGION = "Mend"
    ENCODING = "Choose encoding"
    DELIMITER = "Choose delimiter"
    DATES = "Choose order"
    COLUMN = "Choose"
    SEE = "See"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to say of a column, and whether somebody should look."""

    words: str
    icon: str
    tone: Tone
    is_to_mend: bool = False


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one column: how many, in words, what it comes to, what mends it."""

    kind: str
    column: str
    count: int
    title: str
    sentence: str
    mend: Mend


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One row as the desk would show it."""

    name: str
    company: str
    second: str
    local_time: str


_TITLES: dict[str, tuple[str, str, Mend]] = {
    NumberProblem.NEEDS_REGION: (
        "phone without a country",
        "phones without a country",
        Mend.REGION,
    ),
    NumberProblem.NEEDS_AREA_CODE: (
        "phone without an area code",
        "phones without an area code",
        Mend.SEE,
    ),
    NumberProblem.INVALID: (
        "phone that cannot be dialled",
        "phones that cannot be dialled",
        Mend.SEE,
    ),
    NumberProblem.SHORTENED: (
        "phone cut by a spreadsheet",
        "phones cut by a spreadsheet",
        Mend.SEE,
    ),
    NumberProblem.MORE_DIGITS: (
        "phone with more digits behind it",
        "phones with more digits behind them",
        Mend.SEE,
    ),
    ProblemKind.INVALID_EMAIL: (
        "entry that is no e-mail address",
        "entries that are no e-mail address",
        Mend.COLUMN,
    ),
    ProblemKind.UNREADABLE_DATE: (
        "date that cannot be read",
        "dates that cannot be read",
        Mend.COLUMN,
    ),
    ProblemKind.DATE_ORDER: (
        "column whose dates fit both orders",
        "columns whose dates fit both orders",
        Mend.DATES,
    ),
    ProblemKind.DATE_IN_FUTURE: ("date in the future", "dates in the future", Mend.COLUMN),
    ProblemKind.UNKNOWN_COUNTRY: (
        "country that is not known",
        "countries that are not known",
        Mend.COLUMN,
    ),
    ProblemKind.UNCLEAR_CONSENT: (
        "consent that says neither yes nor no",
        "consents that say neither yes nor no",
        Mend.COLUMN,
    ),
    ProblemKind.EMPTY_ROW: ("row that names nobody", "rows that name nobody", Mend.SEE),
    ProblemKind.LEFT_OUT: ("left out by the list itself", "left out by the list itself", Mend.SEE),
    ProblemKind.POSSIBLE_DUPLICATE: (
        "looks like somebody else",
        "look like somebody else",
        Mend.SEE,
    ),
    ProblemKind.TOO_MANY_CELLS: (
        "row with too many cells",
        "rows with too many cells",
        Mend.DELIMITER,
    ),
    ProblemKind.TOO_FEW_CELLS: (
        "row with too few cells",
        "rows with too few cells",
        Mend.DELIMITER,
    ),
    ProblemKind.BROKEN_ROW: ("row that breaks off", "rows that break off", Mend.DELIMITER),
    ProblemKind.UNREADABLE_LETTER: (
        "cell with unreadable letters",
        "cells with unreadable letters",
        Mend.ENCODING,
    ),
    ProblemKind.NUL: ("cell with NUL bytes", "cells with NUL bytes", Mend.ENCODING),
    ProblemKind.ABOVE_HEADINGS: ("line above the headings", "lines above the headings", Mend.SEE),
    ProblemKind.BELOW_ROWS: ("line below the rows", "lines below the rows", Mend.SEE),
    ProblemKind.REPEATED_HEADINGS: (
        "line that repeats the headings",
        "lines that repeat the headings",
        Mend.SEE,
    ),
    ProblemKind.GROUP_ROW: ("line that heads others", "lines that head others", Mend.SEE),
    ProblemKind.TOTAL: ("line with a total", "lines with totals", Mend.SEE),
    ProblemKind.COMMENTS: ("list with comments", "lists with comments", Mend.SEE),
    ProblemKind.HIDDEN_ROWS: ("list with hidden rows", "lists with hidden rows", Mend.SEE),
    ProblemKind.NO_RESULT: (
        "column with errors of the spreadsheet",
        "columns with errors of the spreadsheet",
        Mend.SEE,
    ),
    ProblemKind.MENDED_LETTERS: (
        "list with letters that were encoded twice",
        "lists with letters that were encoded twice",
        Mend.SEE,
    ),
    ProblemKind.OTHER_SECTION: ("line of another section", "lines of other sections", Mend.SEE),
}
"""Of each kind of problem: what one is, what several are, and what mends it."""

_OF_A_COLUMN: dict[str, str] = {
    NumberProblem.NEEDS_REGION: "without a country",
    NumberProblem.NEEDS_AREA_CODE: "without area code",
    NumberProblem.INVALID: "cannot be dialled",
    NumberProblem.SHORTENED: "cut short",
    NumberProblem.MORE_DIGITS: "with more digits behind",
    ProblemKind.INVALID_EMAIL: "are no address",
    ProblemKind.UNREADABLE_DATE: "cannot be read",
    ProblemKind.DATE_ORDER: "fits both orders",
    ProblemKind.DATE_IN_FUTURE: "in the future",
    ProblemKind.UNKNOWN_COUNTRY: "not known",
    ProblemKind.LEFT_OUT: "left out",
    ProblemKind.UNREADABLE_LETTER: "with unreadable letters",
    ProblemKind.NUL: "with NUL bytes",
    ProblemKind.NO_RESULT: "with errors of the spreadsheet",
}
_MATCHED = {
    Field.IGNORED: Remark("left out", "minus", Tone.HINT),
    Field.FULL_NAME: Remark("split into two fields", "check", Tone.OK),
}


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Return the countries that have numbers, (code, name), by name."""
    found = {
        QLocale.territoryToCode(one): QLocale.territoryToString(one) for one in QLocale.Country
    }
    known = [one for one in found.items() if country_code(one[0]) and has_numbers(one[0])]
    return tuple(sorted(known, key=lambda one: one[1]))


def detected(options: Sequence[tuple[str, str]], found: str) -> list[tuple[object, str]]:
    """Return the options, the first of which says what was found out."""
    labels = {value.casefold(): label for value, label in options}
    label = labels.get(found.casefold(), found.strip() or "")
    first = f"Detected: {label}" if label and found else "Detected"
    return [("", first), *options[1:]]


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


def outlook_of(report: ImportReport) -> tuple[tuple[int, str, Tone], ...]:
    """Return how the rows stand once they are in; the numbers add up to all of them."""
    return (
        (report.callable, "ready", Tone.OK),
        (report.to_find_out, "to find out", Tone.WARN),
        (report.suppressed, "do not call", Tone.ACCENT),
        (report.closed, "closed", Tone.TEAL),
        (report.not_taken, "not taken", Tone.HINT),
    )


def facts_of(report: ImportReport) -> tuple[tuple[str, str], ...]:
    """Return how the prospects can be reached."""
    facts = (
        ("Callable", report.callable),
        ("To find out", report.to_find_out),
        ("Do not call", report.suppressed),
        ("Do not mail", report.mail_suppressed),
        ("Closed", report.closed),
    )
    return tuple((label, f"{count:,}") for label, count in facts if count or label == "Callable")


def grouped_problems(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Return the kinds of problems, most frequent first."""
    problems = list(problems)
    counts = Counter((one.kind, one.column) for one in problems)
    first = {(one.kind, one.column): one for one in reversed(problems)}
    return [_group(count, first[kind]) for kind, count in counts.most_common()]


def remark_on(column: PreviewColumn, problems: Sequence[Problem]) -> Remark:
    """Return what is to say of a column, and whether somebody should look."""
    counts = Counter(one.kind for one in problems if one.column == column.name)
    if not counts:
        return _MATCHED.get(column.field, Remark("matched", "check", Tone.OK))
    (kind, count), *more = counts.most_common()
    said = f"{count:,} {_OF_A_COLUMN.get(kind, 'to look at')}"
    total = sum(counts.values())
    return Remark(
        f"{total:,} to look at" if more else said, "triangle-alert", Tone.WARN, is_to_mend=True
    )


def first_row(lead: LeadRow, now: datetime) -> FirstRow:
    """Return a row as it will look."""
    zones = (lead.time_zone,) if lead.time_zone else _zones(lead)
    company = lead.company if lead.person else ""
    said = f"“{lead.note.splitlines()[0]}”" if lead.note.strip() else ""
    return FirstRow(
        lead.person or lead.company,
        company,
        " · ".join(filter(None, (_reached_at(lead), said))),
        clock_time(now, zones[0]) if zones else "–",
    )


def _reached_at(lead: LeadRow) -> str:
    if lead.may_be_called:
        return spoken(Phone(lead.phones[0]))
    return "do not call" if lead.may_not_call or lead.phones else "no number, to find out"


def _zones(lead: LeadRow) -> tuple[str, ...]:
    return zones_of(Phone(lead.phones[0])) if lead.phones else ()


def _group(count: int, first: Problem) -> ProblemGroup:
    one, many, mend = _TITLES.get(first.kind, ("to look at", "to look at", Mend.SEE))
    title = one if count == 1 else many
    where = f"{first.column}: " if first.column else ""
    example = f"“{first.value}”, " if first.value else ""
    sentence = f"{where}{example}line {first.line:,}"
    return ProblemGroup(first.kind, first.column, count, title, sentence, mend)
