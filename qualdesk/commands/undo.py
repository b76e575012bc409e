"""Undo: an outcome is taken back by another touch, and its lead gets the image before it.

What was chosen at a cap refines the outcome that reached it: both are taken back together.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update

from qualdesk.commands.barring import free_again
from qualdesk.commands.claims import release_claims, take_lead
from qualdesk.commands.corrections import mails_to_correct
from qualdesk.commands.held_mail import hold_again
from qualdesk.commands.learning import unlearn
from qualdesk.commands.letters import cancel_letters
from qualdesk.commands.nurture import forget_plans
from qualdesk.commands.requests.calls import TakeBack
from qualdesk.commands.requests.order import ReleaseClaims
from qualdesk.domain import next_step
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import LEFT, MailState
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.calls import TookBack
from qualdesk.store.agreements import forget_promises
from qualdesk.store.deadlines import take_back_deadlines
from qualdesk.store.leads import image_before, image_of, write_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session, command_id
from qualdesk.store.suppressions import Target, target_of
from qualdesk.store.tables import (
    Account,
    Answer,
    Appointment,
    ChosenAtCap,
    HandOff,
    Lead,
    LeadChange,
    Number,
    Outbox,
    Prospect,
    ProspectNumber,
    Suppression,
    Touch,
    TouchText,
)


def take_back(session: Session, request: TakeBack, now: datetime) -> TookBack:
    """Take an outcome back, while its lead has not moved on; the lead is claimed again.

    Raises:
        Conflict: if there is nothing to take back, the lead has moved on, or somebody has it.
        Forbidden: if it barred somebody and the undo window is over.
    """
    touch = _touch_to_take_back(session, request)
    commands = _commands_of(session, touch)
    leads = changed_leads(session, commands)
    version = next((last for lead_id, _first, last in leads if lead_id == touch.lead_id), None)
    if version is None:
        raise Conflict("That call changed nothing, so there is nothing to take back.")
    for one in session.scalars(select(Touch).where(Touch.command_id.in_(commands))).all():
        correct(session, one, request.caller_id, version + 1, now)
    freed = lift_barred(session, touch.command_id, request.caller_id, now)
    undo_sales(session, touch.command_id, now)
    take_back_deadlines(session, commands)
    forget_plans(session, commands, now)
    forget_promises(session, commands, now)
    _undo_marks(session, touch)
    unlearn(session, touch.command_id)
    is_printed = cancel_letters(session, commands)
    is_sent = cancel_mail(session, commands) or is_printed
    for command in commands:
        hold_again(session, command)
    for lead_id, first, last in leads:
        restore(session, lead_id, (first, last), now)
    _index_neighbours(session, touch.prospect_id, now)
    free_again(session, freed, now)
    release_claims(session, ReleaseClaims(request.caller_id), now)
    take_lead(session, touch.lead_id, request.caller_id, now)
    return _took_back(session, touch, is_sent=is_sent)


def _touch_to_take_back(session: Session, request: TakeBack) -> Touch:
    taken = select(Touch.takes_back_id).where(Touch.takes_back_id.is_not(None))
    wanted = (
        select(Touch)
        .where(Touch.person_id == request.caller_id, Touch.outcome.is_not(None))
        .where(Touch.id.not_in(taken))
        .order_by(Touch.id.desc())
        .limit(1)
    )
    if request.touch_id is not None:
        wanted = wanted.where(Touch.id == request.touch_id)
    touch = session.scalars(wanted).one_or_none()
    if touch is None:
        raise Conflict("There is no outcome of yours to take back.")
    return touch


def _commands_of(session: Session, touch: Touch) -> list[str]:
    """Return the press of the call, and of what was chosen at the cap it reached."""
    chosen = select(ChosenAtCap.command_id).where(ChosenAtCap.touch_id == touch.id)
    return [touch.command_id, *session.scalars(chosen)]


def changed_leads(session: Session, commands: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the leads these presses changed, with the first and last version they gave them."""
    version = LeadChange.version
    return [
        (lead_id, first, last)
        for lead_id, first, last in session.execute(
            select(LeadChange.lead_id, func.min(version), func.max(version))
            .where(LeadChange.command_id.in_(commands))
            .group_by(LeadChange.lead_id)
            .order_by(func.min(LeadChange.id))
        )
    ]


