"""Rows of a lead list: what one line tells, what is wrong with it, what is known of the whole list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from qualdesk.domain.business_names import bare_name, bare_street
from qualdesk.domain.looking_up import digits_from_end
from qualdesk.domain.mail_domains import own_domain, site_domain
from qualdesk.domain.phone import Phone, kind_of, type_of, zones_of
from qualdesk.domain.places import ZoneSource, folded
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.suppression import domain_of
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.column_ranks import WHOLE_ADDRESS
from qualdesk.exchange.fields import ADDRESS, OF_SOMEBODY, Field
from qualdesk.exchange.number_columns import NumberColumn, number_columns
from qualdesk.exchange.other_people import told_of_person
from qualdesk.exchange.phone_cells import NumberProblem


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be taken from a line as it stands, with the reason."""

    line: int
    column: str
    kind: str
    value: str
    message: str


class Folded(msgspec.Struct, frozen=True, array_like=True):
    """What of a row is compared with others: without accents, case and punctuation."""

    company: str = ""
    name: str = ""
    """The company without its legal form; where nothing is left to fold, as it is written."""
    person: str = ""
    street: str = ""
    """The street with its usual words shortened."""
    postal_code: str = ""
    words: str = ""
    """By what a person is looked up: `folded_words` of names and address."""
    email_domain: str = ""
    site_domain: str = ""
    """The website's, if it is the company's own."""
    company_domain: str = ""
    """By which the row tells its company: of the address, else of the website."""


class ToldNumber(msgspec.Struct, frozen=True, array_like=True):
    """What a number tells by itself."""

    digits_from_end: str
    type_name: str
    zones: str
    label: str


_NOT_YET = Folded()


