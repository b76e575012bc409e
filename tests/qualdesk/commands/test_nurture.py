"""A track runs touch by touch, stops when somebody speaks or comes forward, and can be taken back."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands import outcomes
from qualdesk.commands.nurture import pause_tracks
from qualdesk.commands.outbox import take_due_mail
from qualdesk.commands.requests.calls import (
    BarCalls,
    CloseOut,
    PromiseCallback,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.requests.mail import MarkMail
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import CloseOutReason, Medium, SuppressionScope, ToldBy
from qualdesk.errors import InputError
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, writing
from tests.qualdesk.nurturing import Nurtured, on_a_track

WAITING, PAUSED, CANCELLED, DONE = None, "paused", "cancelled", "done"


def _press(maria: Nurtured, command: object, request: object, now: datetime) -> object:
    press = Press.new(maria.caller_id)
    return maria.database.carry_out(command, request, press=press, now=now)  # type: ignore[arg-type]


def _call(maria: Nurtured) -> object:
    return a_call(maria.lead_id, maria.caller_id, version=maria.lead().version)


def test_a_track_plans_each_touch_and_its_first_call_is_the_next_step(database: Database) -> None:
    maria = on_a_track(database)
    assert list(maria.endings()) == [step.id for step in maria.track.touches]
    assert set(maria.endings().values()) == {WAITING}
    lead = maria.lead()
    assert (lead.state, lead.lane) == (LeadState.NURTURE, Lane.CHECK_IN)
    assert lead.due_at == maria.due("check-in")


def test_the_event_says_which_touch_comes_first(database: Database) -> None:
    maria = on_a_track(database)
    event = maria.nurture(2)
    assert (event.first_touch_on, event.first_touch) == (date(2026, 11, 25), "email")


def test_a_day_alone_plans_a_check_in_and_no_touch(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead(session)
        request = SendToNurture(a_call(lead_id, priya), date(2027, 1, 11))
        assert outcomes.send_to_nurture(session, request, NOW).first_touch_on is None
        assert session.scalars(select(tables.Deadline)).all() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose a track, or a day for the check-in."),
        ({"track_id": 999}, "There is no such track."),
        ({"track_id": 1, "first_touch_on": NOW.date()}, "The first touch comes within 90 days."),
        ({"track_id": 1, "first_touch_on": date(2027, 6, 1)}, "The first touch comes within"),
    ],
)
def test_a_request_that_plans_nothing_is_refused(
    sqlite_database: Database, fields: dict[str, object], said: str
) -> None:
    maria = on_a_track(sqlite_database)
    with pytest.raises(InputError, match=said):
        _press(maria, outcomes.send_to_nurture, SendToNurture(_call(maria), **fields), NOW)  # type: ignore[arg-type]


def test_a_letter_waits_to_be_printed_with_envelope_and_enclosure(database: Database) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, maria.due("notes"))
    (letter,) = maria.letters()
    assert letter.address.splitlines()[:3] == ["Bergmann Molkerei", "Maria Keller", "Milchstr. 4"]
    assert (letter.state, letter.enclose) == ("waiting", "the page for notes")
    assert letter.body.startswith("Dear Maria Keller,\n\nSome things are better on paper.")
    assert letter.body.endswith("With kind regards\n\nPriya Nair\nAldergrove\n")


def test_an_e_mail_says_what_they_wanted_to_hear_about_and_stands_in_the_history(
    database: Database,
) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, maria.due("summary"))
    (mail,) = maria.mails()
    assert "you would like to hear about wet glass" in mail.body
    assert (mail.kind, mail.state, mail.person_id) == ("nurture", "held", maria.caller_id)
    with database.read() as session:
        kinds = session.scalars(select(tables.Touch.kind).order_by(tables.Touch.id)).all()
    assert kinds == ["call", "email"]


def test_without_an_address_a_letter_with_an_enclosure_is_left_out_and_the_call_stands(
    database: Database,
) -> None:
    maria = on_a_track(database, street="")
    meet_deadlines(database, maria.due("notes"))
    assert maria.endings()["notes"] == CANCELLED
    assert maria.lead().due_at == maria.due("check-in")


def test_without_an_e_mail_address_the_text_goes_on_paper(database: Database) -> None:
    maria = on_a_track(database, email="")
    meet_deadlines(database, maria.due("summary"))
    assert [letter.subject for letter in maria.letters()] == [
        "Line inspection without line stops: what it came down to"
    ]


def test_a_worker_that_was_away_sends_nothing_on_a_sunday(database: Database) -> None:
    maria = on_a_track(database)
    sunday = datetime.fromisoformat("2026-11-29T10:00+01:00")
    meet_deadlines(database, sunday)
    (mail,) = maria.mails()
    assert mail.send_after == datetime.fromisoformat("2026-11-30T09:00+01:00")


def test_a_check_in_call_that_is_due_stands_in_the_queue(database: Database) -> None:
    maria = on_a_track(database)
    due = maria.due("check-in")
    meet_deadlines(database, due)
    with database.read() as session:
        (row,) = call_queue(session, caller_id=maria.caller_id, now=due + timedelta(hours=1))
    assert row.lead_id == maria.lead_id


def test_a_call_of_the_track_comes_although_the_lead_was_put_off_further(
    database: Database,
) -> None:
    maria = on_a_track(database)
    with writing(database) as session:
        later = maria.due("check-in") + timedelta(days=60)
        session.query(tables.Lead).update({"due_at": later})
    meet_deadlines(database, maria.due("check-in"))
    assert maria.lead().due_at == maria.due("check-in")


def test_a_promise_pauses_the_track_and_undo_lets_it_go_on(database: Database) -> None:
    maria = on_a_track(database)
    promise = PromiseCallback(_call(maria), NOW + timedelta(days=2))  # type: ignore[arg-type]
    _press(maria, outcomes.promise_callback, promise, NOW + timedelta(hours=1))
    assert set(maria.endings().values()) == {PAUSED}
    _press(maria, take_back, TakeBack(maria.caller_id), NOW + timedelta(hours=1, seconds=5))
    assert set(maria.endings().values()) == {WAITING}


def test_nobody_answering_a_check_in_lets_the_track_go_on(database: Database) -> None:
    maria = on_a_track(database)
    _press(maria, outcomes.record_no_answer, RecordNoAnswer(_call(maria)), NOW)  # type: ignore[arg-type]
    assert set(maria.endings().values()) == {WAITING}


def test_undo_of_a_nurture_cancels_every_touch_of_it(database: Database) -> None:
    maria = on_a_track(database)
    _press(maria, take_back, TakeBack(maria.caller_id), NOW + timedelta(seconds=5))
    assert set(maria.endings().values()) == {CANCELLED}
    meet_deadlines(database, NOW + timedelta(days=400))
    assert (maria.mails(), maria.letters()) == ([], [])


def test_a_second_start_leaves_out_what_was_received_and_pauses_the_first(
    database: Database,
) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, maria.due("summary"))
    with writing(database) as session:
        session.query(tables.Outbox).update({"state": "sent"})
    maria.nurture(2, NOW + timedelta(days=20))
    with database.read() as session:
        newest = session.scalars(select(tables.Nurture.id).order_by(-tables.Nurture.id)).first()
        steps = session.scalars(
            select(tables.PlannedTouch.step)
            .where(tables.PlannedTouch.nurture_id == newest)
            .order_by(tables.PlannedTouch.id)
        ).all()
    assert steps == ["questions", "notes", "check-in", "next", "decide"]


def test_who_came_forward_and_cannot_be_reached_goes_on_with_the_track(database: Database) -> None:
    maria = on_a_track(database)
    with writing(database) as session:
        pause_tracks(session, [maria.lead_id])
        session.query(tables.Lead).update({"attempts": 6})
    assert set(maria.endings().values()) == {PAUSED}
    _press(maria, outcomes.record_no_answer, RecordNoAnswer(_call(maria)), NOW)  # type: ignore[arg-type]
    assert set(maria.endings().values()) == {WAITING}


@pytest.mark.parametrize("medium", [Medium.MAIL, Medium.BOTH])
def test_do_not_contact_cancels_what_is_written_at_once(database: Database, medium: Medium) -> None:
    maria = on_a_track(database)
    request = BarCalls(_call(maria), SuppressionScope.PERSON, medium)  # type: ignore[arg-type]
    _press(maria, outcomes.bar_calls, request, NOW)
    written = [step.id for step in maria.track.touches if step.kind.is_written]
    assert {maria.endings()[step] for step in written} == {CANCELLED}


def test_a_close_out_cancels_the_whole_track(database: Database) -> None:
    maria = on_a_track(database)
    request = CloseOut(_call(maria), CloseOutReason.NO_NEED_NOW, ToldBy.PHONE, words="No.")  # type: ignore[arg-type]
    _press(maria, outcomes.close_out, request, NOW)
    assert set(maria.endings().values()) == {CANCELLED}


def test_a_mail_that_was_queued_does_not_go_once_the_track_has_stopped(database: Database) -> None:
    maria = on_a_track(database)
    due = maria.due("summary")
    meet_deadlines(database, due)
    promise = PromiseCallback(_call(maria), due + timedelta(days=2))  # type: ignore[arg-type]
    _press(maria, outcomes.promise_callback, promise, due)
    (mail,) = maria.mails()
    took = database.carry_out(take_due_mail, MarkMail(mail.id), press=Press.new(), now=due)
    assert not took.is_taken
    (mail,) = maria.mails()
    assert mail.state == "cancelled"
    assert mail.last_error == "They were spoken to or came forward meanwhile."


def test_a_mail_of_a_running_track_is_taken(database: Database) -> None:
    maria = on_a_track(database)
    due = maria.due("summary")
    meet_deadlines(database, due)
    (mail,) = maria.mails()
    assert database.carry_out(take_due_mail, MarkMail(mail.id), press=Press.new(), now=due).is_taken
