"""Dialling a number, and finding one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DialNumber:
    """Hand a number to the phone; outside calling hours only with a reason."""

    lead_id: int
    caller_id: int
    number_id: int
    outside_hours_because: str = ""


@dataclass(frozen=True, slots=True)
class AddNumber:
    """Give a prospect that waits "to find out" a number, and queue its lead."""

    lead_id: int
    caller_id: int
    number: str
    region: str = ""
    first_name: str = ""
    last_name: str = ""
