"""Business names and streets as they are compared: what differs from list to list is taken away."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from qualdesk.paths import resource

_REMEMBERED = 8192
_GENITIVE = re.compile(r"(?<=\w) s\b")
_SPELT_APART = re.compile(r"\b(\w) (?=\w\b)")
_STREET_AT_END = re.compile(r"(?<=[a-z]{3})(?:strasse|str)\b")


@dataclass(frozen=True, slots=True)
class _Words:
    forms: frozenset[str]
    left_out: frozenset[str]
    streets: Mapping[str, str]


@lru_cache(_REMEMBERED)
def bare_name(folded_name: str) -> str:
    """Return a folded name without legal form and articles, unless nothing else is left of it."""
    words = folded_name.split()
    left_out = _words().left_out
    if not any(len(word) == 1 or word in left_out for word in words):
        return folded_name  # most names are bare, and are asked for a million times
    words = _SPELT_APART.sub(r"\1", _GENITIVE.sub("s", folded_name)).split()
    return " ".join(word for word in words if word not in left_out) or folded_name


def ends_in_legal_form(folded_name: str) -> bool:
    """Whether a folded name ends as only those of companies do: "acme ltd", "alfa s p a"."""
    first, *words = _SPELT_APART.sub(r"\1", folded_name).split() or [""]
    return bool(first and words) and words[-1] in _words().forms


@lru_cache(_REMEMBERED)
def bare_street(folded_street: str) -> str:
    """Return a folded street with its usual words short: "12 north main street", "12 n main st"."""
    if "str" in folded_street:
        folded_street = _STREET_AT_END.sub(" st", folded_street)
    short = _words().streets
    return " ".join([short.get(word, word) for word in folded_street.split()])


@cache
def _words() -> _Words:
    with resource("business_names.toml").open("rb") as file:
        tables = tomllib.load(file)
    streets = {long: short for short, longs in tables["streets"].items() for long in longs}
    forms = frozenset(tables["legal_forms"])
    return _Words(forms, forms.union(tables["articles"]), streets)
