"""What a caller may choose at a cap, what is refused and why, and that undo takes both back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands import outcomes
from qualdesk.commands.cap_choices import choose_at_cap
from qualdesk.commands.requests.calls import BarCalls, ChooseAtCap, RecordNoAnswer, TakeBack
from qualdesk.commands.undo import take_back
from qualdesk.domain.caps import CapChoice
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Medium, Outcome, SuppressionScope
from qualdesk.errors import Conflict, InputError
from qualdesk.events.calls import After, ChoseAtCap
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, a_touch_of, writing

LATER = NOW + timedelta(seconds=10)
TOMORROW_MIDDAY = datetime(2026, 11, 19, 11, 0, tzinfo=UTC)


def _at_the_cap(session: Session, *, email: str = "maria.keller@bergmann.example") -> After:
    """Let the sixth call reach nobody; four went before, on other days."""
    return _last_call(session, _a_lead(session, email))


def _a_lead(session: Session, email: str = "maria.keller@bergmann.example") -> int:
    priya = a_person(session)
    lead_id = a_lead(session, prospect_id=a_prospect(session, email=email), attempts=5)
    for days in (8, 6, 4, 2):
        at = NOW - timedelta(days=days)
        a_touch_of(session, lead_id, priya, kind="call", outcome=Outcome.NO_ANSWER, happened_at=at)
    return lead_id


def _last_call(session: Session, lead_id: int, *, version: int = 1, at: datetime = NOW) -> After:
    call = a_call(lead_id, a_person(session), version=version)
    return outcomes.record_no_answer(session, RecordNoAnswer(call), at).after


def _choose(session: Session, after: After, choice: CapChoice, now: datetime = LATER) -> ChoseAtCap:
    call = a_call(after.lead_id, a_person(session), version=after.lead_version)
    return choose_at_cap(session, ChooseAtCap(call, after.touch_id, choice, firm="Aldergrove"), now)


def _lead(session: Session, lead_id: int) -> tables.Lead:
    session.expire_all()
    return session.get_one(tables.Lead, lead_id)


def test_the_short_email_is_written_and_the_lead_stays_in_touch(database: Database) -> None:
    with writing(database) as session:
        after = _at_the_cap(session)
        chose = _choose(session, after, CapChoice.SHORT_EMAIL)
        mail = session.scalars(select(tables.Outbox)).one()
        assert (mail.kind, mail.state, mail.send_after) == (
            MailKind.TRIED,
            MailState.HELD,
            LATER + timedelta(seconds=30),
        )
        assert mail.subject == "I tried to reach you about Line inspection without line stops"
        assert "Dear Maria Keller," in mail.body
        assert "Aldergrove" in mail.body
        assert (chose.after.state, chose.after.due_at) == (LeadState.NURTURE, after.due_at)
        assert chose.after.mail_goes_at == mail.send_after


def test_one_more_try_comes_in_another_part_of_the_day_and_only_once(database: Database) -> None:
    with writing(database) as session:
        after = _at_the_cap(session)
        again = _choose(session, after, CapChoice.ONE_MORE_TRY).after
        assert (again.lane, again.due_at, again.attempts) == (Lane.RETRY, TOMORROW_MIDDAY, 6)
        version = again.lead_version
        left = _last_call(session, after.lead_id, version=version, at=TOMORROW_MIDDAY)
        assert (left.state, left.attempts) == (LeadState.NURTURE, 6)
        assert left.cap is not None
        assert CapChoice.ONE_MORE_TRY not in left.cap.choices
        with pytest.raises(InputError, match="One more try was made already"):
            _choose(session, left, CapChoice.ONE_MORE_TRY, TOMORROW_MIDDAY)


def test_giving_up_below_the_floor_is_refused_with_what_is_missing(database: Database) -> None:
    with writing(database) as session:
        after = _at_the_cap(session)
        sentence = "5 touches over one medium only. Send the short e-mail first."
        with pytest.raises(InputError, match=f"^{sentence}$"):
            _choose(session, after, CapChoice.CLOSE_OUT)
        assert _lead(session, after.lead_id).state == LeadState.NURTURE


def test_once_the_email_went_the_lead_may_be_given_up(database: Database) -> None:
    with writing(database) as session:
        after = _at_the_cap(session)
        mailed = _choose(session, after, CapChoice.SHORT_EMAIL).after
        check_in = NOW + timedelta(days=90)
        left = _last_call(session, after.lead_id, version=mailed.lead_version, at=check_in)
        assert left.cap is not None
        assert left.cap.floor_lacks == ""
        assert CapChoice.SHORT_EMAIL not in left.cap.choices
        closed = _choose(session, left, CapChoice.CLOSE_OUT, check_in).after
        assert (closed.state, closed.due_at) == (LeadState.CLOSED, None)
        assert _lead(session, after.lead_id).resolution == Resolution.UNREACHABLE


@pytest.mark.parametrize("is_barred", [False, True])
def test_without_an_address_or_against_a_bar_no_email_is_offered(
    database: Database, *, is_barred: bool
) -> None:
    with writing(database) as session:
        if is_barred:
            after = _at_the_cap(session)
            case = BarCalls(
                a_call(after.lead_id, a_person(session), version=after.lead_version),
                SuppressionScope.PERSON,
                Medium.MAIL,
            )
            outcomes.bar_calls(session, case, NOW)
            version = after.lead_version + 1
            after = _last_call(session, after.lead_id, version=version, at=LATER)
        else:
            after = _at_the_cap(session, email="")
        assert after.cap is not None
        assert CapChoice.SHORT_EMAIL not in after.cap.choices
        with pytest.raises(InputError, match="No e-mail may go there"):
            _choose(session, after, CapChoice.SHORT_EMAIL)
        assert session.scalars(select(tables.Outbox)).all() == []


@pytest.mark.parametrize("choice", [CapChoice.SHORT_EMAIL, CapChoice.ONE_MORE_TRY])
def test_undo_takes_back_the_choice_together_with_its_call(
    database: Database, choice: CapChoice
) -> None:
    with writing(database) as session:
        lead_id = _a_lead(session)
    with writing(database) as session:
        after = _last_call(session, lead_id)
    with writing(database) as session:
        _choose(session, after, choice)
    with writing(database) as session:
        took = take_back(session, TakeBack(a_person(session)), LATER)
        assert took.outcome is Outcome.NO_ANSWER
        lead = _lead(session, after.lead_id)
        assert (lead.lane, lead.attempts, lead.version) == (Lane.FRESH, 5, 4)
        states = session.scalars(select(tables.Outbox.state)).all()
        assert states == ([MailState.CANCELLED] if choice is CapChoice.SHORT_EMAIL else [])
    with writing(database) as session:
        again = _last_call(session, lead_id, version=4, at=LATER)
        assert again.cap == after.cap, "what was taken back does not count"


def test_a_lead_that_moved_on_leaves_nothing_to_choose(database: Database) -> None:
    with writing(database) as session:
        after = _at_the_cap(session)
        _choose(session, after, CapChoice.ONE_MORE_TRY)
        with pytest.raises(Conflict, match="Maria Keller has moved on"):
            _choose(session, after, CapChoice.SHORT_EMAIL)


def test_a_call_that_was_taken_back_leaves_nothing_to_choose(database: Database) -> None:
    with writing(database) as session:
        lead_id = _a_lead(session)
    with writing(database) as session:
        after = _last_call(session, lead_id)
    with writing(database) as session:
        take_back(session, TakeBack(a_person(session)), LATER)
        with pytest.raises(Conflict, match="has moved on"):
            _choose(session, after, CapChoice.SHORT_EMAIL)


def test_before_a_cap_there_is_nothing_to_choose(database: Database) -> None:
    with writing(database) as session:
        after = _last_call(session, a_lead(session))
        assert after.cap is None
        with pytest.raises(InputError, match="attempts are not used up"):
            _choose(session, after, CapChoice.CLOSE_OUT)
