"""Undo of what was said or decided of a hand-off: lead, hand-off and meeting as they were before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.corrections import mails_to_correct
from qualdesk.commands.held_mail import cancel_mail, hold_again
from qualdesk.commands.lead_undo import ChangedLead, changed_leads, restore
from qualdesk.commands.letters import cancel_letters
from qualdesk.commands.meetings import wall_time
from qualdesk.commands.nurture import forget_plans
from qualdesk.commands.offer_undo import undo_offers
from qualdesk.commands.rep_time import must_still_be_free
from qualdesk.commands.requests.hand_offs import TakeBackDeed
from qualdesk.commands.touches import correct_touches
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.mail import LEFT
from qualdesk.domain.naming import prospect_name
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.hand_offs import TookBackDeed
from qualdesk.store.deadlines import take_back_deadlines
from qualdesk.store.rep_times import GIVEN_UP
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Account,
    Appointment,
    Command,
    HandOff,
    HandOffAnswer,
    Lead,
    Outbox,
    Prospect,
    Touch,
)


def take_back_deed(session: Session, request: TakeBackDeed, now: datetime) -> TookBackDeed:
    """Take back an answer or a next step while the lead has not moved on.

    Whoever has an e-mail of it already can be asked to disregard that. Of a meeting that cannot be
    asked: its UID is that of the one that would stand again.

    Raises:
        Conflict: if there is nothing to take back, the lead has moved on, its letter is printed, or
            somebody has a mail about its meeting.
        Forbidden: if somebody else said or did it.
    """
    deed = request.deed
    touches, leads = _deed(session, request)
    if cancel_letters(session, [deed]):
        raise Conflict("The letter is printed already. Write to them, or type what holds now.")
    correct_touches(session, touches, request.person_id, now)
    is_sent = _undo(session, request, now)
    for lead in leads:
        restore(session, lead, now)
    newest = touches[-1]
    return TookBackDeed(
        deed,
        newest.lead_id,
        _name(session, newest.lead_id),
        is_mail_already_sent=is_sent,
        touch_id=newest.id,
        can_correct_mail=is_sent and bool(mails_to_correct(session, newest)),
    )


def _deed(session: Session, request: TakeBackDeed) -> tuple[Sequence[Touch], Sequence[ChangedLead]]:
    """Return what a deed left, its touches and the leads it changed, if it may be taken back."""
    wrote = select(Touch).where(Touch.command_id == request.deed)
    touches, leads = session.scalars(wrote).all(), changed_leads(session, [request.deed])
    if not touches or not leads or _is_taken_back(session, touches[-1].id):
        raise Conflict("There is nothing to take back any more.")
    _refuse_others(session, request)
    _refuse_invited(session, request.deed)
    return touches, leads


def _undo(session: Session, request: TakeBackDeed, now: datetime) -> bool:
    """Undo what a deed did beside the leads themselves; return whether an e-mail had left."""
    deed = request.deed
    undo_offers(session, deed, now)
    meetings = _undo_meetings(session, deed, now)
    _undo_answers(session, request, now)
    _check_times(session, meetings, now)
    is_sent = cancel_mail(session, [deed])
    hold_again(session, deed)
    take_back_deadlines(session, [deed])
    forget_plans(session, [deed], now)
    return is_sent


def _is_taken_back(session: Session, touch_id: int) -> bool:
    taken = select(Touch.id).where(Touch.takes_back_id == touch_id)
    return session.scalar(taken) is not None


def _refuse_others(session: Session, request: TakeBackDeed) -> None:
    by = session.scalar(select(Command.person_id).where(Command.id == request.deed))
    if by is not None and by != request.person_id:
        raise Forbidden("Somebody else did this. Ask them, or type what holds now.")


def _refuse_invited(session: Session, deed: str) -> None:
    left = (Outbox.command_id == deed, Outbox.state.in_(LEFT))
    invited = select(Outbox.id).where(*left, Outbox.calendar != "").limit(1)
    if session.scalar(invited) is not None:
        raise Conflict(
            "The e-mail about the meeting has already been sent. Agree on what holds now, and type"
            " that."
        )


def _undo_meetings(session: Session, deed: str, now: datetime) -> list[Appointment]:
    """Give meetings their time back, and take back that they were cancelled; return them."""
    changed = select(Appointment).where(Appointment.changed_command_id == deed)
    meetings = session.scalars(changed.execution_options(populate_existing=True)).all()
    for meeting in meetings:
        length = meeting.ends_at - meeting.starts_at
        meeting.cancelled_at = None
        if meeting.former_starts_at is not None:
            meeting.starts_at = meeting.former_starts_at
            meeting.ends_at = meeting.starts_at + length
            meeting.wall_time = wall_time(meeting.starts_at, meeting.zone)
        meeting.sequence += 1
        meeting.changed_at = now
        meeting.changed_command_id = meeting.former_starts_at = None
    session.flush()
    return list(meetings)


def _check_times(session: Session, meetings: list[Appointment], now: datetime) -> None:
    """Refuse where a rep, also one who had the lead before another, has no time for theirs any more."""
    for meeting in meetings:
        hand_off = session.get_one(HandOff, meeting.hand_off_id, populate_existing=True)
        if hand_off.state not in GIVEN_UP:
            must_still_be_free(session, meeting, now)


def _undo_answers(session: Session, request: TakeBackDeed, now: datetime) -> None:
    """Let the hand-off stand as before the answer; the answer stays, with a row that says so."""
    answers = select(HandOffAnswer).where(HandOffAnswer.command_id == request.deed)
    for answer in session.scalars(answers).all():
        hand_off = session.get_one(HandOff, answer.hand_off_id, populate_existing=True)
        hand_off.state = HandOffState(answer.from_state)
        hand_off.runs_over_at = answer.from_runs_over_at
        hand_off.first_touch_by = answer.from_first_touch_by
        session.execute(
            insert(HandOffAnswer).values(
                hand_off_id=answer.hand_off_id,
                command_id=command_id(session),
                answer=answer.answer,
                door=answer.door,
                said_by_id=answer.said_by_id,
                entered_by_id=request.person_id,
                from_state=answer.from_state,
                happened_at=now,
                recorded_at=now,
                takes_back_id=answer.id,
            )
        )
    session.flush()


def _name(session: Session, lead_id: int) -> str:
    row = session.execute(
        select(Prospect.first_name, Prospect.last_name, Account.name)
        .join(Lead, Lead.prospect_id == Prospect.id)
        .join(Account, Account.id == Lead.account_id)
        .where(Lead.id == lead_id)
    ).one()
    return prospect_name(row.first_name, row.last_name, row.name)
