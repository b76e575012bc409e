"""Campaigns: a new one, with the newest version of its script and lead definition."""

from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.requests import AddCampaign
from qualdesk.errors import InputError
from qualdesk.events import AddedCampaign
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, LeadDefinition, Script


def add_campaign(session: Session, request: AddCampaign, now: datetime) -> AddedCampaign:
    """Add a campaign under a name that no other has.

    Raises:
        InputError: if the name is missing or taken, it ends before it starts, or there is no such
            script or definition.
    """
    del now
    name = _free_name(session, request.name)
    if request.starts_on and request.ends_on and request.ends_on < request.starts_on:
        raise InputError(f"{name} would end before it starts. Choose a later end.")
    campaign_id: int = session.execute(
        insert(Campaign)
        .values(
            name=name,
            kind=request.kind,
            offer=request.offer.strip(),
            priority=request.priority,
            starts_on=request.starts_on,
            ends_on=request.ends_on,
            event_on=request.event_on,
            script_id=_newest(session, Script, request.script),
            definition_id=_newest(session, LeadDefinition, request.definition),
        )
        .returning(Campaign.id)
    ).scalar_one()
    return AddedCampaign(campaign_id, name)


def _free_name(session: Session, typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise InputError("A campaign needs a name. Type it, for example BrauTech 2026.")
    if session.scalar(select(Campaign.id).where(Campaign.name == name)) is not None:
        raise InputError(f"There is already a campaign {name}. Choose it, or take another name.")
    return name


def _newest(session: Session, kind: type[Script] | type[LeadDefinition], key: str) -> int:
    found = session.scalar(
        select(kind.id).where(kind.key == key).order_by(kind.version.desc()).limit(1)
    )
    if found is None:
        what = "script" if kind is Script else "lead definition"
        known = ", ".join(session.scalars(select(kind.key).distinct().order_by(kind.key)))
        raise InputError(f"There is no {what} “{key}”. Choose one of: {known or 'none yet'}.")
    return found
