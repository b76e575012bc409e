"""What there is of scripts and definitions, in which versions, and what ships newer."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.versions import Versioned
from qualdesk.errors import InputError
from qualdesk.queries.scripts import VersionedRow, call_versions, one_version, versioned
from qualdesk.store import tables
from qualdesk.store.seeds import body_of
from qualdesk.store.session import Database
from tests.builders import NOW, writing
from tests.qualdesk.commands.test_scripts import campaign_of, inquiry, save


def row_of(database: Database, key: str) -> VersionedRow:
    with database.read() as session:
        return next(row for row in versioned(session) if row.key == key)


def ship_another(database: Database, key: str) -> None:
    """Make what is stored look like what an older program shipped."""
    with writing(database) as session:
        old = replace(inquiry(database), id=key, title="As it shipped before")
        session.execute(
            update(tables.Script).where(tables.Script.key == key).values(body=body_of(old))
        )


def test_scripts_come_before_definitions_and_name_their_campaigns(database: Database) -> None:
    campaign_of(database)
    with database.read() as session:
        rows = versioned(session)
    kinds = [row.kind for row in rows]
    assert kinds == sorted(kinds, key=list(Versioned).index)
    assert row_of(database, "inquiry").campaigns == ("Caps",)
    assert row_of(database, "agreed-lead").campaigns == ("Caps",)


def test_versions_say_who_saved_them_when_and_what_uses_them(database: Database) -> None:
    campaign_of(database)
    save(database, replace(inquiry(database), title="Warmer"))
    with database.read() as session:
        found = one_version(session, kind=Versioned.SCRIPT, key="inquiry")
    newer, shipped = found.versions
    assert (newer.version, newer.saved_by, newer.saved_at) == (2, "Sam Reed", NOW)
    assert newer.campaigns == ("Caps",)
    assert (shipped.version, shipped.saved_by, shipped.saved_at) == (1, "", None)


def test_an_old_version_can_be_read(database: Database) -> None:
    before = inquiry(database)
    save(database, replace(before, title="Warmer"))
    with database.read() as session:
        found = one_version(session, kind=Versioned.SCRIPT, key="inquiry", version=1)
    assert (found.body, found.newest) == (before, 2)
    assert isinstance(found.partner, LeadDefinition)


def test_a_definition_is_tried_with_a_script_that_uses_it(database: Database) -> None:
    campaign_of(database)
    with database.read() as session:
        found = one_version(session, kind=Versioned.DEFINITION, key="agreed-lead")
    assert isinstance(found.partner, Script)
    assert found.partner.id == "inquiry"


def test_what_was_edited_here_is_no_update(database: Database) -> None:
    save(database, replace(inquiry(database), title="Warmer"))
    assert not row_of(database, "inquiry").has_update


def test_a_newer_shipped_version_is_offered_until_it_is_taken(database: Database) -> None:
    shipped = inquiry(database)
    ship_another(database, "inquiry")
    assert row_of(database, "inquiry").has_update
    with database.read() as session:
        assert one_version(session, kind=Versioned.SCRIPT, key="inquiry").update == shipped
    save(database, shipped)
    assert not row_of(database, "inquiry").has_update


@pytest.mark.parametrize(("key", "version"), [("sing", 0), ("inquiry", 7)])
def test_what_is_not_there_is_said(database: Database, key: str, version: int) -> None:
    with database.read() as session, pytest.raises(InputError, match=f"“{key}”"):
        one_version(session, kind=Versioned.SCRIPT, key=key, version=version)


def test_the_versions_of_a_call_are_found_by_their_ids(database: Database) -> None:
    campaign_id = campaign_of(database)
    with database.read() as session:
        campaign = session.get_one(tables.Campaign, campaign_id)
        script, definition = call_versions(
            session, script_id=campaign.script_id, definition_id=campaign.definition_id
        )
    assert (script.id, definition.id) == ("inquiry", "agreed-lead")
