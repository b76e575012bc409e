"""Mail that waited, and what a person decided about it."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.mail import MailChoice, MailState


@dataclass(frozen=True, slots=True)
class MarkedMail:
    """A mail's state is known."""

    outbox_id: int


@dataclass(frozen=True, slots=True)
class CorrectedMail:
    """Whoever got mails of an outcome that was taken back is asked to disregard them."""

    lead_id: int
    names: tuple[str, ...]
    mail_goes_at: datetime | None


@dataclass(frozen=True, slots=True)
class SettledMail:
    """A person decided about a mail; `deed` is the press, by which it can be taken back."""

    deed: str
    outbox_id: int
    to_name: str
    choice: MailChoice
    state: MailState


@dataclass(frozen=True, slots=True)
class TookBackMailChoice:
    """A mail stands as it stood before."""

    deed: str
    outbox_id: int
    to_name: str


@dataclass(frozen=True, slots=True)
class TookMail:
    """A mail is on its way by this worker, or it was not there to be taken."""

    outbox_id: int
    is_taken: bool
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class ForgotMail:
    """Mails whose worker vanished are unknown now: somebody must look before they go again."""

    outbox_ids: tuple[int, ...]
