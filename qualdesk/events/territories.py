"""Territories added and given to another rep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddedTerritory:
    """A part of the market has a name and rules."""

    territory_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ReassignedTerritory:
    """A territory has another rep, or a covering one."""

    territory_id: int
    name: str
    rep_name: str
    is_covering: bool
    hand_offs_moved: int
