"""Campaigns are added with the newest script and definition of the keys they name."""

from datetime import date

import pytest
from sqlalchemy import select

from qualdesk.commands.campaigns import add_campaign
from qualdesk.commands.requests import AddCampaign
from qualdesk.domain.campaign import CampaignKind
from qualdesk.errors import InputError
from qualdesk.queries.campaigns import campaigns
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_campaign, a_lead, writing


def add(database: Database, request: AddCampaign) -> int:
    return database.carry_out(add_campaign, request, press=Press.new(), now=NOW).campaign_id


def test_a_campaign_takes_the_newest_version_of_its_script(database: Database) -> None:
    with writing(database) as session:
        old = session.scalars(select(tables.Script).where(tables.Script.key == "inquiry")).one()
        newer = tables.Script(key="inquiry", version=old.version + 1, body=old.body)
        session.add(newer)
        session.flush()
    campaign_id = add(database, AddCampaign("BrauTech 2026", CampaignKind.TRADE_SHOW))
    with database.read() as session:
        assert session.get_one(tables.Campaign, campaign_id).script_id == newer.id


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
