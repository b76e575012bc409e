"""Scripts and lead definitions: saved as new versions, chosen for campaigns, never edited."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, or_, select

from qualdesk.commands.campaign_history import keep_change
from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript, UseVersion
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead_definition import LeadDefinition, agreement_faults
from qualdesk.domain.script import Ask, Script
from qualdesk.domain.script_faults import definition_faults, faults
from qualdesk.domain.versions import Versioned
from qualdesk.errors import Conflict, InputError
from qualdesk.events.scripts import SavedDefinition, SavedScript, SavedVersion, UsedVersion
from qualdesk.store import tables
from qualdesk.store.seeds import body_of, read_definition, read_script
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign
from qualdesk.store.versions import TABLES, Body, Row, newest_version, read_body

_DEED = "change scripts and lead definitions"


def save_script(session: Session, request: SaveScript, now: datetime) -> SavedScript:
    """Save a script as a new version; the campaigns that used the newest one use it from now on.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if it has faults, or nothing was changed.
        Conflict: if somebody saved another version meanwhile.
    """
    must_be_team_lead(session, request.person_id, _DEED)
    script = request.script
    before = _before(session, Versioned.SCRIPT, script, request.based_on)
    followers = _followers(session, Versioned.SCRIPT, before)
    _refuse_faults(faults(script))
    for definition in _definitions_of(session, followers):
        _refuse_faults(faults(script, definition))
    return SavedScript(
        _save(session, Versioned.SCRIPT, script, before, followers, request.person_id, now)
    )


def save_definition(session: Session, request: SaveDefinition, now: datetime) -> SavedDefinition:
    """Save a definition as a new version; leads keep the version they were judged by.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if it has faults, a script still informs what it no longer has, or nothing
            was changed.
        Conflict: if somebody saved another version meanwhile.
    """
    must_be_team_lead(session, request.person_id, _DEED)
    definition = request.definition
    _refuse_faults(definition_faults(definition) + agreement_faults(definition))
    before = _before(session, Versioned.DEFINITION, definition, request.based_on)
    followers = _followers(session, Versioned.DEFINITION, before)
    scripts = _scripts_of(session, followers)
    for script in scripts:
        _refuse_lost_criteria(script, definition)
    saved = _save(
        session, Versioned.DEFINITION, definition, before, followers, request.person_id, now
    )
    unasked = tuple(one.title for one in scripts if _misses(one, definition))
    return SavedDefinition(saved, unasked)


def use_version(session: Session, request: UseVersion, now: datetime) -> UsedVersion:
    """Let a campaign use a version of a script or definition from its next call on.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if there is no such campaign or version, the campaign uses it already, or
            script and definition do not go together.
    """
    must_be_team_lead(session, request.person_id, _DEED)
    campaign = session.get(Campaign, request.campaign_id, with_for_update=True)
    if campaign is None:
        raise InputError("There is no such campaign. Open Campaigns again.")
    row = _version(session, request)
    title = read_body(request.kind, row.body).title
    if row.id in _used(campaign, request.kind):
        raise InputError(f"{campaign.name} uses {title} already. Choose another version.")
    _replace(campaign, request.kind, _replaced_by(session, campaign, request), row.id)
    session.flush()
    definition = _definition_of(session, campaign)
    for script in _scripts_of(session, [campaign]):
        _refuse_faults(faults(script, definition))
    keep_change(session, campaign, now)
    return UsedVersion(request.kind, campaign.id, campaign.name, title, row.version)


def _before(session: Session, kind: Versioned, thing: Body, based_on: int) -> Row | None:
    """Return the newest version, which has to be the one the new one was made from."""
    newest = newest_version(session, kind, thing.id)
    if newest is None:
        return None
    if newest.version != based_on:
        raise Conflict(
            f"{thing.title} has a version {newest.version} meanwhile. Look at it, then save yours"
            " on top of it."
        )
    if read_body(kind, newest.body) == thing:
        raise InputError(f"{thing.title} is like that already: nothing was changed.")
    return newest


def _save(
    session: Session,
    kind: Versioned,
    thing: Body,
    before: Row | None,
    followers: list[Campaign],
    person_id: int,
    now: datetime,
) -> SavedVersion:
    version = before.version + 1 if before is not None else 1
    table = TABLES[kind]
    added: int = session.execute(
        insert(table)
        .values(
            key=thing.id,
            version=version,
            body=body_of(thing),
            saved_at=now,
            saved_by_id=person_id,
        )
        .returning(table.id)
    ).scalar_one()
    for campaign in followers:
        _replace(campaign, kind, before.id if before is not None else None, added)
        keep_change(session, campaign, now)
    names = tuple(campaign.name for campaign in followers)
    return SavedVersion(kind, thing.id, thing.title, version, names)


def _followers(session: Session, kind: Versioned, before: Row | None) -> list[Campaign]:
    """Return the campaigns on the newest version; one kept on an older version stays there."""
    if before is None:
        return []
    uses_it = Campaign.definition_id == before.id
    if kind is Versioned.SCRIPT:
        uses_it = or_(Campaign.script_id == before.id, Campaign.registration_script_id == before.id)
    found = select(Campaign).where(uses_it).order_by(Campaign.name).with_for_update()
    return list(session.scalars(found))


def _definitions_of(session: Session, campaigns: Iterable[Campaign]) -> list[LeadDefinition]:
    """Return what a script must go with: the definitions of its campaigns."""
    used = {campaign.definition_id for campaign in campaigns}
    table = tables.LeadDefinition
    found = select(table.body).where(table.id.in_(used))
    return [read_definition(body) for body in session.scalars(found)]


def _scripts_of(session: Session, campaigns: Iterable[Campaign]) -> list[Script]:
    used = {one for campaign in campaigns for one in _used(campaign, Versioned.SCRIPT)}
    found = select(tables.Script.body).where(tables.Script.id.in_(used)).order_by(tables.Script.id)
    return [read_script(body) for body in session.scalars(found)]


def _refuse_faults(found: list[str]) -> None:
    if found:
        raise InputError(" ".join(found))


def _refuse_lost_criteria(script: Script, definition: LeadDefinition) -> None:
    known = {one.id for one in definition.criteria}
    lost = sorted({step.criterion for step in script.steps if step.criterion} - known)
    if lost:
        named = " and ".join(f"“{one}”" for one in lost)
        raise InputError(
            f"The script {script.title} still asks about {named}. Take that out of the script"
            " first, then out of the definition."
        )


def _misses(script: Script, definition: LeadDefinition) -> bool:
    """Whether a script never asks for something that is required."""
    asked = {step.criterion for step in script.steps if step.ask is not Ask.NOTHING}
    return any(one.id not in asked for one in definition.required)


def _version(session: Session, request: UseVersion) -> Row:
    newest = newest_version(session, request.kind, request.key)
    if newest is None:
        raise InputError(f"There is no {request.kind.label} “{request.key}”. Save it first.")
    if request.version in {0, newest.version}:
        return newest
    table = TABLES[request.kind]
    wanted = select(table).where(table.key == request.key, table.version == request.version)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise InputError(
            f"“{request.key}” has no version {request.version}. The newest is {newest.version}."
        )
    return found


def _used(campaign: Campaign, kind: Versioned) -> set[int]:
    if kind is Versioned.DEFINITION:
        return {campaign.definition_id}
    return {campaign.script_id, campaign.registration_script_id or campaign.script_id}


def _replaced_by(session: Session, campaign: Campaign, request: UseVersion) -> int:
    """Return which version a campaign gives up: of its two scripts the one of that key, if any."""
    if request.kind is Versioned.DEFINITION:
        return campaign.definition_id
    registering = campaign.registration_script_id
    if registering is not None:
        key = session.get_one(tables.Script, registering).key
        if request.key in {key, CampaignKind(campaign.kind).registration_script}:
            return registering
    return campaign.script_id


def _replace(campaign: Campaign, kind: Versioned, old: int | None, new: int) -> None:
    if kind is Versioned.DEFINITION:
        campaign.definition_id = new
    elif campaign.registration_script_id == old:
        campaign.registration_script_id = new
    else:
        campaign.script_id = new


def _definition_of(session: Session, campaign: Campaign) -> LeadDefinition:
    return read_definition(session.get_one(tables.LeadDefinition, campaign.definition_id).body)
