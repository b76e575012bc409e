"""What can be asked of the desk: one frozen dataclass of JSON-able values a command."""

from dataclasses import dataclass, field
from datetime import date, datetime

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.campaign import AtEnd, CampaignKind, CampaignState, Priority
from qualdesk.domain.caps import CapChoice
from qualdesk.domain.hand_off import MeetingMedium
from qualdesk.domain.outcome import CloseOutReason, Medium, SuppressionScope, ToldBy, WrongBecause
from qualdesk.domain.person import Role
from qualdesk.domain.seat import IN_TOUCH_EVERY, PresenceState


@dataclass(frozen=True, slots=True)
class Call:
    """What all outcomes share: which lead, who called, and what was heard and typed.

    `lead_version` is the version the caller saw. If the lead has moved on since, the touch is
    kept and the state is not changed. `answers` maps step ids to words.
    """

    lead_id: int
    caller_id: int
    lead_version: int
    note: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    dial_id: int | None = None
    talked_seconds: int = 0
    undo_seconds: int = 30
    """How long mail that this call causes is held back."""


@dataclass(frozen=True, slots=True)
class PushToSales:
    """Offer a lead to its territory's rep, the covering rep, or else a team lead.

    `meeting_at` None means "call me". `rep_id` None takes whoever the territory names.
    """

    call: Call
    meeting_at: datetime | None = None
    medium: MeetingMedium = MeetingMedium.VIDEO
    brief: str = ""
    rep_id: int | None = None
    invite: bool = False
    unmet_because: str = ""


@dataclass(frozen=True, slots=True)
class PromiseCallback:
    """Promise a call for a time; `is_mine` False lets anyone free make it."""

    call: Call
    at: datetime
    is_mine: bool = True


@dataclass(frozen=True, slots=True)
class SendToNurture:
    """Keep the conversation going and check in on a day."""

    call: Call
    check_in_on: date
    about: str = ""


@dataclass(frozen=True, slots=True)
class CloseOut:
    """Turn a prospect down kindly. With `told_by` EMAIL, subject and body are the letter."""

    call: Call
    reason: CloseOutReason
    told_by: ToldBy
    subject: str = ""
    body: str = ""
    to_address: str = ""
    words: str = ""
    reopen_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordNoAnswer:
    """Nobody answered."""

    call: Call


@dataclass(frozen=True, slots=True)
class LeaveVoicemail:
    """A voicemail was left."""

    call: Call


@dataclass(frozen=True, slots=True)
class FindBusy:
    """The line was busy."""

    call: Call


@dataclass(frozen=True, slots=True)
class ReachGatekeeper:
    """Somebody else answered for the prospect, and may have named a better time."""

    call: Call
    gatekeeper: str = ""
    decision_maker: str = ""
    best_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FindWrongNumber:
    """The number or person is wrong; `successor` names who it is then, if somebody said."""

    call: Call
    because: WrongBecause
    successor: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class BarCalls:
    """Never call and/or mail this number, person or company again."""

    call: Call
    scope: SuppressionScope = SuppressionScope.PERSON
    medium: Medium = Medium.PHONE


@dataclass(frozen=True, slots=True)
class ChooseAtCap:
    """Do otherwise than a cap does by itself; `touch_id` is the call that reached it.

    `firm` is on whose behalf the short e-mail is written.
    """

    call: Call
    touch_id: int
    choice: CapChoice
    firm: str = ""


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
class TakeBack:
    """Undo an outcome: this touch, or the caller's newest when None."""

    caller_id: int
    touch_id: int | None = None


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


@dataclass(frozen=True, slots=True)
class ShowPresence:
    """Say that a person is at the desk, away on a break, or signed out."""

    person_id: int
    state: PresenceState


@dataclass(frozen=True, slots=True)
class ChangeSeat:
    """Say what a caller works: nothing named means everything."""

    person_id: int
    by_id: int
    campaign_ids: tuple[int, ...] = ()
    territory_ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    in_touch_every: int = IN_TOUCH_EVERY


@dataclass(frozen=True, slots=True)
class DialNumber:
    """Hand a number to the phone; outside calling hours only with a reason."""

    lead_id: int
    caller_id: int
    number_id: int
    outside_hours_because: str = ""


@dataclass(frozen=True, slots=True)
class AddNumber:
    """Give a prospect that waits "to find out" a number, and queue its lead."""

    lead_id: int
    caller_id: int
    number: str
    region: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, slots=True)
class AddCampaign:
    """Add a campaign; the script and definition are named by their keys."""

    name: str
    kind: CampaignKind = CampaignKind.DIRECT_MAIL
    offer: str = ""
    priority: Priority = Priority.NORMAL
    starts_on: date | None = None
    ends_on: date | None = None
    event_on: date | None = None
    script: str = "inquiry"
    definition: str = "agreed-lead"


@dataclass(frozen=True, slots=True)
class MarkAudience:
    """Say whether calls to a company are calls to a business or to a consumer."""

    company: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class ChangeCadence:
    """Give a campaign other rules for trying again, and an end for who waits when it is over."""

    campaign_id: int
    cadence: Cadence
    at_end: AtEnd = AtEnd.NURTURE


@dataclass(frozen=True, slots=True)
class ChangeCampaignState:
    """Pause a campaign, end it, or set it going again."""

    campaign_id: int
    state: CampaignState


@dataclass(frozen=True, slots=True)
class SettleLeads:
    """Move some leads of ended campaigns to the end chosen for them; at most so many at once."""

    at_most: int = 40


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add a caller, team lead, sales person or admin."""

    name: str
    role: Role
    email: str = ""
    phone: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class AddTerritory:
    """Add a territory; `rules` are lines like "DE", "US-CA" or "DE 80" (country, region, postal)."""

    name: str
    rep: str = ""
    covering_rep: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReassignTerritory:
    """Give a territory a rep, or a covering one while it stays open."""

    territory_id: int
    rep_id: int
    is_covering: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkMail:
    """Write down what became of a mail."""

    outbox_id: int
    error: str = ""
