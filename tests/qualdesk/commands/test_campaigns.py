"""Campaigns: added with the newest of what they name, changed with a history, paused in sight."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.campaigns import add_campaign, change_cadence, change_campaign_state
from qualdesk.commands.requests.campaigns import AddCampaign, ChangeCadence, ChangeCampaignState
from qualdesk.domain.campaign import AtEnd, CampaignKind, CampaignState
from qualdesk.domain.lead import Lane
from qualdesk.errors import InputError
from qualdesk.queries.campaigns import campaigns
from qualdesk.queries.prospect_card import prospect_card
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.cadences import shipped_cadences
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, writing


def add(database: Database, request: AddCampaign) -> int:
    return database.carry_out(add_campaign, request, press=Press.new(), now=NOW).campaign_id


def test_a_campaign_takes_the_newest_version_of_its_script(database: Database) -> None:
    with writing(database) as session:
        kinds_own = select(tables.Script).where(tables.Script.key == "trade-show")
        old = session.scalars(kinds_own).one()
        newer = tables.Script(key=old.key, version=old.version + 1, body=old.body)
        session.add(newer)
        session.flush()
    campaign_id = add(database, AddCampaign("BrauTech 2026", CampaignKind.TRADE_SHOW))
    with database.read() as session:
        assert session.get_one(tables.Campaign, campaign_id).script_id == newer.id


@pytest.mark.parametrize(
    ("days_to_event", "script"),
    [(1, "Webinar invitation"), (0, "Webinar follow-up"), (-1, "Webinar follow-up")],
)
def test_before_an_event_they_are_invited_and_after_it_followed_up(
    database: Database, days_to_event: int, script: str
) -> None:
    event_on = NOW.date() + timedelta(days=days_to_event)
    campaign_id = add(database, AddCampaign("Wet lines", CampaignKind.WEBINAR, event_on=event_on))
    with writing(database) as session:
        lead_id = a_lead(session, campaign_id=campaign_id)
        caller_id = a_person(session)
    with database.read() as session:
        card = prospect_card(session, lead_id=lead_id, caller_id=caller_id, now=NOW)
    assert card.script.title == script


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (AddCampaign(" "), "needs a name"),
        (AddCampaign("BrauTech 2026"), "already a campaign BrauTech 2026"),
        (AddCampaign("Caps", script="sing"), "no script “sing”. Choose one of: "),
        (AddCampaign("Caps", definition="any"), "no lead definition “any”"),
        (
            AddCampaign("Caps", starts_on=date(2026, 12, 1), ends_on=date(2026, 11, 1)),
            "would end before it starts",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    database: Database, request_: AddCampaign, sentence: str
) -> None:
    add(database, AddCampaign("BrauTech 2026"))
    with pytest.raises(InputError, match=sentence):
        add(database, request_)


def test_campaigns_count_their_members_and_who_waits_for_a_call(database: Database) -> None:
    with writing(database) as session:
        campaign_id = a_campaign(session)
        lead = session.get_one(tables.Lead, a_lead(session, campaign_id=campaign_id))
        session.add(tables.CampaignMember(campaign_id=campaign_id, prospect_id=lead.prospect_id))
    with database.read() as session:
        (row,) = campaigns(session, now=NOW)
    assert (row.prospects, row.to_call, row.is_running) == (1, 1, True)


def test_a_campaign_that_has_ended_is_not_running(database: Database) -> None:
    with writing(database) as session:
        a_campaign(session, ends_on=date(2026, 11, 1))
    with database.read() as session:
        (row,) = campaigns(session, now=NOW)
    assert not row.is_running


def test_a_new_campaign_has_the_cadence_of_its_kind(database: Database) -> None:
    add(database, AddCampaign("Bought once, gone quiet", CampaignKind.DORMANT))
    with database.read() as session:
        (row,) = campaigns(session, now=NOW)
    assert row.cadence == shipped_cadences()[CampaignKind.DORMANT]
    assert row.at_end is AtEnd.NURTURE


def test_another_cadence_is_stored_and_stands_in_the_history(database: Database) -> None:
    campaign_id = add(database, AddCampaign("BrauTech 2026"))
    shorter = replace(shipped_cadences()[CampaignKind.DIRECT_MAIL], attempts=4)
    request = ChangeCadence(campaign_id, shorter)
    event = database.carry_out(change_cadence, request, press=Press.new(), now=NOW)
    assert event.name == "BrauTech 2026"
    with database.read() as session:
        (row,) = campaigns(session, now=NOW)
        kept = session.scalars(
            select(tables.CampaignChange).order_by(tables.CampaignChange.id)
        ).all()
    assert row.cadence == shorter
    assert [one.cadence.attempts for one in kept] == [6, 4]


def test_a_change_that_changes_nothing_is_refused(database: Database) -> None:
    campaign_id = add(database, AddCampaign("BrauTech 2026"))
    same = ChangeCadence(campaign_id, shipped_cadences()[CampaignKind.DIRECT_MAIL])
    running = ChangeCampaignState(campaign_id, CampaignState.RUNNING)
    with pytest.raises(InputError, match="has these rules already"):
        database.carry_out(change_cadence, same, press=Press.new(), now=NOW)
    with pytest.raises(InputError, match="is running already"):
        database.carry_out(change_campaign_state, running, press=Press.new(), now=NOW)


def test_there_must_be_such_a_campaign(database: Database) -> None:
    request = ChangeCampaignState(99, CampaignState.PAUSED)
    with pytest.raises(InputError, match="no such campaign"):
        database.carry_out(change_campaign_state, request, press=Press.new(), now=NOW)


def test_a_paused_campaign_keeps_its_promises_and_says_why_the_rest_waits(
    database: Database,
) -> None:
    with writing(database) as session:
        caller_id, campaign_id = a_person(session), a_campaign(session)
        promised = a_lead(session, campaign_id=campaign_id, lane=Lane.PROMISED, due_at=NOW)
        stefan = a_prospect(session, "Stefan Roth", numbers=["+498999998211"])
        fresh = a_lead(session, prospect_id=stefan, campaign_id=campaign_id)
        request = ChangeCampaignState(campaign_id, CampaignState.PAUSED)
        change_campaign_state(session, request, NOW)
    with database.read() as session:
        called = [row.lead_id for row in call_queue(session, caller_id=caller_id, now=NOW)]
        card = prospect_card(session, lead_id=fresh, caller_id=caller_id, now=NOW)
        (row,) = campaigns(session, now=NOW)
    assert called == [promised]
    assert card.reason.sentence(NOW) == "Not called now: campaign paused."
    assert (row.rest, row.to_call) == ("campaign paused", 2)
