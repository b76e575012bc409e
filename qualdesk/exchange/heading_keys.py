"""Heading keys: the words of a heading as they are looked up."""

import re
from functools import lru_cache

from qualdesk.domain.places import folded

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_BEFORE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_MERGED = re.compile(r"\{\{.*?\}\}")
"""What a form sets in from an earlier answer: "And your last name, {{field:name}}?"."""

_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def key_of(heading: str) -> str:
    """Return a heading's words as they are looked up."""
    plain = _MERGED.sub(" ", heading) if "{{" in heading else heading
    return folded(_CAMEL.sub(" ", plain).replace("#", " number "))


def holds_word(key: str, word: str) -> bool:
    """Whether a heading holds a word; scripts without spaces hold it anywhere."""
    return f" {word} " in f" {key} " if word.isascii() else word in key


def with_digits_apart(key: str) -> str:
    """Return a key with a space before its digits: "phone 1" for "phone1"."""
    return _BEFORE_DIGITS.sub(" ", key)
