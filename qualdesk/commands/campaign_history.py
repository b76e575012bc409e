"""The history of a campaign's rules: one row when it is added, one a change."""

from datetime import datetime

from sqlalchemy import insert

from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Campaign, CampaignChange


def keep_change(session: Session, campaign: Campaign, now: datetime) -> None:
    """Write into the history what holds from now on."""
    session.flush()
    session.execute(
        insert(CampaignChange).values(
            campaign_id=campaign.id,
            command_id=command_id(session),
            state=campaign.state,
            at_end=campaign.at_end,
            cadence=campaign.cadence,
            script_id=campaign.script_id,
            registration_script_id=campaign.registration_script_id,
            definition_id=campaign.definition_id,
            happened_at=now,
        )
    )
