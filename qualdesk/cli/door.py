"""The door of the command line: the database, the moment, names looked up, answers printed."""

import argparse
import difflib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from qualdesk.errors import InputError
from qualdesk.settings import default_database, load_settings
from qualdesk.store.session import Database, Press

R = TypeVar("R")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Door:
    """An open database at one moment."""

    database: Database
    now: datetime
    is_json: bool

    def carry_out(
        self,
        command: Callable[[Session, R, datetime], E],
        request: R,
        press: Press | None = None,
    ) -> E:
        """Carry out a command."""
        return self.database.carry_out(command, request, press=press or Press.new(), now=self.now)

    def answer(self, thing: object, lines: Iterable[str]) -> None:
        """Print the answer: as one JSON document, or in lines for people."""
        if self.is_json:
            plain = msgspec.to_builtins(thing)
            sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)


def open_door(options: argparse.Namespace) -> Door:
    """Open the database that is named, else the one of the settings, else the usual one."""
    target = options.database or load_settings().database or str(default_database())
    database = Database.open(target)
    now = getattr(options, "at", None) or database.clock()
    return Door(database, now, getattr(options, "json", False))


def moment(text: str) -> datetime:
    """Read an ISO moment; without a zone it is UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 touch, 1,204 touches."""
    plural = f"{noun}es" if noun.endswith("ch") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def put_shared(verb: argparse.ArgumentParser) -> None:
    """Let a verb name the database too, and print one JSON document."""
    # No default: a database named before the verb stays where none is named after it.
    no = argparse.SUPPRESS
    verb.add_argument("--database", metavar="FILE|URL", default=no, help="instead of the usual one")
    verb.add_argument("--json", action="store_true", help="print one JSON document")


def put_at(verb: argparse.ArgumentParser) -> None:
    """Let a verb stop the clock."""
    verb.add_argument("--at", type=moment, metavar="ISO", help="as if it were then")


def person_id(door: Door, name: str) -> int:
    """Return the id of the person called so.

    Raises:
        InputError: if nobody is, with the names that come close.
    """
    from qualdesk.queries.people import people  # noqa: PLC0415

    with door.database.read() as session:
        known = {one.name: one.id for one in people(session)}
    return known[chosen(name, list(known), "person", "qualdesk people add NAME --role caller")]


def zone_of(door: Door, person: int) -> str:
    """Return the zone in which a person lives by the clock."""
    from qualdesk.queries.people import people  # noqa: PLC0415

    with door.database.read() as session:
        return next(one.zone for one in people(session) if one.id == person)


def typed_moment(door: Door, text: str, zone: str) -> datetime:
    """Return the moment that is typed, in ISO or in words; without a zone it is in this one.

    Raises:
        InputError: if it cannot be understood.
    """
    from qualdesk.domain.when import understood, unread  # noqa: PLC0415 - brings a parser

    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        found = understood(text, door.now, zone)
        if found is None:
            raise InputError(unread(text)) from None
        return found
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))


def typed_day(door: Door, text: str, person: int) -> date:
    """Return the day that is typed, where a person is.

    Raises:
        InputError: if it cannot be understood.
    """
    from qualdesk.domain.when import understood, unread  # noqa: PLC0415 - brings a parser

    zone = zone_of(door, person)
    found = understood(text, door.now, zone)
    if found is None:
        raise InputError(unread(text))
    return found.astimezone(ZoneInfo(zone)).date()


def chosen(name: str, known: Sequence[str], what: str, remedy: str) -> str:
    """Return the known name that is meant, whatever its case.

    Raises:
        InputError: if there is none, with those that come close.
    """
    by_key = {one.casefold(): one for one in known}
    if (found := by_key.get(name.strip().casefold())) is not None:
        return found
    close = [by_key[one] for one in difflib.get_close_matches(name.casefold(), by_key, 3, 0.5)]
    hint = f"Did you mean {' or '.join(close)}?" if close else f"Add one with: {remedy}"
    raise InputError(f"There is no {what} “{name}”. {hint}")
