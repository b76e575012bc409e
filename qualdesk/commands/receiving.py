"""Mail that came in: matched to whom it concerns, and what follows, each exactly once."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, insert, select

from qualdesk.commands.bounces import take_bounce
from qualdesk.commands.case import Case, load_case
from qualdesk.commands.coming_forward import come_forward
from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.held_mail import WrittenMail, queue_mail
from qualdesk.commands.meeting_answers import take_calendar_answer
from qualdesk.commands.replying import Match, match_of, note_received
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.commands.requests.receiving import ReceiveMail
from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.commands.touches import write_words
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import MailKind
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.received import IncomingMail, ReceivedKind, says_yes
from qualdesk.errors import QualDeskError
from qualdesk.events.receiving import ReceivedMail
from qualdesk.store.session import Session, command_id, savepoint
from qualdesk.store.tables import BadAddress, HandOff, Person, Received, Response


def receive_mail(session: Session, request: ReceiveMail, now: datetime) -> ReceivedMail:
    """Handle one mail; what cannot follow from it is said in `trouble`, and the mail counts as read."""
    if _is_known(session, request):
        return _written(session, request, ReceivedMail(ReceivedKind.SEEN), now)
    mail = request.mail
    match = match_of(session, mail)
    if match is None:
        kind = ReceivedKind.UNRELATED if mail.is_readable else ReceivedKind.UNREADABLE
        return _written(session, request, ReceivedMail(kind), now)
    case = load_case(session, match.lead_id, now)
    trouble = ""
    try:
        # What cannot follow leaves no half of itself behind, and the mail is read all the same.
        with savepoint(session):
            follow_from(session, match, mail, now)
    except QualDeskError as refusal:
        trouble = str(refusal)
        note_received(session, case, f"E-mail “{mail.subject}”: {trouble}")
    event = ReceivedMail(mail.kind, match.lead_id, case.name, trouble)
    return _written(session, request, event, now)


def follow_from(session: Session, match: Match, mail: IncomingMail, now: datetime) -> None:
    """Carry out what follows from a mail for whom it concerns.

    Raises:
        QualDeskError: if that cannot be any more.
    """
    _DEEDS[mail.kind](session, match, mail, now)


def _is_known(session: Session, request: ReceiveMail) -> bool:
    known = select(Received.id).where(
        Received.mailbox == request.mailbox, Received.digest == request.digest
    )
    return session.scalars(known.limit(1)).first() is not None


def _written(
    session: Session, request: ReceiveMail, event: ReceivedMail, now: datetime
) -> ReceivedMail:
    """Write down that the mail was handled; return the event."""
    mail, is_new = request.mail, event.kind is not ReceivedKind.SEEN
    session.execute(
        insert(Received).values(
            mailbox=request.mailbox,
            uid_validity=request.uid_validity,
            uid=request.uid,
            digest=request.digest,
            command_id=command_id(session),
            kind=event.kind,
            by_itself=mail.kind,
            lead_id=event.lead_id,
            from_address=mail.from_address if is_new else "",
            subject=mail.subject if is_new else "",
            text_id=write_words(session, mail.words) if is_new else None,
            trouble=event.trouble,
            sent_at=mail.sent_at,
            received_at=now,
        )
    )
    return event


def _take_reply(session: Session, match: Match, mail: IncomingMail, now: datetime) -> None:
    """Let a rep's words answer the offer, or a prospect's be the response they are."""
    session.execute(delete(BadAddress).where(BadAddress.address == mail.from_address))
    if match.person is not None:
        _take_reps_reply(session, match, match.person, mail, now)
        return
    named = load_case(session, match.lead_id, now)
    case = come_forward(session, named, now)
    session.execute(
        insert(Response).values(
            prospect_id=case.prospect_id,
            campaign_id=case.campaign_id,
            kind=ResponseKind.REPLIED,
            happened_at=min(mail.sent_at or now, now),
            recorded_at=now,
            text_id=write_words(session, _said(mail)),
        )
    )
    if case.image.state is LeadState.WITH_SALES:
        _tell_rep(session, case, mail)


def _take_reps_reply(
    session: Session, match: Match, person: Person, mail: IncomingMail, now: datetime
) -> None:
    """Accept where the rep says so and nothing else; other words are kept for a person to read."""
    hand_off = session.scalars(
        select(HandOff)
        .where(HandOff.lead_id == match.lead_id, HandOff.rep_id == person.id)
        .order_by(HandOff.id.desc())
        .limit(1)
    ).one_or_none()
    is_offered = hand_off is not None and hand_off.state == HandOffState.OFFERED
    if hand_off is not None and is_offered and says_yes(mail.words):
        answer = AnswerHandOff(
            hand_off.id, RepAnswer.ACCEPTED, AnswerDoor.REPLY, person.id, words=mail.words
        )
        answer_hand_off(session, answer, now)
        return
    note_received(
        session, load_case(session, match.lead_id, now), f"{person.name} wrote: {_said(mail)}"
    )


def _tell_rep(session: Session, case: Case, mail: IncomingMail) -> None:
    """Tell whoever holds the lead at once that they have written (DESIGN §2, 2)."""
    from qualdesk.mail.letters import told_letter  # noqa: PLC0415 - brings Jinja

    rep = session.get(Person, case.image.owner_person_id)
    if rep is None or not rep.email:
        return
    letter = told_letter(prospect=case.name, company=case.company, rep=rep.name, words=_said(mail))
    to, at = (rep.name, rep.email), case.seen.now
    queue_mail(
        session,
        WrittenMail(MailKind.REP_NEWS, case.lead_id, None, to, letter.subject, letter.body, at),
    )


def _take_stop(session: Session, match: Match, mail: IncomingMail, now: datetime) -> None:
    """Bar mail to who asked for it, and to the address they were written to."""
    if match.person is not None:
        _take_reply(session, match, mail, now)
        return
    for address in dict.fromkeys((mail.from_address, match.to_address)):
        if address:
            bar = AddSuppression(
                SuppressionScope.ADDRESS, address, source="asked by e-mail to stop"
            )
            add_suppression(session, bar, now)
    note_received(
        session, load_case(session, match.lead_id, now), "Asked by e-mail to hear no more"
    )


def _take_note(session: Session, match: Match, mail: IncomingMail, now: datetime) -> None:
    """Keep what changes nothing: an automatic answer, or a server that goes on trying."""
    what = "Automatic answer" if mail.kind is ReceivedKind.AUTOMATIC else "E-mail delayed"
    note_received(session, load_case(session, match.lead_id, now), f"{what}: {mail.subject}")


def _said(mail: IncomingMail) -> str:
    return mail.words or mail.subject


_DEEDS: dict[ReceivedKind, Callable[[Session, Match, IncomingMail, datetime], None]] = {
    ReceivedKind.REPLY: _take_reply,
    ReceivedKind.STOP: _take_stop,
    ReceivedKind.ANSWER: take_calendar_answer,
    ReceivedKind.BOUNCE: take_bounce,
    ReceivedKind.DELAY: _take_note,
    ReceivedKind.AUTOMATIC: _take_note,
}
