"""Territories and who has them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddTerritory:
    """Add a territory; `rules` are lines like "DE", "US-CA" or "DE 80" (country, region, postal)."""

    name: str
    rep: str = ""
    covering_rep: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReassignTerritory:
    """Give a territory a rep, or a covering one while it stays open."""

    territory_id: int
    rep_id: int
    is_covering: bool = False
    note: str = ""
