"""Cells: what people write into lists, read as numbers, names, dates and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, ValidationResult

from qualdesk.domain.phone import Phone, PhoneFault, is_placeholder, read_phone
from qualdesk.domain.suppression import folded_address

_EMAIL = re.compile(r"[^\s@<>,;\"()]+@[^\s@<>,;\"()]+\.[^\s@<>,;\"().]{2,}")
_TITLE = re.compile(
    r"^((?:prof|dr|mr|mrs|ms|miss|mx|herr|frau|hr|fr|dipl|ing|mme|mlle|sr|sra|dott|sig)\.?"
    r"(?:-ing\.?)?\s+)+",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ter",
        "ten",
        "zu",
    ]
)
_NUMERIC_DATE = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ ,T]+(.+))?$")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_WORDY_DATES = (
    "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y %H:%M:%S", "%B %d, %Y %H:%M:%S",
    "%b %d, %Y %I:%M %p", "%d %b %Y %H:%M", "%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S",
)  # fmt: skip
_DAY_ONLY = time(12)
"""A day without a time counts as its noon, UTC: nearly everywhere the same day."""

_MONTHS = 12
_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH", "AS", "GU", "PR", "VI", "MP"})


class NumberProblem(StrEnum):
    """Why a cell gave no number that can be dialled."""

    INVALID = "invalid_phone"
    NEEDS_AREA_CODE = "phone_needs_area_code"
    NEEDS_REGION = "phone_needs_region"


@dataclass(frozen=True, slots=True)
class ReadNumbers:
    """The numbers of a cell, or the problem with it; neither when it says nothing."""

    phones: tuple[Phone, ...] = ()
    problem: NumberProblem | None = None


def one_line(text: str) -> str:
    """Return a cell without NULs and with single spaces."""
    return " ".join(text.replace("\x00", "").split())


def read_numbers(cell: str, region: str) -> ReadNumbers:
    """Read all numbers of a cell; `region` (ISO code, may be empty) is where they belong."""
    text = one_line(cell)
    read = read_phone(text, region)
    if read.phone is not None:
        return ReadNumbers((read.phone,))
    if read.fault is PhoneFault.MISSING:
        return ReadNumbers()
    found = dict.fromkeys(_numbers_within(text, region))
    return ReadNumbers(tuple(found)) if found else ReadNumbers((), _number_problem(text, region))


def read_email(cell: str) -> str:
    """Return the first address of a cell in small letters, or nothing."""
    found = _EMAIL.search(one_line(cell))
    return folded_address(found[0]) if found else ""


def read_size(cell: str) -> int | None:
    """Return the first whole number of "1,200" or "50-100", or None."""
    found = re.match(r"\D{0,3}(\d[\d., ’']*)", one_line(cell)) if "-" not in cell[:1] else None
    digits = re.sub(r"\D", "", found[1]) if found else ""
    return int(digits) if digits and len(digits) <= 9 else None  # noqa: PLR2004 - no firm has 10⁹


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts."""

    title: str = ""
    first: str = ""
    last: str = ""


def split_name(text: str) -> PersonName:
    """Split "Dr. Maria van Dyck" or "van Dyck, Maria" into title, first and last name."""
    if "," in text:
        last, _, first = (part.strip() for part in text.partition(","))
        inner = split_name(first) if first else PersonName()
        return PersonName(inner.title, f"{inner.first} {inner.last}".strip(), last)
    title = _TITLE.match(text + " ")
    rest = text[title.end() :] if title else text
    words = rest.split()
    if len(words) < 2:  # noqa: PLR2004
        return PersonName(title[0].strip() if title else "", "", rest.strip())
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    first, last = " ".join(words[:start]), " ".join(words[start:])
    return PersonName(title[0].strip() if title else "", first, last)


def is_month_first(cells: Iterable[str], region: str) -> bool:
    """Whether a column writes 12/31/2026: told by its own cells, else by the region."""
    parts = [found.groups() for cell in cells if (found := _NUMERIC_DATE.match(one_line(cell)))]
    if any(int(first) > _MONTHS for first, *_ in parts):
        return False
    if any(int(second) > _MONTHS for _, second, *_ in parts):
        return True
    return region in _MONTH_FIRST and not any("." in cell.split(" ")[0] for cell in cells)


def read_moment(cell: str, *, month_first: bool) -> datetime | None:
    """Read a day or a day and time; without a zone it is UTC, without a time it is noon."""
    text = one_line(cell).replace("UTC", "+00:00").strip()
    for read in (_iso, _numeric, _wordy):
        moment = read(text, month_first)
        if moment is not None:
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _numbers_within(text: str, region: str) -> Iterable[Phone]:
    matcher = PhoneNumberMatcher(text, region or None, leniency=Leniency.VALID)
    for match in matcher:
        yield Phone(phonenumbers.format_number(match.number, PhoneNumberFormat.E164))


def _number_problem(text: str, region: str) -> NumberProblem:
    if not region and not text.startswith(("+", "00")):
        return NumberProblem.NEEDS_REGION
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return NumberProblem.INVALID
    fixed = phonenumbers.PhoneNumberType.FIXED_LINE
    possible = phonenumbers.is_possible_number_for_type_with_reason(number, fixed)
    is_local = possible == ValidationResult.IS_POSSIBLE_LOCAL_ONLY
    return NumberProblem.NEEDS_AREA_CODE if is_local else NumberProblem.INVALID


def _iso(text: str, _month_first: bool) -> datetime | None:  # noqa: FBT001
    try:
        if len(text) == len("2026-10-12"):
            return datetime.combine(date.fromisoformat(text), _DAY_ONLY)
        return datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        return None


def _numeric(text: str, month_first: bool) -> datetime | None:  # noqa: FBT001
    found = _NUMERIC_DATE.match(text)
    if not found:
        return None
    one, two, year = (int(found[index]) for index in (1, 2, 3))
    day, month = (two, one) if month_first else (one, two)
    try:
        on = date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004
    except ValueError:
        return None
    clock = _clock(found[4]) if found[4] else _DAY_ONLY
    return datetime.combine(on, clock) if clock else None


def _clock(text: str) -> time | None:
    for form in _CLOCKS:
        try:
            return datetime.strptime(text.strip(), form).time()  # noqa: DTZ007 - a wall time only
        except ValueError:
            continue
    return None


def _wordy(text: str, _month_first: bool) -> datetime | None:  # noqa: FBT001
    for form in _WORDY_DATES:
        try:
            read = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is added by read_moment
        except ValueError:
            continue
        return read if "%H" in form or "%I" in form else datetime.combine(read.date(), _DAY_ONLY)
    return None


def is_nothing(cell: str) -> bool:
    """Whether a cell is empty or only says that there is nothing."""
    return not cell.strip() or is_placeholder(cell)
