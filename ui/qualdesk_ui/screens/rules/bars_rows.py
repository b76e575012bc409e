"""The do-not-call list as rows of a table, and the words about one entry."""

from datetime import date

from qualdesk.domain.moments import day_words
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.jobs.import_suppressions import SuppressionReport
from qualdesk.queries.suppressions import DoNotCallList, RegisterCheck, SuppressionRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.table import Column
from qualdesk_ui.widgets.tone import Tone

_SCOPES = {
    SuppressionScope.NUMBER: "this number",
    SuppressionScope.PERSON: "this person",
    SuppressionScope.COMPANY: "the whole company",
    SuppressionScope.ADDRESS: "this address",
    SuppressionScope.DOMAIN: "every address there",
}
_MEDIA = {
    Medium.PHONE: "no calls",
    Medium.MAIL: "no e-mail",
    Medium.BOTH: "no calls, no e-mail",
}


def columns() -> list[Column[SuppressionRow]]:
    """Return the columns of those who must not be contacted."""
    return [
        Column("Who", 0, _names, secondary=_scope, role=Role.BODY_MEDIUM),
        Column("What is barred", 160, _medium),
        Column("Who says so", 0, _source, tone=_quiet),
        Column("Since", 120, _since, tone=_quiet),
    ]


def key(row: SuppressionRow) -> int:
    """Return what tells entries apart."""
    return row.id


def facts(row: SuppressionRow, today: date) -> list[tuple[str, str]]:
    """Return on which terms somebody is barred."""
    until = day_words(row.expires_at.date(), today) if row.expires_at else "for ever"
    return [
        ("Barred", f"{_MEDIA[row.medium]}, {_SCOPES[row.scope]}"),
        ("Says so", row.source or "we do"),
        ("Since", day_words(row.since.date(), today)),
        ("Until", until),
    ]


def note(whole: DoNotCallList, today: date, most: int) -> str:
    """Return the sentence beside the page's title."""
    said = "1 entry" if whole.count == 1 else f"{whole.count:,} entries"
    newest = f", the newest {most} are shown" if whole.count > most else ""
    return " · ".join([said + newest, *(_check_words(one, today) for one in whole.registers)])


def outlook_words(report: SuppressionReport) -> str:
    """Return what reading a list in would do."""
    known = f", {report.already_barred:,} barred before" if report.already_barred else ""
    lost = f", {report.not_taken:,} cannot be read" if report.not_taken else ""
    return f"{_rows(report.rows)}: {report.barred:,} to be barred{known}{lost}"


def report_words(report: SuppressionReport) -> str:
    """Return what reading a list in has done."""
    parts = [f"{report.barred:,} barred"]
    for count, what in (
        (report.already_barred, "barred before"),
        (report.not_taken, "could not be read"),
        (report.leads_closed, "leads closed"),
        (report.leads_to_find_out, "to find out"),
        (report.mails_cancelled, "e-mails stopped"),
        (report.lifted, "no longer on the register"),
    ):
        parts += [f"{count:,} {what}"] if count else []
    return f"{_rows(report.rows)}: {', '.join(parts)}"


def _check_words(one: RegisterCheck, today: date) -> str:
    checked = f"{one.country} register checked {_short(one.checked_on, today)}"
    if one.last_on is None:
        return checked
    if one.last_on < today:
        return f"{checked}: too old to dial there"
    return f"{checked}, good until {_short(one.last_on, today)}"


def _short(day: date, today: date) -> str:
    return day_words(day, today).partition(" ")[2]


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _names(row: SuppressionRow) -> str:
    return row.names


def _scope(row: SuppressionRow) -> str:
    return _SCOPES[row.scope]


def _medium(row: SuppressionRow) -> str:
    return _MEDIA[row.medium]


def _source(row: SuppressionRow) -> str:
    return row.source or "we do"


def _since(row: SuppressionRow) -> str:
    return f"{row.since.day} {row.since:%b %Y}"


def _quiet(_row: SuppressionRow) -> Tone:
    return Tone.SECONDARY