def restore(session: Session, lead_id: int, versions: tuple[int, int], now: datetime) -> None:
    """Give a lead the image before the first of these versions, if it still has the last.

    A lead that was opened then is withdrawn.
    """
    first, last = versions
    current, name = session.execute(
        select(Lead.version, Prospect.first_name)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.id == lead_id)
    ).one()
    if current != last:
        raise Conflict(f"{name or 'The prospect'} has moved on since; it can no longer be undone.")
    image = image_before(session, lead_id, first)
    if image is not None:
        if image.state.is_open:
            _refuse_second(session, lead_id, name)
        write_image(session, lead_id, image, version=last, now=now)
    else:
        _withdraw(session, lead_id, now)


def _refuse_second(session: Session, lead_id: int, name: str) -> None:
    """Refuse to open a pursuit again of somebody who came forward since, and has a newer one."""
    theirs = select(Lead.prospect_id).where(Lead.id == lead_id).scalar_subquery()
    newer = select(Lead.id).where(
        Lead.prospect_id == theirs, Lead.id != lead_id, Lead.state != LeadState.CLOSED
    )
    if session.scalars(newer.limit(1)).first() is not None:
        who = name or "The prospect"
        raise Conflict(f"{who} came forward since and is worked anew; go on with that instead.")


def _withdraw(session: Session, lead_id: int, now: datetime) -> None:
    """Close a lead that the outcome had opened for a successor."""
    lead = session.get_one(Lead, lead_id)
    image = next_step.withdrawn(image_of(lead), now)
    write_image(session, lead_id, image, version=lead.version, now=now)


def correct(
    session: Session, touch: Touch, caller_id: int, lead_version: int, now: datetime
) -> None:
    """Write the touch that takes another back."""
    session.execute(
        insert(Touch).values(
            lead_id=touch.lead_id,
            prospect_id=touch.prospect_id,
            campaign_id=touch.campaign_id,
            person_id=caller_id,
            command_id=command_id(session),
            kind=TouchKind.CORRECTION,
            happened_at=now,
            recorded_at=now,
            lead_version=lead_version,
            takes_back_id=touch.id,
        )
    )


def undo_sales(session: Session, of_command: str, now: datetime) -> None:
    """Take the hand-off back; its appointment is cancelled under a higher sequence.

    One that was taken over from an earlier hand-off goes back to that one instead.
    """
    for hand_off in session.scalars(select(HandOff).where(HandOff.command_id == of_command)).all():
        hand_off.state = HandOffState.TAKEN_BACK
        hand_off.runs_over_at = None
        _put_forward_again(session, hand_off.follows_id)
        goes = {"cancelled_at": now} if hand_off.follows_id is None else {}
        session.execute(
            update(Appointment)
            .where(Appointment.hand_off_id == hand_off.id, Appointment.cancelled_at.is_(None))
            .values(
                hand_off_id=hand_off.follows_id or hand_off.id,
                sequence=Appointment.sequence + 1,
                changed_at=now,
                **goes,
            )
            .execution_options(synchronize_session=False)
        )
    session.flush()


def _put_forward_again(session: Session, follows_id: int | None) -> None:
    """Let an offer stand again that was taken back only to go to another rep."""
    former = session.get(HandOff, follows_id) if follows_id is not None else None
    if former is not None and former.state == HandOffState.TAKEN_BACK and not former.ran_over_at:
        former.state = HandOffState.OFFERED


