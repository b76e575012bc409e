"""The case behind a call: what the outcome rules must know of a lead, loaded once."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from qualdesk.commands.tries import tries_so_far
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.campaign import Campaign as CampaignFacts
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.naming import prospect_name, salutation
from qualdesk.domain.next_step import Circumstances
from qualdesk.domain.phone import Phone
from qualdesk.errors import InputError
from qualdesk.store.campaign_facts import CAMPAIGN_COLUMNS, campaign_facts, script_id_on
from qualdesk.store.columns import table_of
from qualdesk.store.leads import image_of
from qualdesk.store.numbers import may_be_mailed, next_number, numbers_in_time
from qualdesk.store.prepared import Prepared
from qualdesk.store.queue_index import SiteFacts, clock_of
from qualdesk.store.session import Session, rules_of_desk
from qualdesk.store.tables import (
    Account,
    Campaign,
    Lead,
    Number,
    Prospect,
    ProspectNumber,
    Response,
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
    row = _CASE.first(session, {"the_lead": lead_id})
    if row is None:
        raise InputError("There is no such lead. Look it up in the queue.")
    campaign = campaign_facts(tuple(row)[-len(CAMPAIGN_COLUMNS) :])
    seen = _circumstances(session, row, campaign, now)
    return Case(
        lead_id=lead_id,
        version=row.version,
        image=image_of(row),
        prospect_id=row.prospect_id,
        account_id=row.account_id,
        site_id=row.site_id,
        name=prospect_name(row.first_name, row.last_name, row.company),
        salutation=salutation(row.title, row.first_name, row.last_name),
        email=row.email,
        company=row.company,
        campaign_id=row.campaign_id,
        script_id=script_id_on(campaign, row, now.astimezone(seen.clock.tz).date()),
        definition_id=row.definition_id,
        offer=row.offer,
        seen=seen,
    )


def seen_again(session: Session, case: Case) -> Circumstances:
    """Return the circumstances after numbers or suppressions changed within the command."""
    return replace(
        case.seen,
        has_callable_number=bool(numbers_in_time(session, [case.prospect_id])),
        has_mail=may_be_mailed(session, case.prospect_id, case.seen.now),
    )


_LEADS, _PROSPECTS, _SITES = table_of(Lead), table_of(Prospect), table_of(Site)
_CAMPAIGNS, _ACCOUNTS = table_of(Campaign), table_of(Account)
_RESPONSES = table_of(Response)
# When it was recorded: a response that came in late is news all the same.
_HEARD_AT = (
    select(func.max(_RESPONSES.c.recorded_at))
    .where(_RESPONSES.c.prospect_id == _LEADS.c.prospect_id)
    .scalar_subquery()
)
_CASE = Prepared(
    select(_LEADS.c.id.label("lead_id"), _LEADS.c.version)
    .add_columns(*(_LEADS.c[one.name] for one in fields(LeadImage)))
    .add_columns(_LEADS.c.prospect_id, _PROSPECTS.c.account_id, _PROSPECTS.c.site_id)
    .add_columns(*(_PROSPECTS.c[one] for one in ("title", "first_name", "last_name", "email")))
    .add_columns(_ACCOUNTS.c.name.label("company"), _ACCOUNTS.c.audience)
    .add_columns(_SITES.c.country, _SITES.c.region, _SITES.c.zone)
    .add_columns(_CAMPAIGNS.c.script_id, _CAMPAIGNS.c.registration_script_id)
    .add_columns(*(_CAMPAIGNS.c[one] for one in ("definition_id", "offer", "cadence")))
    .add_columns(_HEARD_AT.label("heard_at"), *CAMPAIGN_COLUMNS)
    .join_from(_LEADS, _PROSPECTS, _PROSPECTS.c.id == _LEADS.c.prospect_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _LEADS.c.account_id)
    .join(_SITES, _SITES.c.id == _PROSPECTS.c.site_id)
    .join(_CAMPAIGNS, _CAMPAIGNS.c.id == _LEADS.c.campaign_id)
    .where(_LEADS.c.id == bindparam("the_lead"))
)


def _circumstances(
    session: Session, row: Any, campaign: CampaignFacts, now: datetime
) -> Circumstances:
    prospect_id = row.prospect_id
    number = next_number(numbers_in_time(session, [prospect_id]).get(prospect_id, ()), now)
    phone = number.phone if number else _any_number(session, prospect_id)
    site = SiteFacts(row.country, row.region, row.zone, Audience(row.audience))
    clock = clock_of(site, phone)
    today = now.astimezone(clock.tz).date()
    return Circumstances(
        now=now,
        clock=clock,
        rules=rules_of_desk(session),
        cadence=row.cadence,
        tries=tries_so_far(
            session, lead_id=row.lead_id, heard_at=row.heard_at, clock=clock, now=now
        ),
        has_callable_number=number is not None,
        has_mail=may_be_mailed(session, prospect_id, now),
        is_in_window=campaign.open_window(today) is not None,
        is_campaign_over=campaign.has_ended(today),
    )


def _any_number(session: Session, prospect_id: int) -> Phone | None:
    found = _ANY_NUMBER.value(session, {"prospect_id": prospect_id})
    return Phone(found) if found else None


_NUMBERS, _REACHED_AT = table_of(Number), table_of(ProspectNumber)
_ANY_NUMBER = Prepared(
    select(_NUMBERS.c.e164)
    .join_from(_NUMBERS, _REACHED_AT, _REACHED_AT.c.number_id == _NUMBERS.c.id)
    .where(_REACHED_AT.c.prospect_id == bindparam("prospect_id"))
    .order_by(_REACHED_AT.c.position)
    .limit(1)
)
