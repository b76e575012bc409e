"""The ground of the sample company: who works there, its territories, scripts and campaigns."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.domain.campaign import CampaignState
from qualdesk.domain.person import Role
from qualdesk.domain.territory import TerritoryRule
from qualdesk.jobs.sample_cast import (
    Company,
    SampleCampaign,
    SampleRule,
    SampleTerritory,
    sample_scripts,
)
from qualdesk.jobs.sample_sales import Desk
from qualdesk.jobs.sample_times import working_day_ago
from qualdesk.store import tables
from qualdesk.store.seeds import body_of

AGREED_LEAD = "agreed-lead"
"""The definition that the sample company and its sales people agreed on."""


def add_ground(session: Session, company: Company, now: datetime) -> Desk:
    """Write a company as it stands at `now`, without any prospect; return its ids by name."""
    elsewhere = select(tables.Territory.id).where(tables.Territory.is_elsewhere)
    desk = Desk(elsewhere_id=session.scalars(elsewhere).one())
    _add_people(session, desk, company)
    leader = next(desk.people[one.name] for one in company.people if one.role is Role.TEAM_LEAD)
    for territory in company.territories:
        _add_territory(session, desk, territory, leader, now)
    desk.rep_of[desk.elsewhere_id] = leader
    for script in sample_scripts():
        session.add(tables.Script(key=script.id, version=1, body=body_of(script)))
    session.flush()
    for campaign in company.campaigns:
        _add_campaign(session, desk, campaign, now)
    return desk


def _add_people(session: Session, desk: Desk, company: Company) -> None:
    for one in company.people:
        person = tables.Person(name=one.name, role=one.role, email=one.email, zone=one.zone)
        session.add(person)
        session.flush()
        desk.people[one.name] = person.id
        desk.zones[person.id] = one.zone


def _add_territory(
    session: Session, desk: Desk, one: SampleTerritory, leader: int, now: datetime
) -> None:
    row = tables.Territory(
        name=one.name,
        rep_id=desk.people.get(one.rep),
        covering_rep_id=desk.people.get(one.covering_rep),
        since=now.date() - timedelta(days=one.since_days),
    )
    session.add(row)
    session.flush()
    desk.rep_of[row.id] = row.rep_id or row.covering_rep_id or leader
    for rule in one.rules:
        _add_rule(session, desk, row.id, rule)


def _add_rule(session: Session, desk: Desk, territory_id: int, one: SampleRule) -> None:
    position = len(desk.rules) + 1
    desk.rules.append(
        TerritoryRule(territory_id, position, one.country, one.region, one.postal_prefix)
    )
    session.add(
        tables.TerritoryRule(
            territory_id=territory_id,
            position=position,
            country=one.country,
            region=one.region,
            postal_prefix=one.postal_prefix,
        )
    )
    session.flush()


def _add_campaign(session: Session, desk: Desk, one: SampleCampaign, now: datetime) -> None:
    agreed = tables.LeadDefinition.key == AGREED_LEAD
    row = tables.Campaign(
        name=one.name,
        kind=one.kind,
        offer=one.offer,
        priority=one.priority,
        state=CampaignState.PAUSED if one.is_paused else CampaignState.RUNNING,
        starts_on=working_day_ago(one.starts, now),
        ends_on=working_day_ago(one.ends, now),
        event_on=working_day_ago(one.event, now),
        script_id=_script_id(session, one.script or one.kind.script),
        registration_script_id=_script_id(session, one.kind.registration_script),
        definition_id=session.scalar(select(tables.LeadDefinition.id).where(agreed)),
    )
    session.add(row)
    session.flush()
    desk.campaigns[one.name] = row.id
    desk.offers[row.id] = one.offer


def _script_id(session: Session, key: str) -> int | None:
    return session.scalar(select(tables.Script.id).where(tables.Script.key == key))
