"""What an import says of itself: countries, counts, remarks on columns, the first rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from PySide6.QtCore import QLocale

from qualdesk.domain.moments import clock_time
from qualdesk.domain.phone import Phone, has_numbers, spoken, zones_of
from qualdesk.domain.places import country_code
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import PreviewColumn
from qualdesk_ui.screens.import_list.problem_words import OF_A_COLUMN
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


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to say of a column, and whether somebody should look."""

    words: str
    icon: str
    tone: Tone
    is_to_mend: bool = False


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One row as the desk would show it."""

    name: str
    company: str
    second: str
    local_time: str


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


def remark_on(column: PreviewColumn, problems: Sequence[Problem]) -> Remark:
    """Return what is to say of a column, and whether somebody should look."""
    counts = Counter(one.kind for one in problems if one.column == column.name)
    if not counts:
        return _MATCHED.get(column.field, Remark("matched", "check", Tone.OK))
    (kind, count), *more = counts.most_common()
    said = f"{count:,} {OF_A_COLUMN.get(kind, 'to look at')}"
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
