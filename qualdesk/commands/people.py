"""People: somebody begins to work here."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import insert, select

from qualdesk.commands.requests.people import AddPerson
from qualdesk.errors import InputError
from qualdesk.events.people import AddedPerson
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


def add_person(session: Session, request: AddPerson, now: datetime) -> AddedPerson:
    """Add somebody under a name that nobody else has.

    Raises:
        InputError: if the name is missing or taken, or the time zone does not exist.
    """
    del now
    name = " ".join(request.name.split())
    if not name:
        raise InputError("A person needs a name. Type it, for example Jonas Weber.")
    if session.scalar(select(Person.id).where(Person.name == name)) is not None:
        raise InputError(f"There is already somebody called {name}. Add a middle name or a place.")
    person_id: int = session.execute(
        insert(Person)
        .values(
            name=name,
            role=request.role,
            email=request.email.strip(),
            phone=request.phone.strip(),
            zone=_known_zone(request.zone),
        )
        .returning(Person.id)
    ).scalar_one()
    return AddedPerson(person_id, name)


def _known_zone(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise InputError(
            f"There is no time zone “{zone}”. Write one as Europe/Berlin or America/New_York."
        ) from problem
