"""What a new database starts with: shipped scripts, definitions and tracks, and the shared ground."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.script_faults import definition_faults, faults
from qualdesk.errors import InputError
from qualdesk.paths import resource
from qualdesk.store import tables
from qualdesk.store.tracks import add_tracks

ELSEWHERE = "Everywhere else"
"""The shared ground: where leads go that no rule matches."""

T = TypeVar("T")


def seed(session: Session, now: datetime) -> None:
    """Add what ships with the program and is not there yet; what is there is never changed."""
    _add_definitions(session)
    _add_scripts(session)
    add_tracks(session)
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
        InputError: with file, step and fix, if it is no script or one that would lead nowhere.
    """
    script = _load(path, Script)
    _refuse(path, faults(script))
    return script


def load_definition(path: Path) -> LeadDefinition:
    """Read a lead definition's file.

    Raises:
        InputError: with file, criterion and fix, if it is none or cannot be met.
    """
    definition = _load(path, LeadDefinition)
    _refuse(path, definition_faults(definition))
    return definition


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
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        thing = msgspec.convert(written, kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise InputError(f"{path.name} cannot be read: {problem}.") from problem
    except msgspec.ValidationError as problem:
        raise InputError(f"{path.name}: {problem}. Correct it there.") from problem
    _refuse(path, list(_unread(written, msgspec.to_builtins(thing), path.stem)))
    return thing


def _unread(written: object, read: object, where: str) -> Iterator[str]:
    """Yield a sentence for each word of a file that nothing was read from."""
    if isinstance(written, dict) and isinstance(read, dict):
        here = str(written.get("id", where))
        for key, value in written.items():
            if key not in read:
                yield f"“{key}” in “{here}” means nothing: use one of {', '.join(sorted(read))}."
            yield from _unread(value, read.get(key), here)
    elif isinstance(written, list) and isinstance(read, (list, tuple)):
        for one, its in zip(written, read, strict=False):
            yield from _unread(one, its, where)


def _refuse(path: Path, found: Sequence[str]) -> None:
    if found:
        raise InputError(f"{path.name}: {' '.join(found)}")


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
