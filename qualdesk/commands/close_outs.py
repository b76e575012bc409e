"""Close-outs: the courteous end by e-mail or on paper, when the door opens again, who else to ask."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import insert

from qualdesk.commands.case import Case
from qualdesk.commands.held_mail import WrittenMail, hold_mail, queue_mail
from qualdesk.commands.letters import hold_letter, open_address
from qualdesk.commands.requests.calls import CloseOut
from qualdesk.domain.deadline import DeadlineKind
from qualdesk.domain.mail import Letter, MailKind
from qualdesk.domain.outcome import CloseOutReason, Reopen, ToldBy
from qualdesk.domain.suppression import domain_of
from qualdesk.domain.track import next_working_day
from qualdesk.domain.working_days import at_local
from qualdesk.errors import Forbidden, InputError
from qualdesk.store import tables
from qualdesk.store.deadlines import set_deadline
from qualdesk.store.numbers import is_mail_barred
from qualdesk.store.session import Session, command_id
from qualdesk.store.tracks import place_of_lead

_MORNING: Final = time(9)


@dataclass(frozen=True, slots=True)
class Farewell:
    """An end that nobody spoke about: why, in whose name, on whose behalf, and when it leaves."""

    reason: CloseOutReason
    caller_id: int | None
    firm: str
    leaves_at: datetime


def check_reopening(case: Case, request: CloseOut) -> None:
    """Make sure that a door that opens on a day has such a day.

    Raises:
        InputError: if the day is missing or lies in the past.
    """
    if request.reopen is not Reopen.AT_DATE:
        return
    if request.reopen_on is None:
        raise InputError("On which day may we ask again? Name it, for example “in 6 months”.")
    if request.reopen_on <= case.today:
        raise InputError("That day is past. Name a later one to ask again.")


def answer_by_letter(session: Session, case: Case, request: CloseOut) -> datetime | None:
    """Write the e-mail or the letter on paper; return when an e-mail leaves.

    Raises:
        InputError: if address or text is missing.
        Forbidden: if the prospect must not be written to.
    """
    if request.told_by is ToldBy.EMAIL:
        return close_out_letter_to_outbox(session, case, request)
    if request.told_by is ToldBy.LETTER:
        _check_text(request)
        hold_letter(
            session,
            case.lead_id,
            address=open_address(session, case.prospect_id, case.seen.now),
            subject=request.subject,
            body=request.body,
            person_id=request.call.caller_id,
            print_after=case.seen.now + request.call.undo_length,
        )
    return None


def keep_close_out(session: Session, case: Case, request: CloseOut) -> date | None:
    """Write down the end and what was agreed for later; return the day on which the door opens."""
    close_out_id = session.execute(
        insert(tables.CloseOut)
        .values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            reason=request.reason,
            told_by=request.told_by,
            words=request.words,
            reopen=request.reopen,
            reopen_on=request.reopen_on,
            reopen_kind=request.reopen_kind,
            is_referral_asked=request.is_referral_asked or bool(request.referral.strip()),
            referral=request.referral.strip(),
        )
        .returning(tables.CloseOut.id)
    ).scalar_one()
    if request.reopen is not Reopen.AT_DATE or request.reopen_on is None:
        return None
    day = next_working_day(request.reopen_on, place_of_lead(session, case.lead_id))
    due_at = at_local(day, _MORNING, case.seen.clock.zone)
    set_deadline(session, DeadlineKind.REOPEN, close_out_id, lead_id=case.lead_id, due_at=due_at)
    return day


def say_farewell(session: Session, case: Case, farewell: Farewell) -> ToldBy:
    """Write the courteous end to somebody nobody reached, by e-mail, else on paper; say which."""
    told_by = _write_farewell(session, case, farewell)
    session.execute(
        insert(tables.CloseOut).values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            reason=farewell.reason,
            told_by=told_by,
        )
    )
    return told_by


def may_be_told(session: Session, case: Case) -> bool:
    """Whether an e-mail or a letter on paper may go to the prospect."""
    return case.seen.has_mail or bool(open_address(session, case.prospect_id, case.seen.now))


def close_out_letter_to_outbox(session: Session, case: Case, request: CloseOut) -> datetime:
    """Write the letter into the outbox; return when it leaves. A new address is kept.

    Raises:
        InputError: if address or text is missing.
        Forbidden: if mail to the prospect is barred.
    """
    address = request.to_address.strip() or case.email
    if "@" not in address:
        raise InputError("There is no e-mail address. Ask for it, or close without e-mail.")
    _check_text(request)
    if is_mail_barred(
        session,
        lead_id=case.lead_id,
        address=address,
        kind=MailKind.CLOSE_OUT,
        now=case.seen.now,
    ):
        raise Forbidden("This prospect must not be mailed. Close without e-mail.")
    if address != case.email:
        prospect = session.get_one(tables.Prospect, case.prospect_id)
        prospect.email, prospect.email_domain = address, domain_of(address)
    return hold_mail(
        session,
        kind=MailKind.CLOSE_OUT,
        call=request.call,
        to=(case.name, address),
        letter=Letter(request.subject, request.body),
        now=case.seen.now,
    )


def _write_farewell(session: Session, case: Case, farewell: Farewell) -> ToldBy:
    letter = _farewell_letter(session, case, farewell)
    if case.seen.has_mail:
        mail = WrittenMail(
            MailKind.CLOSE_OUT,
            case.lead_id,
            farewell.caller_id,
            (case.name, case.email),
            letter.subject,
            letter.body,
            farewell.leaves_at,
        )
        queue_mail(session, mail)
        return ToldBy.EMAIL
    if address := open_address(session, case.prospect_id, case.seen.now):
        hold_letter(
            session,
            case.lead_id,
            address=address,
            subject=letter.subject,
            body=letter.body,
            person_id=farewell.caller_id,
            print_after=farewell.leaves_at,
        )
        return ToldBy.LETTER
    return ToldBy.NOBODY


def _farewell_letter(session: Session, case: Case, farewell: Farewell) -> Letter:
    from qualdesk.mail.letters import close_out_letter  # noqa: PLC0415 - brings Jinja

    caller = session.get(tables.Person, farewell.caller_id) if farewell.caller_id else None
    return close_out_letter(
        farewell.reason,
        salutation=case.salutation,
        caller=caller.name if caller else "",
        firm=farewell.firm,
        offer=case.offer or session.get_one(tables.Campaign, case.campaign_id).name,
    )


def _check_text(request: CloseOut) -> None:
    if not request.body.strip():
        raise InputError("The letter is empty. Write a line, or close without e-mail.")
