"""The short e-mail to somebody no call has reached: after a voicemail, or when a cap is reached."""

from datetime import datetime

from sqlalchemy import insert

from qualdesk.commands.after_call import after_call, newest_outcome, too_late
from qualdesk.commands.case import Case, load_case
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.requests.calls import Call, WriteShortEmail
from qualdesk.commands.touches import write_touch
from qualdesk.domain.caps import CapChoice, may_write_short_email
from qualdesk.domain.mail import MailKind
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import InputError
from qualdesk.events.calls import WroteShortEmail
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Campaign, ChosenAtCap, Person


def write_short_email(session: Session, request: WriteShortEmail, now: datetime) -> WroteShortEmail:
    """Write the short e-mail after a voicemail; undo takes back both.

    Raises:
        Conflict: if the voicemail was taken back, or the lead has moved on since.
        InputError: if no e-mail may go there, or one went already.
    """
    case = load_case(session, request.call.lead_id, now)
    outcome = newest_outcome(session, case, request.touch_id, request.call.lead_version)
    if outcome is not Outcome.VOICEMAIL:
        raise too_late(case)
    if not may_write_short_email(case.seen):
        raise InputError("No e-mail may go there, or one went already. The next call stands.")
    session.execute(
        insert(ChosenAtCap).values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            touch_id=request.touch_id,
            choice=CapChoice.SHORT_EMAIL,
            chosen_at=now,
        )
    )
    goes_at = short_email_to_outbox(
        session, case, request.call, firm=request.firm, lead_version=case.version
    )
    return WroteShortEmail(
        after_call(session, case, outcome, request.touch_id, mail_goes_at=goes_at)
    )


def short_email_to_outbox(
    session: Session, case: Case, call: Call, *, firm: str, lead_version: int
) -> datetime:
    """Write the mail and its touch; return when it leaves."""
    from qualdesk.mail.letters import tried_letter  # noqa: PLC0415 - brings Jinja, seldom needed

    caller = session.get_one(Person, call.caller_id).name
    offer = case.offer or session.get_one(Campaign, case.campaign_id).name
    letter = tried_letter(salutation=case.salutation, caller=caller, firm=firm, offer=offer)
    write_touch(
        session,
        case,
        TouchKind.EMAIL,
        letter.subject,
        person_id=call.caller_id,
        lead_version=lead_version,
    )
    return hold_mail(
        session,
        kind=MailKind.TRIED,
        call=call,
        to=(case.name, case.email),
        letter=letter,
        now=case.seen.now,
    )
