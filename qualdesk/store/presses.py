"""Presses, and what came of each: one that is known already is not carried out again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, get_type_hints
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from qualdesk.errors import Conflict
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.tables import Command as CommandRow
from qualdesk.store.upsert import upserts

R = TypeVar("R")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Press:
    """One press of one person, under the id it was given before it was sent."""

    id: UUID
    person_id: int | None = None

    @classmethod
    def new(cls, person_id: int | None = None) -> "Press":
        """Return a press with a fresh id."""
        return cls(uuid4(), person_id)


def write_down(session: Session, press: Press, name: str, request: object, now: datetime) -> bool:
    """Write down that a press asks a command for something; return whether it is new.

    Raises:
        Conflict: if it was carried out before, with another request.
    """
    row = {
        "id": str(press.id),
        "person_id": press.person_id,
        "name": name,
        "request_hash": _hash_of(request),
        "happened_at": now,
    }
    if _WRITE_DOWN.first(session, row):
        return True
    known = _HASH.value(session, {"press": row["id"]})
    if known != row["request_hash"]:
        raise Conflict("This press was carried out before with other content. Press again.")
    return False


def event_of(session: Session, press: Press, command: Callable[[Session, R, datetime], E]) -> E:
    """Return the event of a press that was carried out before; the command says of which type."""
    kind: type[E] = get_type_hints(command)["return"]
    result = _RESULT.value(session, {"press": str(press.id)})
    return msgspec.json.decode(result, type=kind)


def keep_event(session: Session, press: Press, event: object) -> None:
    """Keep what came of a press, for when it comes again."""
    result = msgspec.json.encode(event).decode()
    _STORE.send(session, {"press": str(press.id), "event": result})


_COMMANDS = table_of(CommandRow)
_HASH, _RESULT = (
    Prepared(select(column).where(_COMMANDS.c.id == bindparam("press")))
    for column in (_COMMANDS.c.request_hash, _COMMANDS.c.result)
)
# Two workers may carry out one press at once: the second waits for the first one's row.
_WRITE_DOWN = Prepared(
    {
        dialect: insert.on_conflict_do_nothing().returning(_COMMANDS.c.id)
        for dialect, insert in upserts(
            _COMMANDS, "id", "person_id", "name", "request_hash", "happened_at"
        ).items()
    }
)
_STORE = Prepared(
    update(_COMMANDS).where(_COMMANDS.c.id == bindparam("press")).values(result=bindparam("event"))
)


def _hash_of(request: object) -> str:
    # As JSON the frames of a large part of a list would grow by a third, and be held twice.
    return hashlib.sha256(msgspec.msgpack.encode(request)).hexdigest()
