"""Campaigns: a new one with script, definition and cadence, and what a team lead changes of it."""

from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.campaign_history import keep_change
from qualdesk.commands.requests.campaigns import AddCampaign, ChangeCadence, ChangeCampaignState
from qualdesk.errors import InputError
from qualdesk.events.campaigns import AddedCampaign, ChangedCadence, ChangedCampaignState
from qualdesk.store.cadences import shipped_cadences
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, LeadDefinition, Script


def add_campaign(session: Session, request: AddCampaign, now: datetime) -> AddedCampaign:
    """Add a campaign under a name that no other has, with the cadence of its kind.

    Raises:
        InputError: if the name is missing or taken, it ends before it starts, or there is no such
            script or definition.
    """
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
            joining=request.joining.strip(),
            cadence=shipped_cadences()[request.kind],
            script_id=_newest(session, Script, request.script or request.kind.script),
            registration_script_id=_registration_script(session, request),
            definition_id=_newest(session, LeadDefinition, request.definition),
        )
        .returning(Campaign.id)
    ).scalar_one()
    keep_change(session, session.get_one(Campaign, campaign_id), now)
    return AddedCampaign(campaign_id, name)


def change_cadence(session: Session, request: ChangeCadence, now: datetime) -> ChangedCadence:
    """Change when a campaign's leads are tried again; what is due already keeps its time.

    Raises:
        InputError: if there is no such campaign, or it has these rules already.
    """
    campaign = _campaign(session, request.campaign_id)
    if (campaign.cadence, campaign.at_end) == (request.cadence, request.at_end):
        raise InputError(f"{campaign.name} has these rules already. Change one of them.")
    campaign.cadence, campaign.at_end = request.cadence, request.at_end
    keep_change(session, campaign, now)
    return ChangedCadence(campaign.id, campaign.name)


def change_campaign_state(
    session: Session, request: ChangeCampaignState, now: datetime
) -> ChangedCampaignState:
    """Pause a campaign, end it, or set it going again; promises stay callable in every state.

    Raises:
        InputError: if there is no such campaign, or it is in that state already.
    """
    campaign = _campaign(session, request.campaign_id)
    if campaign.state == request.state:
        raise InputError(f"{campaign.name} is {request.state} already. Choose another state.")
    campaign.state = request.state
    keep_change(session, campaign, now)
    return ChangedCampaignState(campaign.id, campaign.name, request.state)


def _campaign(session: Session, campaign_id: int) -> Campaign:
    campaign = session.get(Campaign, campaign_id, with_for_update=True)
    if campaign is None:
        raise InputError("There is no such campaign. Open Campaigns again.")
    return campaign


def _free_name(session: Session, typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise InputError("A campaign needs a name. Type it, for example BrauTech 2026.")
    if session.scalar(select(Campaign.id).where(Campaign.name == name)) is not None:
        raise InputError(f"There is already a campaign {name}. Choose it, or take another name.")
    return name


def _registration_script(session: Session, request: AddCampaign) -> int | None:
    key = request.kind.registration_script
    return _newest(session, Script, key) if key else None


def _newest(session: Session, kind: type[Script] | type[LeadDefinition], key: str) -> int:
    found = session.scalar(
        select(kind.id).where(kind.key == key).order_by(kind.version.desc()).limit(1)
    )
    if found is None:
        what = "script" if kind is Script else "lead definition"
        known = ", ".join(session.scalars(select(kind.key).distinct().order_by(kind.key)))
        raise InputError(f"There is no {what} “{key}”. Choose one of: {known or 'none yet'}.")
    return found
