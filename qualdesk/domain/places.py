"""Places: country and region codes from what lists write, and the clocks that may run there."""

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from qualdesk.paths import resource

_SAMPLES = tuple(datetime(2026, month, 15, 12, tzinfo=UTC) for month in range(1, 13))
"""Zones that show the same wall time on all of these run on the same clock."""

NO_ZONE = "Etc/Unknown"
"""What the tz database calls a clock that nobody knows; it never decides anything."""

_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""ASCII without case; what is neither letter nor digit parts words."""

_REMEMBERED = 4096


class ZoneSource(StrEnum):
    """Who says on which clock a site runs."""

    HAND = "hand"
    LIST = "list"
    POSTAL_CODE = "postal_code"


@dataclass(frozen=True, slots=True)
class _Atlas:
    countries: dict[str, str]
    """Folded codes and names to ISO codes of two letters."""
    regions: dict[tuple[str, str], str]
    """(country, folded code or name) to the region's ISO code."""
    names: dict[str, str]
    """"FR" and "US-FL" to their names in English."""
    country_zones: dict[str, tuple[str, ...]]
    region_zones: dict[tuple[str, str], tuple[str, ...]]


@lru_cache(_REMEMBERED)
def country_code(text: str) -> str:
    """Return the ISO code of two letters for a code or a name in a major language, or nothing."""
    return _atlas().countries.get(folded(text), "")


@lru_cache(_REMEMBERED)
def region_code(country: str, text: str) -> str:
    """Return the ISO code of a region ("CA" for "California"), or nothing when it is not known."""
    return _atlas().regions.get((country, folded(text)), "")


def place_name(code: str) -> str:
    """Return the English name of a country ("FR") or of a region ("US-FL"), else the code itself."""
    return _atlas().names.get(code, code)


@lru_cache(_REMEMBERED)
def candidate_zones(
    country: str, region: str = "", phone_zones: tuple[str, ...] = (), at_site: str = ""
) -> tuple[str, ...]:
    """Return the zones a prospect may be in: the one known of the site, else by address, number.

    A number narrows an address that runs on several clocks, but never overrules it: the place is
    known, and people take numbers along. Without an address `country` is the number's. It is an
    ISO code of two letters.
    """
    if at_site and at_site != NO_ZONE:
        return (at_site,)
    atlas = _atlas()
    at_address = atlas.region_zones.get((country, region_code(country, region)), ())
    in_country = atlas.country_zones.get(country, ())
    if at_address or len(in_country) == 1:
        return _narrowed(at_address or in_country, phone_zones) or at_address or in_country
    return _narrowed(in_country, phone_zones) or in_country or _one_per_clock(phone_zones)


@lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """Return words without accents, case and punctuation, for comparing names."""
    if text.isascii():  # most words are, and need no look at each letter
        return " ".join(text.translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join("".join(letters).split())


def _narrowed(zones: Iterable[str], by: tuple[str, ...]) -> tuple[str, ...]:
    clocks = {_clock_of(zone) for zone in by}
    return tuple(zone for zone in zones if _clock_of(zone) in clocks)


def _one_per_clock(zones: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({_clock_of(zone): zone for zone in reversed(zones)}.values())[::-1]


@cache
def _clock_of(zone: str) -> tuple[object, ...]:
    there = ZoneInfo(zone)
    return tuple(sample.astimezone(there).utcoffset() for sample in _SAMPLES)


@cache
def _atlas() -> _Atlas:
    with resource("regions.toml").open("rb") as file:
        tables = tomllib.load(file)
    atlas = _Atlas({}, {}, {}, {}, {})
    for code, country in tables["countries"].items():
        atlas.country_zones[code] = tuple(country["zones"])
        atlas.names[code] = country["names"][0]
        for name in (*country["names"], country["iso3"], code):
            atlas.countries[folded(name)] = code
    for country, regions in tables["regions"].items():
        _add_regions(atlas, country, regions)
    return atlas


def _add_regions(atlas: _Atlas, country: str, regions: dict[str, dict[str, list[str]]]) -> None:
    for code, region in regions.items():
        atlas.region_zones[country, code] = tuple(region["zones"])
        atlas.names[f"{country}-{code}"] = region["names"][0]
        for name in (*region["names"], f"{country}-{code}", code):
            atlas.regions[country, folded(name)] = code
