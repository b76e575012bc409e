"""Mail: where a mail in the outbox stands, and a letter on paper."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MailState(StrEnum):
    """Where a mail stands; `UNKNOWN` means the line broke before the server said yes or no."""

    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


LEFT: Final = (MailState.SENDING, MailState.SENT, MailState.UNKNOWN)
"""States of mail that somebody has, or may have."""


class MailKind(StrEnum):
    """What a mail is for."""

    CLOSE_OUT = "close_out"
    INVITATION = "invitation"
    CANCELLATION = "cancellation"
    """A meeting that will not be, with its calendar entry taken back."""
    OFFER = "offer"
    REP_NEWS = "rep_news"
    """What a rep must know at once of somebody they have."""
    TRIED = "tried"
    """The short e-mail after calls that reached nobody."""
    NURTURE = "nurture"
    """A touch of a track: what they said they want to hear about."""
    JOINING = "joining"
    """How to join what they have registered for."""

    CORRECTION = "correction"
    """Please disregard what had left already when its outcome was taken back."""

    @property
    def label(self) -> str:
        """Why it goes, in a word or two."""
        return _KINDS[self]

    @property
    def is_to_rep(self) -> bool:
        """Whether it goes to one of us, whom no suppression of a prospect concerns."""
        return self in {MailKind.OFFER, MailKind.REP_NEWS}


_KINDS = {
    MailKind.CLOSE_OUT: "Close-out",
    MailKind.INVITATION: "Invitation",
    MailKind.CANCELLATION: "Meeting cancelled",
    MailKind.OFFER: "Offer to sales",
    MailKind.TRIED: "Tried to reach",
    MailKind.NURTURE: "Staying in touch",
    MailKind.JOINING: "How to join",
    MailKind.REP_NEWS: "News for sales",
    MailKind.CORRECTION: "Please disregard",
}


LONGEST_HEADER: Final = 200
"""Characters of a name or subject; a line of a mail must not be longer than 998 (RFC 5322, 2.1.1)."""


def one_line(words: str) -> str:
    """Return words as a header takes them: on one line, printable, not too long.

    What stands in a name came from a list; a mail must not fail for it.
    """
    plain = " ".join(words.split())
    return "".join(one for one in plain if one.isprintable())[:LONGEST_HEADER].strip()


class MailShelf(StrEnum):
    """Where a mail stands in the Outbox of the window."""

    TO_SETTLE = "to-settle"
    """Failed, or nobody knows: a person decides."""
    WAITING = "waiting"
    SENT = "sent"
    NOT_SENT = "not-sent"
    """Cancelled, or left as it is by a person."""

    @property
    def label(self) -> str:
        """The words of its tab."""
        return self.value.replace("-", " ").capitalize()


class MailChoice(StrEnum):
    """What a person decides about a mail."""

    ARRIVED = "arrived"
    """They have it, so it was sent after all."""
    AGAIN = "again"
    LEAVE = "leave"
    CANCEL = "cancel"
    BY_HAND = "by_hand"
    """It goes by the mail program of the system, and is written down as sent."""


def choices_of(state: MailState, *, attempts: int = 0, is_left: bool = False) -> list[MailChoice]:
    """Return what may be decided about a mail, the likeliest first; nothing while it is on its way."""
    match state:
        case MailState.HELD:
            again = [MailChoice.AGAIN] if attempts else []
            return [*again, MailChoice.BY_HAND, MailChoice.CANCEL]
        case MailState.UNKNOWN:
            found = [MailChoice.ARRIVED, MailChoice.AGAIN]
        case MailState.FAILED:
            found = [MailChoice.AGAIN, MailChoice.BY_HAND]
        case _:
            return []
    return found if is_left else [*found, MailChoice.LEAVE]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail or a letter on paper says, in plain text."""

    subject: str
    body: str


class LetterState(StrEnum):
    """Where a letter on paper stands."""

    WAITING = "waiting"
    PRINTED = "printed"
    CANCELLED = "cancelled"
