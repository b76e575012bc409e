"""Likeness: who is the same, who only may be, and what FEBRL's known pairs say of the rule."""

import csv
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from qualdesk.domain.likeness import Identity, Likeness, block_keys, likeness
from qualdesk.domain.mail_domains import business_domain
from qualdesk.domain.places import folded
from tests.real_lists import real_list

Pair = tuple[int, int]
LARGEST_BLOCK = 50

AT_HOME = {"street": "hauptstrasse 12", "postal_code": "80331", "city": "munchen"}
MARIA = Identity(
    person="maria keller",
    company="bergmann molkerei",
    **AT_HOME,
    email="maria.keller@bergmann.example",
    domain="bergmann.example",
    numbers=frozenset({"+498999998210"}),
)


def of(person: str = "", **facts: object) -> Identity:
    email = str(facts.get("email", ""))
    known = {"company": "bergmann molkerei", "domain": business_domain(email), **facts}
    return Identity(person, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (of("keller maria", email=MARIA.email), Likeness.SAME),
        (of("maria kellner", numbers=MARIA.numbers), Likeness.SAME),
        (of("stefan roth", numbers=MARIA.numbers), Likeness.OTHER),
        (of("stefan roth", email=MARIA.email), Likeness.POSSIBLE),
        (of("mario kelle", street="hauptstr 12", city="munchen"), Likeness.POSSIBLE),
        (
            of("maria keler", street="hauptstrasse 12", postal_code="80331", city="munchen"),
            Likeness.SAME,
        ),
        (of("maria keller"), Likeness.POSSIBLE),
        (of("maria keller", company="other gmbh"), Likeness.OTHER),
        (of("", numbers=MARIA.numbers), Likeness.OTHER),
    ],
)
def test_a_shared_fact_counts_under_a_like_name(other: Identity, expected: Likeness) -> None:
    assert likeness(MARIA, other) is expected
    assert likeness(other, MARIA) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Likeness.SAME),
        ({"email": "m.keller@bergmann.example"}, Likeness.POSSIBLE),
        ({"numbers": frozenset({"+498999998299"})}, Likeness.POSSIBLE),
        ({"company": "haas verpackung"}, Likeness.POSSIBLE),
    ],
)
def test_a_like_name_at_one_address_is_for_a_person_where_something_tells_them_apart(
    facts: dict[str, object], expected: Likeness
) -> None:
    assert likeness(MARIA, of("maria kellar", **{**AT_HOME, **facts})) is expected


def at_one_number(company: str, street: str) -> Identity:
    return Identity("", company, street, "35000", "rennes", numbers=frozenset({"+33299123456"}))


def test_two_schools_of_one_name_at_one_number_and_street_are_not_one() -> None:
    lycee = at_one_number("lycee jean mace", "10 rue de la paix")
    college = at_one_number("college jean mace", "10 rue de la paix")
    assert likeness(lycee, college) is Likeness.POSSIBLE


@pytest.mark.parametrize(
    ("company", "street", "expected"),
    [
        ("hartford hospital", "80 seymour street", Likeness.SAME),
        ("the hartford hosptal inc", "80 seymour st", Likeness.SAME),
        ("hartford hospital east", "80 seymour st", Likeness.POSSIBLE),
        ("hartford hospital", "82 seymour st", Likeness.POSSIBLE),
        ("hartford hospital", "", Likeness.POSSIBLE),
        ("institute of living", "80 seymour st", Likeness.POSSIBLE),
        ("institute of living", "200 retreat ave", Likeness.POSSIBLE),
    ],
)
def test_companies_at_one_number_are_one_at_one_house_under_the_same_words_else_shown(
    company: str, street: str, expected: Likeness
) -> None:
    one, other = at_one_number("hartford hospital", "80 seymour st"), at_one_number(company, street)
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


