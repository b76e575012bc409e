"""Likeness: whether two prospects are the same one, perhaps, or not; and how the like are found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rapidfuzz import fuzz

from qualdesk.domain.business_names import bare_name, bare_street

_WORD = re.compile(r"[^\W_]+")

NAME_ALIKE = 0.85
"""A name typed twice, with a slip: “Keller, Maria” and “Maria Kelller”."""

PERSON_CERTAIN = 0.85
"""Mean of name, street and place; on FEBRL 1 and 2 nothing wrong is joined from 0.75 upwards."""

PERSON_POSSIBLE = 0.63
"""On FEBRL 1 and 2 nearly all true pairs stand above it."""

COMPANY_POSSIBLE = 0.85
"""How alike names and streets of companies must be to be shown."""

NUMBER_POSSIBLE = 0.6
"""How alike people's names at one number must be to be shown: a switchboard serves many."""

STREET_ALIKE = 0.85
"""How alike streets must be, their usual words shortened, beside the same house number."""

PLACE_NEAR = 0.6
"""How alike towns must be: “New York” and “New York City”."""

_LONG_ENOUGH, _SLIP = 4, 80
"""From how many letters on a word may have a slip, and how alike it must be then, of 100."""


class Likeness(StrEnum):
    """What two prospects are to each other."""

    SAME = "same"
    POSSIBLE = "possible"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a prospect from others; all of it folded, numbers in E.164."""

    person: str
    company: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    email: str = ""
    domain: str = ""
    """Of the address, if it can be a company's own."""
    numbers: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The person, or where nobody is named the company."""
        return self.person or self.company

    @property
    def place(self) -> str:
        """City and postal code."""
        return f"{self.city} {self.postal_code}".strip()


def likeness(one: Identity, other: Identity) -> Likeness:
    """Return what two prospects are to each other.

    The same are: the same e-mail, or the same number, under a like name; or a like person at a
    like address. A shared number alone never makes two people one, nor does an address alone.
    Companies without people are one if they share the number, the house and every word of the name:
    a Lycée and a Collège of one name, or two hospitals behind one switchboard, are only shown.
    Under one domain of their own a like person, name or house is shown too; the domain alone tells
    nothing: a holding and its daughters share one.
    """
    if one.email and one.email == other.email:
        return Likeness.SAME if _are_called_alike(one, other) else Likeness.POSSIBLE
    if one.numbers & other.numbers:
        return _at_one_number(one, other)
    if one.person and other.person:
        return _at_addresses(one, other)
    return _of_companies(one, other)


def may_be_typed_again(one: Identity, other: Identity) -> bool:
    """Whether somebody typed by hand may be another, who is like them in name as well.

    Lists show colleagues at one address, too; whoever types knows that they are two.
    """
    is_like = likeness(one, other) is not Likeness.OTHER
    return is_like and _within(one.name, other.name) >= NAME_ALIKE


def _has_one_domain(one: Identity, other: Identity) -> bool:
    """Whether both write from the same company's own domain, whatever they call the company."""
    return bool(one.domain) and one.domain == other.domain


def _are_called_alike(one: Identity, other: Identity) -> bool:
    if one.person and other.person:
        return _alike(one.person, other.person) >= NAME_ALIKE
    return _key_of(one) == _key_of(other)


def _at_one_number(one: Identity, other: Identity) -> Likeness:
    if _are_called_alike(one, other):
        return Likeness.POSSIBLE if _may_be_colleagues(one, other) else Likeness.SAME
    if one.person or other.person:
        is_possible = _within(one.name, other.name) >= NUMBER_POSSIBLE
        return Likeness.POSSIBLE if is_possible else Likeness.OTHER
    return Likeness.SAME if _are_one_company(one, other) else Likeness.POSSIBLE


def _may_be_colleagues(one: Identity, other: Identity) -> bool:
    """Whether like names have addresses of their own: Christian and Christina at one switchboard."""
    has_other_email = bool(one.email and other.email) and one.email != other.email
    return has_other_email and _alike(one.person, other.person) < 1


def _are_one_company(one: Identity, other: Identity) -> bool:
    """Whether two companies at one number are named alike, word for word, at one house.

    “North Clinic” is not “South Clinic”, nor a Lycée the Collège of its name.
    """
    if one.email and other.email and one.email != other.email:
        return False
    streets = bare_street(one.street), bare_street(other.street)
    is_one_house = bool(_houses(streets[0])) and _houses(streets[0]) == _houses(streets[1])
    is_one_street = _alike(*streets) >= STREET_ALIKE and _may_be_near(one, other)
    return is_one_house and is_one_street and _are_spelt_alike(one.company, other.company)


def _are_spelt_alike(one: str, other: str) -> bool:
    """Whether two names have the same words but for slips of the pen."""
    words, others = (sorted(bare_name(name).split()) for name in (one, other))
    if "".join(words) == "".join(others):
        return True
    return len(words) == len(others) and all(map(_is_slip, words, others))


