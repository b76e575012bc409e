"""What was heard about a whole company: the reps who have somebody there are told by mail."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.requests.calls import Call
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import MailKind
from qualdesk.store.session import Session
from qualdesk.store.tables import Lead, Person


def held_by_sales(session: Session, case: Case) -> list[Case]:
    """Return the cases of everybody else at a company whom sales has."""
    others = (Lead.account_id == case.account_id, Lead.id != case.lead_id)
    found = select(Lead.id).where(*others, Lead.state == LeadState.WITH_SALES).order_by(Lead.id)
    return [load_case(session, one, case.seen.now) for one in session.scalars(found).all()]


def tell_reps(
    session: Session, cases: Sequence[Case], call: Call, now: datetime, *, is_barred: bool
) -> None:
    """Tell each rep that nobody there may be called any more, or else that the company has closed."""
    from qualdesk.mail.letters import company_letter  # noqa: PLC0415 - brings Jinja

    caller = session.get_one(Person, call.caller_id).name
    for case in cases:
        rep = session.get(Person, case.image.owner_person_id)
        if rep is None or not rep.email or rep.id == call.caller_id:
            continue
        letter = company_letter(
            prospect=case.name,
            company=case.company,
            rep=rep.name,
            caller=caller,
            is_barred=is_barred,
        )
        hold_mail(
            session,
            kind=MailKind.REP_NEWS,
            call=Call(case.lead_id, call.caller_id, case.version, undo_seconds=call.undo_seconds),
            to=(rep.name, rep.email),
            letter=letter,
            now=now,
        )
