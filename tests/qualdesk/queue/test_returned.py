"""Who is offered a lead that sales gave back: the caller who knows it, others only when they cannot."""

import pytest

from qualdesk.commands.absences import go_away
from qualdesk.commands.order import assign_leads
from qualdesk.commands.presence import show_presence
from qualdesk.commands.requests.order import AssignLeads
from qualdesk.commands.requests.people import GoAway, ShowPresence
from qualdesk.domain.person import Role
from qualdesk.domain.seat import PresenceState
from qualdesk.queries.queue import call_queue
from qualdesk.queries.queue_list import whole_order
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_person, writing
from tests.qualdesk.commands.handed import Handed, handed_over


@pytest.fixture
def returned(database: Database) -> Handed:
    """Lend a lead that Priya pushed and Jonas gave back."""
    handed = handed_over(database)
    handed.answer("returned", "incomplete")
    return handed


def sam(handed: Handed) -> int:
    with writing(handed.database) as session:
        return a_person(session, "Sam Cole")


def team_lead_of(handed: Handed) -> int:
    """Return a team lead."""
    with writing(handed.database) as session:
        return a_person(session, "Tessa Brook", role=Role.TEAM_LEAD)


def offered(handed: Handed, caller_id: int) -> list[int]:
    """Return what a caller is offered, having looked at the whole Queue too."""
    with handed.database.read() as session:
        rows = [one.lead_id for one in call_queue(session, caller_id=caller_id, now=NOW)]
        parts = whole_order(session, caller_id=caller_id, now=NOW).parts
        assert [lead_id for part in parts for lead_id in part.lead_ids] == rows
    return rows


def test_it_comes_back_to_the_caller_who_knows_it(returned: Handed) -> None:
    assert offered(returned, returned.caller_id) == [returned.lead_id]
    assert offered(returned, sam(returned)) == []


def test_while_they_are_signed_out_it_is_anyones(returned: Handed) -> None:
    returned.do(show_presence, ShowPresence(returned.caller_id, PresenceState.OUT))
    assert offered(returned, sam(returned)) == [returned.lead_id]


def test_while_they_are_absent_it_is_anyones(returned: Handed) -> None:
    returned.do(go_away, GoAway(returned.caller_id, NOW.date()))
    assert offered(returned, sam(returned)) == [returned.lead_id]


def test_once_their_seat_no_longer_has_it_it_is_anyones(returned: Handed) -> None:
    with writing(returned.database) as session:
        session.add(tables.Seat(person_id=returned.caller_id, campaign_ids=[0]))
    assert offered(returned, sam(returned)) == [returned.lead_id]


def test_whom_it_is_given_to_is_offered_it(returned: Handed) -> None:
    other = sam(returned)
    returned.do(assign_leads, AssignLeads((returned.lead_id,), team_lead_of(returned), other))
    assert offered(returned, other) == [returned.lead_id]
