"""Postal codes: the state they lie in, and the clock there, where a list does not say."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qualdesk.domain.places import folded
from qualdesk.paths import resource

_REMEMBERED = 4096
_TOWN, _PREFIX = 5, 3
"""How many digits of a ZIP code tell a town, and a part of a state."""

_ZIP_AND_FOUR = re.compile(r"(\d{5})(\d{4})")
_AS_DECIMAL = re.compile(r"([1-9]\d*)[.,]0+")


@dataclass(frozen=True, slots=True)
class _Codes:
    ranges: Mapping[str, tuple[tuple[str, str, str], ...]]
    """Country to (first prefix, last prefix, region)."""
    lengths: Mapping[str, frozenset[int]]
    zones: Mapping[str, Mapping[str, str]]
    told: Mapping[str, frozenset[str]]
    """How codes begin of which more than the state tells the zone, by country."""
    longest: Mapping[str, int]
    """How many signs of a code at most decide, by country."""
    digits: Mapping[str, int]
    """How many digits a code has, by country, where it may begin with zeros."""


def whole_code(country: str, postal_code: str) -> str:
    """Return a postal code as it is written: 02139 for 2139.0, 02139-4307 for 021394307."""
    if country == "US" and (run_together := _ZIP_AND_FOUR.fullmatch(postal_code)):
        return f"{run_together[1]}-{run_together[2]}"
    found = _AS_DECIMAL.fullmatch(postal_code)
    return found[1].zfill(_codes().digits.get(country, 0)) if found else postal_code


@lru_cache(_REMEMBERED)
def region_at(country: str, postal_code: str) -> str:
    """Return the ISO code of the state a postal code lies in, or nothing where it does not tell."""
    code = _compact(postal_code)
    if len(code) not in _codes().lengths.get(country, ()):
        return ""
    return _region_of_prefix(country, code[: _codes().longest[country]])


@lru_cache(_REMEMBERED)
def _region_of_prefix(country: str, prefix: str) -> str:
    for first, last, region in _codes().ranges[country]:
        if first <= prefix[: len(first)] <= last:
            return region
    return ""


@lru_cache(_REMEMBERED)
def zone_at(country: str, postal_code: str, city: str) -> str:
    """Return the one zone at a postal code where its state runs on several clocks, or nothing."""
    zones = _codes().zones.get(country, {})
    code = _compact(postal_code)
    if not zones or len(code) not in _codes().lengths[country]:
        return ""
    if code[:_PREFIX] in _codes().told[country]:
        for key in (f"{code} {folded(city)}", code, code[:_TOWN], code[:_PREFIX]):
            if key in zones:
                return zones[key]
    return zones.get(region_at(country, postal_code), "")


def _compact(postal_code: str) -> str:
    code = postal_code.upper()
    return code if code.isalnum() else "".join(one for one in code if one.isalnum())


@cache
def _codes() -> _Codes:
    with resource("postal_regions.toml").open("rb") as file:
        tables = tomllib.load(file)
    ranges = {
        country: tuple(
            (*span.split("-"), region) for region, spans in regions.items() for span in spans
        )
        for country, regions in tables["regions"].items()
    }
    lengths = {country: frozenset(found) for country, found in tables["lengths"].items()}
    longest = {
        country: max(len(first) for first, _last, _region in spans)
        for country, spans in ranges.items()
    }
    zones = {**tables["zones"]}
    for country, spans_of in tables["spans"].items():
        zones[country] = {**zones.get(country, {}), **_zones_by_code(spans_of)}
    told = {country: frozenset(key[:_PREFIX] for key in keys) for country, keys in zones.items()}
    digits = {country: int(count) for count, found in tables["digits"].items() for country in found}
    return _Codes(ranges, lengths, zones, told, longest, digits)


def _zones_by_code(spans_of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for zone, spans in spans_of.items():
        for span in spans:
            first, _dash, last = span.partition("-")
            found |= {str(code): zone for code in range(int(first), int(last or first) + 1)}
    return found
