"""What ends a call: one request an outcome, and taking it back."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.caps import CapChoice
from qualdesk.domain.hand_off import MeetingMedium
from qualdesk.domain.outcome import (
    CloseOutReason,
    Medium,
    Reopen,
    SuppressionScope,
    ToldBy,
    WrongBecause,
)


@dataclass(frozen=True, slots=True)
class Call:
    """What all outcomes share: which lead, who called, and what was heard and typed.

    `lead_version` is the version the caller saw. If the lead has moved on since, the touch is
    kept and the state is not changed. `answers` maps step ids to words; `script_id` and
    `definition_id` are the versions the call began with, None for those of the campaign now.
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
    script_id: int | None = None
    definition_id: int | None = None

    @property
    def undo_length(self) -> timedelta:
        """How long nothing that this call causes may leave or go on."""
        return timedelta(seconds=self.undo_seconds)


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
    """Promise a call for a time; with a track, its notes go until a week before.

    `about` and `firm` are what the notes speak of and on whose behalf they are written.
    """

    call: Call
    at: datetime
    who: WhoCalls = WhoCalls.ME
    start_with: str = ""
    track_id: int | None = None
    about: str = ""
    firm: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """They come to the event; `joining` is how, and is mailed to them where it says anything.

    `to_address` is a new address, `firm` on whose behalf the mail is written.
    """

    call: Call
    joining: str = ""
    to_address: str = ""
    firm: str = ""


@dataclass(frozen=True, slots=True)
class SendToNurture:
    """Keep the conversation going: on a track, or with a check-in on a day.

    `first_touch_on` moves the track; `firm` is on whose behalf its letters are written.
    """

    call: Call
    check_in_on: date | None = None
    about: str = ""
    track_id: int | None = None
    first_touch_on: date | None = None
    firm: str = ""


@dataclass(frozen=True, slots=True)
class CloseOut:
    """Turn a prospect down kindly. With `told_by` EMAIL or LETTER, subject and body are the letter.

    `reopen_on` is the day of AT_DATE, `reopen_kind` narrows ON_TRIGGER to campaigns of one kind.
    """

    call: Call
    reason: CloseOutReason
    told_by: ToldBy
    subject: str = ""
    body: str = ""
    to_address: str = ""
    words: str = ""
    reopen_on: date | None = None
    reopen: Reopen = Reopen.ON_TRIGGER
    reopen_kind: CampaignKind | None = None
    is_referral_asked: bool = False
    referral: str = ""
    """Whom they said we should speak to instead, at the same company."""


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
class WriteShortEmail:
    """Follow a voicemail up in writing; `touch_id` is that call, `firm` on whose behalf."""

    call: Call
    touch_id: int
    firm: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Undo an outcome: this touch, or the caller's newest when None."""

    caller_id: int
    touch_id: int | None = None
