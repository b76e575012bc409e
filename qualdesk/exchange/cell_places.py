"""Places as lists write them into one cell: a code and its town, a town and its country, all at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from qualdesk.domain.places import country_code, region_code
from qualdesk.exchange.cell_values import one_line

_CODE_FIRST = re.compile(
    r"(?P<code>(?:[A-Z]{1,2}-)?(?:\d{2}-\d{3}|\d{3} \d{2}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|\d{4,6}))"
    r"[ ,]+(?P<city>[^\W\d].*)"
)
_CODE_LAST = re.compile(
    r"(?P<city>[^\W\d].*?)[ ,]+(?:(?P<region>[A-Z]{2,3})[ ,]+)?"
    r"(?P<code>\d{4,6}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
)
_CODE_ALONE = re.compile(
    r"(?:(?P<region>[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)[ ]+)?"
    r"(?P<code>\d{5,6}(?:-\d{4})?|(?<= )\d{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
)
_REMEMBERED = 1024
_REGION_ALONE = re.compile(r"[A-Z]{2,3}")
_GAPS = re.compile(r" {2,}")
_PARTS = re.compile(r"\s*[\r\n,;]+\s*")
_COUNTRY_PARTS = re.compile(r"\s+[-–]\s+|[()/|:]")
_CAR_SIGNS = MappingProxyType(
    {
        "D": "DE",
        "A": "AT",
        "F": "FR",
        "I": "IT",
        "E": "ES",
        "B": "BE",
        "L": "LU",
        "P": "PT",
        "S": "SE",
    }
    | {"N": "NO", "H": "HU", "FIN": "FI", "SLO": "SI"}
)
"""What cars show and many German lists write for a country."""

_CITIES_TOO = frozenset({"SG", "LU", "MC", "HK", "MO", "PA", "GT", "KW", "DJ", "SM", "VA", "GI"})
"""Countries that are called like a city of theirs."""

_SHORT_COUNTRIES = frozenset({"UK", "US"})
"""Other codes of two letters are those of states too."""

_LONGEST_CODE = 2
_CODE_BEHIND = 5
"""Parts of an address with its code behind the country: street, town, region, country, code."""

_ANY_CODE = re.compile(r"(?=.*\d)[A-Z\d][A-Z\d -]{2,9}")

_STREET_WORDS = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|suite|ste|highway"
    r"|hwy|parkway|pkwy|place|pl|square|floor|unit|stra(?:ss|ß)e|str|platz|weg|rue|calle|via)\b\.?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class TownLine:
    """What one line of an address tells: "80331 München", "Boston, MA 02139", "Austin, TX"."""

    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


class WholeAddress(NamedTuple):
    """A street with house number, and the town behind it."""

    street: str
    town: TownLine


@lru_cache(_REMEMBERED)
def read_country(cell: str) -> str:
    """Return the ISO code of a country's code or name, or of both at once: "DE - Germany"."""
    if code := country_code(cell) or _CAR_SIGNS.get(cell.strip(), ""):
        return code
    told = {code for part in _COUNTRY_PARTS.split(cell) if (code := country_code(part))}
    return told.pop() if len(told) == 1 else ""


def read_town_line(cell: str, country: str = "") -> TownLine:
    """Read postal code, city, region and country where a list has them in one column.

    `country` (ISO code) is where the list is from: there Georgia may be a state.
    """
    text = one_line(cell)
    if found := _CODE_FIRST.match(text) or _CODE_LAST.match(text):
        return _told(found)
    *others, last = text.split(", ")
    if not others:
        return _town_or_country(text, country)
    is_abroad = not region_code(country, last) and _country_at_end(last, has_more=len(others) > 1)
    if not is_abroad:
        others, there = [*others, last], ""
    else:
        there = country_code(last)
    city, region = others if len(others) == 2 else (", ".join(others), "")  # noqa: PLR2004
    return TownLine("", city, region, there)


def _town_or_country(text: str, country: str) -> TownLine:
    there = "" if region_code(country, text) or len(text) <= _LONGEST_CODE else country_code(text)
    return TownLine(city="" if there and there not in _CITIES_TOO else text, country=there)


def read_whole_address(cell: str) -> WholeAddress | None:
    """Part "123 Main St, Springfield, IL 62701, USA" into street and town, or return None.

    A cell in which no postal code stands where one belongs is left as it is.
    """
    parts = _parts_of(cell.strip())
    if found := _code_behind_country(parts):
        return found
    country = ""
    if len(parts) > 2 and _country_at_end(parts[-1], has_more=True):  # noqa: PLR2004
        country = country_code(parts.pop())
    town, used = _town_at_end(parts)
    street = ", ".join(parts[: len(parts) - used])
    if town is None or not _DIGIT.search(street) or _STREET_WORDS.search(town.city):
        return None
    return WholeAddress(street, TownLine(town.postal_code, town.city, town.region, country))


def _parts_of(text: str) -> list[str]:
    """Return the parts of an address; mail programs set two blanks between them."""
    is_gapped = "," not in text and len(_GAPS.findall(text)) > 1
    return [part for part in (_GAPS if is_gapped else _PARTS).split(text) if part]


def _code_behind_country(parts: Sequence[str]) -> WholeAddress | None:
    """Read "1 Main St, Austin, Texas, United States, 78701", as Apollo writes it."""
    if len(parts) < _CODE_BEHIND or not _ANY_CODE.fullmatch(parts[-1]):
        return None
    *street, city, region, country, code = parts
    told = country_code(country)
    return WholeAddress(", ".join(street), TownLine(code, city, region, told)) if told else None


def _town_at_end(parts: list[str]) -> tuple[TownLine | None, int]:
    """Return the town at the end of an address, and of how many parts it is made."""
    last = parts[-1] if parts else ""
    if found := _CODE_FIRST.fullmatch(last) or _CODE_LAST.fullmatch(last):
        told = _told(found)
        is_region = bool(_CODE_ALONE.fullmatch(last)) and len(parts) > 2  # noqa: PLR2004
        if not is_region:
            return told, 1
    if len(parts) > 1 and (alone := _CODE_ALONE.fullmatch(last)):
        if len(parts) > 3 and _REGION_ALONE.fullmatch(parts[-2]):  # noqa: PLR2004
            return TownLine(alone["code"], parts[-3], parts[-2]), 3
        return TownLine(alone["code"], parts[-2], alone["region"] or ""), 2
    return None, 0


def _told(found: re.Match[str]) -> TownLine:
    told = found.groupdict()
    return TownLine(told["code"], told["city"].rstrip(" ,"), told.get("region") or "")


def _country_at_end(word: str, *, has_more: bool) -> bool:
    is_code = len(word) <= _LONGEST_CODE and word not in _SHORT_COUNTRIES
    return bool(country_code(word)) and (has_more or not is_code)
