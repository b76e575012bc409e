"""Mail that waited."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedMail:
    """A mail's state is known."""

    outbox_id: int
