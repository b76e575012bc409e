"""Headings: which field a column of a lead list means."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from qualdesk.domain.places import folded
from qualdesk.exchange.fields import ADDRESS, PHONES, QUALIFIED, Field
from qualdesk.exchange.list_words import list_words

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE_DIGITS = re.compile(r"(?<=[a-z])(?=\d)")
_IN_BRACKETS = re.compile(r"\s*[(\[（].*[)\]）]\s*$", re.DOTALL)
_COUNTED = re.compile(r" \d{1,2}$")
_WORDS_OF_A_QUESTION = 6
_MOST_QUALIFIERS = 3
_COUNTS = frozenset({"no", "number"})
_LONGEST_HEADING = 120
_REMEMBERED = 4096


_PERSON = {Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME}


def guessed_fields(headings: Sequence[str]) -> list[Field]:
    """Return for each heading the field it means, or IGNORED."""
    keys = [_meaning_of(heading) for heading in headings]
    fields = [_field_of(key) for key in keys]
    for ambiguity, decide in _DECISIONS.items():
        meant = decide({*fields})
        fields = [
            meant if list_words().ambiguous.get(key) == ambiguity else field
            for key, field in zip(keys, fields, strict=True)
        ]
    return [
        Field.ANSWER if field is Field.IGNORED and _ends_as_question(heading) else field
        for heading, field in zip(headings, fields, strict=True)
    ]


def known_headings(cells: Sequence[str]) -> int:
    """Return how many cells of a line are headings that mean something."""
    return sum(
        bool(_field_of(key)) or key in list_words().ambiguous
        for cell in cells
        if (key := _meaning_of(cell)) and len(cell) <= _LONGEST_HEADING
    )


def means_other(heading: str) -> bool:
    """Whether a heading says that its column is none of the fields: an id, a code, a score."""
    key = _key_of(heading)
    return any(_holds(key, word) for word in list_words().never)


def hinted_field(heading: str) -> Field:
    """Return the field that an unknown heading hints at by its end or a word in it, or IGNORED."""
    key = _key_of(heading)
    if ending := _field_of_ending(key):
        return ending
    if means_other(heading):
        return Field.IGNORED
    for field, words in list_words().keywords.items():
        if any(_holds(key, word) for word in words):
            return field
    return Field.IGNORED


def may_be_question(heading: str) -> bool:
    """Whether a heading is as long as a question of a form and not one of an id or a code."""
    return len(heading.split()) >= _WORDS_OF_A_QUESTION and not means_other(heading)


def layouts() -> tuple[tuple[str, ...], ...]:
    """Return the headings of programs that write none."""
    return list_words().layouts


def is_street(heading: str) -> bool:
    """Whether a heading speaks of a street."""
    return _field_of(_key_of(heading)) is Field.STREET


def address_rank(heading: str) -> int:
    """Return whose address a heading speaks of: 0 nobody's in particular, the smaller the better."""
    return _address_of(_key_of(heading))[0]


@lru_cache(_REMEMBERED)
def _key_of(heading: str) -> str:
    return folded(_CAMEL.sub(" ", heading).replace("#", " number "))


@lru_cache(_REMEMBERED)
def _meaning_of(heading: str) -> str:
    """Return the key of a heading; what stands in brackets behind it counts only if it must."""
    key, bare = _key_of(heading), _key_of(_IN_BRACKETS.sub("", heading))
    return key if _field_of(key) or key in list_words().ambiguous else bare or key


@lru_cache(_REMEMBERED)
def _field_of(key: str) -> Field:
    """Return the field of a heading: as it is written, else without what changes nothing."""
    for one in (key, _COUNTED.sub("", key), _COUNTED.sub("", _BEFORE_DIGITS.sub(" ", key))):
        if (field := list_words().fields.get(one)) is not None:
            return field
    rank, rest = _address_of(key)
    if rank and (field := list_words().fields.get(rest)) in ADDRESS:
        return field or Field.IGNORED
    return _without_qualifiers(_COUNTED.sub("", key))


def _field_of_ending(key: str) -> Field:
    """Return what the last words of a long heading mean: "provider business address city name"."""
    words = key.split()
    for start in range(1, len(words) - 1):
        field = list_words().fields.get(" ".join(words[start:]), Field.IGNORED)
        is_other = any(word in list_words().never for word in words[:start])
        if field in QUALIFIED | ADDRESS and not is_other:
            return field
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
    field = list_words().fields.get(key, Field.IGNORED)
    return field if field in allowed else Field.IGNORED


def _shortened(key: str) -> Iterator[tuple[str, Container[Field]]]:
    """Yield a heading without its first or last word, and what it may mean then.

    The number of a phone is the phone; the number of a person is not the person.
    """
    before, _space, rest = key.partition(" ")
    if rest and before in list_words().lists["before"]:
        yield rest, QUALIFIED
    for word in list_words().lists["behind"]:
        if key.endswith(f" {word}"):
            yield key.removesuffix(f" {word}"), PHONES if word in _COUNTS else QUALIFIED


def _address_of(key: str) -> tuple[int, str]:
    """Return whose address a heading speaks of, and what is left of it without saying so."""
    for prefix, rank in list_words().addresses.items():
        if key.startswith(f"{prefix} "):
            return rank, key.removeprefix(f"{prefix} ")
    return 0, key


def _ends_as_question(heading: str) -> bool:
    return heading.rstrip().endswith(("?", "？"))


def _holds(key: str, word: str) -> bool:
    """Whether a heading holds a word; scripts without spaces hold it anywhere."""
    return f" {word} " in f" {key} " if word.isascii() else word in key


def _name(others: set[Field]) -> Field:
    if Field.FIRST_NAME in others and Field.LAST_NAME not in others:
        return Field.LAST_NAME
    if Field.LAST_NAME in others and Field.FIRST_NAME not in others:
        return Field.FIRST_NAME
    if others & _PERSON == {Field.FULL_NAME} and Field.COMPANY not in others:
        return Field.COMPANY
    if others & _PERSON:
        return Field.IGNORED
    return Field.FULL_NAME if Field.COMPANY in others else Field.COMPANY


def _title(others: set[Field]) -> Field:
    return Field.SALUTATION if Field.JOB_TITLE in others else Field.JOB_TITLE


def _kind(others: set[Field]) -> Field:
    return Field.IGNORED if Field.INDUSTRY in others else Field.INDUSTRY


def _post(others: set[Field]) -> Field:
    return Field.JOB_TITLE if others & _PERSON else Field.IGNORED


def _status(others: set[Field]) -> Field:
    return Field.STATUS if others & _PERSON else Field.ACCOUNT_STATUS


def _stamp(others: set[Field]) -> Field:
    return Field.RESPONDED_AT if others & {Field.EMAIL, *PHONES} else Field.IGNORED


def _town(others: set[Field]) -> Field:
    is_danish = Field.POSTAL_CODE in others and Field.CITY not in others
    return Field.CITY if is_danish else Field.IGNORED


def _given(others: set[Field]) -> Field:
    return Field.FIRST_NAME if Field.LAST_NAME in others else Field.IGNORED


def _dialled_in(others: set[Field]) -> Field:
    return Field.CALLING_CODE if Field.AREA_CODE in others else Field.DIRECT_PHONE


_DECISIONS = {
    "ddi": _dialled_in,
    "by": _town,
    "given": _given,
    "stamp": _stamp,
    "name": _name,
    "post": _post,
    "title": _title,
    "kind": _kind,
    "status": _status,
}
