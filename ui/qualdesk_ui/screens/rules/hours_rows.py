"""Rules as rows of a table, and the words about one."""

from datetime import date

from qualdesk.domain.looking_up import folded_words, words_begun
from qualdesk.domain.moments import day_words
from qualdesk.queries.rules import RuleRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.table import Column

_WIDE, _NARROW = 128, 104


def columns() -> list[Column[RuleRow]]:
    """Return the columns of the rules in force."""
    return [
        Column("Where", 0, _name, secondary=_whose, role=Role.BODY_MEDIUM),
        Column("Monday to Friday", _WIDE, _weekdays),
        Column("Saturday", _WIDE, _saturday),
        Column("Sunday", _NARROW, _sunday),
        Column("Holidays", _NARROW, _holidays),
    ]


def key(row: RuleRow) -> str:
    """Return what tells rules apart."""
    return row.law


def is_meant(row: RuleRow, typed: str) -> bool:
    """Whether each word typed begins one of its name or id."""
    own = folded_words(row.name, row.law).split()
    return all(any(word.startswith(one) for word in own) for one in words_begun(typed))


def note(rows: list[RuleRow]) -> str:
    """Return the sentence beside the page's title."""
    changed = sum(row.changed_at is not None for row in rows)
    said = "a call must fit our own hours and every law that applies"
    return f"{said} · {changed} set by team leads" if changed else said


def standing_words(row: RuleRow, today: date) -> str:
    """Return who set the hours and why, or that nobody did."""
    if row.changed_at is None:
        return "Nobody has changed these hours."
    because = f": {row.reason}" if row.reason else ", without a reason"
    return f"Set by {row.changed_by} on {day_words(row.changed_at.date(), today)}{because}"


def facts(row: RuleRow, today: date) -> list[tuple[str, str]]:
    """Return where a rule was read, and how sure that is."""
    return [
        ("Source", row.source or "none"),
        ("How sure", row.confidence or "not said"),
        ("Read on", day_words(row.read_on, today)),
    ]


def spans(hours: str) -> str:
    """Return hours as people read them: 08:00–20:00."""
    shown = {"none": "no calls", "any": "all day"}
    return shown.get(hours) or hours.replace("-", "–")


def _name(row: RuleRow) -> str:
    return row.name


def _whose(row: RuleRow) -> str:
    return f"set by {row.changed_by}" if row.changed_at else row.confidence


def _weekdays(row: RuleRow) -> str:
    return spans(row.weekdays)


def _saturday(row: RuleRow) -> str:
    return spans(row.saturday)


def _sunday(row: RuleRow) -> str:
    return spans(row.sunday)


def _holidays(row: RuleRow) -> str:
    return "as the day" if row.holidays == "any" else spans(row.holidays)
