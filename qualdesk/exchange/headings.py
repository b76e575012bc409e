"""Headings: which field a column of a lead list means, and words that lists use in cells."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from qualdesk.domain.places import folded
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.paths import resource

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE_DIGITS = re.compile(r"(?<=[a-z])(?=\d)")
_IN_BRACKETS = re.compile(r"\s*[(\[（].*[)\]）]\s*$", re.DOTALL)
_COUNTED = re.compile(r" \d{1,2}$")
_WORDS_OF_A_QUESTION = 6
_LONGEST_HEADING = 120
_REMEMBERED = 4096
_COPYRIGHT = re.compile(r"copyright\b|©|\(c\)", re.IGNORECASE)


class Field(StrEnum):
    """What a column can be read as."""

    # An enum's own hash is slow, and columns are looked up by field some fifty times a row.
    __hash__ = str.__hash__

    IGNORED = ""
    COMPANY = "company"
    SALUTATION = "salutation"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    JOB_TITLE = "job_title"
    DIRECT_PHONE = "direct_phone"
    PHONE = "phone"
    MOBILE = "mobile"
    COMPANY_PHONE = "company_phone"
    OTHER_PHONE = "other_phone"
    HOME_PHONE = "home_phone"
    AREA_CODE = "area_code"
    CALLING_CODE = "calling_code"
    EXTENSION = "extension"
    EMAIL = "email"
    LANGUAGE = "language"
    STREET = "street"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    TIME_ZONE = "time_zone"
    WEBSITE = "website"
    INDUSTRY = "industry"
    SIZE = "size"
    RESPONDED_AT = "responded_at"
    ATTENDED_AT = "attended_at"
    RESPONSE = "response"
    MINUTES = "minutes"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    CONSENT = "consent"
    SOURCE = "source"
    DO_NOT_CALL = "do_not_call"
    DO_NOT_CALL_DIRECT = "do_not_call_direct"
    DO_NOT_CALL_MOBILE = "do_not_call_mobile"
    DO_NOT_MAIL = "do_not_mail"
    OPTED_OUT = "opted_out"
    STATUS = "status"
    ACCOUNT_STATUS = "account_status"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {
    Field.IGNORED: "Leave out",
    Field.EMAIL: "E-mail",
    Field.RESPONDED_AT: "Responded on",
    Field.ATTENDED_AT: "Attended at",
    Field.CALLING_CODE: "Country calling code",
    Field.MINUTES: "Minutes attended",
    Field.QUESTION: "Question asked",
    Field.ANSWER: "Answer to the heading’s question",
    Field.SOURCE: "Source of the data",
    Field.DO_NOT_CALL_DIRECT: "Do not call the direct phone",
    Field.DO_NOT_CALL_MOBILE: "Do not call the mobile",
    Field.DO_NOT_MAIL: "Do not e-mail",
    Field.STATUS: "Status of the lead",
    Field.LEFT_OUT: "Leave the row out if yes",
    Field.ACCOUNT_STATUS: "Company open or closed",
    Field.REGION: "State or region",
}
PHONES = (
    Field.DIRECT_PHONE,
    Field.PHONE,
    Field.MOBILE,
    Field.COMPANY_PHONE,
    Field.OTHER_PHONE,
    Field.HOME_PHONE,
)
"""Where somebody is reached, the most direct first: the order in which numbers are dialled."""

IDENTIFYING = frozenset(
    {Field.COMPANY, Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME, Field.EMAIL, *PHONES}
)
"""A list must have one of these."""

ADDRESS = frozenset(
    {Field.STREET, Field.POSTAL_CODE, Field.CITY, Field.REGION, Field.COUNTRY, Field.TIME_ZONE}
)
_QUALIFIED = frozenset(
    {Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME, Field.JOB_TITLE, Field.EMAIL}
    | {Field.LANGUAGE, Field.WEBSITE, Field.INDUSTRY, Field.SIZE, *PHONES}
)
"""What a word before or behind it does not change: the contact's phone is a phone."""