def lift_barred(session: Session, of_command: str, caller_id: int, now: datetime) -> list[Target]:
    """Lift what a press barred; return whom or what it was.

    Raises:
        Forbidden: if the undo window is over: then it takes a team lead and a reason.
    """
    ours = select(Suppression).where(
        Suppression.command_id == of_command, Suppression.lifted_at.is_(None)
    )
    found = session.scalars(ours).all()
    if any(one.undo_until is None or one.undo_until < now for one in found):
        raise Forbidden("The time for undo is over. A team lead can lift it, with a reason.")
    for one in found:
        one.lifted_at, one.lifted_by_id, one.lifted_because = now, caller_id, "taken back"
    session.flush()
    return [target_of(one) for one in found]


def _undo_marks(session: Session, touch: Touch) -> None:
    """Forget what the call marked as wrong, left or closed."""
    at, day = touch.happened_at, touch.happened_at.date()
    here = ProspectNumber.prospect_id == touch.prospect_id
    marked = select(ProspectNumber.number_id).where(here, ProspectNumber.wrong_at == at)
    session.execute(
        update(Number)
        .where(Number.out_of_service_at == at, Number.id.in_(marked))
        .values(out_of_service_at=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(ProspectNumber).where(here, ProspectNumber.wrong_at == at).values(wrong_at=None)
    )
    prospect = session.get_one(Prospect, touch.prospect_id)
    account = session.get_one(Account, prospect.account_id)
    if touch.outcome == Outcome.WRONG_NUMBER:
        prospect.left_on = None if prospect.left_on == day else prospect.left_on
        account.closed_on = None if account.closed_on == day else account.closed_on
    session.flush()


def cancel_mail(session: Session, commands: Sequence[str]) -> bool:
    """Cancel what is still held; return whether something has left already."""
    mails = Outbox.command_id.in_(commands)
    session.execute(
        update(Outbox)
        .where(mails, Outbox.state == MailState.HELD)
        .values(state=MailState.CANCELLED)
    )
    return (
        session.scalar(select(Outbox.id).where(mails, Outbox.state.in_(LEFT)).limit(1)) is not None
    )


def cancel_mail_of(session: Session, of_command: str, lead_id: int) -> None:
    """Cancel what a press wrote about one lead and is still held."""
    mails = (Outbox.command_id == of_command, Outbox.lead_id == lead_id)
    session.execute(
        update(Outbox)
        .where(*mails, Outbox.state == MailState.HELD)
        .values(state=MailState.CANCELLED)
        .execution_options(synchronize_session=False)
    )


def _index_neighbours(session: Session, prospect_id: int, now: datetime) -> None:
    """Renew the entries of all who share a number: what was barred or out of service is not any more."""
    here = select(ProspectNumber.number_id).where(ProspectNumber.prospect_id == prospect_id)
    lead_ids = session.scalars(
        select(Lead.id)
        .join(ProspectNumber, ProspectNumber.prospect_id == Lead.prospect_id)
        .where(ProspectNumber.number_id.in_(here))
        .distinct()
    )
    index_leads(session, list(lead_ids), now)


def _took_back(session: Session, touch: Touch, *, is_sent: bool) -> TookBack:
    row = session.execute(
        select(Lead.version, Prospect.first_name, Prospect.last_name, Account.name, TouchText.words)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Lead.account_id)
        .outerjoin(TouchText, TouchText.id == touch.text_id)
        .where(Lead.id == touch.lead_id)
    ).one()
    answers = select(Answer.step, Answer.words).where(Answer.touch_id == touch.id)
    return TookBack(
        lead_id=touch.lead_id,
        lead_version=row.version,
        prospect_name=prospect_name(row.first_name, row.last_name, row.name),
        outcome=Outcome(touch.outcome or ""),
        answers={key: value for key, value in session.execute(answers)},  # noqa: C416
        note=row.words or "",
        is_mail_already_sent=is_sent,
        touch_id=touch.id,
        can_correct_mail=bool(mails_to_correct(session, touch)),
    )
