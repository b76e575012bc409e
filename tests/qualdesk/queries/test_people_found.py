"""People are found by how any of their words begins and by how a number ends, on both databases."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from qualdesk.commands.claims import take_lead
from qualdesk.commands.requests.dialling import AddNumber
from qualdesk.commands.research import add_number
from qualdesk.domain.lead import LeadState
from qualdesk.domain.places import folded
from qualdesk.queries.found import found_as_typed
from qualdesk.queries.people_found import PersonFound, recent_people
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_lead, a_person, a_prospect, a_touch_of, writing
from tests.real_lists import real_list

NAUGHTY = (
    '"', '""', "'", "*", "k*", '"kel"*', "NEAR(a b)", "a NEAR b", "NOT", "OR", "AND", "kel OR",
    "words:kel", "^kel", "{words}:kel", "(", ")", "kel)", "-kel", "+", "+49", "%", "_", "\\", "%%",
    "kel; DROP TABLE prospect;--", "\x00", "ke\x00l", "\ud800", "\u202e", "ﷺ", "🙂", "½", "²",
    "ß", "İ", "e\u0301", "Ω", "社會科學院", "\U0001e900", "\U00031350", "9" * 400, "k" * 5000,
    "a " * 500,
)  # fmt: skip


def found(database: Database, typed: str) -> list[PersonFound]:
    with database.read() as session:
        return list(found_as_typed(session, typed=typed, caller_id=1, now=NOW).people)


def names(database: Database, typed: str) -> list[str]:
    return [one.name for one in found(database, typed)]


@pytest.fixture
def people(database: Database) -> Database:
    with writing(database) as session:
        a_lead(session)
        for name, company, number, email in (
            ("Stefan Kelm", "Glashütte Jena", "+4936415550123", "s.kelm@glas.example"),
            ("Sofía Núñez", "Kellerei Łódź & Söhne", "+34915550199", "sofia@kellerei.example"),
            ("Jürgen Straße", "O’Brien-Smith 3M", "+442079460000", "js@obrien.example"),
        ):
            prospect = a_prospect(session, name, company=company, numbers=(number,), email=email)
            a_lead(session, prospect_id=prospect)
    return database


@pytest.mark.parametrize(
    ("typed", "whom"),
    [
        ("maria", ["Maria Keller"]),
        ("KELL", ["Maria Keller", "Sofía Núñez"]),
        ("k", ["Maria Keller", "Stefan Kelm", "Sofía Núñez"]),
        ("kelm", ["Stefan Kelm"]),
        ("eller", []),
        ("keller maria", ["Maria Keller"]),
        ("kel mol", ["Maria Keller"]),
        ("berg kel", ["Maria Keller"]),
        ("kel zzz", []),
        ("molk", ["Maria Keller"]),
        ("nunez", ["Sofía Núñez"]),
        ("NÚÑ", ["Sofía Núñez"]),
        ("nu\u0301n", ["Sofía Núñez"]),
        ("sohne", ["Sofía Núñez"]),
        ("glashutte", ["Stefan Kelm"]),
        ("strasse", ["Jürgen Straße"]),
        ("straß", ["Jürgen Straße"]),
        ("obr", ["Jürgen Straße"]),
        ("brien", ["Jürgen Straße"]),
        ("smith", ["Jürgen Straße"]),
        ("3m", ["Jürgen Straße"]),
        ("s.kelm@glas", ["Stefan Kelm"]),
        ("maria.keller@bergmann-molkerei.example", ["Maria Keller"]),
        ("bergmann-mol", ["Maria Keller"]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_word_is_found_by_how_it_begins(people: Database, typed: str, whom: list[str]) -> None:
    assert names(people, typed) == whom


@pytest.mark.parametrize(
    "typed",
    [
        "98210",
        "999 98210",
        "089 99998210",
        "(089) 999-98210",
        "+49 89 99998210",
        "+49 (0)89 99998210",
        "0049 89 99998210",
        "498999998210",
        "+49 89 999",
        "0049 89",
        "8210",
    ],
)
def test_a_number_is_found_from_its_end_or_with_its_country(people: Database, typed: str) -> None:
    assert names(people, typed) == ["Maria Keller"]


@pytest.mark.parametrize("typed", ["9821", "+49 88", "98211", "+", "0", "00"])
def test_other_digits_find_nobody(people: Database, typed: str) -> None:
    assert names(people, typed) == []


def test_who_is_called_so_comes_before_whose_company_is(people: Database) -> None:
    assert names(people, "kel")[-1] == "Sofía Núñez"


@pytest.mark.parametrize("typed", NAUGHTY, ids=range(len(NAUGHTY)))
def test_nothing_that_is_typed_is_an_error(people: Database, typed: str) -> None:
    assert len(found(people, typed)) <= 4


@pytest.mark.parametrize("typed", [one for one in NAUGHTY if folded(one)], ids=ascii)
def test_a_name_of_hostile_words_is_found_by_them(database: Database, typed: str) -> None:
    whole = typed.replace("\x00", "").replace("\ud800", "")[:40]
    with writing(database) as session:
        a_lead(session, prospect_id=a_prospect(session, f"Maria {whole}", company="Acme"))
    assert len(found(database, whole)) == 1


@pytest.mark.real_lists
def test_the_list_of_naughty_strings_is_no_error(people: Database) -> None:
    naughty = real_list("../text/blns.json").read_text(encoding="utf-8")
    for typed in json.loads(naughty):
        found(people, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text())
def test_no_text_is_an_error(sqlite_database: Database, typed: str) -> None:
    assert found(sqlite_database, typed) == []


def test_the_open_lead_is_meant_before_those_that_were_closed(database: Database) -> None:
    with writing(database) as session:
        prospect_id = a_prospect(session)
        open_id = a_lead(session, prospect_id=prospect_id, state=LeadState.NURTURE)
        values = dict.fromkeys(("lane", "due_at"))
        closed = {"state": LeadState.CLOSED, "resolution": "closed_out", "resolved_at": NOW}
        image = session.execute(
            select(tables.Lead.__table__).where(tables.Lead.id == open_id)
        ).one()
        former = dict(image._mapping) | {"id": open_id + 1} | values | closed
        session.execute(insert(tables.Lead), [former])
    (maria,) = found(database, "maria")
    assert (maria.lead_id, maria.state) == (open_id, LeadState.NURTURE)
    assert (maria.company, maria.city) == ("Bergmann Molkerei", "München")


def test_who_is_being_called_is_found_with_who_calls(database: Database) -> None:
    with writing(database) as session:
        a_person(session)
        sam = a_person(session, "Sam Lee")
        take_lead(session, a_lead(session), sam, NOW)
    (maria,) = found(database, "maria")
    assert (maria.called_by, maria.is_on_my_desk) == ("Sam Lee", False)


def test_a_word_of_any_length_can_be_kept_and_is_found(database: Database) -> None:
    with writing(database) as session:
        a_lead(session, prospect_id=a_prospect(session, "k" * 5000, company="z" * 5000))
    assert len(found(database, "k" * 60)) == 1
    assert len(found(database, "zzz")) == 1


def test_who_was_merged_into_another_is_not_found(people: Database) -> None:
    with writing(people) as session:
        session.execute(
            update(tables.Prospect)
            .where(tables.Prospect.last_name == "Kelm")
            .values(merged_into_id=1)
        )
    assert names(people, "kelm") == []


def test_a_name_that_was_found_out_is_found(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_lead(session, prospect_id=a_prospect(session, "", numbers=()))
        request = AddNumber(
            lead_id, a_person(session), "+498999998211", first_name="Anja", last_name="Vogt"
        )
        add_number(session, request, NOW)
    assert names(database, "vogt") == ["Anja Vogt"]
    assert names(database, "98211") == ["Anja Vogt"]


def test_an_address_that_was_learnt_is_found(people: Database) -> None:
    with writing(people) as session:
        session.get_one(tables.Prospect, 1).email = "m.sander@example.com"
    assert names(people, "sander") == ["Maria Keller"]
    assert names(people, "example.c") == ["Maria Keller"]


def test_a_company_that_is_called_otherwise_is_found_by_its_new_name_only(people: Database) -> None:
    with writing(people) as session:
        session.execute(
            update(tables.Account)
            .where(tables.Account.name == "Glashütte Jena")
            .values(name="Schott", folded_name="schott")
        )
    assert names(people, "schott") == ["Stefan Kelm"]
    assert names(people, "jena") == []
    assert names(people, "kelm") == ["Stefan Kelm"]


def test_who_was_erased_is_not_found(database: Database) -> None:
    with writing(database) as session:
        prospect_id = a_prospect(session, "Anja Vogt", numbers=())
        session.execute(delete(tables.Prospect).where(tables.Prospect.id == prospect_id))
    assert names(database, "vogt") == []


def test_before_anything_is_typed_the_newest_come_first(people: Database) -> None:
    with writing(people) as session:
        priya = a_person(session)
        for lead_id, minutes in ((1, 50), (3, 10), (1, 40), (2, 30)):
            at = NOW - timedelta(minutes=minutes)
            a_touch_of(session, lead_id, priya, kind="call", happened_at=at)
    with people.read() as session:
        recent = recent_people(session, caller_id=priya, now=NOW)
    assert [one.name for one in recent] == ["Sofía Núñez", "Stefan Kelm", "Maria Keller"]