_PERSON = {Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME}


@dataclass(frozen=True, slots=True)
class _Words:
    fields: Mapping[str, Field]
    ambiguous: Mapping[str, str]
    keywords: Mapping[Field, tuple[str, ...]]
    never: tuple[str, ...]
    addresses: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]
    languages: Mapping[str, str]
    responses: Mapping[str, ResponseKind]
    layouts: tuple[tuple[str, ...], ...]


def guessed_fields(headings: Sequence[str]) -> list[Field]:
    """Return for each heading the field it means, or IGNORED."""
    keys = [_meaning_of(heading) for heading in headings]
    fields = [_field_of(key) for key in keys]
    for ambiguity, decide in _DECISIONS.items():
        meant = decide({*fields})
        fields = [
            meant if _words().ambiguous.get(key) == ambiguity else field
            for key, field in zip(keys, fields, strict=True)
        ]
    return [
        Field.ANSWER if field is Field.IGNORED and _is_question(heading) else field
        for heading, field in zip(headings, fields, strict=True)
    ]


def known_headings(cells: Sequence[str]) -> int:
    """Return how many cells of a line are headings that mean something."""
    return sum(
        bool(_field_of(key)) or key in _words().ambiguous
        for cell in cells
        if (key := _meaning_of(cell)) and len(cell) <= _LONGEST_HEADING
    )


def means_other(heading: str) -> bool:
    """Whether a heading says that its column is none of the fields: an id, a code, a score."""
    key = _key_of(heading)
    return any(_holds(key, word) for word in _words().never)


def hinted_field(heading: str) -> Field:
    """Return the field that a word of an unknown heading hints at, or IGNORED."""
    key = _key_of(heading)
    if means_other(heading):
        return Field.IGNORED
    for field, words in _words().keywords.items():
        if any(_holds(key, word) for word in words):
            return field
    return Field.IGNORED


def layouts() -> tuple[tuple[str, ...], ...]:
    """Return the headings of programs that write none."""
    return _words().layouts


def is_street(heading: str) -> bool:
    """Whether a heading speaks of a street."""
    return _field_of(_key_of(heading)) is Field.STREET


def address_rank(heading: str) -> int:
    """Return whose address a heading speaks of: 0 nobody's in particular, the smaller the better."""
    return _address_of(_key_of(heading))[0]


def is_closed(status: str) -> bool:
    """Whether the status of a company says that it exists no more."""
    return _is_among("closed", status)


def is_left_out(status: str) -> bool:
    """Whether a status says that the row is no lead: refunded, cancelled, deleted, a test."""
    return _is_among("left_out", status)


def says_opted_out(status: str) -> bool:
    """Whether a status says that somebody wants no contact."""
    return _is_among("opted_out", status)


def is_no(text: str) -> bool:
    """Whether a cell says no."""
    return _is_among("no", text)


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return _is_among("yes", text)


def is_end_word(text: str) -> bool:
    """Whether a cell begins a line below a list: a total, a note, who exported it."""
    key = folded(text)
    ends = _words().lists["end"]
    head = folded(re.split(r"[:：]", text, maxsplit=1)[0])
    return key in ends or head in ends or _COPYRIGHT.match(text.strip()) is not None


def is_list_title(text: str) -> bool:
    """Whether the title of a table says that it lists people."""
    return _is_among("list_titles", text)


def says_nothing(text: str) -> bool:
    """Whether a name or place only says that there is none; a real name never does."""
    return _is_among("nothing", text) or text.casefold() in {"", "n/a", "-", "--", "?", "."}


def language_code(text: str) -> str:
    """Return the ISO code of two letters for a language's code or name, or nothing."""
    key = folded(text)
    code = key.split(" ")[0]
    is_code = len(code) == 2 and code.isalpha()  # noqa: PLR2004 - ISO 639-1
    return code if is_code else _words().languages.get(key, "")


