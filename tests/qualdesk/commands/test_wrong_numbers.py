"""Outcome 9, A to F: each leads on, and keeps history, answers and how warm they are."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from qualdesk.commands.outcomes import bar_calls, find_wrong_number, push_to_sales
from qualdesk.commands.requests.calls import BarCalls, FindWrongNumber, PushToSales, TakeBack
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Medium, SuppressionScope, WrongBecause
from qualdesk.domain.person import Role
from qualdesk.errors import InputError
from qualdesk.events.calls import FoundWrongNumber
from qualdesk.store import tables
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press
from tests.builders import (
    NOW,
    a_call,
    a_lead,
    a_number,
    a_person,
    a_prospect,
    a_territory,
    writing,
)

OFFICE, MOBILE, OTHER = "+498999998210", "+4917604069012", "+498999998333"
ANSWERS = {"pain": "Ink codes unreadable"}


@dataclass(frozen=True)
class Called:
    """Maria, whom Priya called at her office, and her colleague Stefan at the same company."""

    database: Database
    priya: int
    maria: int
    stefan: int

    def record(self, because: WrongBecause, **others: str) -> FoundWrongNumber:
        """Record what was wrong."""
        call = a_call(self.maria, self.priya, answers=ANSWERS)
        request = FindWrongNumber(call, because, **others)
        press = Press.new(self.priya)
        return self.database.carry_out(find_wrong_number, request, press=press, now=NOW)

    def undo(self) -> None:
        """Take it back."""
        request, press = TakeBack(self.priya), Press.new(self.priya)
        self.database.carry_out(take_back, request, press=press, now=NOW)

    def lead(self, lead_id: int) -> tables.Lead:
        """Return a lead as it stands."""
        with self.database.read() as session:
            return session.get_one(tables.Lead, lead_id)

    def prospect(self, lead_id: int) -> tables.Prospect:
        """Return whose lead it is."""
        with self.database.read() as session:
            return session.get_one(tables.Prospect, self.lead(lead_id).prospect_id)

    def news(self) -> list[tables.Outbox]:
        """Return the mails that tell reps, as they wait."""
        with self.database.read() as session:
            mails = select(tables.Outbox).where(tables.Outbox.kind == MailKind.REP_NEWS)
            return list(session.scalars(mails.where(tables.Outbox.state == MailState.HELD)))


@pytest.fixture
def called(database: Database) -> Called:
    with writing(database) as session:
        seed(session, NOW)
        priya = a_person(session)
        maria = a_lead(session, prospect_id=a_prospect(session, numbers=[OFFICE, MOBILE]))
        of_maria = session.get_one(tables.Lead, maria)
        roth = tables.Prospect(
            account_id=of_maria.account_id,
            site_id=session.get_one(tables.Prospect, of_maria.prospect_id).site_id,
            first_name="Stefan",
            last_name="Roth",
        )
        session.add(roth)
        session.flush()
        line = {"prospect_id": roth.id, "number_id": a_number(session, OTHER), "position": 0}
        session.execute(insert(tables.ProspectNumber).values(line))
        stefan = a_lead(session, prospect_id=roth.id)
    return Called(database, priya, maria, stefan)


def with_sales(called: Called) -> int:
    """Let Stefan be with sales; return his rep."""
    with writing(called.database) as session:
        rep = a_person(session, "Jonas Weber", role=Role.SALES)
    push = PushToSales(a_call(called.stefan, called.priya), rep_id=rep, unmet_because="asked")
    called.database.carry_out(push_to_sales, push, press=Press.new(called.priya), now=NOW)
    return rep


@pytest.mark.parametrize(
    "because", [WrongBecause.NOT_IN_SERVICE, WrongBecause.SOMEONE_ELSES_NUMBER]
)
def test_a_wrong_number_gives_way_to_the_next_one(called: Called, because: WrongBecause) -> None:
    called.record(because)
    lead = called.lead(called.maria)
    assert (lead.state, lead.lane) == (LeadState.QUEUED, Lane.FRESH)
    with called.database.read() as session:
        office = session.scalars(select(tables.Number).where(tables.Number.e164 == OFFICE)).one()
        is_dead = office.out_of_service_at is not None
    assert is_dead is (because is WrongBecause.NOT_IN_SERVICE)


@pytest.mark.parametrize(
    ("because", "resolution"),
    [
        (WrongBecause.LEFT_COMPANY, Resolution.LEFT_COMPANY),
        (WrongBecause.WRONG_PERSON, Resolution.DOES_NOT_FIT),
    ],
)
def test_whoever_it_is_then_gets_a_lead_as_warm_at_the_same_numbers(
    called: Called, because: WrongBecause, resolution: Resolution
) -> None:
    event = called.record(because, successor="Anja Vogt")
    assert called.lead(called.maria).resolution == resolution
    assert event.successor_lead_id is not None
    follows = called.lead(event.successor_lead_id)
    assert (follows.lane, follows.interest_at) == (
        Lane.FRESH,
        called.lead(called.maria).interest_at,
    )
    with called.database.read() as session:
        numbers = select(tables.ProspectNumber.number_id).order_by(tables.ProspectNumber.position)
        theirs, hers = (
            session.scalars(numbers.where(tables.ProspectNumber.prospect_id == one)).all()
            for one in (follows.prospect_id, called.lead(called.maria).prospect_id)
        )
    assert theirs == hers


@pytest.mark.parametrize("because", [WrongBecause.LEFT_COMPANY, WrongBecause.WRONG_PERSON])
def test_where_nobody_says_who_follows_it_is_to_be_found_out(
    called: Called, because: WrongBecause
) -> None:
    called.record(because)
    lead = called.lead(called.maria)
    assert (lead.state, lead.lane) == (LeadState.QUEUED, Lane.RESEARCH)
    assert lead.due_at is not None


def test_at_a_company_that_has_closed_nobody_is_called_any_more_until_undo(called: Called) -> None:
    before = called.lead(called.stefan).lane
    assert called.record(WrongBecause.COMPANY_CLOSED).also_closed == 1
    for lead_id in (called.maria, called.stefan):
        lead = called.lead(lead_id)
        assert (lead.state, lead.resolution) == (LeadState.CLOSED, Resolution.COMPANY_CLOSED)
    called.undo()
    assert called.lead(called.stefan).lane == before
    assert called.lead(called.maria).state == LeadState.QUEUED


def test_the_rep_who_has_somebody_at_a_closed_company_keeps_them_and_is_told(
    called: Called,
) -> None:
    rep = with_sales(called)
    assert called.record(WrongBecause.COMPANY_CLOSED).also_closed == 0
    assert called.lead(called.stefan).owner_person_id == rep
    (mail,) = called.news()
    assert (mail.to_address, mail.send_after) == (
        "jonas@aldergrove.example",
        NOW + timedelta(seconds=30),
    )
    assert mail.subject == "Bergmann Molkerei has closed, we were told"
    assert "You have Stefan Roth there" in mail.body
    called.undo()
    assert called.news() == []


def test_a_company_that_must_not_be_called_is_told_to_its_rep_too(called: Called) -> None:
    with_sales(called)
    call = a_call(called.maria, called.priya)
    request = BarCalls(call, SuppressionScope.COMPANY, Medium.BOTH)
    press = Press.new(called.priya)
    called.database.carry_out(bar_calls, request, press=press, now=NOW)
    assert called.lead(called.stefan).resolution == Resolution.DO_NOT_CONTACT
    (mail,) = called.news()
    assert mail.subject == "Bergmann Molkerei asked us not to call"


@pytest.mark.parametrize("typed", ["French", "fr", "Französisch", " FR "])
def test_another_language_is_known_by_its_code_and_tried_on_the_next_working_day(
    called: Called, typed: str
) -> None:
    called.record(WrongBecause.OTHER_LANGUAGE, language=typed)
    assert called.prospect(called.maria).language == "fr"
    lead = called.lead(called.maria)
    assert lead.lane == Lane.RETRY
    assert lead.due_at is not None
    assert lead.due_at.date() == NOW.date() + timedelta(days=1)


def test_a_language_that_nobody_knows_is_refused_and_nothing_is_recorded(called: Called) -> None:
    with pytest.raises(InputError, match="Which language is “Klingonish”"):
        called.record(WrongBecause.OTHER_LANGUAGE, language="Klingonish")
    assert called.lead(called.maria).version == 1


@pytest.mark.parametrize("because", WrongBecause)
def test_each_keeps_answers_and_warmth_and_undo_gives_all_back(
    called: Called, because: WrongBecause
) -> None:
    before = called.lead(called.maria)
    called.record(because)
    after = called.lead(called.maria)
    assert after.interest_at == before.interest_at
    with called.database.read() as session:
        kept = session.scalars(select(tables.Answer.words)).all()
    assert kept == list(ANSWERS.values())
    called.undo()
    lead, prospect = called.lead(called.maria), called.prospect(called.maria)
    assert (lead.state, lead.lane, lead.due_at) == (before.state, before.lane, before.due_at)
    assert prospect.left_on is None


def test_whoever_works_elsewhere_is_called_as_before(called: Called) -> None:
    with writing(called.database) as session:
        other = a_lead(
            session,
            prospect_id=a_prospect(session, "Ute Lang", company="Elsewhere", numbers=[OTHER]),
            territory_id=a_territory(session),
        )
    called.record(WrongBecause.COMPANY_CLOSED)
    assert called.lead(other).state == LeadState.QUEUED
