"""Settling: who waits for a call that will not come is given another next step, not forgotten."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Row, Select, and_, or_, select

from qualdesk.commands.case import load_case
from qualdesk.commands.close_outs import Farewell, may_be_told, say_farewell
from qualdesk.commands.requests.campaigns import SettleLeads
from qualdesk.commands.touches import write_unasked
from qualdesk.domain.campaign import AtEnd, CampaignState
from qualdesk.domain.lead import CALLED, Lane, LeadImage, LeadState, Resolution
from qualdesk.domain.next_step import (
    LONGEST_WAIT,
    after_campaign_end,
    after_long_wait,
    closed,
)
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.touch import TouchKind
from qualdesk.events.campaigns import SettledLeads
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Claim, Lead, Touch

_LAST_ZONE_BEHIND_UTC = timedelta(hours=12)
_WAIT_FOR_THE_CAMPAIGN = (Lane.FRESH, Lane.RETRY)


def settle_leads(session: Session, request: SettleLeads, now: datetime) -> SettledLeads:
    """Move some leads of ended campaigns on, each exactly once; who is being called is left alone.

    Two workers at once never move the same lead: one passes over what the other has locked.
    """
    waiting = _locked(session, leads_to_settle(now), request.at_most)
    for lead, campaign in waiting:
        image = after_campaign_end(image_of(lead), campaign.cadence, now, ended_on=campaign.ends_on)
        came_forward = image.due_at == now
        if campaign.at_end == AtEnd.CLOSE_OUT and not came_forward:
            image = _turned_down(session, lead.id, request.firm, now) or image
        write_image(session, lead.id, image, version=lead.version, now=now)
    return SettledLeads(tuple(lead.id for lead, _campaign in waiting))


def settle_long_waits(session: Session, request: SettleLeads, now: datetime) -> SettledLeads:
    """Keep in touch with some leads that nobody found the time to call, and note it in the history."""
    waiting = _locked(session, leads_that_waited(now), request.at_most)
    for lead, campaign in waiting:
        image = after_long_wait(image_of(lead), campaign.cadence, now)
        version = write_image(session, lead.id, image, version=lead.version, now=now)
        _note(session, lead, version, now)
    return SettledLeads(tuple(lead.id for lead, _campaign in waiting))


def _turned_down(session: Session, lead_id: int, firm: str, now: datetime) -> LeadImage | None:
    """Write the courteous end; return the lead closed, or None where nobody may be written to."""
    case = load_case(session, lead_id, now)
    if not may_be_told(session, case):
        return None
    was_tried = case.image.attempts > 0
    reason = CloseOutReason.UNREACHABLE if was_tried else CloseOutReason.CAMPAIGN_OVER
    say_farewell(session, case, Farewell(reason, _last_caller(session, lead_id), firm, now))
    ended_as = Resolution.UNREACHABLE if was_tried else Resolution.CLOSED_OUT
    return closed(case.image, case.seen, ended_as)


def _last_caller(session: Session, lead_id: int) -> int | None:
    return session.scalar(
        select(Touch.person_id)
        .where(Touch.lead_id == lead_id, Touch.person_id.is_not(None))
        .order_by(Touch.id.desc())
        .limit(1)
    )


def leads_that_waited(now: datetime) -> Select[Lead, Campaign]:
    """Select the leads, with their campaigns, that are due for longer than anybody may wait."""
    return (
        select(Lead, Campaign)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(
            Lead.state.in_(CALLED),
            Lead.lane.in_((Lane.FRESH, Lane.RETRY, Lane.CHECK_IN)),
            Lead.due_at <= now - LONGEST_WAIT,
            Campaign.state == CampaignState.RUNNING,
            Lead.id.not_in(select(Claim.lead_id).where(Claim.until > now)),
        )
        .order_by(Lead.due_at, Lead.id)
    )


def leads_to_settle(now: datetime) -> Select[Lead, Campaign]:
    """Select the leads, with their campaigns, that wait for a campaign which calls nobody any more."""
    has_ended_by_itself = and_(
        Campaign.ends_on < _day_everywhere(now), Campaign.at_end != AtEnd.KEEP_CALLING
    )
    is_being_called = select(Claim.lead_id).where(Claim.until > now)
    return (
        select(Lead, Campaign)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(
            or_(Campaign.state == CampaignState.ENDED, has_ended_by_itself),
            Lead.state == LeadState.QUEUED,
            Lead.lane.in_(_WAIT_FOR_THE_CAMPAIGN),
            Lead.id.not_in(is_being_called),
        )
        .order_by(Lead.id)
    )


def _locked(
    session: Session, wanted: Select[Lead, Campaign], at_most: int
) -> Sequence[Row[Lead, Campaign]]:
    return session.execute(
        wanted.limit(at_most)
        .with_for_update(of=Lead, skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()


def _note(session: Session, lead: Lead, version: int, now: datetime) -> None:
    words = f"Nobody found the time to call since {lead.due_at:%d %b}; a check-in is planned."
    write_unasked(session, lead, TouchKind.NOTE, words, lead_version=version, now=now)


def _day_everywhere(now: datetime) -> date:
    """Return the day that has begun in every zone: a campaign's last day is over there too."""
    return (now - _LAST_ZONE_BEHIND_UTC).date()
