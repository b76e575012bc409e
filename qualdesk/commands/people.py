"""People: somebody begins to work here."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import insert, select

from qualdesk.commands.requests.people import AddPerson
from qualdesk.domain.places import country_code
from qualdesk.errors import InputError
from qualdesk.events.people import AddedPerson
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


def add_person(session: Session, request: AddPerson, now: datetime) -> AddedPerson:
    """Add somebody under a name that nobody else has.

    Raises:
        InputError: if the name is missing or taken, or zone, country or hours make no sense.
    """
    del now
    name = " ".join(request.name.split())
    if not name:
        raise InputError("A person needs a name. Type it, for example Jonas Weber.")
    if session.scalar(select(Person.id).where(Person.name == name)) is not None:
        raise InputError(f"There is already somebody called {name}. Add a middle name or a place.")
    if request.works_until <= request.works_from:
        raise InputError("The working hours end before they begin. Write them as 09:00-17:00.")
    person_id: int = session.execute(
        insert(Person)
        .values(
            name=name,
            role=request.role,
            email=request.email.strip(),
            phone=request.phone.strip(),
            zone=_known_zone(request.zone),
            country=_known_country(request.country),
            works_from=request.works_from,
            works_until=request.works_until,
        )
        .returning(Person.id)
    ).scalar_one()
    return AddedPerson(person_id, name)


def _known_country(typed: str) -> str:
    country = country_code(typed.strip()) if typed.strip() else ""
    if typed.strip() and not country:
        raise InputError(f"There is no country “{typed}”. Write its code, as DE or GB.")
    return country


def _known_zone(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise InputError(
            f"There is no time zone “{zone}”. Write one as Europe/Berlin or America/New_York."
        ) from problem
