"""What a new database starts with: shipped scripts and definitions, and the shared ground."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.errors import InputError
from qualdesk.paths import resource
from qualdesk.store import tables

ELSEWHERE = "Everywhere else"
"""The shared ground: where leads go that no rule matches."""

T = TypeVar("T")


def seed(session: Session, now: datetime) -> None:
    """Add what ships with the program and is not there yet; what is there is never changed."""
    _add_definitions(session)
    _add_scripts(session)
    _add_elsewhere(session, now)
    session.flush()


def shipped_scripts() -> list[Script]:
    """Return the scripts that travel with the program, by file name."""
    return [load_script(path) for path in sorted(resource("scripts").glob("*.toml"))]


def shipped_definitions() -> list[LeadDefinition]:
    """Return the lead definitions that travel with the program, by file name."""
    return [load_definition(path) for path in sorted(resource("definitions").glob("*.toml"))]


def load_script(path: Path) -> Script:
    """Read a script's file.

    Raises:
        InputError: with file and place, if it is no script.
    """
    return _load(path, Script)


def load_definition(path: Path) -> LeadDefinition:
    """Read a lead definition's file.

    Raises:
        InputError: with file and place, if it is none.
    """
    return _load(path, LeadDefinition)


def body_of(thing: Script | LeadDefinition) -> dict[str, object]:
    """Return a script or definition as its row's `body` keeps it."""
    body: dict[str, object] = msgspec.to_builtins(thing)
    return body


def read_script(body: Mapping[str, object]) -> Script:
    """Return the script that a row's `body` keeps."""
    return msgspec.convert(body, Script)


def read_definition(body: Mapping[str, object]) -> LeadDefinition:
    """Return the lead definition that a row's `body` keeps."""
    return msgspec.convert(body, LeadDefinition)


def _load(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise InputError(f"{path.name} cannot be read: {problem}.") from problem
    except msgspec.ValidationError as problem:
        raise InputError(f"{path.name}: {problem}. Correct it there.") from problem


def _add_definitions(session: Session) -> None:
    known = set(session.scalars(select(tables.LeadDefinition.key)))
    session.add_all(
        tables.LeadDefinition(key=one.id, version=1, body=body_of(one))
        for one in shipped_definitions()
        if one.id not in known
    )


def _add_scripts(session: Session) -> None:
    known = set(session.scalars(select(tables.Script.key)))
    session.add_all(
        tables.Script(key=one.id, version=1, body=body_of(one))
        for one in shipped_scripts()
        if one.id not in known
    )


def _add_elsewhere(session: Session, now: datetime) -> None:
    has_ground = select(tables.Territory.id).where(tables.Territory.is_elsewhere)
    if session.scalar(has_ground) is None:
        session.add(tables.Territory(name=ELSEWHERE, since=now.date(), is_elsewhere=True))
