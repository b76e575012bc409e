"""How calls ended, and what was taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.caps import CapChoice, CapReached
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import CloseOutReason, Outcome, SuppressionScope, ToldBy
from qualdesk.domain.track import StepKind


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
    offers_short_email: bool = False
    """Whether a short e-mail may follow: after a voicemail, where none went yet."""


@dataclass(frozen=True, slots=True)
class PushedToSales:
    """A lead was offered to a rep; no hand-off when the lead had moved on meanwhile."""

    after: After
    hand_off_id: int | None
    rep_name: str
    meeting_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromisedCallback:
    """A call was promised for a time; the lead itself may be due before, to confirm it."""

    after: After
    at: datetime
    who: WhoCalls


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody comes to an event and is called again when it is over."""

    after: After
    event_on: date


@dataclass(frozen=True, slots=True)
class SentToNurture:
    """A conversation will be kept going; with a track, its first touch comes on that day."""

    after: After
    first_touch_on: date | None = None
    first_touch: StepKind = StepKind.CALL


@dataclass(frozen=True, slots=True)
class ClosedOut:
    """A prospect was turned down kindly."""

    after: After
    reason: CloseOutReason
    told_by: ToldBy
    reopens_on: date | None = None
    referral_lead_id: int | None = None


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
    """The number or the person was wrong; a successor may have got a lead of their own.

    So many others are called no more, because their company has closed.
    """

    after: After
    successor_lead_id: int | None = None
    also_closed: int = 0


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
class WroteShortEmail:
    """The short e-mail follows a voicemail; undo takes back both."""

    after: After


@dataclass(frozen=True, slots=True)
class TookBack:
    """An outcome was taken back; its lead is as it was and claimed again.

    What had left already can be put right where `can_correct_mail` says so, by `touch_id`.
    """

    lead_id: int
    lead_version: int
    prospect_name: str
    outcome: Outcome
    answers: dict[str, str]
    note: str
    is_mail_already_sent: bool = False
    touch_id: int = 0
    can_correct_mail: bool = False


OUTCOMES: tuple[type, ...] = (
    PushedToSales,
    PromisedCallback,
    Registered,
    SentToNurture,
    ClosedOut,
    RecordedNoAnswer,
    LeftVoicemail,
    FoundBusy,
    ReachedGatekeeper,
    FoundWrongNumber,
    BarredCalls,
    ChoseAtCap,
    WroteShortEmail,
    TookBack,
)
"""How calls end, what is chosen after them, and that they were taken back: each moves its lead."""
