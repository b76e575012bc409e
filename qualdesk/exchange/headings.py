"""Headings: which field a column of a lead list means."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from qualdesk.domain.places import folded
from qualdesk.exchange.fields import ADDRESS, PHONES, QUALIFIED, Field
from qualdesk.exchange.heading_decisions import DECISIONS
from qualdesk.exchange.list_words import list_words
from qualdesk.exchange.person_words import numbered_person

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_BEFORE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_IN_BRACKETS = re.compile(r"\s*[(\[（].*[)\]）]\s*$", re.DOTALL)
_COUNTED = re.compile(r" \d{1,2}$")
_FIRST = re.compile(r" 1$")
_IN_TWO_LANGUAGES = re.compile(r"\s[/|]\s")
_QUESTION_NUMBER = re.compile(r"q\d{1,2}\s?[:.)]", re.IGNORECASE)
_BEHIND_A_COLON = re.compile(r"\s*[:：].*$", re.DOTALL)
_SECOND_LINE = re.compile(r"[2-9]$")
_WORDS_OF_A_QUESTION = 6
_MOST_QUALIFIERS = 3
_COUNTS = frozenset({"no", "number"})
_LONGEST_HEADING = 120
_FEWEST_RUN_TOGETHER = 8
_REMEMBERED = 4096
_HUNGARY = "HU"


_ASKED_FOR = QUALIFIED | ADDRESS | {Field.COMPANY}
_BARS_OF_A_TOPIC = frozenset({Field.DO_NOT_MAIL, Field.OPTED_OUT})
"""What somebody wants none of, whatever a program names behind a colon: "Opted out of email: News"."""


def guessed_fields(
    headings: Sequence[str], refuted: Mapping[int, Field] = MappingProxyType({})
) -> list[Field]:
    """Return for each heading the field it means, or IGNORED.

    `refuted` says of columns, by place, what their cells make of them in spite of their heading.
    """
    keys = [
        "" if place in refuted else _meaning_of(heading) for place, heading in enumerate(headings)
    ]
    fields = [refuted.get(place, field_of(key)) for place, key in enumerate(keys)]
    for ambiguity, decide in DECISIONS.items():
        meant = decide({*fields})
        fields = [
            meant if list_words().ambiguous.get(key) == ambiguity else field
            for key, field in zip(keys, fields, strict=True)
        ]
    return [
        Field.ANSWER if field is Field.IGNORED and _asks(heading) else field
        for heading, field in zip(headings, fields, strict=True)
    ]


def known_headings(cells: Sequence[str]) -> int:
    """Return how many cells of a line are headings that mean something."""
    return sum(
        bool(field_of(key)) or key in list_words().ambiguous
        for cell in cells
        if (key := _meaning_of(cell)) and len(cell) <= _LONGEST_HEADING
    )


def means_other(heading: str) -> bool:
    """Whether a heading says that its column is none of the fields: an id, a code, a score."""
    key = key_of(heading)
    return any(_holds(key, word) for word in list_words().never)


def is_numbered(heading: str) -> bool:
    """Whether numbers or days of other things than phones stand below a heading."""
    key = key_of(heading)
    return any(_holds(key, word) for word in list_words().numbered)


def is_bare_name(heading: str) -> bool:
    """Whether a heading says no more than that its column names somebody or something."""
    return list_words().ambiguous.get(_meaning_of(heading)) == "name"


@lru_cache(_REMEMBERED)
def is_family_first(heading: str, country: str) -> bool:
    """Whether names below a heading begin with the family's.

    `country` (ISO code) is what the row says of itself, or nothing; in Hungary the heading need not
    say it.
    """
    key, lists = key_of(heading), list_words().lists
    says_so = any(_holds(key, words) for words in lists["family_first"])
    is_at_home = country in {"", _HUNGARY}
    return says_so or (
        is_at_home and any(_holds(key, one) for one in lists["family_first_at_home"])
    )


def hinted_field(heading: str) -> Field:
    """Return the field that an unknown heading hints at by its end or a word in it, or IGNORED."""
    key = key_of(heading)
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
    """Whether a heading speaks of a street and is not the second line of one."""
    key = key_of(heading)
    return field_of(key) is Field.STREET and not _SECOND_LINE.search(key)


def is_whole_address(heading: str) -> bool:
    """Whether a heading may mean the whole of an address in one cell."""
    return key_of(heading) in list_words().lists["whole_addresses"]


def address_rank(heading: str) -> int:
    """Return whose address a heading speaks of: 0 nobody's in particular, the smaller the better."""
    return _address_of(key_of(heading))[0]


