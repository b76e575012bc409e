"""The ten outcomes: each leaves its lead in the right state, with owner and due time (DESIGN §5)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from qualdesk.commands import outcomes
from qualdesk.commands.campaigns import change_cadence
from qualdesk.commands.requests.calls import (
    BarCalls,
    Call,
    CloseOut,
    FindBusy,
    FindWrongNumber,
    LeaveVoicemail,
    PromiseCallback,
    PushToSales,
    ReachGatekeeper,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.requests.campaigns import ChangeCadence
from qualdesk.commands.undo import take_back
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.caps import Cap, CapChoice, CapReached
from qualdesk.domain.lead import Lane, LeadState, OwnerKind, Resolution
from qualdesk.domain.mail import MailState
from qualdesk.domain.outcome import (
    CloseOutReason,
    Medium,
    Outcome,
    SuppressionScope,
    ToldBy,
    WrongBecause,
)
from qualdesk.domain.person import Role
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import Conflict, InputError
from qualdesk.store import tables
from qualdesk.store.leads import image_of
from qualdesk.store.owners import owner_name
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Session
from tests.builders import (
    NOW,
    a_call,
    a_lead,
    a_person,
    a_prospect,
    a_response,
    a_territory,
    a_touch_of,
    writing,
)

OFFICE, MOBILE = "+498999998210", "+4917604069012"
MEETING = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
CHECK_IN = date(2027, 2, 15)
IN_90_DAYS = datetime(2027, 2, 16, 9, 32, tzinfo=UTC)
TERRITORY = (OwnerKind.TERRITORY, None)


@dataclass(frozen=True)
class Circumstance:
    """One column of the table: what is special about the lead."""

    name: str
    numbers: tuple[str, ...] = (OFFICE, MOBILE)
    attempts: int = 1
    email: str = "maria.keller@bergmann-molkerei.example"
    rep: str = "Jonas Weber"
    is_floor_met: bool = False
    """Whether calls at other times of day, and a mail, went before."""


NUMBER_LEFT = Circumstance("a number left")
NONE_LEFT = Circumstance("no other number", numbers=(OFFICE,))
CAP_REACHED = Circumstance("cap reached, floor not met", attempts=5)
CAP_AND_FLOOR = Circumstance("cap reached, floor met", attempts=5, is_floor_met=True)
NO_EMAIL = Circumstance("no e-mail", email="", numbers=(OFFICE,))
NOBODY_COVERS = Circumstance("open territory without cover", rep="")
ALL = (NUMBER_LEFT, NONE_LEFT, CAP_REACHED, CAP_AND_FLOOR, NO_EMAIL, NOBODY_COVERS)


@dataclass(frozen=True)
class Left:
    """Where the lead is left."""

    state: LeadState
    lane: Lane | None
    due_at: datetime | None
    owner: str = "DE South"
    resolution: Resolution | None = None


def _push(call: Call) -> Any:
    return outcomes.push_to_sales, PushToSales(
        call, meeting_at=MEETING, unmet_because="they asked for it", brief="Checks by hand."
    )


def _callback(call: Call) -> Any:
    return outcomes.promise_callback, PromiseCallback(call, MEETING)


def _nurture(call: Call) -> Any:
    return outcomes.send_to_nurture, SendToNurture(call, CHECK_IN, "wet glass")


def _close_out(call: Call) -> Any:
    return outcomes.close_out, CloseOut(
        call, CloseOutReason.NO_NEED_NOW, ToldBy.PHONE, words="We are fine as we are."
    )


def _no_answer(call: Call) -> Any:
    return outcomes.record_no_answer, RecordNoAnswer(call)


def _voicemail(call: Call) -> Any:
    return outcomes.leave_voicemail, LeaveVoicemail(call)


def _busy(call: Call) -> Any:
    return outcomes.find_busy, FindBusy(call)


def _gatekeeper(call: Call) -> Any:
    return outcomes.reach_gatekeeper, ReachGatekeeper(call, gatekeeper="Ms Vogt")


def _wrong_number(call: Call) -> Any:
    return outcomes.find_wrong_number, FindWrongNumber(call, WrongBecause.NOT_IN_SERVICE)


def _do_not_call(call: Call) -> Any:
    return outcomes.bar_calls, BarCalls(call, SuppressionScope.NUMBER, Medium.PHONE)


TOMORROW_MIDDAY = datetime(2026, 11, 19, 11, 0, tzinfo=UTC)
FRIDAY_MIDDAY = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
QUEUED, NURTURE = LeadState.QUEUED, LeadState.NURTURE
GIVEN_A_REST = Left(NURTURE, Lane.CHECK_IN, IN_90_DAYS)

ANSWER_BY = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
"""Four office hours before 10:00 in München: 13:00 in London the day before, 14:00 in Berlin."""
WITH_REP = Left(LeadState.WITH_SALES, None, ANSWER_BY, "Jonas Weber")
TO_TEAM_LEAD = replace(WITH_REP, owner="Lena Hartmann")
PROMISED = Left(QUEUED, Lane.PROMISED, MEETING, "Priya Nair")
KEPT_WARM = Left(NURTURE, Lane.CHECK_IN, datetime(2027, 2, 15, 8, 0, tzinfo=UTC))
CLOSED_OUT = Left(LeadState.CLOSED, None, None, resolution=Resolution.CLOSED_OUT)
NEXT_DAY = Left(QUEUED, Lane.RETRY, TOMORROW_MIDDAY)
IN_TWO_DAYS = Left(QUEUED, Lane.RETRY, FRIDAY_MIDDAY)
HALF_AN_HOUR = Left(QUEUED, Lane.RETRY, NOW + timedelta(minutes=30))
NEXT_NUMBER = Left(QUEUED, Lane.RETRY, NOW)
TO_FIND_OUT = Left(QUEUED, Lane.RESEARCH, datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
BY_MAIL = Left(NURTURE, Lane.RESEARCH, IN_90_DAYS)
NO_MEDIUM_LEFT = Left(LeadState.CLOSED, None, None, resolution=Resolution.DO_NOT_CONTACT)

TABLE: dict[Callable[[Call], Any], tuple[Left, ...]] = {
    _push: (WITH_REP, WITH_REP, WITH_REP, WITH_REP, WITH_REP, TO_TEAM_LEAD),
    _callback: (PROMISED,) * 6,
    _nurture: (KEPT_WARM,) * 6,
    _close_out: (CLOSED_OUT,) * 6,
    _no_answer: (NEXT_DAY, NEXT_DAY, GIVEN_A_REST, GIVEN_A_REST, NEXT_DAY, NEXT_DAY),
    _voicemail: (IN_TWO_DAYS, IN_TWO_DAYS, GIVEN_A_REST, GIVEN_A_REST, IN_TWO_DAYS, IN_TWO_DAYS),
    _busy: (HALF_AN_HOUR,) * 6,
    _gatekeeper: (NEXT_DAY, NEXT_DAY, GIVEN_A_REST, GIVEN_A_REST, NEXT_DAY, NEXT_DAY),
    _wrong_number: (
        NEXT_NUMBER,
        TO_FIND_OUT,
        NEXT_NUMBER,
        NEXT_NUMBER,
        TO_FIND_OUT,
        NEXT_NUMBER,
    ),
    _do_not_call: (NEXT_DAY, BY_MAIL, NEXT_DAY, NEXT_DAY, NO_MEDIUM_LEFT, NEXT_DAY),
}

STAY, MAIL, AGAIN, CLOSE = CapChoice
CHOICES = {CAP_REACHED: (STAY, MAIL, AGAIN), CAP_AND_FLOOR: (STAY, AGAIN, CLOSE)}
USES_UP_AN_ATTEMPT = (_no_answer, _voicemail, _gatekeeper)

CASES = [
    pytest.param(outcome, circumstance, left, id=f"{outcome.__name__[1:]}, {circumstance.name}")
    for outcome, row in TABLE.items()
    for circumstance, left in zip(ALL, row, strict=True)
]


@pytest.mark.parametrize(("outcome", "circumstance", "left"), CASES)
def test_each_outcome_leaves_the_lead_where_the_table_says_and_undo_takes_it_back(
    database: Database, outcome: Callable[[Call], Any], circumstance: Circumstance, left: Left
) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, circumstance)
        before = _standing(session, lead_id)
        entries = _entries(session)
    command, request = outcome(a_call(lead_id, priya))
    with writing(database) as session:
        event = command(session, request, NOW)
        assert _left(session, lead_id) == left
        assert (event.after.state, event.after.due_at, event.after.owner) == (
            left.state,
            left.due_at,
            left.owner,
        )
        choices = event.after.cap.choices if event.after.cap else ()
        opens_choice = outcome in USES_UP_AN_ATTEMPT
        assert choices == (CHOICES.get(circumstance, ()) if opens_choice else ())
        _holds_the_promises(session)
    with writing(database) as session:
        took = take_back(session, TakeBack(priya), NOW + timedelta(seconds=5))
        assert took.lead_version == 3
        assert _standing(session, lead_id) == before
        _holds_the_promises(session)
        session.execute(delete(tables.Claim))
        rebuild(session, NOW)
        assert _entries(session) == entries


def test_the_cap_of_voicemails_counts_the_next_one_as_no_answer(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        for day in (3, 2, 1):
            at = NOW - timedelta(days=day / 2)
            a_touch_of(
                session, lead_id, priya, kind="call", outcome=Outcome.VOICEMAIL, happened_at=at
            )
        outcomes.leave_voicemail(session, LeaveVoicemail(a_call(lead_id, priya)), NOW)
        assert _left(session, lead_id) == NEXT_DAY


def test_a_new_response_begins_the_count_of_voicemails_anew(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        for days in (4, 3, 2):
            at = NOW - timedelta(days=days)
            a_touch_of(
                session, lead_id, priya, kind="call", outcome=Outcome.VOICEMAIL, happened_at=at
            )
        a_response(session, lead_id, ResponseKind.DOWNLOADED, at=NOW - timedelta(hours=3))
        event = outcomes.leave_voicemail(session, LeaveVoicemail(a_call(lead_id, priya)), NOW)
        assert (event.after.due_at, event.after.cap) == (FRIDAY_MIDDAY, None)


def test_the_third_voicemail_offers_the_short_email_and_is_tried_again(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        for hours in (24, 48):
            at = NOW - timedelta(hours=hours)
            a_touch_of(
                session, lead_id, priya, kind="call", outcome=Outcome.VOICEMAIL, happened_at=at
            )
        event = outcomes.leave_voicemail(session, LeaveVoicemail(a_call(lead_id, priya)), NOW)
        assert event.after.cap == CapReached(Cap.VOICEMAILS, 3, 3, (MAIL,))
        assert event.after.due_at == FRIDAY_MIDDAY


def test_a_promised_call_that_nobody_takes_is_no_attempt(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        call = PromiseCallback(a_call(lead_id, priya), MEETING)
        outcomes.promise_callback(session, call, NOW)
        again = RecordNoAnswer(a_call(lead_id, priya, version=2))
        after = outcomes.record_no_answer(session, again, MEETING).after
        assert (after.attempts, after.lane) == (0, Lane.RETRY)


def test_the_campaigns_own_cadence_decides(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        campaign = session.get_one(tables.Lead, lead_id).campaign_id
        shorter = Cadence(attempts=2, check_in_after=timedelta(days=30))
        change_cadence(session, ChangeCadence(campaign, shorter), NOW)
        after = outcomes.record_no_answer(
            session, RecordNoAnswer(a_call(lead_id, priya)), NOW
        ).after
        assert (after.state, after.attempts) == (LeadState.NURTURE, 2)
        assert after.due_at == NOW + timedelta(days=30)


def test_inside_an_open_window_a_second_call_comes_the_same_day(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        campaign = session.get_one(tables.Lead, lead_id).campaign_id
        session.get_one(tables.Campaign, campaign).event_on = date(2026, 11, 17)
        session.flush()
        first = RecordNoAnswer(a_call(lead_id, priya))
        in_four_hours = NOW + timedelta(hours=4)
        assert outcomes.record_no_answer(session, first, NOW).after.due_at == in_four_hours
        second = RecordNoAnswer(a_call(lead_id, priya, version=2))
        due_at = outcomes.record_no_answer(session, second, in_four_hours).after.due_at
        assert due_at == datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def test_the_third_busy_of_a_day_waits_for_the_next_one(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        for version in (1, 2):
            call = a_call(lead_id, priya, version=version)
            outcomes.find_busy(session, FindBusy(call), NOW)
            assert _left(session, lead_id) == HALF_AN_HOUR
        call = a_call(lead_id, priya, version=3)
        outcomes.find_busy(session, FindBusy(call), NOW)
        assert _left(session, lead_id) == NEXT_DAY


def test_a_push_without_the_agreed_criteria_needs_a_reason(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        with pytest.raises(InputError, match="Ask now, or push with a reason"):
            outcomes.push_to_sales(session, PushToSales(a_call(lead_id, priya)), NOW)


def test_a_close_out_without_an_address_asks_for_it_and_changes_nothing(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NO_EMAIL)
        request = CloseOut(
            a_call(lead_id, priya), CloseOutReason.NO_NEED_NOW, ToldBy.EMAIL, "Thank you", "Dear …"
        )
        with pytest.raises(InputError, match="no e-mail address"):
            outcomes.close_out(session, request, NOW)
        assert session.scalar(select(func.count()).select_from(tables.Touch)) == 0


def test_a_close_out_writes_its_mail_and_undo_cancels_it(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
    with writing(database) as session:
        request = CloseOut(
            a_call(lead_id, priya), CloseOutReason.NO_NEED_NOW, ToldBy.EMAIL, "Thank you", "Dear …"
        )
        event = outcomes.close_out(session, request, NOW)
        assert event.after.mail_goes_at == NOW + timedelta(seconds=30)
        assert session.scalars(select(tables.Outbox.state)).all() == [MailState.HELD]
    with writing(database) as session:
        take_back(session, TakeBack(priya), NOW + timedelta(seconds=5))
        assert session.scalars(select(tables.Outbox.state)).all() == [MailState.CANCELLED]


def test_the_right_person_gets_a_lead_and_undo_withdraws_it(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
    with writing(database) as session:
        request = FindWrongNumber(
            a_call(lead_id, priya), WrongBecause.LEFT_COMPANY, successor="Anja Vogt"
        )
        event = outcomes.find_wrong_number(session, request, NOW)
        assert event.successor_lead_id is not None
        assert _left(session, lead_id).resolution is Resolution.LEFT_COMPANY
        assert _left(session, event.successor_lead_id).lane is Lane.FRESH
    with writing(database) as session:
        take_back(session, TakeBack(priya), NOW)
        assert _left(session, event.successor_lead_id).state is LeadState.CLOSED
        assert _left(session, lead_id).state is LeadState.QUEUED


def test_a_number_out_of_service_strands_nobody_who_shares_it(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        only = a_lead(session, prospect_id=a_prospect(session, "Stefan Roth", numbers=[OFFICE]))
        more = a_lead(
            session, prospect_id=a_prospect(session, "Ute Lang", numbers=[OFFICE, MOBILE])
        )
        before = [_standing(session, one) for one in (lead_id, only, more)]
    command, request = _wrong_number(a_call(lead_id, priya))
    with writing(database) as session:
        command(session, request, NOW)
        assert _left(session, only) == TO_FIND_OUT
        assert _left(session, more).lane is Lane.FRESH
        kept = _entries(session)
        rebuild(session, NOW)
        assert _entries(session) == kept
    with writing(database) as session:
        take_back(session, TakeBack(priya), NOW + timedelta(seconds=5))
        assert [_standing(session, one) for one in (lead_id, only, more)] == before


def test_company_scope_closes_every_open_lead_there(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        first = session.get_one(tables.Lead, lead_id)
        colleague = a_prospect(session, "Stefan Roth", numbers=[OFFICE])
        session.get_one(tables.Prospect, colleague).account_id = first.account_id
        session.flush()
        other = a_lead(session, prospect_id=colleague)
    with writing(database) as session:
        request = BarCalls(a_call(lead_id, priya), SuppressionScope.COMPANY, Medium.BOTH)
        assert outcomes.bar_calls(session, request, NOW).also_closed == 1
        assert _left(session, other).resolution is Resolution.DO_NOT_CONTACT
    with writing(database) as session:
        take_back(session, TakeBack(priya), NOW)
        assert _left(session, other).state is LeadState.QUEUED


def test_a_lead_that_moved_on_keeps_its_state_and_the_touch_counts(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        sam = a_person(session, "Sam Okoro")
        outcomes.promise_callback(session, PromiseCallback(a_call(lead_id, sam), MEETING), NOW)
        outcomes.record_no_answer(session, RecordNoAnswer(a_call(lead_id, priya)), NOW)
        assert _left(session, lead_id) == replace(PROMISED, owner="Sam Okoro")
        assert session.scalar(select(func.count()).select_from(tables.Touch)) == 2


def test_what_moved_on_cannot_be_taken_back(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _a_call_on(session, NUMBER_LEFT)
        outcomes.record_no_answer(session, RecordNoAnswer(a_call(lead_id, priya)), NOW)
    with writing(database) as session:
        sam = a_person(session, "Sam Okoro")
        call = a_call(lead_id, sam, version=2)
        outcomes.record_no_answer(session, RecordNoAnswer(call), NOW)
        with pytest.raises(Conflict, match="moved on"):
            take_back(session, TakeBack(priya), NOW)


def _a_call_on(session: Session, circumstance: Circumstance) -> tuple[int, int]:
    a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD, zone="Europe/Berlin")
    prospect_id = a_prospect(session, numbers=circumstance.numbers, email=circumstance.email)
    territory_id = a_territory(session, rep=circumstance.rep)
    lead_id = a_lead(
        session, prospect_id=prospect_id, territory_id=territory_id, attempts=circumstance.attempts
    )
    priya = a_person(session)
    if circumstance.is_floor_met:
        _work_over_two_media(session, lead_id, priya)
    return priya, lead_id


def _work_over_two_media(session: Session, lead_id: int, caller_id: int) -> None:
    """Ring in the morning and the afternoon of the days before, and write once."""
    touch = partial(a_touch_of, session, lead_id, caller_id)
    for hours in (24, 42, 48):
        at = NOW - timedelta(hours=hours)
        touch(kind="call", outcome=Outcome.NO_ANSWER, happened_at=at)
    touch(kind="email", happened_at=NOW - timedelta(hours=23))


def _left(session: Session, lead_id: int) -> Left:
    session.expire_all()
    lead = session.get_one(tables.Lead, lead_id)
    return Left(
        LeadState(lead.state),
        Lane(lead.lane) if lead.lane else None,
        lead.due_at,
        owner_name(session, image_of(lead)),
        Resolution(lead.resolution) if lead.resolution else None,
    )


def _standing(session: Session, lead_id: int) -> tuple[object, ...]:
    session.expire_all()
    lead = session.get_one(tables.Lead, lead_id)
    return (_left(session, lead_id), lead.attempts, lead.interest_at, lead.grade)


def _entries(session: Session) -> list[Any]:
    columns = tables.QueueEntry.__table__.c
    return list(session.execute(select(*columns).order_by(columns.lead_id)).all())


def _holds_the_promises(session: Session) -> None:
    """Every open lead has a next step, every change is in the history."""
    for lead in session.scalars(select(tables.Lead)):
        assert (lead.due_at is None) == (lead.state == LeadState.CLOSED)
        newest = select(func.max(tables.LeadChange.version)).where(
            tables.LeadChange.lead_id == lead.id
        )
        assert session.scalar(newest) == lead.version
