"""Who is called next: claiming, setting aside, putting first."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ClaimNext:
    """Claim the lead that is first in the caller's order."""

    caller_id: int


@dataclass(frozen=True, slots=True)
class ClaimLead:
    """Claim a certain lead, out of order."""

    caller_id: int
    lead_id: int


@dataclass(frozen=True, slots=True)
class ReleaseClaims:
    """Give back all that the caller holds."""

    caller_id: int


@dataclass(frozen=True, slots=True)
class SkipLead:
    """Pass over a lead for today, with the reason."""

    lead_id: int
    caller_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class SnoozeLead:
    """Let a lead wait until a moment, at most to the end of the next working day there."""

    lead_id: int
    caller_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class CallFirst:
    """Put leads before the order: for oneself, or as a team lead for everybody."""

    lead_ids: tuple[int, ...]
    by_id: int
    is_for_everybody: bool = False


@dataclass(frozen=True, slots=True)
class AssignLeads:
    """Put leads before the order of a certain caller; nobody else is offered them today."""

    lead_ids: tuple[int, ...]
    by_id: int
    caller_id: int


@dataclass(frozen=True, slots=True)
class LeaveInOrder:
    """Take back that leads were skipped, snoozed or put first: they stand where they belong."""

    lead_ids: tuple[int, ...]
    person_id: int
