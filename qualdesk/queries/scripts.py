"""Scripts and lead definitions: what there is, in which versions, and which campaigns use them."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.person import Role
from qualdesk.domain.script import Script
from qualdesk.domain.script_faults import faults
from qualdesk.domain.versions import Versioned
from qualdesk.errors import InputError
from qualdesk.store import tables
from qualdesk.store.session import Session
from qualdesk.store.versions import TABLES, Body, Row, newest_version, read_body, shipped_update


@dataclass(frozen=True, slots=True)
class VersionedRow:
    """A script or definition by its newest version; `campaigns` use any version of it."""

    kind: Versioned
    key: str
    title: str
    version: int
    campaigns: tuple[str, ...]
    has_update: bool
    """Whether the program ships one that was never taken."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version; shipped ones were saved by nobody. `campaigns` use just this one."""

    version: int
    saved_at: datetime | None
    saved_by: str
    campaigns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneVersion:
    """One version as a whole, with what it may be edited against and what ships newer."""

    kind: Versioned
    key: str
    version: int
    body: Body
    newest: int
    partner: Body
    """For a script the definition it is tried with, for a definition a script that informs it."""
    update: Body | None
    versions: tuple[VersionRow, ...]


def versioned(session: Session) -> list[VersionedRow]:
    """Return all scripts, then all definitions, by title."""
    rows = [row for kind in Versioned for row in _rows_of(session, kind)]
    kinds = list(Versioned)
    return sorted(rows, key=lambda row: (kinds.index(row.kind), row.title.casefold()))


def versions_of(session: Session, *, kind: Versioned, key: str) -> list[VersionRow]:
    """Return the versions of a key, the newest first."""
    table = TABLES[kind]
    used = _campaigns_by_version(session, kind)
    found = (
        select(table.id, table.version, table.saved_at, tables.Person.name)
        .outerjoin(tables.Person, tables.Person.id == table.saved_by_id)
        .where(table.key == key)
        .order_by(table.version.desc())
    )
    return [
        VersionRow(row.version, row.saved_at, row.name or "", used.get(row.id, ()))
        for row in session.execute(found)
    ]


def one_version(session: Session, *, kind: Versioned, key: str, version: int = 0) -> OneVersion:
    """Return one version of a key; 0 is the newest.

    Raises:
        InputError: if there is no such key or version.
    """
    newest = newest_version(session, kind, key)
    if newest is None:
        raise InputError(f"There is no {kind.label} “{key}”. Choose one from the list.")
    row = newest if version in {0, newest.version} else _exactly(session, kind, key, version)
    body = read_body(kind, row.body)
    return OneVersion(
        kind=kind,
        key=key,
        version=row.version,
        body=body,
        newest=newest.version,
        partner=_partner(session, kind, body),
        update=shipped_update(session, kind, key),
        versions=tuple(versions_of(session, kind=kind, key=key)),
    )


def unsaved(session: Session, *, body: Body) -> OneVersion:
    """Return what was never saved, beside what it is tried with."""
    kind = Versioned.SCRIPT if isinstance(body, Script) else Versioned.DEFINITION
    partner = _partner(session, kind, body)
    return OneVersion(kind, body.id, 0, body, 0, partner, None, ())


def may_change_scripts(session: Session, *, person_id: int) -> bool:
    """Whether a person may save scripts and definitions: team leads and admins may."""
    person = session.get(tables.Person, person_id)
    return person is not None and person.role in {Role.TEAM_LEAD, Role.ADMIN}


def call_versions(
    session: Session, *, script_id: int, definition_id: int
) -> tuple[Script, LeadDefinition]:
    """Return the script and the definition that a call began with."""
    script = read_body(Versioned.SCRIPT, session.get_one(tables.Script, script_id).body)
    agreed = session.get_one(tables.LeadDefinition, definition_id).body
    definition = read_body(Versioned.DEFINITION, agreed)
    assert isinstance(script, Script)  # noqa: S101 - the kind says so
    assert isinstance(definition, LeadDefinition)  # noqa: S101
    return script, definition


def _rows_of(session: Session, kind: Versioned) -> list[VersionedRow]:
    table = TABLES[kind]
    used = _campaigns_by_version(session, kind)
    newest: dict[str, Row] = {}
    campaigns: dict[str, list[str]] = {}
    for row in session.scalars(select(table).order_by(table.key, table.version)):
        newest[row.key] = row
        campaigns.setdefault(row.key, []).extend(used.get(row.id, ()))
    return [
        VersionedRow(
            kind=kind,
            key=key,
            title=read_body(kind, row.body).title,
            version=row.version,
            campaigns=tuple(sorted(campaigns[key], key=str.casefold)),
            has_update=shipped_update(session, kind, key) is not None,
        )
        for key, row in newest.items()
    ]


def _campaigns_by_version(session: Session, kind: Versioned) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    for used in _used_columns(kind):
        by_name = select(used, tables.Campaign.name).where(used.is_not(None))
        for version_id, name in session.execute(by_name.order_by(tables.Campaign.name)):
            names[version_id] = (*names.get(version_id, ()), name)
    return names


def _used_columns(kind: Versioned) -> tuple[InstrumentedAttribute[Any], ...]:
    campaign = tables.Campaign
    if kind is Versioned.DEFINITION:
        return (campaign.definition_id,)
    return campaign.script_id, campaign.registration_script_id


def _exactly(session: Session, kind: Versioned, key: str, version: int) -> Row:
    table = TABLES[kind]
    wanted = select(table).where(table.key == key, table.version == version)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise InputError(f"“{key}” has no version {version}. Choose one from the list.")
    return found


def _partner(session: Session, kind: Versioned, body: Body) -> Body:
    """Return what a campaign uses beside it, else what it goes with best."""
    other = Versioned.DEFINITION if kind is Versioned.SCRIPT else Versioned.SCRIPT
    beside = _beside(session, kind, other, body.id)
    if beside is not None:
        return read_body(other, beside)
    table = TABLES[other]
    newest = {row.key: row for row in session.scalars(select(table).order_by(table.version))}
    return min((read_body(other, row.body) for row in newest.values()), key=partial(_misfit, body))


def _beside(
    session: Session, kind: Versioned, other: Versioned, key: str
) -> dict[str, object] | None:
    own, table, campaign = TABLES[kind], TABLES[other], tables.Campaign
    uses_own = or_(*(used == own.id for used in _used_columns(kind)))
    return session.scalar(
        select(table.body)
        .join(campaign, _used_columns(other)[0] == table.id)
        .join(own, uses_own)
        .where(own.key == key)
        .order_by(own.version.desc(), campaign.name)
        .limit(1)
    )


def _misfit(one: Body, other: Body) -> int:
    """Return how many faults a script and a definition have together."""
    script, definition = (one, other) if isinstance(one, Script) else (other, one)
    if isinstance(script, Script) and isinstance(definition, LeadDefinition):
        return len(faults(script, definition))
    return 0