class LeadRow(msgspec.Struct, frozen=True, array_like=True):
    """What one line tells of a company, a person and their interest."""

    line: int
    company: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    phones: tuple[str, ...] = ()
    extensions: dict[str, str] = {}
    email: str = ""
    language: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    time_zone: str = ""
    zone_source: ZoneSource | None = None
    website: str = ""
    industry: str = ""
    size: int | None = None
    responded_at: datetime | None = None
    responded_zone: str = ""
    response: ResponseKind | None = None
    minutes: int | None = None
    question: str = ""
    note: str = ""
    consent: str = ""
    source: str = ""
    is_closed: bool = False
    has_bad_phone: bool = False
    may_not_call: bool = False
    """Whether the list says that they must not be called, at whatever number."""
    may_not_mail: bool = False
    barred_phones: tuple[str, ...] = ()
    """Those of the numbers that must not be called."""
    folded: Folded = _NOT_YET
    numbers: tuple[ToldNumber, ...] = ()
    """What each of `phones` tells. Like `folded` it is worked out when the row is made, by whichever
    process reads it: who applies it has only to compare and to write."""

    def __post_init__(self) -> None:
        """Work out what follows from the others, unless the row was packed with it."""
        if self.folded is _NOT_YET:
            msgspec.structs.force_setattr(self, "folded", _folded(self))
            msgspec.structs.force_setattr(self, "numbers", tuple(map(_told, self.phones)))

    def telling(self, **others: Any) -> "LeadRow":
        """Return a row that tells something else, with what follows from it worked out anew."""
        return msgspec.structs.replace(self, **others, folded=_NOT_YET)

    @property
    def person(self) -> str:
        """The whole name, or nothing."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def may_be_called(self) -> bool:
        """Whether a number is told that the list itself does not bar."""
        return not self.may_not_call and not set(self.phones) <= set(self.barred_phones)


def _folded(row: LeadRow) -> Folded:
    company, person = folded(row.company), folded(row.person)
    site, domain = site_domain(row.website), domain_of(row.email)
    return Folded(
        company=company,
        name=bare_name(company) or row.company,
        person=person,
        street=bare_street(folded(row.street)),
        postal_code=folded(row.postal_code),
        words=f"{person} {folded(row.email)}".strip() if row.email else person,
        email_domain=domain,
        site_domain=site,
        company_domain=own_domain(domain) or site,
    )


def _told(e164: str) -> ToldNumber:
    phone = Phone(e164)
    zones = " ".join(zones_of(phone))
    return ToldNumber(digits_from_end(e164), type_of(phone), zones, kind_of(phone))


def _rank(placed: tuple[int, Column]) -> int:
    return placed[1].rank


@dataclass(frozen=True)
class Sheet:
    """What is known of the whole list while its rows are read."""

    columns: tuple[Column, ...]
    region: str
    now: datetime
    month_first: Mapping[int, bool] = field(default_factory=dict)
    responded_at: datetime | None = None
    """When all of the list responded, if the person said so."""
    is_never: bool = False

    @cached_property
    def by_field(self) -> Mapping[Field, Sequence[tuple[int, Column]]]:
        """The columns of each field, with where they stand; asked some fifty times a row."""
        found: dict[Field, list[tuple[int, Column]]] = {}
        for index, column in enumerate(self.columns):
            found.setdefault(column.field, []).append((index, column))
        for wanted in OF_SOMEBODY & found.keys():
            found[wanted].sort(key=_rank)
        return found

    @cached_property
    def has_nearer_whole_name(self) -> bool:
        """Whether the whole name is that of who came, and its parts are of who ordered for them."""
        whole, *parts = (
            min((column.rank for _index, column in self.by_field.get(one, ())), default=0)
            for one in (Field.FULL_NAME, Field.FIRST_NAME, Field.LAST_NAME)
        )
        return Field.FULL_NAME in self.fields and whole < min(parts)

    @cached_property
    def number_columns(self) -> Sequence[NumberColumn]:
        """The columns of numbers in the order in which they are dialled."""
        return number_columns(self.columns)

    @cached_property
    def fields(self) -> frozenset[Field]:
        """The fields that have a column."""
        return frozenset(self.by_field)

    @cached_property
    def other_people(self) -> Sequence[Mapping[int, int]]:
        """Of each further person: their columns, and which column tells the same of the first."""
        people: dict[int, dict[int, int]] = defaultdict(dict)
        for place, _column in self.by_field.get(Field.OTHER_PERSON, ()):
            told = told_of_person(self.columns[place].name)
            same = self.by_field.get(told.field, ())
            if told.number and same:
                people[told.number][place] = same[0][0]
        return [people[number] for number in sorted(people)]

    @cached_property
    def first_person(self) -> Sequence[int]:
        """The columns that tell of the first person of a row, as others tell of further ones."""
        return sorted({into for told in self.other_people for into in told.values()})

    @cached_property
    def address_places(self) -> Mapping[tuple[Field, int], Sequence[int]]:
        """Which columns tell a field of whose address; what one address lacks, another tells."""
        return {
            (one, rank): self._places_of(one, rank)
            for one in ADDRESS & self.fields
            for rank in self.address_ranks | {0, WHOLE_ADDRESS}
        }

    def _places_of(self, wanted: Field, rank: int) -> Sequence[int]:
        places = self.by_field[wanted]
        ranks = {column.rank for _index, column in places}
        nearest = rank if rank in ranks else min(ranks)
        return [index for index, column in places if column.rank == nearest]

    @cached_property
    def address_ranks(self) -> frozenset[int]:
        """Whose addresses the list tells of."""
        return frozenset(one.rank for one in self.columns if one.field in ADDRESS)

    def is_month_first(self, column: Column) -> bool:
        """Whether a column writes 12/31/2026."""
        return self.month_first.get(self.columns.index(column), False)


NUMBER_MESSAGES = {
    NumberProblem.SHORTENED: "A spreadsheet has cut this number; its digits are lost.",
    NumberProblem.INVALID: "This is no number that can be dialled.",
    NumberProblem.NEEDS_AREA_CODE: "The number needs its area code.",
    NumberProblem.NEEDS_REGION: "The number needs its country code, or the row a country.",
    NumberProblem.MORE_DIGITS: "The first number is taken; the digits behind it are no number.",
}
