"""What happened, in the past tense: one event a command, stored with its press."""

from dataclasses import dataclass, field
from datetime import datetime

from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import CloseOutReason, Outcome, SuppressionScope, ToldBy


@dataclass(frozen=True, slots=True)
class After:
    """Where an outcome left its lead, with what a toast or a log line needs to say it."""

    lead_id: int
    lead_version: int
    prospect_name: str
    outcome: Outcome
    touch_id: int
    state: LeadState
    lane: Lane | None
    due_at: datetime | None
    owner: str
    zone: str
    attempts: int = 0
    mail_goes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PushedToSales:
    """A lead was offered to a rep; no hand-off when the lead had moved on meanwhile."""

    after: After
    hand_off_id: int | None
    rep_name: str
    meeting_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromisedCallback:
    """A call was promised for a time."""

    after: After


@dataclass(frozen=True, slots=True)
class SentToNurture:
    """A conversation will be kept going."""

    after: After


@dataclass(frozen=True, slots=True)
class ClosedOut:
    """A prospect was turned down kindly."""

    after: After
    reason: CloseOutReason
    told_by: ToldBy


@dataclass(frozen=True, slots=True)
class RecordedNoAnswer:
    """Nobody answered."""

    after: After


@dataclass(frozen=True, slots=True)
class LeftVoicemail:
    """A voicemail was left."""

    after: After


@dataclass(frozen=True, slots=True)
class FoundBusy:
    """The line was busy."""

    after: After


@dataclass(frozen=True, slots=True)
class ReachedGatekeeper:
    """Somebody else answered for the prospect."""

    after: After


@dataclass(frozen=True, slots=True)
class FoundWrongNumber:
    """The number or the person was wrong; a successor may have got a lead of their own."""

    after: After
    successor_lead_id: int | None = None


@dataclass(frozen=True, slots=True)
class BarredCalls:
    """A number, person or company must not be called and/or mailed any more."""

    after: After
    scope: SuppressionScope
    also_closed: int = 0


@dataclass(frozen=True, slots=True)
class TookBack:
    """An outcome was taken back; its lead is as it was and claimed again."""

    lead_id: int
    lead_version: int
    prospect_name: str
    outcome: Outcome
    answers: dict[str, str]
    note: str
    is_mail_already_sent: bool = False


@dataclass(frozen=True, slots=True)
class ClaimedLead:
    """A lead is this caller's while the call lasts; None when nothing may be called now."""

    lead_id: int | None
    claim_no: int = 0


@dataclass(frozen=True, slots=True)
class ReleasedClaims:
    """Leads went back to where they stood."""

    lead_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number was handed to the phone."""

    lead_id: int
    dial_id: int
    e164: str


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """One part of a list was read in; `counts` says what became of its rows."""

    list_id: int
    row_count: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StartedImport:
    """A list was opened for reading in."""

    list_id: int


@dataclass(frozen=True, slots=True)
class AddedCampaign:
    """A campaign can take prospects."""

    campaign_id: int
    name: str


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """Somebody works here now."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class AddedTerritory:
    """A part of the market has a name and rules."""

    territory_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ReassignedTerritory:
    """A territory has another rep, or a covering one."""

    territory_id: int
    name: str
    rep_name: str
    is_covering: bool
    hand_offs_moved: int


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A lead that waited for a number can be called."""

    lead_id: int
    prospect_name: str


@dataclass(frozen=True, slots=True)
class MarkedAudience:
    """The laws of another audience hold for a company; its open leads stand accordingly."""

    company: str
    audience: Audience
    leads: int


@dataclass(frozen=True, slots=True)
class WroteNote:
    """A note stands in the timeline."""

    lead_id: int


@dataclass(frozen=True, slots=True)
class MarkedMail:
    """A mail's state is known."""

    outbox_id: int
