"""Number words: headings that tell something of a number beside it: its kind, extension, or a bar."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from qualdesk.exchange.fields import PHONES, Field
from qualdesk.exchange.list_words import list_words

_WORDS: Final[Mapping[Field, str]] = MappingProxyType(
    {
        Field.DO_NOT_CALL_NUMBER: "number_bars",
        Field.EXTENSION: "number_extensions",
        Field.PHONE_KIND: "number_kinds",
    }
)
_UNTOLD = frozenset({"number", "no", "nr", "num", "value"})
"""Words that one heading of a number has and another of the same number lacks."""


class ToldOfNumber(NamedTuple):
    """What a heading tells of a number, and the heading of that number; IGNORED if nothing."""

    field: Field
    number: str


def told_of_number(key: str) -> ToldOfNumber:
    """Return what a key tells of a number: "mobile phone 1 dnc", "phone 2 type"."""
    for field, words in _WORDS.items():
        for word in sorted(list_words().lists[words], key=len, reverse=True):
            rest = f" {key} ".replace(f" {word} ", " ", 1).strip()
            if rest and rest != key and not is_no_line(key):
                return ToldOfNumber(field, rest)
    return ToldOfNumber(Field.IGNORED, "")


def is_no_line(key: str) -> bool:
    """Whether a key says that nobody speaks there: a fax, a pager."""
    return any(f" {word} " in f" {key} " for word in list_words().lists["no_lines"])


def bare_number(key: str) -> frozenset[str]:
    """Return the words by which the headings of one number are known to be so."""
    return frozenset(key.split()) - _UNTOLD


def line_of(key: str) -> Field:
    """Return which line a heading means that is known only if numbers stand below it, or IGNORED."""
    field = list_words().lines.get(key, Field.IGNORED)
    return field if field in PHONES else Field.IGNORED
