"""A rep's time is given away once, also to two callers who press at the same moment."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from qualdesk.commands.hand_off_steps import send_again
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.outcomes import push_to_sales
from qualdesk.commands.requests.calls import PushToSales
from qualdesk.commands.requests.hand_offs import SendAgain, TakeBackDeed
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, QualDeskError
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing
from tests.qualdesk.commands.handed import MEETING, Handed, handed_over

CALLERS = 4
QUARTER = timedelta(minutes=15)
TEN_OCLOCK = datetime(2026, 11, 19, 9, tzinfo=UTC)
"""Tomorrow at 10:00 in München."""


def pushes(database: Database, count: int, at: datetime) -> list[PushToSales]:
    """Let so many callers each have a lead that they are about to push to Jonas at one time."""
    with writing(database) as session:
        jonas = a_person(session, "Jonas Weber", role=Role.SALES, zone="Europe/Berlin")
        calls = []
        for one in range(count):
            caller_id = a_person(session, f"Caller {one}")
            prospect_id = a_prospect(session, f"Anna {one}", numbers=[f"+4989999990{one:02}"])
            calls.append(a_call(a_lead(session, prospect_id=prospect_id), caller_id))
    return [PushToSales(one, at, rep_id=jonas, unmet_because="asked for sales") for one in calls]


def test_of_callers_who_push_at_one_moment_one_gets_the_time(database: Database) -> None:
    requests = pushes(database, CALLERS, TEN_OCLOCK)
    gate = threading.Barrier(CALLERS)
    refusals: list[QualDeskError] = []

    def press(request: PushToSales) -> None:
        gate.wait()
        try:
            database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)
        except QualDeskError as refusal:
            refusals.append(refusal)

    callers = [threading.Thread(target=press, args=(one,)) for one in requests]
    for one in callers:
        one.start()
    for one in callers:
        one.join()
    with database.read() as session:
        assert session.query(tables.Appointment).count() == 1
        assert session.query(tables.HandOff).count() == 1
    sentence = (
        "Jonas Weber is not free on Thu 19 Nov, 10:00 (Berlin time)."
        " Free: Thu 19 Nov, 09:30; Thu 19 Nov, 11:30; Thu 19 Nov, 14:00."
    )
    assert [str(one) for one in refusals] == [sentence] * (CALLERS - 1)


def test_a_meeting_may_begin_when_another_ends(database: Database) -> None:
    first, second = pushes(database, 2, TEN_OCLOCK)
    database.carry_out(push_to_sales, first, press=Press.new(), now=NOW)
    later = PushToSales(
        second.call, TEN_OCLOCK + 2 * QUARTER, rep_id=second.rep_id, unmet_because="x"
    )
    database.carry_out(push_to_sales, later, press=Press.new(), now=NOW)
    with database.read() as session:
        assert session.query(tables.Appointment).count() == 2


def test_a_meeting_is_moved_within_its_own_time_but_not_onto_another(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    handed.answer("rescheduled", meeting_at=MEETING + QUARTER)
    (request,) = pushes(database, 1, MEETING + 4 * QUARTER)
    database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)
    with pytest.raises(Conflict, match="Jonas Weber is not free on Mon 23 Nov, 11:32"):
        handed.answer("rescheduled", meeting_at=MEETING + 4 * QUARTER)


def test_whom_another_rep_takes_a_meeting_from_must_be_free_then(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    _say_busy(handed, handed.other_rep_id)
    with pytest.raises(Conflict, match="Marta Pires is not free on Mon 23 Nov, 09:32"):
        handed.answer(
            "returned", "misrouted", meeting=MeetingFate.OTHER_REP, other_rep_id=handed.other_rep_id
        )
    with pytest.raises(Conflict, match="Name somebody else, or move the meeting first"):
        handed.do(send_again, SendAgain(handed.hand_off_id, handed.caller_id, handed.other_rep_id))


def test_what_the_reps_own_calendar_says_is_taken_too(database: Database) -> None:
    handed = handed_over(database)
    _say_busy(handed, handed.rep_id)
    (request,) = pushes(database, 1, MEETING)
    with pytest.raises(Conflict, match=r"Free: Thu 19 Nov, 09:30"):
        database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)


def test_a_meeting_is_not_put_back_to_where_another_was_agreed_since(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    moved = handed.answer("rescheduled", meeting_at=MEETING + 8 * QUARTER)
    (request,) = pushes(database, 1, MEETING)
    database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)
    with pytest.raises(Conflict, match="Another meeting was agreed for that time since"):
        handed.do(take_back_deed, TakeBackDeed(moved.deed, handed.caller_id))
    assert MEETING + 8 * QUARTER in {one.starts_at for one in handed.all(tables.Appointment)}


def test_what_was_sent_to_another_rep_comes_back_only_while_the_former_has_the_time(
    database: Database,
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    sent = handed.do(
        send_again, SendAgain(handed.hand_off_id, handed.caller_id, handed.other_rep_id)
    )
    (request,) = pushes(database, 1, MEETING)
    database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)
    with pytest.raises(Conflict, match="Another meeting was agreed for that time since"):
        handed.do(take_back_deed, TakeBackDeed(sent.deed, handed.caller_id))
    assert _whose(handed) == handed.other_rep_id


@pytest.mark.parametrize("is_busy", [True, False])
def test_nor_while_the_formers_own_calendar_says_otherwise(
    database: Database, *, is_busy: bool
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    sent = handed.do(
        send_again, SendAgain(handed.hand_off_id, handed.caller_id, handed.other_rep_id)
    )
    undo = TakeBackDeed(sent.deed, handed.caller_id)
    if is_busy:
        _say_busy(handed, handed.rep_id)
        with pytest.raises(Conflict, match="Jonas Weber is not free at that time any more"):
            handed.do(take_back_deed, undo)
        assert _whose(handed) == handed.other_rep_id
    else:
        handed.do(take_back_deed, undo)
        assert _whose(handed) == handed.rep_id


def test_a_rep_who_gave_it_back_need_not_be_free_for_its_undo(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("returned", "incomplete", meeting=MeetingFate.RING)
    sent = handed.do(
        send_again, SendAgain(handed.hand_off_id, handed.caller_id, handed.other_rep_id)
    )
    (request,) = pushes(database, 1, MEETING)
    database.carry_out(push_to_sales, request, press=Press.new(), now=NOW)
    handed.do(take_back_deed, TakeBackDeed(sent.deed, handed.caller_id))
    assert handed.lead().lane == "returned"


def _whose(handed: Handed) -> int:
    """Return who goes to the meeting of the first hand-off."""
    with handed.database.read() as session:
        meeting = select(tables.Appointment.hand_off_id).order_by(tables.Appointment.id)
        hand_off_id = session.scalars(meeting).first()
        return session.get_one(tables.HandOff, hand_off_id).rep_id


def _say_busy(handed: Handed, rep_id: int) -> None:
    with writing(handed.database) as session:
        span = {"starts_at": MEETING - QUARTER, "ends_at": MEETING + QUARTER}
        session.execute(insert(tables.BusyTime).values(person_id=rep_id, **span))
