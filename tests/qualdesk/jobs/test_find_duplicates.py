"""Finding duplicates over a whole base: the certain are made one, the possible wait."""

from pathlib import Path

import pytest
from sqlalchemy import select

from qualdesk.commands.claims import claim_next
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.jobs.find_duplicates import FoundDuplicates, find_duplicates
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.queries.duplicates import duplicates, merges
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_lead, a_person, a_prospect, writing


def test_the_certain_are_made_one_and_the_possible_wait(database: Database) -> None:
    with writing(database) as session:
        maria = a_prospect(session, numbers=["+498999998210"])
        again = a_prospect(session, "Maria Kelller", numbers=["+498999998211"])
        role = a_prospect(session, "Stefan Roth", numbers=["+498999998212"])
        a_prospect(session, "Tom Ashworth", numbers=["+498999998213"], email="tom@p.example")
    found = find_duplicates(database, NOW)
    assert (found.merged, found.noted) == (1, 1)
    with database.read() as session:
        (merge,) = merges(session)
        assert (merge.kept.prospect_id, merge.merged.prospect_id) == (maria, again)
        (pair,) = duplicates(session)
        assert {pair.one.prospect_id, pair.other.prospect_id} == {maria, role}


def test_a_second_search_finds_nothing_new(database: Database) -> None:
    with writing(database) as session:
        a_prospect(session, numbers=["+498999998210"])
        a_prospect(session, "Stefan Roth", numbers=["+498999998212"])
    assert find_duplicates(database, NOW).noted == 1
    again = find_duplicates(database, NOW)
    assert (again.merged, again.noted) == (0, 0)


def test_three_of_one_become_one(database: Database) -> None:
    with writing(database) as session:
        for last in ("Keller", "Kelller", "Keler"):
            a_prospect(session, f"Maria {last}", numbers=["+498999998210"])
    assert find_duplicates(database, NOW).merged == 2
    with database.read() as session:
        alone = select(tables.Prospect.id).where(tables.Prospect.merged_into_id.is_(None))
        assert len(session.scalars(alone).all()) == 1


def test_whom_somebody_is_calling_waits_for_a_person(database: Database) -> None:
    with writing(database) as session:
        first = a_prospect(session, numbers=["+498999998210"])
        a_prospect(session, numbers=["+498999998211"])
        a_lead(session, prospect_id=first)
        claim_next(session, ClaimNext(a_person(session)), NOW)
    found = find_duplicates(database, NOW)
    assert found.merged == 0
    with database.read() as session:
        assert len(duplicates(session)) == 1


def test_a_switchboard_of_many_makes_nobody_one(database: Database) -> None:
    with writing(database) as session:
        for n in range(60):
            a_prospect(session, f"Person{n} Name{n}", company=f"Firm {n}", email=f"p{n}@f.example")
    found = find_duplicates(database, NOW)
    assert (found.merged, found.noted) == (0, 0)


def test_a_search_that_is_cancelled_changes_nothing(database: Database) -> None:
    with writing(database) as session:
        a_prospect(session, numbers=["+498999998210"])
        a_prospect(session, numbers=["+498999998211"])
    found = find_duplicates(database, NOW, is_cancelled=lambda: True)
    assert found == FoundDuplicates()
    with database.read() as session:
        assert not merges(session)
        assert not duplicates(session)


@pytest.mark.parametrize("count", [0, 1])
def test_a_base_of_nobody_or_one_has_no_duplicates(database: Database, count: int) -> None:
    with writing(database) as session:
        for _n in range(count):
            a_prospect(session)
    assert find_duplicates(database, NOW) == FoundDuplicates()


def test_a_like_person_under_one_domain_waits_whatever_the_company_is_called(
    database: Database, tmp_path: Path
) -> None:
    with writing(database) as session:
        a_prospect(session, company="Bergmann Holding", numbers=(), email="mk@bergmann.example")
        for number in range(24):
            a_prospect(session, f"P{number} Q{number}", company=f"F{number}", numbers=(), email="")
    path = tmp_path / "list.csv"
    words = "Name,Company,E-mail\nMaria Keller,Bergmann Molkerei,maria@bergmann.example\n"
    path.write_text(words + "Tom Roe,Bergmann Technik,tom@bergmann.example\n", "utf-8")
    report = import_list(database, ImportOrder(path, "Spring"), now=NOW)
    assert (report.prospects_added, report.duplicates_flagged) == (2, 1)
    with database.read() as session:
        (pair,) = duplicates(session)
    assert {pair.one.company, pair.other.company} == {"Bergmann Holding", "Bergmann Molkerei"}


def test_several_processes_find_what_one_finds(database: Database) -> None:
    with writing(database) as session:
        for number in range(30):
            for last in ("Keller", "Kelller"):
                a_prospect(
                    session,
                    f"Maria {last}",
                    company=f"Firm {number}",
                    numbers=[f"+4989999982{number:02}"],
                    email="",
                )
        for name in ("Stefan Roth", "Ines Bauer"):
            a_prospect(session, name, company="Roth & Bauer", numbers=(), email="us@rb.example")
    found = find_duplicates(database, NOW, processes=2)
    assert (found.merged, found.noted) == (30, 1)
