"""Mail that waits, and what a person decides about it."""

from dataclasses import dataclass

from qualdesk.domain.mail import MailChoice


@dataclass(frozen=True, slots=True)
class MarkMail:
    """Write down what became of a mail."""

    outbox_id: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class CorrectMail:
    """Ask whoever got a mail of an outcome (its touch) that was taken back to disregard it.

    `outbox_id` is the one mail that is meant; None means all of them.
    """

    touch_id: int
    caller_id: int
    undo_seconds: int = 0
    outbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class SettleMail:
    """Decide about a mail; one that goes again leaves after the undo window."""

    outbox_id: int
    person_id: int
    choice: MailChoice
    undo_seconds: int = 0


@dataclass(frozen=True, slots=True)
class TakeBackMailChoice:
    """Let mails stand as before what a press decided about them."""

    deed: str
    person_id: int


@dataclass(frozen=True, slots=True)
class ForgetLostMail:
    """Look for mails whose worker vanished."""
