"""Phone numbers: E.164 text from what a list or a person wrote, the zones behind it, how it reads."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NewType

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from qualdesk.domain.area_codes import split_zones, state_of
from qualdesk.domain.number_plan import plan_facts
from qualdesk.domain.places import NO_ZONE

Phone = NewType("Phone", str)
"""A valid number as E.164 text, for example +498999998210."""

_PLACEHOLDERS = frozenset(
    {"n/a", "na", "n.a.", "not available", "not applicable", "none", "nil", "null", "unknown"}
    | {"no phone", "no number", "not provided", "not given", "tbd", "x", "-", "--", "---", "–", "0"}
    | {"—", "―"}
    | {
        ".",
        "?",
        "np",
        "nd",
        "n/d",
        "nan",
        "\\n",
        "#n/a",
        "(none)",
        "k.a.",
        "k. a.",
        "keine",
        "keine angabe",
    }
    | {"unbekannt", "aucun", "néant", "non renseigné", "non communiqué", "inconnu"}
    | {"ninguno", "sin teléfono", "desconocido", "nessuno", "sconosciuto"}
    | {"なし", "無し", "不明", "없음"}
)
_NOWHERE = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE}
    | {PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.UAN, PhoneNumberType.VOIP}
)
"""Numbers that ring anywhere: their zones are those of the whole country, or of a continent."""

_LABELS = {PhoneNumberType.MOBILE: "Mobile", PhoneNumberType.TOLL_FREE: "Toll-free"}
_NORTH_AMERICA = 1
_REMEMBERED = 4096


class PhoneFault(StrEnum):
    """Why a cell gave no number."""

    MISSING = "missing"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class ReadPhone:
    """What became of a cell: a number, or the reason why there is none."""

    phone: Phone | None
    fault: PhoneFault | None = None


def has_numbers(country: str) -> bool:
    """Whether a country, by its ISO code, has a numbering plan of its own."""
    return country in phonenumbers.SUPPORTED_REGIONS


def is_placeholder(cell: str) -> bool:
    """Whether a cell only says that there is nothing."""
    return cell.strip().casefold() in _PLACEHOLDERS


def read_phone(cell: str, region: str) -> ReadPhone:
    """Read a cell as one number; `region` (ISO code) is where a number without +… belongs."""
    text = re.sub(r"\s+", " ", cell).strip()
    if not text or is_placeholder(text):
        return ReadPhone(None, PhoneFault.MISSING)
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return ReadPhone(None, PhoneFault.INVALID)
    if not phonenumbers.is_valid_number(number):
        return ReadPhone(None, PhoneFault.INVALID)
    return ReadPhone(Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164)))


@lru_cache(_REMEMBERED)
def spoken(phone: Phone) -> str:
    """Return the number as people write it, for example +49 89 99998210."""
    return phonenumbers.format_number(phonenumbers.parse(phone), PhoneNumberFormat.INTERNATIONAL)


def kind_of(phone: Phone) -> str:
    """Return "Mobile", "Toll-free" or "Office": what the number itself tells."""
    return _LABELS.get(plan_facts(phone).kind, "Office")


def type_of(phone: Phone) -> str:
    """Return the type in the numbering plan: "mobile", "fixed_line_or_mobile", "unknown"."""
    return plan_facts(phone).type_name


@lru_cache(_REMEMBERED)
def zones_of(phone: Phone) -> tuple[str, ...]:
    """Return the zones the number may be in; one that rings anywhere, or tells nothing, gives none."""
    split = split_zones(phone)
    if split:
        return split
    facts = plan_facts(phone)
    if facts.kind in _NOWHERE:
        return ()
    return tuple(zone for zone in facts.zones if zone != NO_ZONE)


def country_of(phone: Phone) -> str:
    """Return the ISO code of the country of the number, or nothing when it has none."""
    code = plan_facts(phone).country
    return code if code.isalpha() else ""


@lru_cache(_REMEMBERED)
def place_of(phone: Phone) -> tuple[str, str]:
    """Return the country and, in North America, the state whose law the number brings along.

    A toll-free number there belongs to no country: the address alone decides.
    """
    state = state_of(phone)
    if state is not None:
        return state
    facts = plan_facts(phone)
    is_shared = facts.country_code == _NORTH_AMERICA and facts.kind in _NOWHERE
    return ("", "") if is_shared else (country_of(phone), "")


def dial_uri(phone: Phone, template: str = "tel:{number}") -> str:
    """Return what the system is asked to open; only a checked E.164 number ever gets into it."""
    if not re.fullmatch(r"\+[1-9][0-9]{1,14}", phone):
        raise ValueError(f"not E.164: {phone!r}")
    return template.replace("{number}", phone)
