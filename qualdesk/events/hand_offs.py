"""What was said of hand-offs and done with them; `deed` is the press that undo takes back."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer


@dataclass(frozen=True, slots=True)
class AnsweredHandOff:
    """A rep has answered; `next_at` is when the lead's next step is due, None for one that ended."""

    deed: str
    hand_off_id: int
    lead_id: int
    prospect_name: str
    rep_name: str
    answer: RepAnswer
    door: AnswerDoor
    state: HandOffState
    next_at: datetime | None
    zone: str
    mail_goes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SteppedOn:
    """A caller has decided what follows; `words` stand before and after the prospect's name."""

    deed: str
    hand_off_id: int
    lead_id: int
    prospect_name: str
    words: tuple[str, str]
    mail_goes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TookBackDeed:
    """What was said or decided of a hand-off is as it was before.

    What had left already can be put right where `can_correct_mail` says so, by `touch_id`.
    """

    deed: str
    lead_id: int
    prospect_name: str
    is_mail_already_sent: bool = False
    touch_id: int = 0
    can_correct_mail: bool = False


@dataclass(frozen=True, slots=True)
class TookBackRunOver:
    """Sales left these alone too long; their callers have them again."""

    hand_off_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotedPublished:
    """It is known where an appointment stands on a calendar server."""

    appointment_id: int


ANSWERS: tuple[type, ...] = (AnsweredHandOff, SteppedOn, TookBackDeed, TookBackRunOver)
"""What sales said of a lead and what was done about it: each moves its hand-off."""
