"""Mail: where a mail in the outbox stands, and a letter on paper."""

from enum import StrEnum


class MailState(StrEnum):
    """Where a mail stands; `UNKNOWN` means the line broke before the server said yes or no."""

    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


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


class LetterState(StrEnum):
    """Where a letter on paper stands."""

    WAITING = "waiting"
    PRINTED = "printed"
    CANCELLED = "cancelled"