def test_two_addresses_of_their_own_keep_companies_of_like_names_two() -> None:
    one = at_one_number("ecole jean mace", "10 rue de la paix")
    other = replace(one, company="ecole jean maces")
    assert likeness(one, other) is Likeness.SAME
    first, second = replace(one, email="a@ac.example"), replace(other, email="b@ac.example")
    assert likeness(first, second) is Likeness.POSSIBLE


def test_one_name_at_two_streets_of_one_postal_code_is_shown() -> None:
    one = Identity("", "mercy hospital", "1 first avenue", "73401", "ardmore")
    other = Identity("", "mercy hospital", "77 airport road", "73401", "ardmore")
    assert likeness(one, other) is Likeness.POSSIBLE


def test_a_company_without_a_number_is_only_shown() -> None:
    one = Identity("", "father flanagan s boys home", "14000 hospital rd", "68010", "boys town")
    other = Identity("", "father flanagan s boys home", "14000 hospital road", "68010", "boys town")
    assert likeness(one, other) is Likeness.POSSIBLE


@pytest.mark.real_lists
@pytest.mark.parametrize("number", [1, 2])
def test_what_is_joined_by_itself_is_right_and_hardly_a_pair_is_missed(number: int) -> None:
    """On FEBRL's persons, who have neither number nor e-mail: names and addresses with slips."""
    people, true = _febrl(real_list(f"../dedup/febrl_dataset{number}.csv"))
    found = {pair: likeness(people[pair[0]], people[pair[1]]) for pair in _meeting(people)}
    joined = {pair for pair, how in found.items() if how is Likeness.SAME}
    flagged = {pair for pair, how in found.items() if how is not Likeness.OTHER}
    assert len(joined & true) / len(joined) >= 0.99
    assert len(joined) > len(true) / 2
    assert len(flagged & true) / len(true) >= 0.95


def _febrl(path: Path) -> tuple[list[Identity], set[Pair]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    people, entities = [], defaultdict(list)
    for place, row in enumerate(rows):
        entities[row["rec_id"].split("-")[1]].append(place)
        street = " ".join(row[name] for name in ("street_number", "address_1", "address_2"))
        name = folded(f"{row['given_name']} {row['surname']}".strip())
        people.append(Identity(name, "", folded(street), row["postcode"], folded(row["suburb"])))
    true = {pair for places in entities.values() for pair in combinations(places, 2)}
    return people, true


def _meeting(people: list[Identity]) -> set[Pair]:
    blocks = defaultdict(list)
    for place, one in enumerate(people):
        for key in set(block_keys(one)):
            blocks[key].append(place)
    small = (block for block in blocks.values() if len(block) <= LARGEST_BLOCK)
    return {pair for block in small for pair in combinations(block, 2)}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (of("maria keller", company="bergmann holding", email="mk@bergmann.example"), True),
        (of("stefan roth", company="bergmann holding", email="sr@bergmann.example"), False),
        (of("maria keller", company="bergmann holding", email="mk@haas.example"), False),
    ],
)
def test_a_like_person_under_one_domain_is_shown_whatever_the_company(
    other: Identity, *, expected: bool
) -> None:
    assert (likeness(MARIA, other) is Likeness.POSSIBLE) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"company": "bergmann"}, Likeness.POSSIBLE),
        ({"company": "labor nord", "street": "hauptstr 12"}, Likeness.POSSIBLE),
        ({"company": "labor nord", "street": "ringweg 3"}, Likeness.OTHER),
        ({"company": "bergmann", "email": "info@gmail.com"}, Likeness.OTHER),
    ],
)
def test_companies_of_one_domain_are_shown_if_name_or_house_resembles(
    facts: dict[str, object], expected: Likeness
) -> None:
    one = of(street="hauptstrasse 12", email="office@bergmann.example")
    other = of("", **{"email": "info@bergmann.example", **facts})
    assert likeness(one, other) is expected


def test_those_of_one_domain_and_a_like_name_are_compared() -> None:
    one = of("maria keller", email="mk@bergmann.example")
    other = of("maria keler", company="x", email="m@bergmann.example")
    assert {*block_keys(one)} & {*block_keys(other)}
