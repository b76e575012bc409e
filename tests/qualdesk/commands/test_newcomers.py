"""Somebody typed by hand: new, known already, or not to be called; and taken back as a whole."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from qualdesk.commands.newcomers import add_prospect
from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.requests.newcomers import AddProspect
from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.newcomers import AddedProspect
from qualdesk.queries.timeline import timeline
from qualdesk.store import tables
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, writing

AN_HOUR_AGO = NOW - timedelta(hours=1)


@pytest.fixture
def campaign(database: Database) -> int:
    """Return a campaign of a database that has a shared ground."""
    with writing(database) as session:
        seed(session, NOW)
        return a_campaign(session)


def _request(session: Session, campaign_id: int, **typed: object) -> AddProspect:
    fields: dict[str, object] = {"name": "Carla Neri", "number": "+39 0521 555019", **typed}
    caller_id = a_person(session)
    return AddProspect(caller_id, campaign_id, AN_HOUR_AGO, **fields)  # type: ignore[arg-type]


def _add(database: Database, campaign_id: int, **typed: object) -> AddedProspect:
    with writing(database) as session:
        request = _request(session, campaign_id, **typed)
    return database.carry_out(add_prospect, request, press=Press(uuid4()), now=NOW)


def _count(database: Database, table: type[tables.Table]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _lead(database: Database, lead_id: int) -> tables.Lead:
    with database.read() as session:
        return session.get_one(tables.Lead, lead_id)


def test_somebody_new_has_a_lead_that_is_called_now(database: Database, campaign: int) -> None:
    added = _add(database, campaign, company="Oleificio Neri", email="carla@neri.example")
    lead = _lead(database, added.lead_id)
    assert (added.prospect_name, added.was_known) == ("Carla Neri", False)
    assert (lead.state, lead.lane, lead.campaign_id) == (LeadState.QUEUED, Lane.FRESH, campaign)
    assert (lead.due_at, lead.interest_at) == (NOW, AN_HOUR_AGO)


def test_how_they_came_is_kept_as_their_response(database: Database, campaign: int) -> None:
    added = _add(database, campaign, response=ResponseKind.VISITED_STAND)
    with database.read() as session:
        heard = session.scalars(select(tables.Response)).one()
        assert (heard.kind, heard.happened_at) == (ResponseKind.VISITED_STAND, AN_HOUR_AGO)
        assert heard.prospect_id == session.get_one(tables.Lead, added.lead_id).prospect_id


def test_without_a_number_they_wait_to_be_found_out(database: Database, campaign: int) -> None:
    added = _add(database, campaign, number="", email="carla@neri.example")
    assert added.lane is Lane.RESEARCH


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Maria Keller", "number": "+49 89 99998210"},
        {"name": "", "company": "Bergmann", "number": "+49 89 99998210"},
        {
            "name": "maria keller",
            "number": "",
            "email": "Maria.Keller@bergmann-molkerei.example",
        },
        {"name": "Maria Keller", "company": "Bergmann Molkerei GmbH", "number": "+4917604069012"},
    ],
    ids=["number and name", "number of one person", "address", "company and name"],
)
def test_who_is_known_joins_with_the_lead_they_have(
    database: Database, campaign: int, typed: dict[str, object]
) -> None:
    with writing(database) as session:
        known = a_lead(session, campaign_id=campaign, lane=Lane.RETRY, attempts=3)
    added = _add(database, campaign, **typed)
    lead = _lead(database, known)
    assert added.was_known
    assert (added.lead_id, added.prospect_name) == (known, "Maria Keller")
    assert (lead.lane, lead.attempts, lead.due_at) == (Lane.FRESH, 0, NOW)
    assert _count(database, tables.Prospect) == 1


def test_a_number_and_an_address_that_are_new_are_kept(database: Database, campaign: int) -> None:
    with writing(database) as session:
        known = a_lead(session, campaign_id=campaign)
    _add(
        database,
        campaign,
        name="Maria Keller",
        company="Bergmann Molkerei",
        number="+4917604069012",
        email="maria@elsewhere.example",
    )
    with database.read() as session:
        numbers = set(session.scalars(select(tables.Number.e164)))
        assert numbers == {"+498999998210", "+4917604069012"}
        prospect_id = session.get_one(tables.Lead, known).prospect_id
        words = [row.words for row in timeline(session, prospect_id)]
        assert "Also reached at maria@elsewhere.example." in words


def test_an_address_is_learned_of_who_had_none(database: Database, campaign: int) -> None:
    with writing(database) as session:
        prospect_id = a_prospect(session, email="")
        a_lead(session, prospect_id=prospect_id, campaign_id=campaign)
    _add(database, campaign, name="Maria Keller", number="+498999998210", email="m@keller.example")
    with database.read() as session:
        assert session.get_one(tables.Prospect, prospect_id).email == "m@keller.example"


def test_another_name_at_a_known_number_is_somebody_else(database: Database, campaign: int) -> None:
    with writing(database) as session:
        a_lead(session, campaign_id=campaign)
    added = _add(
        database, campaign, name="Stefan Roth", company="Bergmann Molkerei", number="+498999998210"
    )
    assert not added.was_known
    assert _count(database, tables.Prospect) == 2
    assert _count(database, tables.Account) == 1


def test_a_number_of_our_own_country_may_be_short(database: Database, campaign: int) -> None:
    with writing(database) as session:
        session.get_one(tables.Person, a_person(session)).country = "DE"
    _add(database, campaign, number="089 99998210")
    with database.read() as session:
        assert session.scalars(select(tables.Number.e164)).one() == "+498999998210"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Who is it?"),
        ({"number": ""}, "How are they reached?"),
        ({"number": "12"}, "“12” cannot be dialled."),
        ({"number": "", "email": "carla at neri"}, "“carla at neri” is no e-mail address."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_added(
    database: Database, campaign: int, typed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence.replace("?", r"\?")):
        _add(database, campaign, **typed)
    assert _count(database, tables.Prospect) == 0


@pytest.mark.parametrize(
    ("scope", "value"),
    [(SuppressionScope.NUMBER, "+498999998210"), (SuppressionScope.COMPANY, "Bergmann Molkerei")],
)
def test_who_must_not_be_called_is_not_added(
    database: Database, campaign: int, scope: SuppressionScope, value: str
) -> None:
    with writing(database) as session:
        add_suppression(session, AddSuppression(scope, value), NOW)
    typed = {"company": "Bergmann Molkerei", "number": "+49 89 99998210"}
    with pytest.raises(Forbidden, match="Maria Keller must not be called"):
        _add(database, campaign, name="Maria Keller", **typed)
    assert _count(database, tables.Prospect) == 0


def test_a_rep_who_has_them_is_told(database: Database, campaign: int) -> None:
    with writing(database) as session:
        rep = session.get_one(tables.Person, a_person(session, "Jonas Weber"))
        known = a_lead(
            session,
            campaign_id=campaign,
            state=LeadState.WITH_SALES,
            lane=None,
            owner_person_id=rep.id,
        )
        address = rep.email
    added = _add(database, campaign, name="Maria Keller", number="+49 89 99998210")
    assert (added.lead_id, added.state) == (known, LeadState.WITH_SALES)
    with database.read() as session:
        mail = session.scalars(select(tables.Outbox)).one()
        assert mail.to_address == address
        assert "came to us" in mail.subject


def test_it_is_taken_back_as_a_whole(database: Database, campaign: int) -> None:
    _withdraw(database, _add(database, campaign))
    for table in (tables.Prospect, tables.Lead, tables.Response, tables.Account):
        assert _count(database, table) == 0


def test_taken_back_the_lead_of_who_was_known_is_as_before(
    database: Database, campaign: int
) -> None:
    with writing(database) as session:
        known = a_lead(session, campaign_id=campaign, lane=Lane.RETRY, attempts=3)
    _withdraw(database, _add(database, campaign, name="Maria Keller", number="+49 89 99998210"))
    assert _lead(database, known).attempts == 3


def test_an_address_that_was_learned_is_taken_back_too(database: Database, campaign: int) -> None:
    with writing(database) as session:
        prospect_id = a_prospect(session, email="")
    added = _add(
        database, campaign, name="Maria Keller", number="+498999998210", email="m@keller.example"
    )
    _withdraw(database, added)
    with database.read() as session:
        known = session.get_one(tables.Prospect, prospect_id)
        assert (known.email, known.email_domain) == ("", "")
    assert _count(database, tables.Lead) == 0


def test_an_address_that_was_corrected_since_stays(database: Database, campaign: int) -> None:
    with writing(database) as session:
        prospect_id = a_prospect(session, email="")
    added = _add(
        database, campaign, name="Maria Keller", number="+498999998210", email="m@keller.example"
    )
    with writing(database) as session:
        session.get_one(tables.Prospect, prospect_id).email = "maria@keller.example"
    _withdraw(database, added)
    with database.read() as session:
        assert session.get_one(tables.Prospect, prospect_id).email == "maria@keller.example"


def test_who_looks_like_somebody_waits_for_a_decision(database: Database, campaign: int) -> None:
    with writing(database) as session:
        a_lead(session, campaign_id=campaign)
    added = _add(database, campaign, name="Maria Kelller", number="+49 89 99998210")
    assert added.looks_like == ("Maria Keller",)
    assert not added.was_known
    assert _count(database, tables.Duplicate) == 1


def test_a_colleague_of_another_name_looks_like_nobody(database: Database, campaign: int) -> None:
    with writing(database) as session:
        a_lead(session, campaign_id=campaign)
    added = _add(
        database, campaign, name="Stefan Roth", company="Bergmann Molkerei", number="+498999998211"
    )
    assert added.looks_like == ()
    assert _count(database, tables.Duplicate) == 0


def test_taken_back_nobody_waits_for_a_decision(database: Database, campaign: int) -> None:
    with writing(database) as session:
        a_lead(session, campaign_id=campaign)
    added = _add(database, campaign, name="Maria Kelller", number="+49 89 99998210")
    _withdraw(database, added)
    assert (_count(database, tables.Duplicate), _count(database, tables.Prospect)) == (0, 1)


def _withdraw(database: Database, added: AddedProspect) -> None:
    request = WithdrawImport(added.list_id)
    database.carry_out(withdraw_import, request, press=Press(uuid4()), now=NOW)
