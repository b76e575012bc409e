"""What a person decides about a mail: it arrived, goes again, is left, is cancelled, goes by hand."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from qualdesk.commands.requests.mail import SettleMail, TakeBackMailChoice
from qualdesk.domain.mail import MailChoice, MailKind, MailState, choices_of
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.mail import SettledMail, TookBackMailChoice
from qualdesk.store.numbers import is_bad_address, is_mail_barred
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Lead, Outbox, OutboxChoice, Person, Prospect
from qualdesk.store.taken_back import is_taken_back

_ALL_OF_THEM = frozenset({Role.TEAM_LEAD, Role.ADMIN})
_LEAVES = frozenset({MailChoice.AGAIN, MailChoice.BY_HAND})


def settle_mail(session: Session, request: SettleMail, now: datetime) -> SettledMail:
    """Carry out a person's decision and keep how the mail stood before.

    Raises:
        InputError: if there is no such mail, or mail to its address came back for good.
        Conflict: if that cannot be decided as it stands, or its outcome was taken back.
        Forbidden: if it is another caller's mail, or its address must not be written to.
    """
    mail = _mail(session, request.outbox_id)
    check_whose(session, mail.person_id, request.person_id)
    _check_choice(session, mail, request.choice, now)
    _keep(session, mail, request, now)
    if request.choice in _LEAVES:
        mail.to_address = _good_address(session, mail)
    _change(mail, request, now)
    session.flush()
    state = MailState(mail.state)
    return SettledMail(command_id(session), mail.id, mail.to_name, request.choice, state)


def take_back_mail_choice(
    session: Session, request: TakeBackMailChoice, now: datetime
) -> TookBackMailChoice:
    """Let a mail stand as it stood before a decision.

    Raises:
        Conflict: if something has happened to it since.
        Forbidden: if somebody else decided.
    """
    made = session.scalars(
        select(OutboxChoice).where(OutboxChoice.command_id == request.deed)
    ).one_or_none()
    if made is None or made.taken_back_at is not None:
        raise Conflict("There is nothing to take back any more.")
    if made.person_id != request.person_id:
        raise Forbidden("Somebody else decided this. Ask them, or decide anew.")
    mail = _mail(session, made.outbox_id)
    _check_unmoved(session, mail, made)
    made.taken_back_at = now
    mail.state, mail.send_after = made.from_state, made.from_send_after
    mail.attempts, mail.last_error = made.from_attempts, made.from_error
    mail.to_address, mail.left_at = made.from_address, made.from_left_at
    if mail.state != MailState.SENT:
        mail.sent_at, mail.is_by_hand = None, False
    session.flush()
    return TookBackMailChoice(request.deed, mail.id, mail.to_name)


def check_whose(session: Session, owner_id: int | None, person_id: int) -> None:
    """Make sure that mail or a letter in somebody's name is theirs to decide, or a team lead's.

    Raises:
        Forbidden: if it is not.
    """
    person = session.get(Person, person_id)
    is_theirs = owner_id in {None, person_id}
    if person is None or not person.is_active or not (is_theirs or person.role in _ALL_OF_THEM):
        raise Forbidden("This goes in another’s name. They decide, or a team lead.")


def _mail(session: Session, outbox_id: int) -> Outbox:
    mail = session.get(Outbox, outbox_id, with_for_update=True, populate_existing=True)
    if mail is None:
        raise InputError(f"There is no mail {outbox_id}. Look at the Outbox.")
    return mail


def _check_choice(session: Session, mail: Outbox, choice: MailChoice, now: datetime) -> None:
    open_choices = choices_of(
        MailState(mail.state), attempts=mail.attempts, is_left=mail.left_at is not None
    )
    if choice not in open_choices:
        raise Conflict(f"The e-mail to {mail.to_name} has moved on. Look at it again.")
    if choice not in _LEAVES:
        return
    if is_taken_back(session, mail.command_id):
        raise Conflict(f"The call was taken back, so nothing goes to {mail.to_name} any more.")
    kind, lead_id = MailKind(mail.kind), mail.lead_id
    if is_mail_barred(session, lead_id=lead_id, address=mail.to_address, kind=kind, now=now):
        raise Forbidden("This address must not be mailed. Leave it, or tell them another way.")


def _good_address(session: Session, mail: Outbox) -> str:
    """Return the address of the mail, or the newer one of the prospect where it came back.

    Raises:
        InputError: if there is no newer one.
    """
    if not is_bad_address(session, mail.to_address):
        return mail.to_address
    theirs = select(Prospect.email).join(Lead, Lead.prospect_id == Prospect.id)
    of_lead = theirs.where(Lead.id == mail.lead_id)
    newer = "" if MailKind(mail.kind).is_to_rep else session.scalars(of_lead).one()
    if not newer or is_bad_address(session, newer):
        raise InputError(
            f"Mail to {mail.to_address} came back for good. Ask {mail.to_name} for another address."
        )
    return newer


def _keep(session: Session, mail: Outbox, request: SettleMail, now: datetime) -> None:
    session.execute(
        insert(OutboxChoice).values(
            outbox_id=mail.id,
            command_id=command_id(session),
            person_id=request.person_id,
            choice=request.choice,
            happened_at=now,
            from_state=mail.state,
            from_send_after=mail.send_after,
            from_attempts=mail.attempts,
            from_error=mail.last_error,
            from_address=mail.to_address,
            from_left_at=mail.left_at,
        )
    )


def _change(mail: Outbox, request: SettleMail, now: datetime) -> None:
    choice = request.choice
    if choice is MailChoice.LEAVE:
        mail.left_at = now
    elif choice is MailChoice.CANCEL:
        mail.state, mail.last_error = MailState.CANCELLED, "Cancelled by hand."
    elif choice is MailChoice.AGAIN:
        mail.state, mail.attempts, mail.left_at = MailState.HELD, 0, None
        mail.send_after = now + timedelta(seconds=request.undo_seconds)
    else:
        mail.state, mail.sent_at, mail.left_at = MailState.SENT, now, None
        mail.is_by_hand, mail.last_error = choice is MailChoice.BY_HAND, ""


def _check_unmoved(session: Session, mail: Outbox, made: OutboxChoice) -> None:
    """Refuse once a worker has it, somebody decided again, or the outcome was taken back."""
    later = select(OutboxChoice.id).where(
        OutboxChoice.outbox_id == mail.id,
        OutboxChoice.id > made.id,
        OutboxChoice.taken_back_at.is_(None),
    )
    state = _AFTER.get(MailChoice(made.choice), made.from_state)
    if mail.state != state or (mail.attempts and state == MailState.HELD):
        raise Conflict(f"The e-mail to {mail.to_name} has gone on since. Look at it again.")
    if session.scalars(later.limit(1)).first() is not None:
        raise Conflict(f"Something else was decided about the e-mail to {mail.to_name} since.")
    if made.from_state == MailState.HELD and is_taken_back(session, mail.command_id):
        raise Conflict(f"The call was taken back, so nothing goes to {mail.to_name} any more.")


_AFTER = {
    MailChoice.CANCEL: MailState.CANCELLED,
    MailChoice.AGAIN: MailState.HELD,
    MailChoice.ARRIVED: MailState.SENT,
    MailChoice.BY_HAND: MailState.SENT,
}
