"""The sample company: it fills both databases, at any moment, and looks alive."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import phonenumbers
import pytest
from sqlalchemy import func, select

from qualdesk.domain.calling_hours import may_call_at
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.phone import Phone
from qualdesk.domain.verdicts import verdict
from qualdesk.errors import InputError
from qualdesk.jobs.sample_cast import sample_prospects
from qualdesk.jobs.sample_desk import fill_sample_desk
from qualdesk.jobs.sample_ground import AGREED_LEAD
from qualdesk.queries.appointments import appointments
from qualdesk.queries.queue import QueueRow, call_queue
from qualdesk.settings import calling_rules
from qualdesk.store.leads import image_of
from qualdesk.store.queue_index import SiteFacts, clock_of
from qualdesk.store.seeds import read_definition, read_script
from qualdesk.store.session import Database
from qualdesk.store.tables import (
    Account,
    Answer,
    Campaign,
    HandOff,
    Lead,
    LeadChange,
    LeadDefinition,
    Number,
    Person,
    Prospect,
    ProspectNumber,
    Response,
    Script,
    Site,
    Territory,
    Touch,
)

AS_IN_THE_PICTURE = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
NOT_IN_THE_STORY = {HandOffState.TAKEN_BACK, HandOffState.NO_SHOW, HandOffState.RESCHEDULED}
MOMENTS = [
    AS_IN_THE_PICTURE,
    datetime(2026, 11, 21, 13, 0, tzinfo=UTC),  # a Saturday
    datetime(2027, 1, 1, 0, 0, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # clocks change in Europe
    datetime(2028, 2, 29, 23, 59, tzinfo=UTC),
]


def queue_of_priya(database: Database, now: datetime) -> list[QueueRow]:
    with database.read() as session:
        priya = session.scalars(select(Person.id).where(Person.name == "Priya Nair")).one()
        return call_queue(session, caller_id=priya, now=now)


def test_the_call_desk_first_shows_maria_keller_at_half_past_ten(database: Database) -> None:
    fill_sample_desk(database, AS_IN_THE_PICTURE)
    first = queue_of_priya(database, AS_IN_THE_PICTURE)[0]
    assert (first.name, first.may_call_now) == ("Maria Keller", True)
    assert first.reason.sentence(AS_IN_THE_PICTURE) == (
        "You promised Maria a call at 10:30 their time."
        " Replied by e-mail yesterday (Webinar: wet lines)."
    )


def test_noor_waits_until_quarter_to_eleven_and_dana_until_three(database: Database) -> None:
    fill_sample_desk(database, AS_IN_THE_PICTURE)
    rows = {one.first_name: one for one in queue_of_priya(database, AS_IN_THE_PICTURE)}
    assert rows["Noor"].reason.short(AS_IN_THE_PICTURE) == "Callback 10:45"
    assert rows["Dana"].reason.short(AS_IN_THE_PICTURE) == "Callback 15:00"
    assert rows["Dana"].is_later


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_every_lead_stands_where_its_history_ends(sqlite_database: Database, now: datetime) -> None:
    fill_sample_desk(sqlite_database, now)
    with sqlite_database.read() as session:
        for lead in session.scalars(select(Lead)):
            changes = session.scalars(
                select(LeadChange).where(LeadChange.lead_id == lead.id).order_by(LeadChange.version)
            ).all()
            assert [one.version for one in changes] == list(range(1, lead.version + 1))
            assert asdict(image_of(changes[-1])) == asdict(image_of(lead))
            assert [one.happened_at for one in changes] == sorted(o.happened_at for o in changes)


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_nothing_in_the_history_lies_ahead(sqlite_database: Database, now: datetime) -> None:
    fill_sample_desk(sqlite_database, now)
    with sqlite_database.read() as session:
        for column in (Touch.happened_at, Response.happened_at, LeadChange.happened_at):
            newest = session.scalar(select(func.max(column)))
            assert newest is not None
            assert newest <= now


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_on_a_working_day_there_is_always_a_promise_for_about_now(
    sqlite_database: Database, hour: int
) -> None:
    now = datetime(2026, 11, 18, hour, 12, tzinfo=UTC)
    fill_sample_desk(sqlite_database, now)
    with sqlite_database.read() as session:
        near = session.execute(
            select(Lead.due_at, Site, Number.e164)
            .join(Prospect, Prospect.id == Lead.prospect_id)
            .join(Site, Site.id == Prospect.site_id)
            .join(ProspectNumber, ProspectNumber.prospect_id == Prospect.id)
            .join(Number, Number.id == ProspectNumber.number_id)
            .where(Lead.lane == Lane.PROMISED, Lead.due_at < now + timedelta(minutes=20))
            .where(ProspectNumber.position == 0)
        ).all()
    assert near
    for due_at, site, e164 in near:
        assert due_at is not None
        clock = clock_of(SiteFacts(site.country, site.region, site.zone), Phone(e164))
        assert now - due_at < timedelta(minutes=5)
        assert may_call_at(clock, due_at, calling_rules())


def test_there_is_something_of_everything(database: Database) -> None:
    fill_sample_desk(database, AS_IN_THE_PICTURE)
    with database.read() as session:
        lanes = set(session.scalars(select(Lead.lane).where(Lead.lane.is_not(None))))
        states = set(session.scalars(select(Lead.state)))
        ends = set(session.scalars(select(Lead.resolution).where(Lead.resolution.is_not(None))))
        offers = set(session.scalars(select(HandOff.state)))
        kinds = set(session.scalars(select(Campaign.kind)))
        open_ones = session.scalars(select(Territory.name).where(Territory.rep_id.is_(None))).all()
        meetings = appointments(session, now=AS_IN_THE_PICTURE, since=AS_IN_THE_PICTURE)
    assert lanes == set(Lane)
    assert states == set(LeadState)
    assert ends >= {Resolution.CLOSED_OUT, Resolution.DO_NOT_CONTACT, Resolution.WON_BY_SALES}
    assert offers >= set(HandOffState) - NOT_IN_THE_STORY
    assert len(kinds) >= len(CampaignKind) - 2
    assert set(open_ones) == {"DE South", "DE East", "Nordics", "Everywhere else"}
    assert len(meetings) == 5


def test_what_went_to_sales_met_the_definition_by_its_own_answers(
    sqlite_database: Database,
) -> None:
    fill_sample_desk(sqlite_database, AS_IN_THE_PICTURE)
    with sqlite_database.read() as session:
        agreed = select(LeadDefinition.body).where(LeadDefinition.key == AGREED_LEAD)
        definition = read_definition(session.scalars(agreed).one())
        for lead_id, body in session.execute(
            select(HandOff.lead_id, Script.body)
            .join(Lead, Lead.id == HandOff.lead_id)
            .join(Campaign, Campaign.id == Lead.campaign_id)
            .join(Script, Script.id == Campaign.script_id)
        ):
            said = session.scalars(select(Answer).where(Answer.lead_id == lead_id))
            answers = {one.step: one.words for one in said}
            script = read_script(body)
            assert set(answers) <= {step.id for step in script.steps}, (script.id, answers)
            assert verdict(script, definition, answers, AS_IN_THE_PICTURE.date()).is_lead, (
                script.id,
                answers,
            )


def test_every_number_is_valid_and_none_is_told_twice_but_a_switchboard() -> None:
    numbers = [one for prospect in sample_prospects() for one in prospect.numbers]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(one)) for one in numbers)
    assert {one for one in numbers if numbers.count(one) > 1} == {"+498999998210"}


def test_mail_could_only_go_to_addresses_that_do_not_exist(sqlite_database: Database) -> None:
    fill_sample_desk(sqlite_database, AS_IN_THE_PICTURE)
    with sqlite_database.read() as session:
        addresses = [
            *session.scalars(select(Prospect.email)),
            *session.scalars(select(Person.email)),
        ]
        sites = session.scalars(select(Account.website)).all()
    assert all(one.isascii() and one.endswith(".example") for one in addresses if one)
    assert all(one.endswith(".example") for one in sites)


def test_a_database_with_prospects_is_never_filled_again(sqlite_database: Database) -> None:
    fill_sample_desk(sqlite_database, AS_IN_THE_PICTURE)
    with pytest.raises(InputError, match="prospects already"):
        fill_sample_desk(sqlite_database, AS_IN_THE_PICTURE)
