"""Territories and who has them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AddTerritory:
    """Add a territory; `rules` are lines like "DE", "US-CA" or "DE 80" (country, region, postal).

    `by_id` is who says so, None on a command line that nobody signed.
    """

    name: str
    rep: str = ""
    covering_rep: str = ""
    rules: tuple[str, ...] = ()
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReassignTerritory:
    """Give a territory a rep, or a covering one while it stays open; now, or from a day on.

    `by_id` is who says so, None on a command line that nobody signed.
    """

    territory_id: int
    rep_id: int
    is_covering: bool = False
    note: str = ""
    by_id: int | None = None
    undo_seconds: int = 30
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class TakeBackReassignment:
    """Let a territory be whose it was before a press (`deed`) gave it away, or planned to."""

    deed: str
    by_id: int
