"""Pairs as rows of a table, and what two entries have in common."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimeZone

from qualdesk.domain.mail_domains import business_domain
from qualdesk.domain.moments import ago
from qualdesk.domain.phone import Phone, spoken
from qualdesk.domain.places import folded
from qualdesk.queries.duplicates import DuplicateRow, Entry, MergeRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.table import Column
from qualdesk_ui.widgets.tone import Tone

Fact = tuple[str, str, str]
"""A label, and what each of two entries says there."""


def own_zone() -> str:
    """Return the zone of this desk."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"


def facts_of(one: Entry, other: Entry, now: datetime, zone: str) -> list[Fact]:
    """Return what both say, line by line."""
    return [
        ("Name", one.name, other.name),
        ("Company", one.company, other.company),
        ("Address", one.address, other.address),
        ("E-mail", one.email, other.email),
        ("Numbers", _spoken(one.numbers), _spoken(other.numbers)),
        ("Last touch", _touched(one, now, zone), _touched(other, now, zone)),
        ("Open lead", one.open_in or "none", other.open_in or "none"),
    ]


def is_alike(fact: Fact) -> bool:
    """Whether both say the same, but for case, accents and stops."""
    _label, one, other = fact
    return bool(one) and (folded(one) or one) == (folded(other) or other)


def alike_words(one: Entry, other: Entry) -> str:
    """Return what two entries have in common: "name, number"."""
    pairs = (
        ("name", one.name, other.name),
        ("company", one.company, other.company),
        ("address", one.address, other.address),
        ("e-mail", one.email, other.email),
    )
    same = [label for label, mine, theirs in pairs if is_alike((label, mine, theirs))]
    domain = business_domain(one.email)
    if "e-mail" not in same and domain and domain == business_domain(other.email):
        same.append("e-mail domain")
    if set(one.numbers) & set(other.numbers):
        same.append("number")
    return f"same {', '.join(same)}" if same else "only nearly the same"


def pair_columns() -> list[Column[DuplicateRow]]:
    """Return the columns of pairs that wait."""
    return [
        Column("One", 0, _one_name, secondary=_one_company, role=Role.BODY_MEDIUM),
        Column("Other", 0, _other_name, secondary=_other_company, role=Role.BODY_MEDIUM),
        Column("In common", 210, _common, tone=_quiet),
    ]


def merge_columns(now: Callable[[], datetime], zone: str) -> list[Column[MergeRow]]:
    """Return the columns of merges that stand."""

    def merged_at(row: MergeRow) -> str:
        return ago(row.merged_at, now(), zone)

    return [
        Column("Is one now", 0, _kept_name, secondary=_kept_company, role=Role.BODY_MEDIUM),
        Column("Was taken in", 0, _merged_name, secondary=_merged_company),
        Column("When", 120, merged_at, tone=_quiet),
    ]


def pair_key(row: DuplicateRow) -> int:
    """Return what tells pairs apart."""
    return row.id


def merge_key(row: MergeRow) -> int:
    """Return what tells merges apart."""
    return row.id


def _spoken(numbers: Sequence[str]) -> str:
    return "\n".join(spoken(Phone(one)) for one in numbers)


def _touched(entry: Entry, now: datetime, zone: str) -> str:
    return ago(entry.last_touch_at, now, zone) if entry.last_touch_at else "never"


def _one_name(row: DuplicateRow) -> str:
    return row.one.name


def _one_company(row: DuplicateRow) -> str:
    return row.one.company


def _other_name(row: DuplicateRow) -> str:
    return row.other.name


def _other_company(row: DuplicateRow) -> str:
    return row.other.company


def _common(row: DuplicateRow) -> str:
    return alike_words(row.one, row.other)


def _kept_name(row: MergeRow) -> str:
    return row.kept.name


def _kept_company(row: MergeRow) -> str:
    return row.kept.company


def _merged_name(row: MergeRow) -> str:
    return row.merged.name


def _merged_company(row: MergeRow) -> str:
    return row.merged.company


def _quiet(_row: object) -> Tone:
    return Tone.SECONDARY