def response_kind(text: str) -> ResponseKind | None:
    """Return the sign of interest that a cell names, or None."""
    return _words().responses.get(folded(text))


@lru_cache(_REMEMBERED)
def _key_of(heading: str) -> str:
    return folded(_CAMEL.sub(" ", heading))


@lru_cache(_REMEMBERED)
def _meaning_of(heading: str) -> str:
    """Return the key of a heading; what stands in brackets behind it counts only if it must."""
    key, bare = _key_of(heading), _key_of(_IN_BRACKETS.sub("", heading))
    return key if _field_of(key) or key in _words().ambiguous else bare or key


@lru_cache(_REMEMBERED)
def _field_of(key: str) -> Field:
    """Return the field of a heading: as it is written, else without what changes nothing."""
    for one in (key, _COUNTED.sub("", key), _COUNTED.sub("", _BEFORE_DIGITS.sub(" ", key))):
        if (field := _words().fields.get(one)) is not None:
            return field
    rank, rest = _address_of(key)
    if rank and (field := _words().fields.get(rest)) in ADDRESS:
        return field or Field.IGNORED
    return _without_qualifiers(_COUNTED.sub("", key))


def _without_qualifiers(key: str) -> Field:
    lists = _words().lists
    shorter = [key.removeprefix(f"{word} ") for word in lists["before"] if key.startswith(word)]
    shorter += [key.removesuffix(f" {word}") for word in lists["behind"] if key.endswith(word)]
    found = {_words().fields.get(one, Field.IGNORED) for one in shorter} & _QUALIFIED
    return next(iter(found), Field.IGNORED)


def _address_of(key: str) -> tuple[int, str]:
    """Return whose address a heading speaks of, and what is left of it without saying so."""
    for prefix, rank in _words().addresses.items():
        if key.startswith(f"{prefix} "):
            return rank, key.removeprefix(f"{prefix} ")
    return 0, key


def _is_question(heading: str) -> bool:
    text = heading.strip()
    return text.endswith(("?", "？")) or len(text.split()) >= _WORDS_OF_A_QUESTION


def _holds(key: str, word: str) -> bool:
    """Whether a heading holds a word; scripts without spaces hold it anywhere."""
    return f" {word} " in f" {key} " if word.isascii() else word in key


def _is_among(words: str, text: str) -> bool:
    return folded(text) in _words().lists[words]


def _name(others: set[Field]) -> Field:
    if Field.FIRST_NAME in others and Field.LAST_NAME not in others:
        return Field.LAST_NAME
    if Field.LAST_NAME in others and Field.FIRST_NAME not in others:
        return Field.FIRST_NAME
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


_DECISIONS = {
    "stamp": _stamp,
    "name": _name,
    "post": _post,
    "title": _title,
    "kind": _kind,
    "status": _status,
}


@cache
def _words() -> _Words:
    with resource("headings.toml").open("rb") as file:
        tables = tomllib.load(file)
    addresses = {folded(one): int(rank) for rank, of in tables["addresses"].items() for one in of}
    keywords = {Field(key): words for key, words in tables["keywords"].items() if key != "never"}
    return _Words(
        fields={key: Field(field) for key, field in _inverted(tables["fields"]).items()},
        ambiguous=_inverted(tables["ambiguous"]),
        keywords={field: tuple(map(folded, words)) for field, words in keywords.items()},
        never=tuple(map(folded, tables["keywords"]["never"])),
        addresses=dict(sorted(addresses.items(), key=lambda one: -len(one[0]))),
        lists={key: frozenset(map(folded, words)) for key, words in tables["words"].items()},
        languages=_inverted(tables["languages"]),
        responses={key: ResponseKind(kind) for key, kind in _inverted(tables["responses"]).items()},
        layouts=tuple(tuple(names) for names in tables["layouts"].values()),
    )


def _inverted(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {folded(word): key for key, words in table.items() for word in words}
