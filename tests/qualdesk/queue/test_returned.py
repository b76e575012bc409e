"""Who is offered a lead that sales gave back: the caller who knows it, others only when they cannot."""

from datetime import timedelta

import pytest

from qualdesk.commands.absences import go_away
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.order import assign_leads
from qualdesk.commands.presence import show_presence
from qualdesk.commands.requests.hand_offs import TakeBackDeed, TakeBackRunOver
from qualdesk.commands.requests.order import AssignLeads
from qualdesk.commands.requests.people import GoAway, ShowPresence
from qualdesk.commands.running_over import take_back_what_ran_over
from qualdesk.domain.person import Role
from qualdesk.domain.seat import PresenceState
from qualdesk.queries.queue import call_queue
from qualdesk.queries.queue_list import whole_order
from qualdesk.queries.timeline import timeline
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


def why(handed: Handed) -> str:
    """Return the sentence by which the caller’s queue says why it stands there."""
    with handed.database.read() as session:
        (row,) = call_queue(session, caller_id=handed.caller_id, now=NOW)
    return row.reason.sentence(NOW)


def told(handed: Handed) -> list[tuple[str, str, str]]:
    """Return sign, title and words of the timeline, newest first, but for the call."""
    prospect_id = handed.lead().prospect_id
    with handed.database.read() as session:
        rows = timeline(session, prospect_id)
    return [(one.sign, one.title, one.words) for one in rows if one.title != "Pushed to sales"]


def test_the_queue_names_who_returned_it_and_why(returned: Handed) -> None:
    assert why(returned) == ("Jonas Weber returned it: incomplete. Put it right while it is warm.")
    assert told(returned) == [("returned", "Jonas returned it: incomplete", "told a caller")]


def test_a_reps_own_words_stand_for_their_reason(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("returned", "misrouted", words="Austria is Marta’s.")
    assert why(handed).startswith("Jonas Weber returned it: Austria is Marta’s. Put it right")
    (row,) = told(handed)
    assert row[1:] == ("Jonas returned it: Austria is Marta’s", "Misrouted · told a caller")


def test_long_words_stand_under_the_reason(database: Database) -> None:
    handed = handed_over(database)
    words = "They asked for Marta, who has spoken to their plant manager twice this year."
    handed.answer("returned", "misrouted", words=words)
    (row,) = told(handed)
    assert row[1:] == ("Jonas returned it: misrouted", f"{words[:-1]} · told a caller")


def test_a_later_answer_that_was_a_slip_is_not_told(returned: Handed) -> None:
    handed = returned
    deed = handed.only(tables.HandOffAnswer).command_id
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert told(handed) == []
    handed.answer("accepted")
    handed.answer("returned", "unreachable")
    assert "Jonas Weber returned it: unreachable." in why(handed)


def test_what_ran_over_says_who_did_not_act(database: Database) -> None:
    handed = handed_over(database)
    late = NOW + timedelta(days=9)
    handed.do(take_back_what_ran_over, TakeBackRunOver(), now=late)
    with database.read() as session:
        (row,) = call_queue(session, caller_id=handed.caller_id, now=late)
    said = "Jonas Weber did not act in time; put it right while it is warm."
    assert row.reason.sentence(late) == said


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
