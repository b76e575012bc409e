"""Mail that came back for good: the address is marked, and the lead gets a next step."""

from datetime import datetime

from sqlalchemy import select, update

from qualdesk.commands.case import Case, load_case, seen_again
from qualdesk.commands.letters import hold_letter, open_address
from qualdesk.commands.replying import Match, note_received
from qualdesk.domain import next_step
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import ToldBy
from qualdesk.domain.received import IncomingMail
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import BadAddress, CloseOut, Outbox, Prospect
from qualdesk.store.upsert import upsert

_CAME_FROM = (MailState.SENT, MailState.UNKNOWN, MailState.SENDING)


def take_bounce(session: Session, match: Match, mail: IncomingMail, now: datetime) -> None:
    """Mark the address and the mail; whoever cannot be written to there is spoken to, or looked up."""
    bounce = mail.bounce
    if bounce is None:
        return
    address = match.to_address or bounce.recipient
    said = bounce.words or "The address does not exist."
    row = {"address": address, "since": now, "words": said}
    session.execute(upsert(session, BadAddress).on_conflict_do_nothing(), row)
    case = load_case(session, match.lead_id, now)
    sent = session.get(Outbox, match.outbox_id) if match.outbox_id is not None else None
    if sent is not None:
        _mark_failed(session, sent, said)
        if sent.kind == MailKind.CLOSE_OUT:
            _answer_on_paper(session, case, sent)
    note_received(session, case, f"E-mail to {address} came back: {said}")
    if _is_theirs(session, case, address):
        _go_on(session, case)


def _mark_failed(session: Session, sent: Outbox, said: str) -> None:
    session.execute(
        update(Outbox)
        .where(Outbox.id == sent.id, Outbox.state.in_(_CAME_FROM))
        .values(state=MailState.FAILED, last_error=f"It came back: {said}")
    )


def _answer_on_paper(session: Session, case: Case, sent: Outbox) -> None:
    """Let the courteous answer go on paper; where that cannot be, nobody was answered (DESIGN §5)."""
    address = open_address(session, case.prospect_id, case.seen.now)
    if address:
        hold_letter(
            session,
            case.lead_id,
            address=address,
            subject=sent.subject,
            body=sent.body,
            person_id=sent.person_id,
            print_after=case.seen.now,
        )
    session.execute(
        update(CloseOut)
        .where(CloseOut.command_id == sent.command_id, CloseOut.lead_id == case.lead_id)
        .values(told_by=ToldBy.LETTER if address else ToldBy.NOBODY)
    )


def _is_theirs(session: Session, case: Case, address: str) -> bool:
    """Whether it is still the prospect's address, and not a rep's or an earlier one."""
    found = select(Prospect.id).where(Prospect.id == case.prospect_id, Prospect.email == address)
    return session.scalar(found) is not None


def _go_on(session: Session, case: Case) -> None:
    image = next_step.after_bounce(case.image, seen_again(session, case))
    if image != case.image:
        write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
