"""The count on the rail: what stands under “Needs you”, as each person sees it."""

from datetime import timedelta

import pytest

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.person import Role
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.queries.hand_offs_waiting import hand_offs_waiting
from qualdesk.store.session import Database
from tests.builders import NOW, a_person, writing
from tests.qualdesk.queries.test_hand_offs import HOUR, a_hand_off


@pytest.fixture
def people(database: Database) -> dict[str, int]:
    with writing(database) as session:
        a_hand_off(session, state=HandOffState.RETURNED)
        a_hand_off(session, accept_by=NOW - HOUR)
        a_hand_off(session, accept_by=NOW - HOUR, rep="Karen Doyle")
        a_hand_off(session)
        return {
            "Priya": a_person(session),
            "Jonas": a_person(session, "Jonas Weber", role=Role.SALES, zone="Europe/Berlin"),
        }


@pytest.mark.parametrize(("name", "count"), [("Priya", 3), ("Jonas", 1)])
def test_a_rep_counts_their_own_and_what_they_gave_back_no_more(
    database: Database, people: dict[str, int], name: str, count: int
) -> None:
    with database.read() as session:
        assert hand_offs_waiting(session, person_id=people[name], now=NOW) == count


def test_what_a_rep_gave_back_is_the_callers_to_decide(
    database: Database, people: dict[str, int]
) -> None:
    with database.read() as session:
        rows = hand_offs(session, now=NOW, rep_id=people["Jonas"])
    said = {(row.group, row.what_next) for row in rows}
    assert (HandOffGroup.GIVEN_BACK, "Priya decides") in said
    assert (HandOffGroup.NEEDS_YOU, "1 hour late, accept it or give it back") in said


def test_an_answer_that_comes_too_late_by_the_clock_is_counted(
    database: Database, people: dict[str, int]
) -> None:
    with database.read() as session:
        later = NOW + timedelta(hours=7)
        assert hand_offs_waiting(session, person_id=people["Priya"], now=later) == 4
