"""What sales leaves alone too long comes back while it is warm, and exactly once."""

from datetime import datetime, timedelta

from qualdesk.jobs.running_over import take_back_run_over
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.qualdesk.commands.handed import MEETING, Handed, handed_over

DAY = timedelta(days=1)


def test_an_offer_nobody_answers_comes_back_a_working_day_late(database: Database) -> None:
    handed = handed_over(database)
    over = _runs_over(handed)
    assert take_back_run_over(database, over - timedelta(minutes=1)) == 0
    assert take_back_run_over(database, over) == 1
    lead = handed.lead()
    assert (lead.state, lead.lane, lead.owner_person_id) == ("queued", "returned", handed.caller_id)
    assert handed.hand_off().ran_over_at == over


def test_it_is_taken_back_once(database: Database) -> None:
    handed = handed_over(database)
    over = _runs_over(handed)
    take_back_run_over(database, over)
    assert take_back_run_over(database, over + DAY) == 0
    assert len(handed.all(tables.LeadChange, lead_id=handed.lead_id)) == 3


def test_an_answered_offer_stays(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    assert take_back_run_over(database, NOW + 30 * DAY) == 0


def test_an_accepted_lead_nobody_touched_comes_back(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("accepted")
    assert take_back_run_over(database, NOW + 4 * DAY) == 0
    assert take_back_run_over(database, NOW + 7 * DAY) == 1
    assert handed.lead().lane == "returned"


def test_a_rep_who_is_working_on_it_keeps_it(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("accepted")
    handed.answer("working", words="Left two messages.")
    assert take_back_run_over(database, NOW + 30 * DAY) == 0


def test_the_meeting_of_an_offer_taken_back_heads_needs_you(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    over = _runs_over(handed)
    assert over < MEETING
    take_back_run_over(database, over)
    assert handed.meeting().cancelled_at is None
    with database.read() as session:
        (row,) = hand_offs(session, now=over)
    assert (row.group, row.is_meeting_alone) == (HandOffGroup.NEEDS_YOU, True)
    assert row.what_next == "Nobody is there for the meeting; ring them or cancel it"


def _runs_over(handed: Handed) -> datetime:
    over = handed.hand_off().runs_over_at
    assert over is not None
    return over
