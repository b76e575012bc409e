"""Number tails: where a numbering plan never looks at the last four digits of a number.

What the library says of one such number it says of all that begin like it and are as long. This is
read off the library's own patterns, so that it stays true with each of its releases.
"""

from functools import cache
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as patterns  # type: ignore[attr-defined]
from typing import Any

import phonenumbers
from phonenumbers import PhoneMetadata

TAIL = 4
"""How many digits at the end are meant."""

_BEGINNING = 3
_KINDS = (
    *("general_desc", "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost"),
    *("personal_number", "voip", "pager", "uan", "voicemail"),
)
_DIGITS = "0123456789"
_Items = tuple[tuple[Any, Any], ...]


def shares_answer(phone: str, country_code: int, *, written: int, region: str) -> bool:
    """Whether all numbers that begin like a valid one and are as long are valid in the same way.

    `phone` is E.164; it was written with so many digits before its tail by somebody in `region`.
    """
    national = phone[len(f"+{country_code}") :]
    if len(national) < _BEGINNING + 1 + TAIL:
        return False
    home = phonenumbers.region_code_for_country_code(country_code)
    rooms = [_room_for_prefix(one) for one in (region, home) if one]
    doubtful = _doubtful_beginnings(country_code)
    is_early = all(room is not None and room <= written for room in rooms)
    return is_early and doubtful is not None and national[:_BEGINNING] not in doubtful


@cache
def _room_for_prefix(region: str) -> int | None:
    """Return how many digits are looked at for a prefix; None if the tail may decide of one."""
    plan: Any = PhoneMetadata.metadata_for_region(region)
    if plan is None or free_tail(plan.general_desc.national_number_pattern) < TAIL:
        return None
    told = (plan.national_prefix_for_parsing, plan.international_prefix)
    return max((_width(one) for one in told if one), default=0)


@cache
def _doubtful_beginnings(country_code: int) -> frozenset[str] | None:
    """Return how the numbers begin whose tail may be looked at; None if that may be all."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(country_code, ())
    found: set[str] = set()
    for region in regions:
        plan: Any = PhoneMetadata.metadata_for_region_or_calling_code(country_code, region)
        if plan is None or _width(plan.leading_digits or "") > _BEGINNING + 1:
            return None
        kinds = (getattr(plan, name) for name in _KINDS)
        told = {one.national_number_pattern for one in kinds if one is not None} - {None}
        for pattern in told:
            if free_tail(pattern) < TAIL:
                found |= _beginnings(_items_of(pattern))
    return frozenset(found) if regions else None


def _width(pattern: str) -> int:
    return int(patterns.parse(pattern).getwidth()[1])


# How a pattern ends: places of which any digit will do


def free_tail(pattern: str) -> int:
    """Return how many places at the end of all that a pattern matches may be any digit."""
    return _tail_of(_items_of(pattern))[0]


def _items_of(pattern: Any) -> _Items:
    return tuple(patterns.parse(pattern))


def _tail_of(items: _Items) -> tuple[int, bool]:
    """Return the free places at the end of a sequence, and whether it is free throughout."""
    free = 0
    for sign, content in reversed(items):
        here, is_free = _tail_of_one(sign, content)
        free += here
        if not is_free:
            return free, False
    return free, True


def _tail_of_one(sign: Any, content: Any) -> tuple[int, bool]:
    if sign is signs.SUBPATTERN:
        return _tail_of(tuple(content[-1]))
    if sign is signs.BRANCH:
        return _least([_tail_of(tuple(one)) for one in content[1]])
    if sign is signs.MAX_REPEAT:
        least, _most, repeated = content
        once, is_free = _tail_of(tuple(repeated))
        # What may be left out leaves what stands before it at the end.
        return (least * once, True) if is_free else (once if least else 0, False)
    is_digit = sign is signs.IN and content == [(signs.CATEGORY, signs.CATEGORY_DIGIT)]
    return int(is_digit), is_digit


def _least(tails: list[tuple[int, bool]]) -> tuple[int, bool]:
    """Return what holds of every branch."""
    return min(free for free, _is_free in tails), all(is_free for _free, is_free in tails)


# How a pattern begins


def _beginnings(items: _Items, length: int = _BEGINNING) -> set[str]:
    """Return the first digits, at most so many, of all that a sequence matches."""
    found = {""}
    for sign, content in items:
        if all(len(begun) == length for begun in found):
            break
        found = {
            begun + more
            for begun in found
            for more in _beginnings_of_one(sign, content, length - len(begun))
        }
    return found


def _beginnings_of_one(sign: Any, content: Any, length: int) -> set[str]:
    if not length:
        return {""}
    if sign is signs.SUBPATTERN:
        return _beginnings(tuple(content[-1]), length)
    if sign is signs.BRANCH:
        return set().union(*(_beginnings(tuple(one), length) for one in content[1]))
    if sign is signs.MAX_REPEAT:
        least, most, repeated = content
        times = range(least, min(most, least + length) + 1)
        return set().union(*(_beginnings(tuple(repeated) * count, length) for count in times))
    return {digit for digit in _DIGITS if _is_matched(digit, sign, content)}


def _is_matched(digit: str, sign: Any, content: Any) -> bool:
    if sign is signs.LITERAL:
        return bool(ord(digit) == content)
    return any(_is_within(ord(digit), *one) for one in content)


def _is_within(code: int, sign: Any, content: Any) -> bool:
    if sign is signs.RANGE:
        return bool(content[0] <= code <= content[1])
    return bool(sign is not signs.LITERAL or content == code)
