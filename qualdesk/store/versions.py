"""Versions of scripts and lead definitions: the newest of a key, and what ships beside it."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import select

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.versions import Versioned
from qualdesk.store import tables
from qualdesk.store.seeds import (
    read_definition,
    read_script,
    shipped_definitions,
    shipped_scripts,
)
from qualdesk.store.session import Session

Body = Script | LeadDefinition
Row = tables.Version

TABLES: Mapping[Versioned, type[tables.Version]] = {
    Versioned.SCRIPT: tables.Script,
    Versioned.DEFINITION: tables.LeadDefinition,
}


def read_body(kind: Versioned, body: Mapping[str, object]) -> Body:
    """Return the script or definition that a row's `body` keeps."""
    return read_script(body) if kind is Versioned.SCRIPT else read_definition(body)


def newest_version(session: Session, kind: Versioned, key: str) -> Row | None:
    """Return the newest version of a key, or None if there is none."""
    table = TABLES[kind]
    newest = select(table).where(table.key == key).order_by(table.version.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def shipped_update(session: Session, kind: Versioned, key: str) -> Body | None:
    """Return what ships under a key if no version has ever been like it, or None."""
    shipped = shipped_by_key(kind).get(key)
    table = TABLES[kind]
    bodies = session.scalars(select(table.body).where(table.key == key))
    known = any(read_body(kind, body) == shipped for body in bodies)
    return None if known else shipped


@cache
def shipped_by_key(kind: Versioned) -> Mapping[str, Body]:
    """Return what travels with the program, by key."""
    shipped: list[Script] | list[LeadDefinition] = (
        shipped_scripts() if kind is Versioned.SCRIPT else shipped_definitions()
    )
    return {one.id: one for one in shipped}
