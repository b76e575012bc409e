"""Phone cells: the numbers that people write into lists, or why a cell gives none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, ValidationResult

from qualdesk.domain.number_plan import plan_facts
from qualdesk.domain.number_tails import TAIL, shares_answer
from qualdesk.domain.phone import Phone, is_placeholder
from qualdesk.exchange.cell_words import says_nothing
from qualdesk.exchange.phone_asides import without_asides

_PARTED = re.compile(
    r"[\n\r|]|;(?!\s*ext\s?=)|\s:::\s|,(?!\s*(?:ext|x\s*\d|#|dw|durchwahl|poste|anexo))"
    r"|\s(?:or|and|oder|od\.|und|ou|et|o|&)\s|(?<=\d{4})\s[-–]\s(?=(?:\+|0\d)[\d\s/().-]{6})"
    r"|(?<=\d{5})-(?=0\d{1,4}/\d{4})",
    re.IGNORECASE,
)
_MARK = re.compile(r"^(?:p:|tel(?:efon|ephone)?[.:]*\s|tel:|['’`])\s*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[\s,;(]*(?:\bext(?:ension|n)?\b|\bx|#|\bdurchwahl\b|\bdw\b|\bnst\b|\bposte\b|\banexo\b|\bint\b"
    r"|\bwew|\bklapka|\bmell[ée]k|\bdahili|\btoestel|\btst|εσωτ|(?<=\d)x|内線|내선)[.:=\s]*(\d{1,7})\)?$",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"^[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}$", re.IGNORECASE)
_AS_DECIMAL = re.compile(r"^(\+?\d{6,15})[.,]0+$")
_NOT_TOLD = frozenset({"nc", "n.c.", "n/c"})
"""French for what is not told; in another column it may be North Carolina."""

_ONLY_ZEROS = re.compile(r"^[\s()+./-]*0[\s()+./0-]*$")
_BEHIND = re.compile(r"(?<=\d)\s*[/(][\s(-]*(?=[\d+])")
"""What parts a number from further digits: an area code from its number, or two numbers."""

_LETTER = re.compile(r"[^\W\d_]")
_VANITY = re.compile(r"^[+\d().\s-]*\d{3}[)\s.-]*[A-Z0-9-]*[A-Z]{3,}[A-Z0-9-]*$")
_PLAIN = re.compile(r"[+(]?[0-9][0-9 ().-]*[0-9]{4}(?<!0000)")
"""A lone number in digits and signs; four zeros may also be what a spreadsheet puts behind one."""

_NO_DIGIT = re.compile(r"\D")
_TRUNK = re.compile(r"^\(?0[\s-]*")
_WITHOUT_TRUNK = frozenset({"PL"})
"""Where lists still write the zero that was once dialled before an area code: (0-22) 555 01 42."""

_FEWEST_DIGITS = 6
_FEWEST_WITH_CODE = 12
_LONGEST = 250
"""How many signs of a part are parted at strokes and brackets; a longer one is prose."""

_REMEMBERED = 8192
_MOST_STEMS = 50_000


class NumberProblem(StrEnum):
    """Why a cell gave no number that can be dialled, or not all that it tells."""

    INVALID = "invalid_phone"
    NEEDS_AREA_CODE = "phone_needs_area_code"
    NEEDS_REGION = "phone_needs_region"
    SHORTENED = "phone_shortened"
    MORE_DIGITS = "phone_more_digits"


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number that can be dialled, and the extension behind it."""

    phone: Phone
    extension: str = ""


@dataclass(frozen=True, slots=True)
class ReadNumbers:
    """The numbers of a cell and the problem with it; neither when it says nothing."""

    numbers: tuple[ReadNumber, ...] = ()
    problem: NumberProblem | None = None

    @property
    def phones(self) -> tuple[Phone, ...]:
        """The numbers without extensions."""
        return tuple(one.phone for one in self.numbers)


def read_numbers(cell: str, region: str) -> ReadNumbers:
    """Read all numbers of a cell; `region` (ISO code, may be empty) is where they belong.

    Words beside a number are notes ("(Sec)", "home"), never letters to be dialled, unless the cell
    is written as one: 1-800-FLOWERS. What a spreadsheet has cut is named, not made up.
    """
    known = _stems.get((cell[:-TAIL], region))
    if known and _PLAIN.fullmatch(cell):
        return ReadNumbers((ReadNumber(Phone(known + cell[-TAIL:])),))
    read = _read_whole(cell, region)
    if len(read.numbers) == 1 and _PLAIN.fullmatch(cell):
        _remember_stem(cell, region, read.numbers[0].phone)
    return read


_stems: dict[tuple[str, str], str] = {}
"""By how a lone number is written but for its last four digits: how its E.164 begins.

Empty where the next such number must be looked at, or all of them.
"""


def _remember_stem(cell: str, region: str, phone: Phone) -> None:
    """Keep the beginning of a number that comes again, if the library's answer holds for all such."""
    stem = cell[:-TAIL]
    if len(_stems) >= _MOST_STEMS:
        _stems.clear()
    is_first = (stem, region) not in _stems
    is_shared = not is_first and _shares_answer(cell, region, phone)
    _stems[stem, region] = phone[:-TAIL] if is_shared else ""


