"""A call that sales is to make: confirmed before, seen coming, and handed over on its day."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands import outcomes
from qualdesk.commands.claims import claim_next
from qualdesk.commands.requests.calls import (
    BarCalls,
    PromiseCallback,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.commands.undo import take_back
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.lead import Lane, LeadState, OwnerKind
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.errors import InputError
from qualdesk.jobs.deadlines import DeadlineReport, meet_deadlines
from qualdesk.queries.promises import coming_calls
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call
from tests.qualdesk.nurturing import Nurtured, on_a_track

AGREED = datetime(2027, 2, 17, 9, 30, tzinfo=UTC)
"""A Wednesday, 10:30 in München."""
CONFIRM = datetime(2027, 2, 12, 8, tzinfo=UTC)
"""The Friday before, three working days earlier, 9:00 in München."""
ITS_MORNING = datetime(2027, 2, 17, 7, tzinfo=UTC)


def press(maria: Nurtured, command: object, request: object, now: datetime = NOW) -> object:
    made = Press.new(maria.caller_id)
    return maria.database.carry_out(command, request, press=made, now=now)  # type: ignore[arg-type]


def call(maria: Nurtured) -> object:
    return a_call(maria.lead_id, maria.caller_id, version=maria.lead().version)


def promise(maria: Nurtured, now: datetime = NOW, at: datetime = AGREED, **more: object) -> object:
    request = PromiseCallback(call(maria), at, WhoCalls.SALES, **more)  # type: ignore[arg-type]
    return press(maria, outcomes.promise_callback, request, now)


def hand_off(maria: Nurtured) -> tables.HandOff | None:
    with maria.database.read() as session:
        return session.scalars(select(tables.HandOff)).one_or_none()


def reasons(maria: Nurtured, now: datetime) -> list[str]:
    with maria.database.read() as session:
        rows = call_queue(session, caller_id=maria.caller_id, now=now, limit=5)
    return [row.reason.sentence(now) for row in rows]


def test_a_caller_confirms_it_three_working_days_before(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria, start_with="the April audit")
    lead = maria.lead()
    assert (lead.lane, lead.due_at) == (Lane.PROMISED, CONFIRM)
    assert lead.owner_kind == OwnerKind.TERRITORY
    (reason,) = reasons(maria, CONFIRM)
    assert reason.startswith(
        "Jonas Weber is to call Maria on Wed 17 Feb, 10:30 their time: ask whether that still"
        " suits. Start with: the April audit."
    )


def test_the_rep_sees_it_coming(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria)
    with database.read() as session:
        (coming,) = coming_calls(session, now=NOW)
        others = coming_calls(session, now=NOW, rep_id=maria.caller_id)
    assert (coming.name, coming.call.at, coming.call.rep) == ("Maria Keller", AGREED, "Jonas Weber")
    assert not coming.call.is_confirmed
    assert others == []


def test_on_its_day_it_is_offered_although_nobody_was_reached(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria, start_with="the April audit")
    press(maria, outcomes.record_no_answer, RecordNoAnswer(call(maria)), CONFIRM)  # type: ignore[arg-type]
    assert meet_deadlines(database, ITS_MORNING - timedelta(seconds=1)) == DeadlineReport()
    assert meet_deadlines(database, ITS_MORNING) == DeadlineReport(met=1)
    lead, offered = maria.lead(), hand_off(maria)
    assert offered is not None
    assert lead.state == LeadState.WITH_SALES
    assert lead.owner_person_id == offered.rep_id
    assert offered.unmet_because == "Not confirmed: nobody was reached before the date."
    assert offered.brief.splitlines() == [
        "Not confirmed: nobody was reached before the date.",
        "Asked that sales calls on Wed 17 Feb, 10:30 their time.",
        "Start with: the April audit",
    ]
    with database.read() as session:
        meeting = session.scalars(select(tables.Appointment)).one()
    assert (meeting.starts_at, meeting.wall_time) == (AGREED, "2027-02-17T10:30")


def test_one_that_was_confirmed_is_offered_without_the_mark(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria)
    promise(maria, now=CONFIRM)
    assert maria.lead().due_at == AGREED
    assert meet_deadlines(database, ITS_MORNING) == DeadlineReport(met=1)
    offered = hand_off(maria)
    assert offered is not None
    assert (offered.unmet_because, offered.brief.count("Not confirmed")) == ("", 0)


def test_what_is_agreed_instead_drops_it(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria)
    later = SendToNurture(call(maria), AGREED.date() + timedelta(days=60))  # type: ignore[arg-type]
    press(maria, outcomes.send_to_nurture, later, CONFIRM)
    assert meet_deadlines(database, AGREED) == DeadlineReport()
    assert hand_off(maria) is None


def test_who_must_not_be_called_is_not_offered(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria)
    bar = BarCalls(call(maria), SuppressionScope.PERSON, Medium.PHONE)  # type: ignore[arg-type]
    press(maria, outcomes.bar_calls, bar, CONFIRM)
    meet_deadlines(database, AGREED)
    assert hand_off(maria) is None


def test_while_somebody_calls_them_it_waits(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria)
    just_before = ITS_MORNING - timedelta(minutes=1)
    press(maria, claim_next, ClaimNext(maria.caller_id), just_before)
    assert meet_deadlines(database, ITS_MORNING) == DeadlineReport()
    assert hand_off(maria) is None
    assert meet_deadlines(database, ITS_MORNING + timedelta(minutes=10)) == DeadlineReport(met=1)
    assert hand_off(maria) is not None


def test_undo_takes_the_promise_back_and_lets_the_former_stand(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria)
    later = AGREED + timedelta(days=7)
    promise(maria, now=NOW + timedelta(hours=1), at=later)
    press(maria, take_back, TakeBack(maria.caller_id), NOW + timedelta(hours=1, seconds=10))
    with database.read() as session:
        assert [one.call.at for one in coming_calls(session, now=NOW)] == [AGREED]
    assert maria.lead().due_at == CONFIRM


def test_undo_leaves_nothing_coming(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria, track_id=maria.track_id)
    press(maria, take_back, TakeBack(maria.caller_id), NOW + timedelta(seconds=20))
    with database.read() as session:
        assert coming_calls(session, now=NOW) == []
    assert maria.lead().state == LeadState.NURTURE
    assert meet_deadlines(database, AGREED).problems == ()
    assert hand_off(maria) is None


def test_the_track_goes_on_in_notes_until_a_week_before(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria, track_id=maria.track_id, firm="Aldergrove")
    waiting = {step: due for step, (due, ended) in maria.touches().items() if ended is None}
    kinds = {maria.track.step(step).kind.is_written for step in waiting}
    assert waiting
    assert kinds == {True}
    assert max(waiting.values()) <= AGREED - timedelta(days=6)
    meet_deadlines(database, min(waiting.values()))
    assert len(maria.mails()) == 1
    assert maria.lead().lane == Lane.PROMISED


def test_a_day_that_is_near_is_confirmed_by_this_very_call(database: Database) -> None:
    maria = on_a_track(database)
    tomorrow = NOW + timedelta(days=1)
    promise(maria, at=tomorrow)
    assert maria.lead().due_at == tomorrow
    with database.read() as session:
        assert [one.call.is_confirmed for one in coming_calls(session, now=NOW)] == [True]


def test_nothing_is_handed_over_within_the_undo_window(database: Database) -> None:
    maria = on_a_track(database)
    promise(maria, at=NOW + timedelta(hours=2))
    assert meet_deadlines(database, NOW + timedelta(seconds=29)) == DeadlineReport()
    assert meet_deadlines(database, NOW + timedelta(seconds=30)) == DeadlineReport(met=1)


def test_an_unknown_track_is_refused_and_nothing_is_promised(database: Database) -> None:
    maria = on_a_track(database)
    with pytest.raises(InputError, match="There is no such track"):
        promise(maria, track_id=999)
    with database.read() as session:
        assert session.scalars(select(tables.Callback)).all() == []
