"""Headings: which field a column of a lead list means, and words that lists use in cells."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from qualdesk.domain.places import folded
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.paths import resource

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Field(StrEnum):
    """What a column can be read as."""

    IGNORED = ""
    COMPANY = "company"
    SALUTATION = "salutation"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    JOB_TITLE = "job_title"
    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"
    LANGUAGE = "language"
    STREET = "street"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    WEBSITE = "website"
    INDUSTRY = "industry"
    SIZE = "size"
    RESPONDED_AT = "responded_at"
    RESPONSE = "response"
    NOTE = "note"
    CONSENT = "consent"
    ACCOUNT_STATUS = "account_status"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {
    Field.IGNORED: "Leave out",
    Field.EMAIL: "E-mail",
    Field.RESPONDED_AT: "Responded on",
    Field.ACCOUNT_STATUS: "Company open or closed",
    Field.REGION: "State or region",
}
IDENTIFYING = frozenset(
    {Field.COMPANY, Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME, Field.EMAIL}
    | {Field.PHONE, Field.MOBILE}
)
"""A list must have one of these."""

_PERSON = {Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME}


@dataclass(frozen=True, slots=True)
class _Words:
    fields: Mapping[str, Field]
    ambiguous: Mapping[str, str]
    closed: frozenset[str]
    nothing: frozenset[str]
    languages: Mapping[str, str]
    responses: Mapping[str, ResponseKind]


def guessed_fields(headings: Sequence[str]) -> list[Field]:
    """Return for each heading the field it means, or IGNORED."""
    keys = [_key_of(heading) for heading in headings]
    fields = [_words().fields.get(key, Field.IGNORED) for key in keys]
    for ambiguity, decide in _DECISIONS.items():
        meant = decide({*fields})
        fields = [
            meant if _words().ambiguous.get(key) == ambiguity else field
            for key, field in zip(keys, fields, strict=True)
        ]
    return fields


def is_closed(status: str) -> bool:
    """Whether the status of a company says that it exists no more."""
    return folded(status) in _words().closed


def says_nothing(text: str) -> bool:
    """Whether a name or place only says that there is none; a real name never does."""
    return not (key := folded(text)) or key in _words().nothing or text.casefold() == "n/a"


def language_code(text: str) -> str:
    """Return the ISO code of two letters for a language's code or name, or nothing."""
    key = folded(text)
    code = key.split(" ")[0]
    is_code = len(code) == 2 and code.isalpha()  # noqa: PLR2004 - ISO 639-1
    return code if is_code else _words().languages.get(key, "")


def response_kind(text: str) -> ResponseKind | None:
    """Return the sign of interest that a cell names, or None."""
    return _words().responses.get(folded(text))


def _key_of(heading: str) -> str:
    return folded(_CAMEL.sub(" ", heading))


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
    return Field.IGNORED if others & _PERSON else Field.ACCOUNT_STATUS


_DECISIONS = {"name": _name, "post": _post, "title": _title, "kind": _kind, "status": _status}


@cache
def _words() -> _Words:
    with resource("headings.toml").open("rb") as file:
        tables = tomllib.load(file)
    return _Words(
        fields={key: Field(field) for key, field in _inverted(tables["fields"]).items()},
        ambiguous=_inverted(tables["ambiguous"]),
        closed=frozenset(map(folded, tables["words"]["closed"])),
        nothing=frozenset(map(folded, tables["words"]["nothing"])),
        languages=_inverted(tables["languages"]),
        responses={key: ResponseKind(kind) for key, kind in _inverted(tables["responses"]).items()},
    )


def _inverted(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {folded(word): key for key, words in table.items() for word in words}