def _shares_answer(cell: str, region: str, phone: Phone) -> bool:
    written = sum(map(str.isdecimal, cell[:-TAIL]))
    code = plan_facts(phone).country_code
    is_whole = phone.endswith(cell[-TAIL:]) and _parsed(" ".join(cell.split()), region) == phone
    return is_whole and shares_answer(phone, code, written=written, region=region)


@lru_cache(_REMEMBERED)
def _read_whole(cell: str, region: str) -> ReadNumbers:
    if _SHORTENED.match(_MARK.sub("", cell.strip())):
        return ReadNumbers(problem=NumberProblem.SHORTENED)
    found: dict[Phone, ReadNumber] = {}
    unread, problem = "", None
    said = without_asides(cell.replace("\x00", ""))
    for part in _PARTED.split(said):
        text = " ".join(part.split())
        if _says_nothing(text):
            continue
        read = _numbers_of(text, region)
        unread = unread or ("" if read.numbers else text)
        problem = problem or read.problem
        for one in read.numbers:
            found.setdefault(one.phone, one)
    if found or not unread:
        return ReadNumbers(tuple(found.values()), problem)
    whole = list(_matched(" ".join(said.split()), region))  # a comma within one number
    return ReadNumbers(tuple(whole), None if whole else _problem_of(unread, region))


def _says_nothing(text: str) -> bool:
    is_word = is_placeholder(text) or text.casefold() in _NOT_TOLD or says_nothing(text)
    return is_word or not any(map(str.isalnum, text)) or bool(_ONLY_ZEROS.match(text))


def _numbers_of(text: str, region: str) -> ReadNumbers:
    text = _AS_DECIMAL.sub(r"\1", _MARK.sub("", text))
    for behind in _BEHIND.finditer(text) if len(text) <= _LONGEST else ():
        if first := _first_of(text[: behind.start()], region):
            return _with_rest(first, text[behind.end() :], region)
    return ReadNumbers(tuple(_alone(text, region)))


def _first_of(before: str, region: str) -> list[ReadNumber]:
    """Return what a text is by itself, before more digits: a number, or nothing as an area code."""
    has_enough = sum(map(str.isdecimal, before)) >= _FEWEST_DIGITS
    return list(_alone(before, region)) if has_enough else []


def _with_rest(first: list[ReadNumber], rest: str, region: str) -> ReadNumbers:
    """Return numbers and those behind them that are whole too.

    Less is short for another number, or a note: 123456/7, 12345-0 / -100, 1234567 (2). Where numbers
    may have any length such digits would make a number that does not exist, whichever way.
    """
    more = _numbers_of(rest, region)
    is_marked, least = rest.startswith(("0", "+")), len(first[0].phone)
    whole = [one for one in more.numbers if is_marked or len(one.phone) >= least]
    problem = more.problem if whole else NumberProblem.MORE_DIGITS
    return ReadNumbers((*first, *whole), problem)


def _alone(text: str, region: str) -> Iterator[ReadNumber]:
    extension = _EXTENSION.search(text)
    bare = text[: extension.start()] if extension else text
    own = extension[1] if extension else ""
    if not _LETTER.search(bare) and (phone := _parsed(bare, region)):
        yield ReadNumber(phone, own)
        return
    matched = list(_matched(bare, region))
    if matched:
        yield ReadNumber(matched[0].phone, own or matched[0].extension)
        yield from matched[1:]
    elif _VANITY.match(bare) and (phone := _parsed(bare, region)):
        yield ReadNumber(phone, own)


def _parsed(text: str, region: str) -> Phone | None:
    for one in _ways_to_read(text, region):
        try:
            number = phonenumbers.parse(one, region or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return _with_code_once(one, _e164(number))
    return None


def _with_code_once(text: str, phone: Phone) -> Phone:
    """Return a number whose country code is written without +, as spreadsheets keep it.

    Where numbers may have any length the library takes 491711234567 for one of Germany's 0491. No
    country has so long a one of its own, so that it begins with the country code.
    """
    digits = _NO_DIGIT.sub("", text)
    is_short = len(digits) < _FEWEST_WITH_CODE or not phone.endswith(digits)
    code = phone[1 : -len(digits)] if digits else ""
    if is_short or not code or not digits.startswith(code):
        return phone
    number = phonenumbers.parse(f"+{digits}")
    return _e164(number) if phonenumbers.is_valid_number(number) else phone


def _ways_to_read(text: str, region: str) -> Iterator[str]:
    """Yield a number as it is written, then as it is dialled today."""
    yield text
    if text.startswith("00"):
        yield f"+{text[2:]}"
    elif region in _WITHOUT_TRUNK:
        yield _TRUNK.sub("", text)


def _matched(text: str, region: str) -> Iterator[ReadNumber]:
    for match in PhoneNumberMatcher(text, region or None, leniency=Leniency.VALID):
        yield ReadNumber(_e164(match.number), match.number.extension or "")


def _e164(number: phonenumbers.PhoneNumber) -> Phone:
    return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _problem_of(text: str, region: str) -> NumberProblem:
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
