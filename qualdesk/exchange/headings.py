"""Headings: which field each column of a lead list means, by all of them together."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from qualdesk.exchange.fields import ADDRESS, NAMES_OF_PEOPLE, QUALIFIED, Field
from qualdesk.exchange.heading_decisions import DECISIONS
from qualdesk.exchange.heading_fields import address_rank, field_of
from qualdesk.exchange.heading_keys import holds_word, key_of, with_digits_apart
from qualdesk.exchange.list_words import list_words
from qualdesk.exchange.person_words import numbered_person

_IN_BRACKETS = re.compile(r"\s*[(\[（].*[)\]）]\s*$", re.DOTALL)
_FIRST = re.compile(r" 1$")
_IN_TWO_LANGUAGES = re.compile(r"\s[/|]\s")
_QUESTION_NUMBER = re.compile(r"q\d{1,2}\s?[:.)]", re.IGNORECASE)
_COLON = re.compile(r"[:：]")
_BEHIND_A_COLON = re.compile(r"\s*[:：].*$", re.DOTALL)
_SECOND_LINE = re.compile(r"[2-9]$")
_WORDS_OF_A_QUESTION = 6
_SIGNS_OF_A_QUESTION = 9
_LONGEST_HEADING = 120
_REMEMBERED = 4096
_HUNGARY = "HU"
_WHERE_PEOPLE_ARE = "location"
_A_COMPANYS = 3
"""The rank of an address that is the company's where others are the person's own."""


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
    fields = _decided(keys, fields)
    return [
        Field.ANSWER if field is Field.IGNORED and _asks(heading) else field
        for heading, field in zip(headings, fields, strict=True)
    ]


def _decided(keys: Sequence[str], fields: list[Field]) -> list[Field]:
    """Return the fields with those of ambiguous headings, decided by the others one after another."""
    for ambiguity, decide in DECISIONS.items():
        others = {*fields}
        if ambiguity == _WHERE_PEOPLE_ARE:
            others -= _of_companies(keys, fields)
        meant = decide(others)
        fields = [
            meant if list_words().ambiguous.get(key) == ambiguity else field
            for key, field in zip(keys, fields, strict=True)
        ]
    return _without_program_times(keys, fields)


def _without_program_times(keys: Sequence[str], fields: list[Field]) -> list[Field]:
    """Return the fields without when a program looked somebody up, or was given them to dial."""
    lists = list_words().lists
    if lists["gathered"].isdisjoint(keys):
        return fields
    return [
        Field.IGNORED if key in lists["program_times"] else one
        for key, one in zip(keys, fields, strict=True)
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
    key = with_digits_apart(key_of(heading))
    return any(holds_word(key, word) for word in list_words().never)


def is_numbered(heading: str) -> bool:
    """Whether numbers or days of other things than phones stand below a heading."""
    key = key_of(heading)
    return any(holds_word(key, word) for word in list_words().numbered)


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
    says_so = any(holds_word(key, words) for words in lists["family_first"])
    is_at_home = country in {"", _HUNGARY}
    return says_so or (
        is_at_home and any(holds_word(key, one) for one in lists["family_first_at_home"])
    )


def hinted_field(heading: str) -> Field:
    """Return the field that an unknown heading hints at by its end or a word in it, or IGNORED."""
    key = key_of(heading)
    if ending := _field_of_ending(key):
        return ending
    if means_other(heading):
        return Field.IGNORED
    for field, words in list_words().keywords.items():
        if any(holds_word(key, word) for word in words):
            return field
    return Field.IGNORED


def holds_keyword(heading: str, field: Field) -> bool:
    """Whether a heading holds a word that hints at a field, whatever else it says."""
    key = key_of(heading)
    return any(holds_word(key, word) for word in list_words().keywords.get(field, ()))


def is_sentence(heading: str) -> bool:
    """Whether a heading asks something, or is as long as a sentence of a form."""
    return _asks(heading) or len(heading.split()) >= _WORDS_OF_A_QUESTION or _is_unspaced(heading)


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


def is_login(heading: str) -> bool:
    """Whether a heading names by what people sign in, which may be their address."""
    return key_of(heading) in list_words().lists["logins"]


def is_whole_address(heading: str) -> bool:
    """Whether a heading may mean the whole of an address in one cell."""
    return key_of(heading) in list_words().lists["whole_addresses"]


@lru_cache(_REMEMBERED)
def _meaning_of(heading: str) -> str:
    """Return the key of a heading; what stands in brackets behind it counts only if it must."""
    key, bare = key_of(heading), key_of(_IN_BRACKETS.sub("", heading))
    if field_of(key) or key in list_words().ambiguous:
        return key
    if field_of(topic := key_of(_BEHIND_A_COLON.sub("", heading))) in _BARS_OF_A_TOPIC:
        return topic
    if behind := _behind_its_own(heading):
        return behind
    single = _FIRST.sub("", bare)
    if single in list_words().ambiguous:
        return single
    if (first := numbered_person(bare)).number == 1:
        return first.rest
    sides = [key_of(one) for one in _IN_TWO_LANGUAGES.split(heading)[:2]]
    known = (one for one in sides if field_of(one) or one in list_words().ambiguous)
    return next(known, bare or key) if len(sides) > 1 and not field_of(bare) else bare or key


def _behind_its_own(heading: str) -> str:
    """Return what stands behind a colon and means what stands before it: "Account: Account Name"."""
    before, *behind = map(key_of, _COLON.split(heading, maxsplit=1))
    is_same = bool(behind) and field_of(before) is field_of(behind[0]) is not Field.IGNORED
    return behind[0] if is_same else ""


def _of_companies(keys: Sequence[str], fields: Sequence[Field]) -> set[Field]:
    """Return the fields of addresses that a list of people tells of their companies alone."""
    if not NAMES_OF_PEOPLE & {*fields}:
        return set()
    told = [(one, address_rank(key)) for key, one in zip(keys, fields, strict=True)]
    near = {one for one, rank in told if rank != _A_COMPANYS}
    return {one for one, _rank in told if one in ADDRESS and one not in near}


def _field_of_ending(key: str) -> Field:
    """Return what the last words of a long heading mean: "provider business address city name"."""
    words = key.split()
    for start in range(1, len(words) - 1):
        field = list_words().fields.get(" ".join(words[start:]), Field.IGNORED)
        before = " ".join(words[:start])
        is_other = any(holds_word(before, word) for word in list_words().never)
        if field in QUALIFIED | ADDRESS and not is_other:
            return field
    return Field.IGNORED


def _is_unspaced(heading: str) -> bool:
    """Whether a heading is long in a script that sets no spaces."""
    return not heading.isascii() and len(heading) >= _SIGNS_OF_A_QUESTION and " " not in heading


def _asks(heading: str) -> bool:
    """Whether a heading is a question of a form or of a scanner: "Budget?", "Q2: Interest"."""
    is_numbered_question = _QUESTION_NUMBER.match(heading.lstrip()) is not None
    return is_numbered_question or heading.rstrip().endswith(("?", "？"))
