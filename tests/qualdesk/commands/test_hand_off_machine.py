"""Whatever is said, done or left alone: no lead without a step, no meeting without anybody."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qualdesk.commands.hand_off_steps import (
    call_instead,
    close_returned,
    send_again,
    take_to_nurture,
)
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.requests.calls import TakeBack
from qualdesk.commands.requests.hand_offs import (
    CallInstead,
    CloseReturned,
    SendAgain,
    TakeBackDeed,
    TakeToNurture,
)
from qualdesk.commands.undo import take_back
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import RepAnswer, ReturnReason
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.lead import Lane
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.errors import QualDeskError
from qualdesk.jobs.running_over import take_back_run_over
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.lending import Lend
from tests.qualdesk.commands.handed import MEETING, Handed, handed_over

Deed = Callable[["_Story"], None]


class _Story:
    """A hand-off, the clock, and what was done last."""

    def __init__(self, handed: Handed) -> None:
        self.handed, self.now, self.deeds = handed, NOW, list[str]()

    def newest(self) -> tables.HandOff:
        return max(self.handed.all(tables.HandOff, lead_id=self.handed.lead_id), key=_id)

    def do(self, command: Any, request: Any) -> None:
        event = self.handed.do(command, request, now=self.now)
        self.deeds.append(getattr(event, "deed", ""))


def _id(row: Any) -> int:
    found: int = row.id
    return found


def _answer(answer: RepAnswer, reason: ReturnReason, fate: MeetingFate | None) -> Deed:
    def deed(story: _Story) -> None:
        newest = story.newest()
        event = story.handed.answer(
            answer.value,
            reason.value if answer is RepAnswer.RETURNED else "",
            now=story.now,
            hand_off_id=newest.id,
            said_by_id=newest.rep_id,
            meeting=fate,
            other_rep_id=story.handed.other_rep_id,
            meeting_at=story.now + timedelta(days=3),
            ask_again_at=story.now + timedelta(days=60),
        )
        story.deeds.append(event.deed)

    return deed


def _step(name: str) -> Deed:
    def deed(story: _Story) -> None:
        ours = (story.newest().id, story.handed.caller_id)
        commands: dict[str, tuple[Any, Any]] = {
            "instead": (call_instead, CallInstead(*ours, "Lucía Marco")),
            "nurture": (take_to_nurture, TakeToNurture(*ours, story.now + timedelta(days=90))),
            "again": (send_again, SendAgain(*ours, story.handed.other_rep_id)),
            "close": (close_returned, CloseReturned(*ours, CloseOutReason.NO_NEED_NOW)),
        }
        story.do(*commands[name])

    return deed


def _undo(story: _Story) -> None:
    if story.deeds:
        story.do(take_back_deed, TakeBackDeed(story.deeds.pop(), story.handed.caller_id))
        story.deeds.pop()


def _undo_the_push(story: _Story) -> None:
    story.do(take_back, TakeBack(story.handed.caller_id))


def _wait(hours: int) -> Deed:
    def deed(story: _Story) -> None:
        story.now += timedelta(hours=hours)
        take_back_run_over(story.handed.database, story.now)

    return deed


ANSWERS = st.builds(
    _answer,
    st.sampled_from(RepAnswer),
    st.sampled_from(ReturnReason),
    st.sampled_from([None, *MeetingFate]),
)
DEEDS = st.one_of(
    ANSWERS,
    ANSWERS,
    st.builds(_step, st.sampled_from(["instead", "nurture", "again", "close"])),
    st.just(_undo),
    st.just(_undo_the_push),
    st.builds(_wait, st.sampled_from([1, 30, 80])),
)


MOST_DEEDS = 40 if os.environ.get("QUALDESK_LONG") else 12


# The databases are lent anew for each example.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=st.lists(DEEDS, min_size=1, max_size=MOST_DEEDS), has_meeting=st.booleans())
def test_no_lead_is_without_a_step_and_no_meeting_without_anybody(
    lend: Lend, deeds: list[Deed], *, has_meeting: bool
) -> None:
    with lend() as database:
        story = _Story(handed_over(database, meeting_at=MEETING if has_meeting else None))
        for deed in deeds:
            _try(deed, story)
            check(database, story.now)


def _try(deed: Deed, story: _Story) -> None:
    with suppress(QualDeskError):
        deed(story)


def check(database: Database, now: datetime) -> None:
    """Hold the promises 1, 2, 4 and 10 of the design against the database."""
    with database.read() as session:
        leads = session.scalars(select(tables.Lead)).all()
        rows = {row.hand_off_id: row for row in hand_offs(session, now=now)}
        meetings = session.scalars(
            select(tables.Appointment).where(
                tables.Appointment.cancelled_at.is_(None), tables.Appointment.starts_at > now
            )
        ).all()
        changes = session.scalars(select(tables.LeadChange)).all()
        live = session.scalars(
            select(tables.HandOff.lead_id).where(
                tables.HandOff.state.in_(("offered", "accepted", "rescheduled", "met"))
            )
        ).all()
    for lead in leads:
        assert (lead.state == "closed") == (lead.due_at is None)
        newest = max(change.version for change in changes if change.lead_id == lead.id)
        assert newest == lead.version
        if lead.state == "with_sales":
            assert live.count(lead.id) == 1, "exactly one hand-off stands for it"
    by_id = {lead.id: lead for lead in leads}
    for meeting in meetings:
        row = rows[meeting.hand_off_id]
        is_reps = by_id[row.lead_id].state == "with_sales" or row.state is HandOffState.WON
        is_kept = is_reps and not row.is_meeting_alone
        is_rung = by_id[row.lead_id].lane == Lane.RETURNED
        assert is_kept or (is_rung and row.group is HandOffGroup.NEEDS_YOU)
