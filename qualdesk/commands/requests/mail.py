"""Mail that waits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkMail:
    """Write down what became of a mail."""

    outbox_id: int
    error: str = ""
