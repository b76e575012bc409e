"""What they said against it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HearObjection:
    """Keep that a prospect said something against it, and whether the script's answer helped.

    `lead_version` is the version the caller saw: it tells this call from the next.
    """

    lead_id: int
    caller_id: int
    lead_version: int
    says: str
    has_helped: bool
