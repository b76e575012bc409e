"""A list that brings somebody's response pauses their track and lifts their lead."""

from datetime import timedelta
from pathlib import Path

import pytest

from qualdesk.domain.lead import Lane, LeadState
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.qualdesk.nurturing import on_a_track

HEAD = "Company,First name,Last name,E-mail,Phone,Response date\n"
MARIA = "Bergmann Molkerei,Maria,Keller,maria.keller@bergmann-molkerei.example,+49 89 99998210,"


@pytest.mark.parametrize(
    ("responded", "endings", "state"),
    [("2026-12-01", {"paused"}, LeadState.QUEUED), ("", {None}, LeadState.NURTURE)],
)
def test_a_response_pauses_the_track_and_a_mere_name_on_a_list_does_not(
    database: Database, tmp_path: Path, responded: str, endings: set[str | None], state: LeadState
) -> None:
    maria = on_a_track(database)
    path = tmp_path / "list.csv"
    path.write_text(f"{HEAD}{MARIA}{responded}\n", encoding="utf-8")
    order = ImportOrder(path, "Spring", "DE")
    assert import_list(database, order, now=NOW + timedelta(days=14)).prospects_joined == 1
    assert set(maria.endings().values()) == endings
    lead = maria.lead()
    assert lead.state == state
    assert (lead.lane == Lane.FRESH) == (state is LeadState.QUEUED)
