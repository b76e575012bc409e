"""Opening a database and signing in, in the desk's write thread: the store is imported here."""

import getpass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimeZone

from qualdesk.errors import Forbidden
from qualdesk.settings import load_settings
from qualdesk_ui.desk import Seat

if TYPE_CHECKING:
    from qualdesk.domain.person import Role
    from qualdesk.queries.people import PersonRow
    from qualdesk.store.session import Database


def open_seat(target: str | Path, name: str, now: datetime | None) -> Seat:
    """Open a file or URL and sign in by name; a new file begins with its first person.

    Raises:
        QualDeskError: if it cannot be opened, or a team does not know this person.
    """
    from qualdesk.store.session import Database  # noqa: PLC0415 - brings SQLAlchemy

    _load_first_page()
    if "://" not in str(target):
        Path(target).parent.mkdir(parents=True, exist_ok=True)
    database = Database.open(target)
    try:
        person = _signed_in(database, name, now or database.clock())
    except BaseException:
        database.close()
        raise
    return Seat(database, person.id, person.name, load_settings().firm.name)


def open_sample(path: Path, now: datetime | None) -> Seat:
    """Make the sample database anew, as of `now`, and sit down as its first caller."""
    from qualdesk.jobs.sample_desk import fill_sample_desk, sample_settings  # noqa: PLC0415
    from qualdesk.store.session import Database  # noqa: PLC0415

    _load_first_page()
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    database = Database.open(path)
    fill_sample_desk(database, now or database.clock())
    person = _signed_in(database, "", now or database.clock())
    return Seat(database, person.id, person.name, sample_settings().firm.name)


def _load_first_page() -> None:
    """Import the call desk here, so that the window's thread finds it loaded and never waits."""
    import_module("qualdesk_ui.screens.call_desk")


def _signed_in(database: "Database", name: str, now: datetime) -> "PersonRow":
    from qualdesk.domain.person import Role  # noqa: PLC0415

    known = _people(database)
    for person in known:
        if person.name.casefold() == name.casefold():
            return person
    callers = [one for role in (Role.CALLER, Role.TEAM_LEAD) for one in known if one.role is role]
    if callers and not name and database.dialect == "sqlite":
        return callers[0]
    if database.dialect != "sqlite":
        raise Forbidden(
            f"This team has nobody called {name or _login_name()}. Set your name in the settings as"
            " your team lead wrote it, or ask to be added."
        )
    # Whoever begins a file leads in it too: nobody else is there to change a script or lift a bar.
    role = Role.CALLER if known else Role.TEAM_LEAD
    return _added(database, name or _login_name(), role, now)


def _people(database: "Database") -> "list[PersonRow]":
    from qualdesk.queries.people import people  # noqa: PLC0415

    with database.read() as session:
        return people(session)


def _added(database: "Database", name: str, role: "Role", now: datetime) -> "PersonRow":
    from qualdesk.commands.people import add_person  # noqa: PLC0415
    from qualdesk.commands.requests.people import AddPerson  # noqa: PLC0415
    from qualdesk.store.session import Press  # noqa: PLC0415

    zone = QTimeZone.systemTimeZoneId().toStdString() or "UTC"
    request = AddPerson(name=name, role=role, zone=zone)
    added = database.carry_out(add_person, request, press=Press.new(), now=now)
    return next(person for person in _people(database) if person.id == added.person_id)


def _login_name() -> str:
    try:
        return getpass.getuser().replace(".", " ").title()
    except (KeyError, OSError):
        return "Me"
