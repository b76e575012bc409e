"""What exports hold of prospects, hand-offs and touches: plain facts, the same for every format."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, ReturnReason
from qualdesk.domain.lead import LeadState, Resolution


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A person at a company: where they are, and what they must be spared."""

    prospect_id: int
    title: str
    first_name: str
    last_name: str
    job_title: str
    email: str
    phone: str
    other_phone: str
    company: str
    website: str
    industry: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    is_phone_barred: bool
    is_mail_barred: bool


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """How their newest lead stands."""

    lead_id: int
    campaign: str
    territory: str
    owner: str
    state: LeadState
    resolution: Resolution | None
    due_at: datetime | None
    opened_at: datetime
    interest_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandOffFacts:
    """How a hand-off stands, and what its rep said last."""

    hand_off_id: int
    state: HandOffState
    rep: str
    rep_email: str
    caller: str
    brief: str
    offered_at: datetime
    accept_by: datetime
    meeting_at: datetime | None
    zone: str
    reason: ReturnReason | None = None
    words: str = ""
    stage: str = ""
    amount: str = ""
    said_by: str = ""
    door: AnswerDoor | None = None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProspectRow:
    """One line of an export of prospects or hand-offs."""

    contact: ContactFacts
    lead: LeadFacts | None = None
    hand_off: HandOffFacts | None = None


@dataclass(frozen=True, slots=True)
class TouchRow:
    """One contact, in or out."""

    touch_id: int
    happened_at: datetime
    kind: str
    direction: str
    outcome: str
    person: str
    prospect: str
    company: str
    campaign: str
    talked_seconds: int
    words: str
    hand_off_id: int | None
    is_taken_back: bool
