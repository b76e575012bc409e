"""The parts in which a list was read in: each is a press whose id follows from the list's."""

from collections.abc import Iterator
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import select

from qualdesk.events.imports import ImportedRows
from qualdesk.store.session import Session
from qualdesk.store.tables import Command

_ASKED_AT_ONCE = 500


def part_id(begun_as: UUID, number: int) -> UUID:
    """Return the id of the press that reads in a part of the list that was begun so."""
    return uuid5(begun_as, str(number))


def parts_done(session: Session, begun_as: UUID) -> Iterator[tuple[str, ImportedRows]]:
    """Yield press and event of the parts that were read in: one after another, no gap."""
    start = 0
    while True:
        wanted = [str(part_id(begun_as, number)) for number in range(start, start + _ASKED_AT_ONCE)]
        query = select(Command.id, Command.result).where(Command.id.in_(wanted))
        found = dict(session.execute(query).all())
        for press in wanted:
            if press not in found:
                return
            yield press, msgspec.json.decode(found[press], type=ImportedRows)
        start += _ASKED_AT_ONCE
