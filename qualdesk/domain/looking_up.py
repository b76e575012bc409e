"""How people are looked up: by how any word begins, or by how their number ends."""

import re
from typing import Final

from qualdesk.domain.places import folded

_TRUNK: Final = "(0)"
"""Written into international numbers, but never dialled with the country."""

_PHONE_SIGNS: Final = frozenset(" +-()/.\u00a0")
_MOST_WORDS, _LONGEST_WORD, _MOST_DIGITS = 8, 40, 15


def folded_words(*texts: str) -> str:
    """Return texts as the words that people are looked up by."""
    return folded(" ".join(texts))


def words_begun(typed: str) -> tuple[str, ...]:
    """Return how words shall begin, folded; more than a name and a company have is left out."""
    words = dict.fromkeys(folded(typed).split())
    return tuple(word[:_LONGEST_WORD] for word in words)[:_MOST_WORDS]


def digits_from_end(phone: str) -> str:
    """Return the digits of a number, the last one first."""
    from_end = phone[:0:-1]
    if phone[:1] == "+" and from_end.isascii() and from_end.isdecimal():
        return from_end
    return "".join(one for one in reversed(phone) if one in "0123456789")


def digits_typed(typed: str) -> str:
    """Return the digits of what can only be part of a number; of anything else nothing.

    The zeros before an area code or a country's number are no part of an E.164 number.
    """
    text = typed.strip().replace(_TRUNK, "")
    if not text or not set(text) - _PHONE_SIGNS <= set("0123456789"):
        return ""
    digits = re.sub(r"[^0-9]", "", text).lstrip("0")
    return digits if len(digits) <= _MOST_DIGITS else ""


def is_international(typed: str) -> bool:
    """Say whether a number is typed from its country's code on."""
    return typed.strip().startswith(("+", "00"))
