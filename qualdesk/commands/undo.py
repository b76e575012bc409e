"""Undo: an outcome is taken back by another touch, and its lead gets the image before it.

What was chosen at a cap refines the outcome that reached it: both are taken back together.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from qualdesk.commands.claims import release_claims, take_lead
from qualdesk.commands.corrections import mails_to_correct
from qualdesk.commands.freeing import free_again, lift_barred
from qualdesk.commands.held_mail import cancel_mail, hold_again
from qualdesk.commands.lead_undo import changed_leads, restore
from qualdesk.commands.learning import unlearn
from qualdesk.commands.letters import cancel_letters
from qualdesk.commands.nurture import forget_plans
from qualdesk.commands.offer_undo import undo_offers
from qualdesk.commands.requests.calls import TakeBack
from qualdesk.commands.requests.order import ReleaseClaims
from qualdesk.commands.touches import presses_of, write_correction
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import Conflict
from qualdesk.events.calls import TookBack
from qualdesk.store.agreements import forget_promises
from qualdesk.store.deadlines import take_back_deadlines
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Answer,
    Lead,
    Number,
    Prospect,
    ProspectNumber,
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
    commands = presses_of(session, touch)
    leads = changed_leads(session, commands)
    version = next((one.last for one in leads if one.lead_id == touch.lead_id), None)
    if version is None:
        raise Conflict("That call changed nothing, so there is nothing to take back.")
    for one in session.scalars(select(Touch).where(Touch.command_id.in_(commands))).all():
        write_correction(
            session, one, person_id=request.caller_id, lead_version=version + 1, now=now
        )
    freed = lift_barred(session, touch.command_id, request.caller_id, now)
    is_sent = _undo(session, touch, commands, now)
    for lead in leads:
        restore(session, lead, now)
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


def _undo(session: Session, touch: Touch, commands: Sequence[str], now: datetime) -> bool:
    """Undo what the call did beside the leads themselves; return whether anything had left."""
    undo_offers(session, touch.command_id, now)
    take_back_deadlines(session, commands)
    forget_plans(session, commands, now)
    forget_promises(session, commands, now)
    _undo_marks(session, touch)
    unlearn(session, touch.command_id)
    is_printed = cancel_letters(session, commands)
    is_sent = cancel_mail(session, commands)
    for command in commands:
        hold_again(session, command)
    return is_printed or is_sent


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
