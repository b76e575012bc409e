"""Consent cells: whether somebody agreed, refused or took it back, as forms and lists write it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from qualdesk.domain.places import folded
from qualdesk.exchange import cell_words
from qualdesk.exchange.list_words import list_words

_BEHIND_AN_ANSWER = re.compile(r"\s*(?:[,;:–—(、。，]|\s-\s).*$", re.DOTALL)
_DIGIT = re.compile(r"\d")
_SHORTEST_WORD = 2
_REMEMBERED = 1024


@lru_cache(_REMEMBERED)
def refuses(text: str) -> bool:
    """Whether a cell of consent says no: "No", "Nein, danke", "unsubscribed on 3 Oct"."""
    is_said = cell_words.is_no(text) or cell_words.says_opted_out(text)
    return is_said or cell_words.is_no(_head(text)) or _begins_refusing(folded(text))


@lru_cache(_REMEMBERED)
def declines(text: str) -> bool:
    """Whether a cell refuses, or says with "not" or "no" that there is no consent."""
    return refuses(text) or (not cell_words.is_yes(_head(text)) and _is_negated(folded(text)))


@lru_cache(_REMEMBERED)
def agrees(text: str) -> bool:
    """Whether a cell of consent says yes, or the day or the ground of it, and refuses nothing."""
    if declines(text) or _begins_with(folded(text), "undecided"):
        return False
    is_said = cell_words.is_yes(text) or cell_words.is_yes(_head(text)) or cell_words.allows(text)
    is_agreed = is_said or _begins_with(folded(text), "agreeing")
    return is_agreed or _DIGIT.search(text) is not None


def is_for_mail_only(text: str) -> bool:
    """Whether a cell consents to mail and nothing else: "nur per E-Mail"."""
    return _is_only_for("leave_to_mail", text) and not _holds(folded(text), "leave_to_call")


def is_for_calls_only(text: str) -> bool:
    """Whether a cell consents to calls and nothing else: "phone only"."""
    return _is_only_for("leave_to_call", text) and not _holds(folded(text), "leave_to_mail")


def _head(text: str) -> str:
    return _BEHIND_AN_ANSWER.sub("", text)


def _begins_refusing(key: str) -> bool:
    is_decided = not _begins_with(key, "undecided")
    return is_decided and any(_begins_with(key, one) for one in ("no", "refusal", "opted_out"))


def _is_negated(key: str) -> bool:
    """Whether words deny a consent; "not asked" does not, nor what stands behind one: "given, no"."""
    if not key or _begins_with(key, "undecided"):
        return False
    if _begins_with(key, "agreeing"):
        return key.rsplit(maxsplit=1)[-1] in list_words().lists["no"]
    return _holds(key, "denying") or _holds(key, "refusal")


def _is_only_for(words: str, text: str) -> bool:
    key = folded(text)
    return _holds(key, words) and not list_words().lists["only"].isdisjoint(key.split())


def _begins_with(key: str, words: str) -> bool:
    """Whether a cell begins with a phrase of a list."""
    known = _phrases(words).get(key.partition(" ")[0], ())
    return any(f"{key} ".startswith(f"{phrase} ") for phrase in known)


def _holds(key: str, words: str) -> bool:
    """Whether a cell holds a phrase of a list; scripts without spaces hold it anywhere."""
    known = _phrases(words)
    spaced = (phrase for word in key.split() for phrase in known.get(word, ()))
    if any(f" {phrase} " in f" {key} " for phrase in spaced):
        return True
    return not key.isascii() and any(one in key for one in known if not one.isascii())


@cache
def _phrases(words: str) -> Mapping[str, Sequence[str]]:
    """Return the phrases of a list by their first word; a letter or digit may begin anything."""
    found: dict[str, list[str]] = {}
    for phrase in list_words().lists[words]:
        if len(phrase) >= _SHORTEST_WORD and not phrase.isdecimal():
            found.setdefault(phrase.partition(" ")[0], []).append(phrase)
    return found
