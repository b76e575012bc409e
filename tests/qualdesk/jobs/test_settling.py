"""When a campaign has ended, who waits for its call goes to the end chosen for it, exactly once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from qualdesk.commands import outcomes
from qualdesk.commands.campaigns import change_cadence, change_campaign_state
from qualdesk.commands.claims import claim_lead
from qualdesk.commands.requests.calls import RecordNoAnswer
from qualdesk.commands.requests.campaigns import ChangeCadence, ChangeCampaignState, SettleLeads
from qualdesk.commands.requests.order import ClaimLead
from qualdesk.commands.settling import settle_leads
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import AtEnd, CampaignState
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.queue_order import Line
from qualdesk.jobs.settling import settle_ended_campaigns
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_call, a_campaign, a_lead, a_person, a_prospect, writing

LAST_DAY = date(2026, 11, 17)
OVER_EVERYWHERE = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
CHECK_IN = OVER_EVERYWHERE + timedelta(days=90)


def _leads(session: Session, *lanes: Lane, ends_on: date | None = LAST_DAY) -> list[int]:
    campaign_id = a_campaign(session, ends_on=ends_on)
    return [
        a_lead(
            session,
            prospect_id=a_prospect(session, f"No {place}", numbers=[f"+4989999982{place:02}"]),
            campaign_id=campaign_id,
            lane=lane,
            state=LeadState.NURTURE if lane is Lane.CHECK_IN else LeadState.QUEUED,
            interest_at=NOW - timedelta(days=9),
        )
        for place, lane in enumerate(lanes)
    ]


def _standing(database: Database, lead_id: int) -> tuple[str, str | None, datetime | None]:
    with database.read() as session:
        lead = session.get_one(tables.Lead, lead_id)
        return lead.state, lead.lane, lead.due_at


@pytest.mark.parametrize("lane", [Lane.FRESH, Lane.RETRY])
def test_who_waits_for_a_call_is_kept_in_touch_with(database: Database, lane: Lane) -> None:
    with writing(database) as session:
        (lead_id,) = _leads(session, lane)
    assert settle_ended_campaigns(database, OVER_EVERYWHERE) == 1
    assert _standing(database, lead_id) == (LeadState.NURTURE, Lane.CHECK_IN, CHECK_IN)
    with database.read() as session:
        entry = session.get_one(tables.QueueEntry, lead_id)
        assert entry.line == Line.CHECK_IN


@pytest.mark.parametrize("lane", [Lane.PROMISED, Lane.RETURNED, Lane.CHECK_IN, Lane.RESEARCH])
def test_promises_returns_check_ins_and_what_is_to_find_out_stay(
    database: Database, lane: Lane
) -> None:
    with writing(database) as session:
        (lead_id,) = _leads(session, lane)
    before = _standing(database, lead_id)
    assert settle_ended_campaigns(database, OVER_EVERYWHERE) == 0
    assert _standing(database, lead_id) == before


def test_nothing_is_settled_while_the_last_day_runs_anywhere(database: Database) -> None:
    with writing(database) as session:
        _leads(session, Lane.FRESH)
    assert settle_ended_campaigns(database, OVER_EVERYWHERE - timedelta(minutes=1)) == 0
    assert settle_ended_campaigns(database, OVER_EVERYWHERE) == 1


def test_each_lead_is_moved_once_however_often_it_is_asked(database: Database) -> None:
    with writing(database) as session:
        _leads(session, *[Lane.FRESH] * 50)
    assert settle_ended_campaigns(database, OVER_EVERYWHERE) == 50
    assert settle_ended_campaigns(database, OVER_EVERYWHERE + timedelta(days=1)) == 0
    with database.read() as session:
        versions = session.scalars(select(func.max(tables.LeadChange.version))).one()
        changes = session.scalar(select(func.count()).select_from(tables.LeadChange))
    assert (versions, changes) == (2, 100)


def test_a_campaign_that_was_ended_by_hand_is_settled_and_a_paused_one_is_not(
    database: Database,
) -> None:
    with writing(database) as session:
        (lead_id,) = _leads(session, Lane.FRESH, ends_on=None)
        campaign_id = session.get_one(tables.Lead, lead_id).campaign_id
        paused = ChangeCampaignState(campaign_id, CampaignState.PAUSED)
        change_campaign_state(session, paused, NOW)
    assert settle_ended_campaigns(database, NOW) == 0
    with writing(database) as session:
        ended = ChangeCampaignState(campaign_id, CampaignState.ENDED)
        change_campaign_state(session, ended, NOW)
    assert settle_ended_campaigns(database, NOW) == 1


def test_who_is_being_called_is_left_to_the_outcome(database: Database) -> None:
    with writing(database) as session:
        (lead_id,) = _leads(session, Lane.FRESH)
        priya = a_person(session)
        claim_lead(session, ClaimLead(priya, lead_id), OVER_EVERYWHERE)
    assert settle_ended_campaigns(database, OVER_EVERYWHERE) == 0
    with writing(database) as session:
        request = RecordNoAnswer(a_call(lead_id, priya))
        after = outcomes.record_no_answer(session, request, OVER_EVERYWHERE).after
        assert (after.state, after.lane) == (LeadState.NURTURE, Lane.CHECK_IN)
        assert after.due_at == datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def test_who_came_forward_after_the_end_is_called_at_once(database: Database) -> None:
    with writing(database) as session:
        (lead_id,) = _leads(session, Lane.FRESH)
        session.get_one(tables.Lead, lead_id).interest_at = NOW
    settle_ended_campaigns(database, OVER_EVERYWHERE)
    assert _standing(database, lead_id)[2] == OVER_EVERYWHERE


def test_two_workers_at_once_never_move_the_same_lead(postgres_database: Database) -> None:
    with writing(postgres_database) as session:
        lead_ids = _leads(session, *[Lane.FRESH] * 6)
    request = SettleLeads(at_most=4)
    with writing(postgres_database) as session:
        first = settle_leads(session, request, OVER_EVERYWHERE)
        second = postgres_database.carry_out(
            settle_leads, request, press=Press.new(), now=OVER_EVERYWHERE
        )
    assert (len(first.lead_ids), len(second.lead_ids)) == (4, 2)
    assert sorted(first.lead_ids + second.lead_ids) == sorted(lead_ids)


def test_where_calling_goes_on_after_the_end_the_leads_stay_in_the_order(
    database: Database,
) -> None:
    with writing(database) as session:
        priya = a_person(session)
        fresh, retry = _leads(session, Lane.FRESH, Lane.RETRY)
        campaign_id = session.get_one(tables.Lead, fresh).campaign_id
        keeps = ChangeCadence(campaign_id, Cadence(), AtEnd.KEEP_CALLING)
        change_cadence(session, keeps, NOW)
    assert settle_ended_campaigns(database, OVER_EVERYWHERE) == 0
    with database.read() as session:
        rows = call_queue(session, caller_id=priya, now=OVER_EVERYWHERE)
    assert {row.lead_id for row in rows} == {fresh, retry}
    assert {row.head for row in rows} == {"Normal"}


def test_ended_by_hand_nobody_is_called_whatever_was_chosen(database: Database) -> None:
    with writing(database) as session:
        (lead_id,) = _leads(session, Lane.FRESH, ends_on=None)
        campaign = session.get_one(
            tables.Campaign, session.get_one(tables.Lead, lead_id).campaign_id
        )
        campaign.at_end, campaign.state = AtEnd.KEEP_CALLING, CampaignState.ENDED
    assert settle_ended_campaigns(database, NOW) == 1
