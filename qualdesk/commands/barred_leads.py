"""Leads of whom may not be called any more: each gets the next step that is left, or its end."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from qualdesk.commands.nurture import stop_closed
from qualdesk.domain import next_step
from qualdesk.domain.lead import CALLED, LeadImage, LeadState, Resolution
from qualdesk.domain.next_step import Circumstances, WaysLeft
from qualdesk.domain.suppression import FOREVER
from qualdesk.store.leads import image_of, write_images
from qualdesk.store.numbers import Reach, numbers_in_time, reach_of
from qualdesk.store.parts import in_parts
from qualdesk.store.queue_index import SiteFacts, clock_of, index_leads
from qualdesk.store.session import Session, rules_of_desk
from qualdesk.store.tables import Campaign, Lead, Prospect, ProspectNumber, Site


def settle_barred(
    session: Session,
    prospect_ids: Collection[int],
    now: datetime,
    *,
    company_barred: Collection[int] = (),
    but: int | None = None,
) -> list[LeadState]:
    """Give leads of barred prospects their next step; return the states of those that changed.

    The lead `but` is left out.
    """
    wanted = (Lead.prospect_id.in_(prospect_ids), Lead.state.in_(CALLED), Lead.id != but)
    rows = session.execute(_CASES.where(*wanted)).all()
    ids = [row.Lead.prospect_id for row in rows]
    numbers, reaches = numbers_in_time(session, ids), reach_of(session, ids)
    ways = {
        one: _ways_left(
            reaches[one],
            now,
            has_number=one in numbers,
            is_company_barred=one in company_barred,
        )
        for one in ids
    }
    images = [
        (row.Lead, _image_after(session, row, now, ways[row.Lead.prospect_id])) for row in rows
    ]
    changed = [(lead.id, lead.version, image) for lead, image in images if image != image_of(lead)]
    write_images(session, changed, now)
    # What is written is indexed with it; whoever keeps their step may be due on another number now.
    written = {lead_id for lead_id, _version, _image in changed}
    index_leads(session, [row.Lead.id for row in rows if row.Lead.id not in written], now)
    return [image.state for _lead_id, _version, image in changed]


def follow_dead_number(session: Session, number_id: int, now: datetime, *, but: int) -> None:
    """Give everybody who shared a number that is out of service their next step.

    The lead `but` is left out: its outcome decides what becomes of it.
    """
    sharing = select(ProspectNumber.prospect_id).where(ProspectNumber.number_id == number_id)
    for part in in_parts(session.scalars(sharing).all()):
        settle_barred(session, part, now, but=but)


def close_company(
    session: Session, account_id: int, seen: Circumstances, ended: Resolution, *, but: int
) -> int:
    """Close every other open lead of an account and stop its track; return how many.

    What sales has ends too where nobody may be called; that a company has closed its rep finds out.
    """
    states = (*CALLED, *([LeadState.WITH_SALES] if ended is Resolution.DO_NOT_CONTACT else []))
    others = session.scalars(
        select(Lead).where(Lead.account_id == account_id, Lead.state.in_(states), Lead.id != but)
    ).all()
    images = [
        (lead.id, lead.version, next_step.closed(image_of(lead), seen, ended)) for lead in others
    ]
    write_images(session, images, seen.now)
    stop_closed(session, [lead.prospect_id for lead in others])
    return len(images)


def _ways_left(
    reach: Reach, now: datetime, *, has_number: bool, is_company_barred: bool
) -> WaysLeft:
    return WaysLeft(
        has_number=has_number,
        may_have_other_number=reach.phone_until != FOREVER,
        has_mail=reach.may_be_mailed_at(now),
        is_mail_barred=reach.is_mail_barred_at(now),
        is_company_barred=is_company_barred,
    )


_CASES = (
    select(Lead, Site, Campaign.cadence)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Site, Site.id == Prospect.site_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .order_by(Lead.id)
)


def _image_after(
    session: Session, row: Row[*tuple[Any, ...]], now: datetime, ways: WaysLeft
) -> LeadImage:
    # No number is left, so the site alone tells the clock.
    clock = clock_of(SiteFacts(row.Site.country, row.Site.region, row.Site.zone), None)
    seen = Circumstances(now, clock, rules_of_desk(session), row.cadence)
    return next_step.after_suppression(image_of(row.Lead), seen, ways)
