"""Headings: which field a column of a lead list means."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from qualdesk.domain.places import folded
from qualdesk.exchange.fields import ADDRESS, NAMES_OF_PEOPLE, PHONES, QUALIFIED, Field
from qualdesk.exchange.heading_decisions import DECISIONS
from qualdesk.exchange.list_words import list_words
from qualdesk.exchange.number_words import told_of_number
from qualdesk.exchange.person_words import numbered_person

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_BEFORE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_IN_BRACKETS = re.compile(r"\s*[(\[（].*[)\]）]\s*$", re.DOTALL)
_MERGED = re.compile(r"\{\{.*?\}\}")
"""What a form sets in from an earlier answer: "And your last name, {{field:name}}?"."""

_COUNTED = re.compile(r" \d{1,3}$")
_FIRST = re.compile(r" 1$")
_IN_TWO_LANGUAGES = re.compile(r"\s[/|]\s")
_QUESTION_NUMBER = re.compile(r"q\d{1,2}\s?[:.)]", re.IGNORECASE)
_COLON = re.compile(r"[:：]")
_BEHIND_A_COLON = re.compile(r"\s*[:：].*$", re.DOTALL)
_SECOND_LINE = re.compile(r"[2-9]$")
_WORDS_OF_A_QUESTION = 6
_SIGNS_OF_A_QUESTION = 9
_MOST_QUALIFIERS = 3
_COUNTS = frozenset({"no", "number"})
_LONGEST_HEADING = 120
_FEWEST_RUN_TOGETHER = 8
_REMEMBERED = 4096
_HUNGARY = "HU"
_WHERE_PEOPLE_ARE = "location"
_A_COMPANYS = 3
"""The rank of an address that is the company's where others are the person's own."""


_ASKED_FIRST = frozenset({*NAMES_OF_PEOPLE, Field.COMPANY, Field.EMAIL, *PHONES})
"""What a form asks for behind a greeting."""

_ASKED_FOR = QUALIFIED | ADDRESS | {Field.COMPANY}
_BARS = frozenset({Field.DO_NOT_CALL, Field.DO_NOT_MAIL, Field.OPTED_OUT}) | {
    Field.CALL_CONSENT,
    Field.MAIL_CONSENT,
}
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
    key = _BEFORE_DIGITS.sub(" ", key_of(heading))
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


def address_rank(heading: str) -> int:
    """Return whose address a heading speaks of: 0 nobody's in particular, the smaller the better."""
    return _address_of(key_of(heading))[0]


def is_ours(key: str) -> bool:
    """Whether a key speaks of our own people or of others who are not the prospect."""
    return any(holds_word(key, word) for word in list_words().lists["ours"])


@lru_cache(_REMEMBERED)
def key_of(heading: str) -> str:
    """Return a heading's words as they are looked up."""
    plain = _MERGED.sub(" ", heading) if "{{" in heading else heading
    return folded(_CAMEL.sub(" ", plain).replace("#", " number "))


def holds_word(key: str, word: str) -> bool:
    """Whether a heading holds a word; scripts without spaces hold it anywhere."""
    return f" {word} " in f" {key} " if word.isascii() else word in key


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


@lru_cache(_REMEMBERED)
def field_of(key: str) -> Field:
    """Return the field of a heading: as it is written, else without what changes nothing."""
    for one in (key, _COUNTED.sub("", key), _COUNTED.sub("", _BEFORE_DIGITS.sub(" ", key))):
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


def _run_together(key: str) -> Field:
    """Return the field of a heading that leaves out the spaces; short ones could be any word."""
    words = list_words()
    is_known = len(key) >= _FEWEST_RUN_TOGETHER and key not in words.never
    return words.run_together.get(key, Field.IGNORED) if is_known else Field.IGNORED


def _of_companies(keys: Sequence[str], fields: Sequence[Field]) -> set[Field]:
    """Return the fields of addresses that a list of people tells of their companies alone."""
    if not NAMES_OF_PEOPLE & {*fields}:
        return set()
    told = [(one, _address_of(key)[0]) for key, one in zip(keys, fields, strict=True)]
    near = {one for one, rank in told if rank != _A_COMPANYS}
    return {one for one, _rank in told if one in ADDRESS and one not in near}


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
    key = _BEFORE_DIGITS.sub(" ", key)
    glue = " " if " " in key or len(key) < _FEWEST_RUN_TOGETHER else ""
    for whose, rank in list_words().addresses.items():
        rest = key.removeprefix(f"{whose}{glue}").removesuffix(f"{glue}{whose}")
        is_said_twice = key.endswith(whose) and rest in list_words().lists["whole_addresses"]
        if rest and rest != key and not is_said_twice and _plain_field(rest) in ADDRESS:
            return rank, rest
    return 0, key


def _is_unspaced(heading: str) -> bool:
    """Whether a heading is long in a script that sets no spaces."""
    return not heading.isascii() and len(heading) >= _SIGNS_OF_A_QUESTION and " " not in heading


def _asks(heading: str) -> bool:
    """Whether a heading is a question of a form or of a scanner: "Budget?", "Q2: Interest"."""
    is_numbered_question = _QUESTION_NUMBER.match(heading.lstrip()) is not None
    return is_numbered_question or heading.rstrip().endswith(("?", "？"))