def _is_slip(word: str, other: str) -> bool:
    if word == other:
        return True
    return min(len(word), len(other)) >= _LONG_ENOUGH and fuzz.ratio(word, other) >= _SLIP


def _houses(street: str) -> list[str]:
    return sorted(word for word in street.split() if word[0].isdigit())


def _may_be_near(one: Identity, other: Identity) -> bool:
    """Whether nothing says that two places are far apart; what one list leaves out says nothing."""
    if one.postal_code and other.postal_code:
        return one.postal_code == other.postal_code or _alike(one.city, other.city) >= PLACE_NEAR
    return not (one.city and other.city) or _within(one.city, other.city) >= PLACE_NEAR


def _at_addresses(one: Identity, other: Identity) -> Likeness:
    names = _alike(one.person, other.person)
    if names >= NAME_ALIKE and _has_one_domain(one, other):
        return Likeness.POSSIBLE
    if not (one.street and other.street and one.place and other.place):
        is_possible = names >= NAME_ALIKE and _alike(one.company, other.company) >= NAME_ALIKE
        return Likeness.POSSIBLE if is_possible else Likeness.OTHER
    whole = (names + _alike(one.street, other.street) + _alike(one.place, other.place)) / 3
    if whole >= PERSON_CERTAIN and names >= NAME_ALIKE and not _are_told_apart(one, other):
        return Likeness.SAME
    return Likeness.POSSIBLE if whole >= PERSON_POSSIBLE else Likeness.OTHER


def _are_told_apart(one: Identity, other: Identity) -> bool:
    """Whether e-mail, numbers or company speak against it: who has two of them is for a person."""
    has_other_email = bool(one.email and other.email)
    has_other_numbers = bool(one.numbers and other.numbers)
    is_elsewhere = bool(one.company and other.company) and not _are_spelt_alike(
        one.company, other.company
    )
    return has_other_email or has_other_numbers or is_elsewhere


def _of_companies(one: Identity, other: Identity) -> Likeness:
    if one.person or other.person:
        return Likeness.OTHER
    if one.postal_code and _named_at(one) == _named_at(other):
        return Likeness.POSSIBLE
    if _has_one_domain(one, other) and _resemble(one, other):
        return Likeness.POSSIBLE
    is_near = _alike(one.place, other.place) >= PERSON_POSSIBLE or _may_be_near(one, other)
    names = _within(bare_name(one.company), bare_name(other.company))
    streets = _within(bare_street(one.street), bare_street(other.street))
    is_like = min(names, streets) >= COMPANY_POSSIBLE
    return Likeness.POSSIBLE if is_near and is_like else Likeness.OTHER


def _resemble(one: Identity, other: Identity) -> bool:
    """Whether two companies have a like name, one within the other too, or are at one house."""
    names = _within(bare_name(one.company), bare_name(other.company))
    streets = bare_street(one.street), bare_street(other.street)
    is_one_house = bool(_houses(streets[0])) and _houses(streets[0]) == _houses(streets[1])
    return names >= COMPANY_POSSIBLE or (is_one_house and _alike(*streets) >= STREET_ALIKE)


def _key_of(one: Identity) -> tuple[str, ...]:
    return (one.person, one.company, one.street, one.postal_code, one.city)


def _named_at(one: Identity) -> tuple[str, str]:
    return (one.company, one.postal_code)


def _within(one: str, other: str) -> float:
    """Return how alike they are when one may be a part of the other: Katsu, Restaurant Katsu."""
    return fuzz.token_set_ratio(one, other) / 100 if one and other else 0.0


def _alike(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two texts are, whatever the order of their words."""
    if one == other:
        return 1.0 if one else 0.0
    return fuzz.token_sort_ratio(one, other) / 100 if one and other else 0.0


def block_keys(one: Identity) -> Iterator[str]:
    """Yield the keys under which a prospect stands; who shares none with another is not compared.

    Each joins two facts, so that a block stays small however long the list: name and postal code,
    street and house number, and the like. On FEBRL 2 the two of 99.5 % of the pairs meet.
    """
    if one.email:
        yield f"e {one.email}"
    yield from (f"p {number}" for number in one.numbers)
    names = sorted({word[:4] for word in _WORD.findall(one.name)})
    words = _WORD.findall(one.street)
    houses = [word for word in words if word.isdigit()]
    streets = sorted((word[:5] for word in words if not word.isdigit()), key=len)[-2:]
    places = {"c": [one.city[:4]], "h": houses, "s": streets, "z": [one.postal_code]}
    facts = {"n": names, "d": [one.domain], **places}
    for first, second in combinations(names, 2):
        yield f"nn {first} {second}"
    for kinds in ("nz", "nc", "nd", "nh", "zh", "zs", "hs"):
        firsts, seconds = facts[kinds[0]], facts[kinds[1]]
        yield from (f"{kinds} {a} {b}" for a in firsts for b in seconds if a and b)
