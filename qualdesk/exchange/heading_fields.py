"""Heading fields: which field the key of a heading means, by itself."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache

from qualdesk.exchange.fields import ADDRESS, NAMES_OF_PEOPLE, PHONES, QUALIFIED, Field
from qualdesk.exchange.heading_keys import holds_word, with_digits_apart
from qualdesk.exchange.list_words import list_words
from qualdesk.exchange.number_words import told_of_number

_COUNTED = re.compile(r" \d{1,3}$")
_MOST_QUALIFIERS = 3
_COUNTS = frozenset({"no", "number"})
_FEWEST_RUN_TOGETHER = 8
_REMEMBERED = 4096
_ASKED_FIRST = frozenset({*NAMES_OF_PEOPLE, Field.COMPANY, Field.EMAIL, *PHONES})
"""What a form asks for behind a greeting."""

_ASKED_FOR = QUALIFIED | ADDRESS | {Field.COMPANY}
_BARS = frozenset({Field.DO_NOT_CALL, Field.DO_NOT_MAIL, Field.OPTED_OUT}) | {
    Field.CALL_CONSENT,
    Field.MAIL_CONSENT,
}


@lru_cache(_REMEMBERED)
def field_of(key: str) -> Field:
    """Return the field of a heading: as it is written, else without what changes nothing."""
    for one in (key, _COUNTED.sub("", key), _COUNTED.sub("", with_digits_apart(key))):
        if (field := list_words().fields.get(one)) is not None:
            return field
    if is_ours(key):
        return Field.IGNORED
    if _address_of(key)[0] and (field := _field_in_address(key)):
        return field
    if (told := told_of_number(key)).field and field_of(told.number) in PHONES:
        return told.field
    if field := _run_together(key):
        return field
    return _without_qualifiers(_COUNTED.sub("", key)) or _asked_for(key)


def address_rank(key: str) -> int:
    """Return whose address a key speaks of: 0 nobody's in particular, the smaller the better."""
    return _address_of(key)[0]


def is_ours(key: str) -> bool:
    """Whether a key speaks of our own people or of others who are not the prospect."""
    return any(holds_word(key, word) for word in list_words().lists["ours"])


def _run_together(key: str) -> Field:
    """Return the field of a heading that leaves out the spaces; short ones could be any word."""
    words = list_words()
    is_known = len(key) >= _FEWEST_RUN_TOGETHER and key not in words.never
    return words.run_together.get(key, Field.IGNORED) if is_known else Field.IGNORED


def _field_in_address(key: str) -> Field:
    return _plain_field(_address_of(key)[1])


def _plain_field(key: str) -> Field:
    return list_words().fields.get(key) or _run_together(key)


def _asked_for(key: str) -> Field:
    """Return what a form asks for: "what is your e mail address"."""
    for words in list_words().lists["asking"]:
        greeted = key.partition(f" {words} ")[2] if " " in words else ""
        if (told := list_words().fields.get(greeted, Field.IGNORED)) in _ASKED_FIRST:
            return told
        rest = key.removeprefix(f"{words} ")
        field = list_words().fields.get(rest, Field.IGNORED) if rest != key else Field.IGNORED
        if field in _ASKED_FOR:
            return field
        if rest in list_words().ambiguous and rest != key and "name" in rest:
            return Field.FULL_NAME
    return Field.IGNORED


def _without_qualifiers(key: str, most: int = _MOST_QUALIFIERS) -> Field:
    """Return the field of a heading without words that change nothing, at most so many of them."""
    shorter = list(_shortened(key))
    found = [_words_field(one, allowed) for one, allowed in shorter]
    if any(found) or most == 1:
        return max(found, default=Field.IGNORED)
    deeper = ((_without_qualifiers(one, most - 1), allowed) for one, allowed in shorter)
    return max((one for one, allowed in deeper if one in allowed), default=Field.IGNORED)


def _words_field(key: str, allowed: Container[Field]) -> Field:
    fields = list_words().fields
    field = fields.get(key) or fields.get(_COUNTED.sub("", key), Field.IGNORED)
    return field if field in allowed else Field.IGNORED


def _shortened(key: str) -> Iterator[tuple[str, Container[Field]]]:
    """Yield a heading without its first or last word, and what it may mean then.

    The number of a phone is the phone; the number of a person is not the person.
    """
    before, _space, rest = key.partition(" ")
    if rest and before in list_words().lists["before"]:
        yield rest, QUALIFIED | _BARS
    for word in list_words().lists["behind"]:
        if key.endswith(f" {word}"):
            allowed = PHONES if word in _COUNTS else QUALIFIED | ADDRESS | {Field.COMPANY}
            yield key.removesuffix(f" {word}"), allowed


def _address_of(key: str) -> tuple[int, str]:
    """Return whose address a heading speaks of, and what is left of it without saying so."""
    key = with_digits_apart(key)
    glue = " " if " " in key or len(key) < _FEWEST_RUN_TOGETHER else ""
    for whose, rank in list_words().addresses.items():
        rest = key.removeprefix(f"{whose}{glue}").removesuffix(f"{glue}{whose}")
        is_said_twice = key.endswith(whose) and rest in list_words().lists["whole_addresses"]
        if rest and rest != key and not is_said_twice and _plain_field(rest) in ADDRESS:
            return rank, rest
    return 0, key
