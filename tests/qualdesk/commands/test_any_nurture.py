"""Whatever comes after whatever, a track leaves nobody without a next step and writes nothing twice."""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select

from qualdesk.commands import outcomes
from qualdesk.commands.nurture import pause_tracks
from qualdesk.commands.requests.calls import (
    BarCalls,
    Call,
    CloseOut,
    PromiseCallback,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import LeadState
from qualdesk.domain.outcome import CloseOutReason, Medium, SuppressionScope, ToldBy
from qualdesk.errors import QualDeskError
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, writing
from tests.qualdesk.nurturing import Nurtured, on_a_track

DEEDS = ("track", "check in", "promise", "nobody", "close", "no mail", "undo", "respond")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(steps=some.lists(some.tuples(some.sampled_from(DEEDS), some.integers(0, 40)), max_size=6))
def test_any_sequence_keeps_the_promises_of_a_track(
    sqlite_database: Database, steps: list[tuple[str, int]]
) -> None:
    with writing(sqlite_database) as session:
        for table in (tables.Outbox, tables.Letter, tables.Deadline, tables.PlannedTouch):
            session.execute(delete(table))
        session.execute(delete(tables.Suppression))
    maria = _maria_again(sqlite_database)
    now = NOW
    for deed, days in steps:
        now += timedelta(days=days)
        assert meet_deadlines(sqlite_database, now).problems == ()
        with suppress(QualDeskError):
            _do(maria, deed, now + timedelta(seconds=1))
        _keeps_its_promises(maria)
    meet_deadlines(sqlite_database, now + timedelta(days=400))
    _keeps_its_promises(maria)


def _maria_again(database: Database) -> Nurtured:
    """Put somebody on a track whom the example before it has not touched."""
    with writing(database) as session:
        for lead in session.scalars(select(tables.Lead)):
            lead.state, lead.lane, lead.due_at = "closed", None, None
            lead.resolution, lead.resolved_at = "merged", NOW
    return on_a_track(database)


def _do(maria: Nurtured, deed: str, now: datetime) -> None:
    call = a_call(maria.lead_id, maria.caller_id, version=maria.lead().version)
    if deed == "respond":
        with writing(maria.database) as session:
            pause_tracks(session, [maria.lead_id])
        return
    command, request = _request(maria, deed, call, now)
    press = Press.new(maria.caller_id)
    maria.database.carry_out(command, request, press=press, now=now)


def _request(maria: Nurtured, deed: str, call: Call, now: datetime) -> tuple[Any, Any]:
    later, person = now + timedelta(days=9), SuppressionScope.PERSON
    ways: dict[str, tuple[Any, Any]] = {
        "track": (outcomes.send_to_nurture, SendToNurture(call, track_id=maria.track_id)),
        "check in": (outcomes.send_to_nurture, SendToNurture(call, later.date())),
        "promise": (outcomes.promise_callback, PromiseCallback(call, later)),
        "nobody": (outcomes.record_no_answer, RecordNoAnswer(call)),
        "close": (
            outcomes.close_out,
            CloseOut(call, CloseOutReason.NO_NEED_NOW, ToldBy.PHONE, words="No."),
        ),
        "no mail": (outcomes.bar_calls, BarCalls(call, person, Medium.MAIL)),
        "undo": (take_back, TakeBack(maria.caller_id)),
    }
    return ways[deed]


def _keeps_its_promises(maria: Nurtured) -> None:
    lead, is_barred = maria.lead(), _is_barred(maria.database)
    with maria.database.read() as session:
        waiting = session.scalars(
            select(tables.PlannedTouch)
            .join(tables.Deadline, tables.Deadline.subject_id == tables.PlannedTouch.id)
            .where(tables.Deadline.lead_id == maria.lead_id, tables.Deadline.ended_as.is_(None))
        ).all()
    assert (lead.due_at is None) == (lead.state == LeadState.CLOSED)
    assert not (waiting and lead.state == LeadState.CLOSED)
    assert len({touch.nurture_id for touch in waiting}) <= 1
    assert not (is_barred and [touch for touch in waiting if touch.kind != "call"])
    mails = [mail.subject for mail in maria.mails()]
    texts = Counter([*mails, *(letter.subject for letter in maria.letters())])
    assert set(texts.values()) <= {1}


def _is_barred(database: Database) -> bool:
    with database.read() as session:
        standing = select(tables.Suppression.id).where(tables.Suppression.lifted_at.is_(None))
        return session.scalars(standing).first() is not None
