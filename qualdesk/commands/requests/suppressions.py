"""Barring without a call, one by one or by a list of them, and lifting it."""

from dataclasses import dataclass
from datetime import date, datetime

from qualdesk.domain.outcome import Medium, SuppressionScope


@dataclass(frozen=True, slots=True)
class AddSuppression:
    """Never call and/or mail whom `value` names: a number, an address, a domain, a company's name.

    With scope PERSON, `value` is the id of the prospect. `region` (ISO code) is where a number
    without +… belongs; without a medium a number bars calls, an address mail, anything else both.
    """

    scope: SuppressionScope
    value: str
    medium: Medium | None = None
    region: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LiftSuppression:
    """Let those be called and mailed again whom these suppressions name; a team lead says why."""

    suppression_ids: tuple[int, ...]
    person_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class StartSuppressionList:
    """Open a list of whom not to contact; `options` are all choices that decide how it is read.

    With a register (ISO code of its country) it is that register as it stood on `checked_on`.
    """

    file_name: str
    file_sha256: str
    row_count: int
    options: str
    register: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListedBar:
    """One value of a list that is to be barred, and by which media."""

    scope: SuppressionScope
    value: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class SuppressRows:
    """Bar one part of a list: what each of its rows names."""

    list_id: int
    rows: tuple[tuple[ListedBar, ...], ...]
    source: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LiftUnlisted:
    """Lift some of what an earlier check of a register listed and this one does not any more."""

    list_id: int


@dataclass(frozen=True, slots=True)
class FinishSuppressionList:
    """Say that a list was read to its end; from now on it counts as its register's check."""

    list_id: int
