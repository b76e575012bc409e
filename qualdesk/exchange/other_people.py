"""Other people: columns that tell of a second or third person in the same row, "Contact 2 E-mail"."""

from collections.abc import Sequence
from typing import NamedTuple

from qualdesk.exchange.fields import NAMES_OF_PEOPLE, QUALIFIED, Field
from qualdesk.exchange.heading_fields import field_of
from qualdesk.exchange.heading_keys import key_of
from qualdesk.exchange.person_words import number_behind, numbered_person


class ToldOfPerson(NamedTuple):
    """Which person of a row a heading speaks of, and what it tells of them."""

    number: int
    """0 if it speaks of nobody in particular."""
    field: Field
    is_certain: bool
    """Whether the number stands beside a word for people: a second phone may be the same one's."""


def told_of_person(heading: str) -> ToldOfPerson:
    """Return whom a heading speaks of: "2. Ansprechpartner Vorname", "Contact Name 2"."""
    key = key_of(heading)
    if (of_person := numbered_person(key)).number:
        return ToldOfPerson(of_person.number, field_of(of_person.rest), is_certain=True)
    behind = number_behind(key)
    return ToldOfPerson(behind.number, field_of(behind.rest), is_certain=False)


def places_of_others(headings: Sequence[str], fields: Sequence[Field]) -> set[int]:
    """Return where the columns stand that tell of somebody besides the first person of each row.

    Who has a name is somebody. “Phone 2” is theirs if it stands behind that name; else it is the
    second number of whoever has the first.
    """
    told = [told_of_person(heading) for heading in headings]
    numbers = {one.number for one in told if one.number > 1}
    names = {number: found for number in numbers if (found := _name_of(number, told))}
    others = {
        place
        for place, one in enumerate(told)
        if one.field in QUALIFIED and one.number in names
        if one.is_certain or place >= min(names[one.number])
    }
    firsts = {field for place, field in enumerate(fields) if place not in others}
    return others if firsts & NAMES_OF_PEOPLE else set()


def _name_of(number: int, told: Sequence[ToldOfPerson]) -> list[int]:
    """Return where the name of a person stands, if anywhere.

    A second first name alone, or a second last name as Spaniards have it, is nobody else's.
    """
    places = [
        place
        for place, one in enumerate(told)
        if one.number == number and one.field in NAMES_OF_PEOPLE
    ]
    is_certain = any(told[place].is_certain for place in places)
    fields = {told[place].field for place in places}
    is_whole = Field.FULL_NAME in fields or {Field.FIRST_NAME, Field.LAST_NAME} <= fields
    return places if is_certain or is_whole else []
