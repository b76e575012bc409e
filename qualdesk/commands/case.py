"""The case behind a call: what the outcome rules must know of a lead, loaded once."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from qualdesk.commands.tries import tries_so_far
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.naming import prospect_name, salutation
from qualdesk.domain.next_step import Circumstances
from qualdesk.domain.phone import Phone
from qualdesk.errors import InputError
from qualdesk.settings import calling_rules
from qualdesk.store.campaign_facts import campaign_facts, script_id_on
from qualdesk.store.leads import image_of
from qualdesk.store.numbers import may_be_mailed, next_number, numbers_in_time
from qualdesk.store.queue_index import SiteFacts, clock_of
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Campaign,
    Lead,
    Number,
    Prospect,
    ProspectNumber,
    Site,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A lead with all that decides what follows from an outcome."""

    lead_id: int
    version: int
    image: LeadImage
    prospect_id: int
    account_id: int
    site_id: int
    name: str
    salutation: str
    email: str
    company: str
    campaign_id: int
    script_id: int
    definition_id: int
    offer: str
    seen: Circumstances

    @property
    def today(self) -> date:
        """The day it is at the prospect."""
        return self.seen.now.astimezone(self.seen.clock.tz).date()


def load_case(session: Session, lead_id: int, now: datetime) -> Case:
    """Load the case of a lead.

    Raises:
        InputError: if there is no such lead.
    """
    row = session.execute(_CASE, {"the_lead": lead_id}).one_or_none()
    if row is None:
        raise InputError("There is no such lead. Look it up in the queue.")
    lead, prospect, campaign = row.Lead, row.Prospect, row.Campaign
    seen = _circumstances(session, row, now)
    return Case(
        lead_id=lead.id,
        version=lead.version,
        image=image_of(lead),
        prospect_id=prospect.id,
        account_id=prospect.account_id,
        site_id=prospect.site_id,
        name=prospect_name(prospect.first_name, prospect.last_name, row.company),
        salutation=salutation(prospect.title, prospect.first_name, prospect.last_name),
        email=prospect.email,
        company=row.company,
        campaign_id=campaign.id,
        script_id=script_id_on(campaign, seen.now.astimezone(seen.clock.tz).date()),
        definition_id=campaign.definition_id,
        offer=campaign.offer,
        seen=seen,
    )


def seen_again(session: Session, case: Case) -> Circumstances:
    """Return the circumstances after numbers or suppressions changed within the command."""
    return replace(
        case.seen,
        has_callable_number=bool(numbers_in_time(session, [case.prospect_id])),
        has_mail=may_be_mailed(session, case.prospect_id, case.seen.now),
    )


_CASE = (
    select(Lead, Prospect, Campaign, Site, Account.name.label("company"), Account.audience)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .join(Site, Site.id == Prospect.site_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .where(Lead.id == bindparam("the_lead"))
    # A second look within one command sees what the first has written through Core.
    .execution_options(populate_existing=True)
)


def _circumstances(session: Session, row: Row[*tuple[Any, ...]], now: datetime) -> Circumstances:
    prospect_id = row.Prospect.id
    number = next_number(numbers_in_time(session, [prospect_id]).get(prospect_id, ()), now)
    phone = number.phone if number else _any_number(session, prospect_id)
    audience = Audience(row.audience)
    site = SiteFacts(row.Site.country, row.Site.region, row.Site.zone, audience)
    clock = clock_of(site, phone)
    campaign, today = campaign_facts(row.Campaign), now.astimezone(clock.tz).date()
    return Circumstances(
        now=now,
        clock=clock,
        rules=calling_rules(),
        cadence=row.Campaign.cadence,
        tries=tries_so_far(
            session, lead_id=row.Lead.id, prospect_id=prospect_id, clock=clock, now=now
        ),
        has_callable_number=number is not None,
        has_mail=may_be_mailed(session, prospect_id, now),
        is_in_window=campaign.open_window(today) is not None,
        is_campaign_over=campaign.has_ended(today),
    )


def _any_number(session: Session, prospect_id: int) -> Phone | None:
    found = session.scalar(_ANY_NUMBER, {"prospect_id": prospect_id})
    return Phone(found) if found else None


_ANY_NUMBER = (
    select(Number.e164)
    .join(ProspectNumber, ProspectNumber.number_id == Number.id)
    .where(ProspectNumber.prospect_id == bindparam("prospect_id"))
    .order_by(ProspectNumber.position)
    .limit(1)
)
