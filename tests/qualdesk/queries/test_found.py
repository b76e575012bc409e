"""Companies are found beside people, and how many of all that are meant wait in the queue."""

from datetime import timedelta

import pytest

from qualdesk.domain.lead import LeadState
from qualdesk.queries.found import CompanyFound, Found, found_as_typed, queue_size
from qualdesk.queries.people_found import MOST_SHOWN, people_at_company
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_lead, a_person, a_prospect, a_territory, writing


def found(database: Database, typed: str) -> Found:
    with database.read() as session:
        return found_as_typed(session, typed=typed, caller_id=1, now=NOW)


@pytest.fixture
def people(database: Database) -> Database:
    with writing(database) as session:
        a_person(session)
        territory = a_territory(session)
        for name, company, state in (
            ("Maria Keller", "Bergmann Molkerei", LeadState.QUEUED),
            ("Stefan Kelm", "Glashütte Jena", LeadState.NURTURE),
            ("Beate Lang", "Lang Kellerei", LeadState.QUEUED),
        ):
            prospect = a_prospect(session, name, company=company, email="")
            due_at = NOW + timedelta(days=9 if state is LeadState.NURTURE else 0)
            a_lead(
                session,
                prospect_id=prospect,
                territory_id=territory,
                state=state,
                due_at=due_at,
            )
    return database


def test_a_company_is_found_by_how_a_word_of_its_name_begins(people: Database) -> None:
    (company,) = found(people, "kel").companies
    assert company == CompanyFound(company.account_id, "Lang Kellerei", 1, "DE South")


@pytest.mark.parametrize("typed", ["maria", "kel maria", "lang stefan", "98210"])
def test_nobody_is_a_company_who_is_only_called_so(people: Database, typed: str) -> None:
    assert found(people, typed).companies == ()


def test_all_whom_we_know_at_a_company_count_and_are_listed(people: Database) -> None:
    with writing(people) as session:
        account_id = session.query(tables.Account.id).filter_by(name="Lang Kellerei").scalar()
        first = session.query(tables.Prospect).filter_by(account_id=account_id).one()
        other = tables.Prospect(
            account_id=account_id, site_id=first.site_id, first_name="Anja", last_name="Vogt"
        )
        session.add(other)
        session.flush()
        a_lead(session, prospect_id=other.id)
    (company,) = found(people, "lang").companies
    assert company.contacts == 2
    with people.read() as session:
        contacts = people_at_company(session, account_id=company.account_id, caller_id=1, now=NOW)
    assert [one.name for one in contacts] == ["Beate Lang", "Anja Vogt"]


def test_who_waits_in_the_queue_is_counted_and_nobody_else(people: Database) -> None:
    assert found(people, "kel").in_queue == 2
    with people.read() as session:
        assert queue_size(session, caller_id=1, now=NOW) == 2


def test_companies_take_their_rows_from_those_of_people(people: Database) -> None:
    with writing(people) as session:
        for n in range(MOST_SHOWN):
            prospect = a_prospect(session, f"Karl Kell{n}", company=f"Kelterei {n}", email="")
            a_lead(session, prospect_id=prospect)
    shown = found(people, "kel")
    assert len(shown.people) + len(shown.companies) == MOST_SHOWN
    assert len(shown.companies) == 2