@lru_cache(_REMEMBERED)
def key_of(heading: str) -> str:
    """Return a heading's words as they are looked up."""
    return folded(_CAMEL.sub(" ", heading).replace("#", " number "))


@lru_cache(_REMEMBERED)
def _meaning_of(heading: str) -> str:
    """Return the key of a heading; what stands in brackets behind it counts only if it must."""
    key, bare = key_of(heading), key_of(_IN_BRACKETS.sub("", heading))
    if field_of(key) or key in list_words().ambiguous:
        return key
    if field_of(topic := key_of(_BEHIND_A_COLON.sub("", heading))) in _BARS_OF_A_TOPIC:
        return topic
    single = _FIRST.sub("", bare)
    if single in list_words().ambiguous:
        return single
    if (first := numbered_person(bare)).number == 1:
        return first.rest
    sides = [key_of(one) for one in _IN_TWO_LANGUAGES.split(heading)[:2]]
    known = (one for one in sides if field_of(one) or one in list_words().ambiguous)
    return next(known, bare or key) if len(sides) > 1 and not field_of(bare) else bare or key


@lru_cache(_REMEMBERED)
def field_of(key: str) -> Field:
    """Return the field of a heading: as it is written, else without what changes nothing."""
    for one in (key, _COUNTED.sub("", key), _COUNTED.sub("", _BEFORE_DIGITS.sub(" ", key))):
        if (field := list_words().fields.get(one)) is not None:
            return field
    if _address_of(key)[0] and (field := _field_in_address(key)):
        return field
    if field := _run_together(key):
        return field
    return _without_qualifiers(_COUNTED.sub("", key)) or _asked_for(key)


def _run_together(key: str) -> Field:
    """Return the field of a heading that leaves out the spaces; short ones could be any word."""
    words = list_words()
    is_known = len(key) >= _FEWEST_RUN_TOGETHER and key not in words.never
    return words.run_together.get(key, Field.IGNORED) if is_known else Field.IGNORED


def _field_in_address(key: str) -> Field:
    return list_words().fields.get(_address_of(key)[1], Field.IGNORED)


def _asked_for(key: str) -> Field:
    """Return what a form asks for: "what is your e mail address"."""
    for words in list_words().lists["asking"]:
        rest = key.removeprefix(f"{words} ")
        field = list_words().fields.get(rest, Field.IGNORED) if rest != key else Field.IGNORED
        if field in _ASKED_FOR:
            return field
        if rest in list_words().ambiguous and rest != key and "name" in rest:
            return Field.FULL_NAME
    return Field.IGNORED


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
            allowed = PHONES if word in _COUNTS else QUALIFIED | ADDRESS | {Field.COMPANY}
            yield key.removesuffix(f" {word}"), allowed


def _address_of(key: str) -> tuple[int, str]:
    """Return whose address a heading speaks of, and what is left of it without saying so."""
    words = list_words()
    for whose, rank in words.addresses.items():
        rest = key.removeprefix(f"{whose} ").removesuffix(f" {whose}")
        if rest != key and words.fields.get(rest) in ADDRESS:
            return rank, rest
    return 0, key


def _asks(heading: str) -> bool:
    """Whether a heading is a question of a form or of a scanner: "Budget?", "Q2: Interest"."""
    is_numbered_question = _QUESTION_NUMBER.match(heading.lstrip()) is not None
    return is_numbered_question or heading.rstrip().endswith(("?", "？"))


def _holds(key: str, word: str) -> bool:
    """Whether a heading holds a word; scripts without spaces hold it anywhere."""
    return f" {word} " in f" {key} " if word.isascii() else word in key
