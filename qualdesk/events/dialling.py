"""Numbers dialled and found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number was handed to the phone."""

    lead_id: int
    dial_id: int
    number_id: int
    e164: str


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A lead that waited for a number can be called."""

    lead_id: int
    prospect_name: str
