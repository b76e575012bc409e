"""Mail that came in, and what followed."""

from dataclasses import dataclass

from qualdesk.domain.received import ReceivedKind


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One mail was handled; without a lead it concerned nobody here."""

    kind: ReceivedKind
    lead_id: int | None = None
    prospect_name: str = ""
    trouble: str = ""
    """Why nothing followed although it concerns somebody."""


@dataclass(frozen=True, slots=True)
class GaveReceived:
    """A mail that could not be matched is a prospect's now, with what follows from it.

    `deed` is the press, to take it back.
    """

    received_id: int
    lead_id: int
    prospect_name: str
    deed: str


@dataclass(frozen=True, slots=True)
class TookBackGiven:
    """That mail waits for somebody again; whether the rep had been told of it already."""

    deed: str
    received_id: int
    lead_id: int
    prospect_name: str
    is_mail_already_sent: bool = False


@dataclass(frozen=True, slots=True)
class PutAsideReceived:
    """Nobody has to do anything about these mails; `deed` is the press, to take it back."""

    deed: str
    received_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TookBackPutAside:
    """These mails wait for somebody again."""

    deed: str
    received_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadMailbox:
    """A round through a mailbox is over; how many of its mails concerned somebody."""

    count: int
