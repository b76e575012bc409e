"""Barring somebody without a call, and lifting it."""

from dataclasses import dataclass

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
