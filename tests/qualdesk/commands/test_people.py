"""People are added under names of their own."""

import pytest

from qualdesk.commands.people import add_person
from qualdesk.commands.requests.people import AddPerson
from qualdesk.domain.person import Role
from qualdesk.errors import InputError
from qualdesk.queries.people import people
from qualdesk.store.session import Database, Press
from tests.builders import NOW


def add(database: Database, request: AddPerson) -> int:
    return database.carry_out(add_person, request, press=Press.new(), now=NOW).person_id


def test_a_person_is_added_and_listed_by_role(database: Database) -> None:
    add(database, AddPerson("Priya Nair", Role.CALLER))
    jonas = add(database, AddPerson(" Jonas  Weber ", Role.SALES, zone="Europe/Berlin"))
    with database.read() as session:
        (row,) = people(session, role=Role.SALES)
        assert [one.name for one in people(session)] == ["Jonas Weber", "Priya Nair"]
    assert (row.id, row.name, row.zone) == (jonas, "Jonas Weber", "Europe/Berlin")


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (AddPerson("  ", Role.CALLER), "needs a name"),
        (AddPerson("Priya Nair", Role.CALLER), "already somebody called Priya Nair"),
        (AddPerson("Sam Cole", Role.CALLER, zone="Mars/Base"), "no time zone “Mars/Base”"),
    ],
)
def test_what_cannot_be_is_refused(database: Database, request_: AddPerson, sentence: str) -> None:
    add(database, AddPerson("Priya Nair", Role.CALLER))
    with pytest.raises(InputError, match=sentence):
        add(database, request_)
