"""Changing when anybody may be called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Set other calling hours than a law's; a team lead, who says why where they are looser.

    `law` is the id of a rule: "US-LA", "FR", "*" the firm's own hours. Hours are written as
    "08:00-20:00", as "10:00-13:00, 14:00-20:00", "none" or "any"; nothing leaves them as they are.
    """

    law: str
    person_id: int
    weekdays: str = ""
    saturday: str = ""
    sunday: str = ""
    holidays: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RestoreRule:
    """Let a law's own hours hold again; a team lead, who says why where they are looser."""

    law: str
    person_id: int
    reason: str = ""
