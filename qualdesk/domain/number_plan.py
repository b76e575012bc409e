"""Number plan: what a number tells by itself, known for all that differ in their last four digits."""

from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberType
from phonenumbers import timezone as number_zones
from phonenumbers.tzdata import TIMEZONE_DATA

_OWN_DIGITS = 4
_FEWEST_DIGITS = 11
"""Shorter plans, such as that of the Caribbean Netherlands, tell types apart by the last digits."""

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the plan says of a number: its type, its country code, and the zones of its prefix."""

    kind: int
    country_code: int
    country: str
    zones: tuple[str, ...]

    @property
    def type_name(self) -> str:
        """The type in the plan's words: "mobile", "fixed_line_or_mobile", "unknown"."""
        return _type_name(self.kind)


@cache
def _type_name(kind: int) -> str:
    return str(PhoneNumberType.to_string(kind)).lower()


def plan_facts(phone: str) -> PlanFacts:
    """Return what the numbering plan says of a number given as E.164."""
    stem = phone[:-_OWN_DIGITS]
    if len(phone) - 1 < _FEWEST_DIGITS or stem[1:] in _prefixes_that_go_on():
        return _looked_up(phone)
    key = (stem, len(phone))
    known = _known.get(key)
    if known is None:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        known = _known[key] = _looked_up(phone)
    return known


_known: dict[tuple[str, int], PlanFacts] = {}


def _looked_up(phone: str) -> PlanFacts:
    number = phonenumbers.parse(phone)
    kind = phonenumbers.number_type(number)
    is_placed = phonenumbers.is_number_type_geographical(kind, number.country_code or 0)
    # What a placed number is asked for anyway, without looking its type up once more.
    by_place, by_country = (
        number_zones.time_zones_for_geographical_number,
        number_zones.time_zones_for_number,
    )
    return PlanFacts(
        kind,
        number.country_code or 0,
        phonenumbers.region_code_for_number(number) or "",
        by_place(number) if is_placed else by_country(number),
    )


@cache
def _prefixes_that_go_on() -> frozenset[str]:
    """Return the beginnings behind which more digits still decide the zones."""
    return frozenset(
        prefix[:length] for prefix in TIMEZONE_DATA for length in range(1, len(prefix))
    )
