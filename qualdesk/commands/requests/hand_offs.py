"""What sales says of hand-offs, and what callers do with those that need somebody."""

from dataclasses import dataclass
from datetime import date, datetime

from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.outcome import CloseOutReason


@dataclass(frozen=True, slots=True)
class AnswerHandOff:
    """A rep's answer, whichever door it came in by.

    `entered_by_id` is who typed it, None for a file that nobody signed. `meeting` says what becomes of
    a meeting to come when the lead is given back or lost; None leaves it to the reason.
    """

    hand_off_id: int
    answer: RepAnswer
    door: AnswerDoor
    said_by_id: int
    entered_by_id: int | None = None
    reason: ReturnReason | None = None
    words: str = ""
    stage: str = ""
    amount: str = ""
    last_activity_on: date | None = None
    ask_again_at: datetime | None = None
    is_for_good: bool = False
    """Whether a lost lead is never asked again; otherwise it is kept in touch with."""
    right_person: str = ""
    meeting_at: datetime | None = None
    """The new time, of a meeting that was moved."""
    meeting: MeetingFate | None = None
    other_rep_id: int | None = None
    """Who takes the meeting instead."""
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class CallInstead:
    """Call the right person instead: a new prospect there, with the same brief."""

    hand_off_id: int
    caller_id: int
    name: str
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class TakeToNurture:
    """Keep the conversation going, with a check-in call at that time."""

    hand_off_id: int
    caller_id: int
    check_in_at: datetime
    about: str = ""
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Offer it again with an answer, to the same rep or to another."""

    hand_off_id: int
    caller_id: int
    rep_id: int
    words: str = ""
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class CloseReturned:
    """Close it out courteously, on behalf of `firm`."""

    hand_off_id: int
    caller_id: int
    reason: CloseOutReason
    firm: str = ""
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class RemindRep:
    """Send the offer once more to a rep who has not answered."""

    hand_off_id: int
    caller_id: int
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class TakeBackDeed:
    """Undo what was last said or done of a hand-off: the press by its id."""

    deed: str
    person_id: int


@dataclass(frozen=True, slots=True)
class TakeBackRunOver:
    """Take back what sales left alone too long, some at a time."""

    at_most: int = 200


@dataclass(frozen=True, slots=True)
class NotePublished:
    """An appointment stands at that address in this state; nowhere without an address."""

    appointment_id: int
    address: str
    sequence: int
