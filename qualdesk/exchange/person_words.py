"""Person words: a number beside one says which of several people a heading speaks of."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualdesk.exchange.list_words import list_words

_APART = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]{3})")
"""Not in “2nd”."""

_BEHIND = re.compile(r" (\d)$")
_LONGEST = 3
"""Words: “point of contact”."""


class Numbered(NamedTuple):
    """A heading's key without the number in it; the number is 0 where there is none."""

    number: int
    rest: str


def numbered_person(key: str) -> Numbered:
    """Return which person a key names: "contact 2 name", "2 ansprechpartner", "contact secondaire"."""
    words = _apart(key).split()
    for place, word in enumerate(words):
        number = list_words().ordinals.get(word, 0)
        if number and (_ends_so(words[:place]) or _begins_so(words[place + 1 :])):
            return Numbered(number, " ".join([*words[:place], *words[place + 1 :]]))
    return Numbered(0, key)


def number_behind(key: str) -> Numbered:
    """Return the digit that a key ends with: "email 2"."""
    apart = _apart(key)
    found = _BEHIND.search(apart)
    return Numbered(int(found[1]), apart[: found.start()]) if found else Numbered(0, key)


def names_person(key: str) -> bool:
    """Whether a key holds a word for the person one speaks with: "contact email"."""
    words = _apart(key).split()
    return any(_begins_so(words[place:]) for place in range(len(words)))


def _apart(key: str) -> str:
    return _APART.sub(" ", key)


def _ends_so(words: Sequence[str]) -> bool:
    return any(_is_person(words[-count:]) for count in range(1, _LONGEST + 1))


def _begins_so(words: Sequence[str]) -> bool:
    return any(_is_person(words[:count]) for count in range(1, _LONGEST + 1))


def _is_person(words: Sequence[str]) -> bool:
    return " ".join(words) in list_words().lists["people"]
