"""Territories: ordered rules that decide which rep a lead goes to; first match wins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

MAY_BE_UNDONE: Final = timedelta(days=1)
"""How long a reassignment can be taken back, from when it took effect (DESIGN §9)."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the rules look at: where an account is and what it is."""

    country: str = ""
    region: str = ""
    postal_code: str = ""
    industry: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class TerritoryRule:
    """One line of the rules; an empty field matches everything."""

    territory_id: int
    position: int
    country: str = ""
    region: str = ""
    postal_prefix: str = ""
    industry: str = ""
    size_from: int | None = None
    size_to: int | None = None

    def matches(self, place: Place) -> bool:
        """Whether the place lies within this rule."""
        return (
            self.country in {"", place.country}
            and self.region.casefold() in {"", place.region.casefold()}
            and place.postal_code.startswith(self.postal_prefix)
            and self.industry.casefold() in {"", place.industry.casefold()}
            and self._fits_size(place.size)
        )

    def _fits_size(self, size: int | None) -> bool:
        if self.size_from is None and self.size_to is None:
            return True
        return size is not None and (self.size_from or 0) <= size <= (self.size_to or size)


def territory_for(place: Place, rules: Iterable[TerritoryRule], elsewhere: int) -> int:
    """Return the id of the first territory whose rule matches, else the shared ground's."""
    for rule in sorted(rules, key=lambda one: one.position):
        if rule.matches(place):
            return rule.territory_id
    return elsewhere
