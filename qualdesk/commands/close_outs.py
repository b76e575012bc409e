"""Close-outs: the courteous e-mail, written with its outcome and held until undo is over."""

from datetime import datetime

from qualdesk.commands.case import Case
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.requests.calls import CloseOut
from qualdesk.domain.mail import MailKind
from qualdesk.domain.suppression import domain_of
from qualdesk.errors import Forbidden, InputError
from qualdesk.store.numbers import is_mail_barred
from qualdesk.store.session import Session
from qualdesk.store.tables import Prospect


def close_out_letter_to_outbox(session: Session, case: Case, request: CloseOut) -> datetime:
    """Write the letter into the outbox; return when it leaves. A new address is kept.

    Raises:
        InputError: if address or text is missing.
        Forbidden: if mail to the prospect is barred.
    """
    address = request.to_address.strip() or case.email
    if "@" not in address:
        raise InputError("There is no e-mail address. Ask for it, or close without e-mail.")
    if not request.body.strip():
        raise InputError("The e-mail is empty. Write a line, or close without e-mail.")
    if is_mail_barred(
        session,
        lead_id=case.lead_id,
        address=address,
        kind=MailKind.CLOSE_OUT,
        now=case.seen.now,
    ):
        raise Forbidden("This prospect must not be mailed. Close without e-mail.")
    if address != case.email:
        prospect = session.get_one(Prospect, case.prospect_id)
        prospect.email, prospect.email_domain = address, domain_of(address)
    return hold_mail(
        session,
        kind=MailKind.CLOSE_OUT,
        call=request.call,
        to=(case.name, address),
        subject=request.subject,
        body=request.body,
        now=case.seen.now,
    )
