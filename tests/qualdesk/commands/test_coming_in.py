"""They called or wrote: kept in any case, the track stops, and they are claimed if nobody has them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.claims import claim_lead
from qualdesk.commands.coming_in import hear_from
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.outcomes import promise_callback, send_to_nurture
from qualdesk.commands.requests.calls import PromiseCallback, SendToNurture
from qualdesk.commands.requests.coming_in import HearFrom
from qualdesk.commands.requests.hand_offs import TakeBackDeed
from qualdesk.commands.requests.order import ClaimLead
from qualdesk.domain.lead import Lane, LeadImage, LeadState, Resolution
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.errors import InputError
from qualdesk.events.coming_in import HeardFrom
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.queries.timeline import timeline
from qualdesk.store import tables
from qualdesk.store.leads import image_of
from qualdesk.store.session import Database, Press, Session
from tests.builders import (
    NOW,
    a_call,
    a_lead,
    a_person,
    a_prospect,
    writing,
)
from tests.qualdesk.commands.handed import handed_over
from tests.qualdesk.nurturing import Nurtured, on_a_track

LATER = NOW + timedelta(minutes=5)
NEXT_YEAR = NOW + timedelta(days=60)


def _hear(session: Session, lead_id: int, kind: TouchKind = TouchKind.CALL) -> HeardFrom:
    return hear_from(session, HearFrom(lead_id, a_person(session), kind), LATER)


def _lead(session: Session, lead_id: int) -> tables.Lead:
    session.expire_all()
    return session.get_one(tables.Lead, lead_id)


def _holder(session: Session, lead_id: int) -> int | None:
    claim = select(tables.Claim.caller_id).where(
        tables.Claim.lead_id == lead_id, tables.Claim.until > LATER
    )
    return session.scalar(claim)


@pytest.mark.parametrize(
    ("kind", "title"), [(TouchKind.CALL, "They called"), (TouchKind.EMAIL, "Replied by e-mail")]
)
def test_who_comes_forward_is_claimed_and_the_touch_stands_in_the_timeline(
    database: Database, kind: TouchKind, title: str
) -> None:
    with writing(database) as session:
        lead_id = a_lead(session, due_at=NEXT_YEAR, lane=Lane.RETRY, attempts=3)
        heard = _hear(session, lead_id, kind)
        assert (heard.lead_id, heard.is_claimed, heard.prospect_name) == (
            lead_id,
            True,
            "Maria Keller",
        )
        assert _holder(session, lead_id) == a_person(session)
        lead = _lead(session, lead_id)
        assert (lead.state, lead.lane, lead.due_at, lead.attempts) == (
            LeadState.QUEUED,
            Lane.FRESH,
            LATER,
            0,
        )
        assert [row.title for row in timeline(session, lead.prospect_id)] == [title]
        touch = session.scalars(select(tables.Touch)).one()
        assert (touch.direction, touch.lead_version) == (Direction.IN, lead.version)


def test_the_caller_gives_back_whom_they_held(database: Database) -> None:
    with writing(database) as session:
        before, lead_id = a_lead(session), a_lead(session, prospect_id=_tom(session))
        claim_lead(session, ClaimLead(a_person(session), before), NOW)
        _hear(session, lead_id)
        assert (_holder(session, before), _holder(session, lead_id)) == (None, a_person(session))


def test_who_is_called_by_somebody_else_is_kept_and_read_only(database: Database) -> None:
    with writing(database) as session:
        mine, lead_id = a_lead(session), a_lead(session, prospect_id=_tom(session))
        sam = a_person(session, "Sam Okoro")
        claim_lead(session, ClaimLead(a_person(session), mine), LATER)
        claim_lead(session, ClaimLead(sam, lead_id), LATER)
        heard = _hear(session, lead_id)
        assert heard.read_only_because == (
            "Sam Okoro is calling this prospect now. This is to read only."
        )
        assert (_holder(session, mine), _holder(session, lead_id)) == (a_person(session), sam)
        assert session.scalars(select(tables.Touch.direction)).all() == [Direction.IN]


def test_sales_keeps_its_lead_and_the_touch_is_kept(database: Database) -> None:
    with writing(database) as session:
        jonas = a_person(session, "Jonas Weber")
        lead_id = a_lead(session, state=LeadState.WITH_SALES, lane=None, owner_person_id=jonas)
        heard = _hear(session, lead_id)
        assert heard.read_only_because.startswith("Sales has this lead.")
        lead = _lead(session, lead_id)
        assert (lead.state, lead.owner_person_id) == (LeadState.WITH_SALES, jonas)
        assert _holder(session, lead_id) is None


def test_the_rep_who_has_them_is_told_at_once(database: Database) -> None:
    handed = handed_over(database)
    handed.do(hear_from, HearFrom(handed.lead_id, handed.caller_id), now=LATER)
    mail = handed.only(tables.Outbox, kind=MailKind.REP_NEWS)
    assert (mail.to_address, mail.send_after) == ("jonas@aldergrove.example", LATER)
    assert mail.subject == "Maria Keller, Bergmann Molkerei, called"
    with database.read() as session:
        (row,) = hand_offs(session, now=LATER, rep_id=handed.rep_id)
    assert row.group is HandOffGroup.NEEDS_YOU
    assert row.what_next == "They came to us at 10:37; Jonas calls them back"


def test_once_the_rep_has_answered_it_is_no_news_any_more(database: Database) -> None:
    handed = handed_over(database)
    handed.do(hear_from, HearFrom(handed.lead_id, handed.caller_id), now=LATER)
    handed.answer("accepted", now=LATER + timedelta(minutes=1))
    with database.read() as session:
        (row,) = hand_offs(session, now=LATER + timedelta(minutes=2))
    assert row.group is HandOffGroup.COMING_UP


def test_a_promise_keeps_its_time(database: Database) -> None:
    with writing(database) as session:
        lead_id, priya = a_lead(session), a_person(session)
        at = NOW + timedelta(days=2)
        promise_callback(session, PromiseCallback(a_call(lead_id, priya), at), NOW)
        assert _hear(session, lead_id).is_claimed
        lead = _lead(session, lead_id)
        assert (lead.lane, lead.due_at, lead.owner_person_id) == (Lane.PROMISED, at, priya)


def test_a_closed_pursuit_stays_closed_and_another_is_opened_once(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_lead(session)
        former = _lead(session, lead_id)
        former.state, former.lane, former.due_at = LeadState.CLOSED, None, None
        former.resolution, former.resolved_at = Resolution.CLOSED_OUT, NOW
        session.flush()
        heard = _hear(session, lead_id)
        assert heard.lead_id != lead_id
        assert _hear(session, lead_id).lead_id == heard.lead_id
        opened = _lead(session, heard.lead_id)
        assert (opened.state, opened.lane, opened.resolution) == (
            LeadState.QUEUED,
            Lane.FRESH,
            None,
        )
        assert _lead(session, lead_id).resolution == Resolution.CLOSED_OUT


def test_without_a_number_they_stand_under_to_find_out(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_lead(session, prospect_id=a_prospect(session, numbers=()), lane=Lane.RESEARCH)
        assert _hear(session, lead_id, TouchKind.EMAIL).is_claimed
        assert _lead(session, lead_id).lane == Lane.RESEARCH


def test_the_track_is_paused_and_its_held_mail_does_not_go(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_lead(session)
        call = a_call(lead_id, a_person(session))
        track = session.scalars(select(tables.Track.id).limit(1)).one()
        send_to_nurture(session, SendToNurture(call, track_id=track, firm="Aldergrove"), NOW)
        for kind in (MailKind.NURTURE, MailKind.CLOSE_OUT):
            session.add(_held(session, lead_id, kind))
        session.flush()
        _hear(session, lead_id)
        endings = set(session.scalars(select(tables.Deadline.ended_as)))
        assert endings == {"paused"}
        mails = dict(session.execute(select(tables.Outbox.kind, tables.Outbox.state)).all())
        assert mails == {
            MailKind.NURTURE: MailState.CANCELLED,
            MailKind.CLOSE_OUT: MailState.HELD,
        }


def test_what_was_taken_for_somebody_else_is_taken_back_whole(database: Database) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, maria.due("notes"))
    at = maria.due("notes") + timedelta(minutes=1)
    before = (_image(maria), maria.touches(), [mail.state for mail in maria.mails()])
    press = Press.new(maria.caller_id)
    request = HearFrom(maria.lead_id, maria.caller_id)
    heard = database.carry_out(hear_from, request, press=press, now=at)
    assert _image(maria) != before[0]
    back = TakeBackDeed(heard.deed, maria.caller_id)
    database.carry_out(take_back_deed, back, press=Press.new(maria.caller_id), now=at)
    assert (_image(maria), maria.touches(), [mail.state for mail in maria.mails()]) == before
    assert MailState.HELD in before[2]


def test_a_rep_reads_nothing_of_what_was_taken_back(database: Database) -> None:
    handed = handed_over(database)
    heard = handed.do(hear_from, HearFrom(handed.lead_id, handed.caller_id), now=LATER)
    handed.do(take_back_deed, TakeBackDeed(heard.deed, handed.caller_id), now=LATER)
    assert handed.only(tables.Outbox, kind=MailKind.REP_NEWS).state == MailState.CANCELLED
    with database.read() as session:
        (row,) = hand_offs(session, now=LATER, rep_id=handed.rep_id)
    assert not row.what_next.startswith("They came to us")


def test_a_lead_that_is_not_there_is_refused(database: Database) -> None:
    with writing(database) as session, pytest.raises(InputError, match="There is no such lead"):
        _hear(session, 404)


def _image(maria: Nurtured) -> LeadImage:
    return image_of(maria.lead())


def _tom(session: Session) -> int:
    return a_prospect(session, "Tom Ashworth", company="Pennine", numbers=("+441134960142",))


def _held(session: Session, lead_id: int, kind: MailKind) -> tables.Outbox:
    command = session.scalars(select(tables.Command.id)).first()
    return tables.Outbox(
        lead_id=lead_id,
        command_id=command,
        kind=kind,
        state=MailState.HELD,
        to_name="Maria Keller",
        to_address="maria@bergmann.example",
        subject="About caps",
        body="A line.",
        message_id=f"<{kind}@qualdesk.invalid>",
        send_after=LATER,
    )
