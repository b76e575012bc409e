"""Name customs: in which order people of a country are called, and how many family names they bear."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from qualdesk.domain.places import folded
from qualdesk.exchange.headings import is_family_first
from qualdesk.paths import resource


class NameCustom(NamedTuple):
    """How the words of a name follow each other."""

    family_first: bool = False
    family_names: int = 1


def name_custom(heading: str, told_country: str, country: str) -> NameCustom:
    """Return how names below a heading are built.

    `told_country` is what the row says of itself or nothing, `country` that or the list's (ISO codes).
    """
    bears_two = country in _two_families()["countries"]
    return NameCustom(is_family_first(heading, told_country), 2 if bears_two else 1)


def is_second_own_name(word: str) -> bool:
    """Whether a word between an own name and a family name is another own name, or its initial."""
    plain = folded(word)
    return len(plain) == 1 or plain in _two_families()["own_names"]


@cache
def _two_families() -> Mapping[str, frozenset[str]]:
    with resource("names.toml").open("rb") as file:
        told = tomllib.load(file)["two_families"]
    own_names = frozenset(map(folded, told["own_names"]))
    return {"countries": frozenset(told["countries"]), "own_names": own_names}
