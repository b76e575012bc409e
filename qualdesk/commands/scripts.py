"""Scripts and lead definitions: saved as new versions, chosen for campaigns, never edited."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.campaign_history import keep_change
from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript, UseVersion
from qualdesk.commands.roles import must_be_team_lead
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
    for definition in _definitions_for(session, followers):
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
    if row.id == _used(campaign, request.kind):
        raise InputError(f"{campaign.name} uses {title} already. Choose another version.")
    _set_used(campaign, request.kind, row.id)
    session.flush()
    _refuse_faults(faults(_script_of(session, campaign), _definition_of(session, campaign)))
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
        _set_used(campaign, kind, added)
        keep_change(session, campaign, now)
    names = tuple(campaign.name for campaign in followers)
    return SavedVersion(kind, thing.id, thing.title, version, names)


def _followers(session: Session, kind: Versioned, before: Row | None) -> list[Campaign]:
    """Return the campaigns on the newest version; one kept on an older version stays there."""
    if before is None:
        return []
    used = Campaign.script_id if kind is Versioned.SCRIPT else Campaign.definition_id
    found = select(Campaign).where(used == before.id).order_by(Campaign.name).with_for_update()
    return list(session.scalars(found))


def _definitions_for(session: Session, campaigns: Iterable[Campaign]) -> list[LeadDefinition]:
    """Return what a script must go with: its campaigns' definitions, else the newest there is."""
    used = {campaign.definition_id for campaign in campaigns}
    table = tables.LeadDefinition
    found = select(table.body).where(table.id.in_(used))
    if not used:
        found = select(table.body).order_by(table.id.desc()).limit(1)
    return [read_definition(body) for body in session.scalars(found)]


def _scripts_of(session: Session, campaigns: Iterable[Campaign]) -> list[Script]:
    used = {campaign.script_id for campaign in campaigns}
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


def _used(campaign: Campaign, kind: Versioned) -> int:
    return campaign.script_id if kind is Versioned.SCRIPT else campaign.definition_id


def _set_used(campaign: Campaign, kind: Versioned, version_id: int) -> None:
    if kind is Versioned.SCRIPT:
        campaign.script_id = version_id
    else:
        campaign.definition_id = version_id


def _script_of(session: Session, campaign: Campaign) -> Script:
    return read_script(session.get_one(tables.Script, campaign.script_id).body)


def _definition_of(session: Session, campaign: Campaign) -> LeadDefinition:
    return read_definition(session.get_one(tables.LeadDefinition, campaign.definition_id).body)
