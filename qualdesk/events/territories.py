"""Territories added and given to another rep."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AddedTerritory:
    """A part of the market has a name and rules."""

    territory_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ReassignedTerritory:
    """A territory has another rep, or a covering one; from `from_on` on where that is a later day.

    `deed` is the press, by which it can be taken back.
    """

    territory_id: int
    name: str
    rep_name: str
    is_covering: bool
    hand_offs_moved: int
    deed: str = ""
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class TookBackReassignment:
    """A territory is whose it was; `rep_name` is empty where that is nobody."""

    deed: str
    territory_id: int
    name: str
    rep_name: str
    stayed: tuple[str, ...] = ()
    """The prospects that stay with the new rep: they were told already, or have moved on."""
