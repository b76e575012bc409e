"""What happened, in the past tense: one event a command, stored with its press."""

from dataclasses import dataclass, field
from datetime import datetime

from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.campaign import CampaignState
from qualdesk.domain.caps import CapChoice, CapReached
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import CloseOutReason, Medium, Outcome, SuppressionScope, ToldBy
from qualdesk.domain.queue_order import Turn
from qualdesk.domain.seat import PresenceState


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
    cap: CapReached | None = None
    """The cap that the call reached, with what may be chosen instead of what followed."""


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
class ChoseAtCap:
    """A caller chose otherwise than a cap does by itself; undo takes back call and choice."""

    after: After
    choice: CapChoice


@dataclass(frozen=True, slots=True)
class AddedSuppression:
    """Somebody must not be called and/or mailed any more; `is_new` False if that stood already."""

    scope: SuppressionScope
    value: str
    medium: Medium
    is_new: bool
    leads_closed: int = 0
    leads_to_find_out: int = 0
    mails_cancelled: int = 0


@dataclass(frozen=True, slots=True)
class LiftedSuppression:
    """Somebody may be called and mailed again; these leads are queued again."""

    suppression_ids: tuple[int, ...]
    lead_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StartedSuppressionList:
    """A list of whom not to contact was opened for reading in."""

    list_id: int


@dataclass(frozen=True, slots=True)
class SuppressedRows:
    """One part of a list was read in; `counts` says what became of its rows and their leads."""

    list_id: int
    row_count: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LiftedUnlisted:
    """What a register does not list any more was lifted; `count` 0 when nothing is left."""

    list_id: int
    count: int


@dataclass(frozen=True, slots=True)
class FinishedSuppressionList:
    """A list of whom not to contact was read to its end."""

    list_id: int


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


@dataclass(frozen=True, slots=True)
class ShowedPresence:
    """A person is at the desk, away or signed out; what they held went back if they left."""

    person_id: int
    released: tuple[int, ...] = ()
    state: PresenceState = PresenceState.HERE


@dataclass(frozen=True, slots=True)
class ChangedSeat:
    """A caller works something else now; `promises_given_up` became their territory's."""

    person_id: int
    promises_given_up: int = 0


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
class ChangedCadence:
    """A campaign's leads are tried again by other rules from their next outcome on."""

    campaign_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ChangedCampaignState:
    """A campaign was paused, ended or set going again."""

    campaign_id: int
    name: str
    state: CampaignState


@dataclass(frozen=True, slots=True)
class SettledLeads:
    """Leads of ended campaigns went to the end chosen for them."""

    lead_ids: tuple[int, ...]


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
class MarkedMail:
    """A mail's state is known."""

    outbox_id: int
