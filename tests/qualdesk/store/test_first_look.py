"""A first look: which leads still stand for a call, read without SQLAlchemy."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from qualdesk.commands.claims import LEASE, claim_next
from qualdesk.commands.outcomes import close_out
from qualdesk.commands.requests.calls import CloseOut
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.store.first_look import StandingLead, standing_leads
from qualdesk.store.session import Database
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing


@pytest.fixture
def path(sqlite_database: Database) -> Path:
    return Path(str(sqlite_database.engine.url.database))


def test_a_lead_that_waits_is_found_as_it_is_called(sqlite_database: Database, path: Path) -> None:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session)
    assert standing_leads(path, [lead_id, 999], NOW) == {
        lead_id: StandingLead(lead_id, "Maria Keller", "Bergmann Molkerei")
    }


def test_a_prospect_without_a_person_is_called_by_the_company(
    sqlite_database: Database, path: Path
) -> None:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session, prospect_id=a_prospect(session, ""))
    found = standing_leads(path, [lead_id], NOW)
    assert found == {lead_id: StandingLead(lead_id, "Bergmann Molkerei", "Bergmann Molkerei")}


def test_a_lead_that_is_being_called_does_not_stand_there(
    sqlite_database: Database, path: Path
) -> None:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session)
        claim_next(session, ClaimNext(a_person(session)), NOW)
    assert standing_leads(path, [lead_id], NOW) == {}
    after = NOW + LEASE + timedelta(seconds=1)
    assert list(standing_leads(path, [lead_id], after) or ()) == [lead_id]


def test_a_closed_lead_does_not_stand_there(sqlite_database: Database, path: Path) -> None:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session)
        call = a_call(lead_id, a_person(session))
        request = CloseOut(call, CloseOutReason.NO_NEED_NOW, ToldBy.PHONE, words="Thank you")
        close_out(session, request, NOW)
    assert standing_leads(path, [lead_id], NOW) == {}


def test_a_desk_in_the_middle_of_writing_is_read_as_it_was(
    sqlite_database: Database, path: Path
) -> None:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session)
    with writing(sqlite_database) as session:
        claim_next(session, ClaimNext(a_person(session)), NOW)
        assert list(standing_leads(path, [lead_id], NOW) or ()) == [lead_id]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(84)])
def test_a_file_of_no_use_tells_nothing_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.qualdesk"
    path.write_bytes(content)
    assert standing_leads(path, [1], NOW) is None
    assert path.read_bytes() == content


def test_a_missing_file_tells_nothing_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "missing.qualdesk"
    assert standing_leads(path, [1], NOW) is None
    assert not path.exists()


def test_a_first_look_does_not_wait_for_sqlalchemy() -> None:
    asked = "import sys, qualdesk.store.first_look; print('sqlalchemy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"
