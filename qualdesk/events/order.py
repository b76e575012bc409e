"""Who is called next: claimed, set aside, put first."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.queue_order import Turn


@dataclass(frozen=True, slots=True)
class ClaimedLead:
    """A lead is this caller's while the call lasts; None when nothing may be called now."""

    lead_id: int | None
    claim_no: int = 0
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class ReleasedClaims:
    """Leads went back to where they stood."""

    lead_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SkippedLead:
    """A lead is not offered to a caller again today; the third skip gives it to a team lead."""

    lead_id: int
    given_to: str = ""
    prospect_name: str = ""


@dataclass(frozen=True, slots=True)
class SnoozedLead:
    """A lead waits for a moment."""

    lead_id: int
    until: datetime
    prospect_name: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class PutFirst:
    """Leads stand before the order: of one caller, or of everybody where no name is given."""

    lead_ids: tuple[int, ...]
    caller_name: str = ""
    prospect_name: str = ""
    """Who that is, where it is one."""


@dataclass(frozen=True, slots=True)
class LeftInOrder:
    """Leads stand where they belong again."""

    lead_ids: tuple[int, ...]
