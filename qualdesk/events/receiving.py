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
class ReadMailbox:
    """A round through a mailbox is over; how many of its mails concerned somebody."""

    count: int
