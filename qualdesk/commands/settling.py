"""Settling: when a campaign has ended, who still waits for a call goes to the end chosen for it."""

from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select

from qualdesk.commands.requests import SettleLeads
from qualdesk.domain.campaign import AtEnd, CampaignState
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.next_step import after_campaign_end
from qualdesk.events import SettledLeads
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Claim, Lead

_LAST_ZONE_BEHIND_UTC = timedelta(hours=12)
_WAIT_FOR_THE_CAMPAIGN = (Lane.FRESH, Lane.RETRY)


def settle_leads(session: Session, request: SettleLeads, now: datetime) -> SettledLeads:
    """Move some leads of ended campaigns on, each exactly once; who is being called is left alone.

    Two workers at once never move the same lead: one passes over what the other has locked.
    """
    waiting = session.execute(
        leads_to_settle(now)
        .limit(request.at_most)
        .with_for_update(of=Lead, skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    for lead, campaign in waiting:
        image = after_campaign_end(image_of(lead), campaign.cadence, now, ended_on=campaign.ends_on)
        write_image(session, lead.id, image, version=lead.version, now=now)
    return SettledLeads(tuple(lead.id for lead, _campaign in waiting))


def leads_to_settle(now: datetime) -> Select[Lead, Campaign]:
    """Select the leads, with their campaigns, that wait for a campaign which calls nobody any more."""
    is_being_called = select(Claim.lead_id).where(Claim.until > now)
    return (
        select(Lead, Campaign)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(
            or_(Campaign.state == CampaignState.ENDED, Campaign.ends_on < _day_everywhere(now)),
            Campaign.at_end == AtEnd.NURTURE,
            Lead.state == LeadState.QUEUED,
            Lead.lane.in_(_WAIT_FOR_THE_CAMPAIGN),
            Lead.id.not_in(is_being_called),
        )
        .order_by(Lead.id)
    )


def _day_everywhere(now: datetime) -> date:
    """Return the day that has begun in every zone: a campaign's last day is over there too."""
    return (now - _LAST_ZONE_BEHIND_UTC).date()
