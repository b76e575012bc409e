"""Reach ranks: whom one reaches at an address or a number, as far as its heading says so."""

from enum import IntEnum
from functools import lru_cache

from qualdesk.exchange.heading_keys import holds_word, key_of, with_digits_apart
from qualdesk.exchange.list_words import list_words
from qualdesk.exchange.person_words import names_person

_REMEMBERED = 1024


class ReachRank(IntEnum):
    """Whom one reaches, the nearest first."""

    PERSON = 0
    SOMEBODY = 1
    ANYBODY_THERE = 2
    AT_HOME = 3


@lru_cache(_REMEMBERED)
def reach_rank(heading: str) -> ReachRank:
    """Return whom one reaches by what stands below a heading."""
    key, lists = with_digits_apart(key_of(heading)), list_words().lists
    if any(holds_word(key, word) for word in lists["at_home"]):
        return ReachRank.AT_HOME
    if any(holds_word(key, word) for word in lists["whole_company"]):
        return ReachRank.ANYBODY_THERE
    return ReachRank.PERSON if names_person(key) else ReachRank.SOMEBODY


@lru_cache(_REMEMBERED)
def whose_rank(heading: str) -> int:
    """Return of whom a heading speaks: -1 of who came, 1 of who ordered or invited, 0 of neither."""
    key, lists = f"{key_of(heading)} ", list_words().lists
    if any(key.startswith(f"{word} ") for word in lists["guests"]):
        return -1
    return 1 if any(key.startswith(f"{word} ") for word in lists["hosts"]) else 0


def tells_who_came(heading: str) -> bool:
    """Whether a heading names who came, and may say as well whether they did."""
    return key_of(heading) in list_words().lists["who_came"]
