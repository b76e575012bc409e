"""What they said against it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeardObjection:
    """A prospect said something against it; the script's answer helped, or it did not."""

    lead_id: int
    says: str
    has_helped: bool
