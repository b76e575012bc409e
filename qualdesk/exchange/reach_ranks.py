"""Reach ranks: whom one reaches at an address or a number, as far as its heading says so."""

import re
from functools import lru_cache

from qualdesk.exchange.headings import holds_word, key_of
from qualdesk.exchange.list_words import list_words
from qualdesk.exchange.person_words import names_person

_BEFORE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_PERSON, _SOMEBODY, _ANYBODY, _AT_HOME = range(4)
_REMEMBERED = 1024


@lru_cache(_REMEMBERED)
def reach_rank(heading: str) -> int:
    """Return 0 for the person's own, 1 where nothing is said, 2 for the company's, 3 for home."""
    key, lists = _BEFORE_DIGITS.sub(" ", key_of(heading)), list_words().lists
    if any(holds_word(key, word) for word in lists["at_home"]):
        return _AT_HOME
    if any(holds_word(key, word) for word in lists["whole_company"]):
        return _ANYBODY
    return _PERSON if names_person(key) else _SOMEBODY
