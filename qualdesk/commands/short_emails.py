"""The short e-mail to somebody no call has reached: after a voicemail, or when a cap is reached."""

from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.requests.calls import Call, WriteShortEmail
from qualdesk.commands.touches import write_words
from qualdesk.domain.caps import CapChoice, may_write_short_email
from qualdesk.domain.mail import MailKind
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Conflict, InputError
from qualdesk.events.calls import After, WroteShortEmail
from qualdesk.store.owners import owner_name
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Campaign, ChosenAtCap, Person, Touch


def write_short_email(session: Session, request: WriteShortEmail, now: datetime) -> WroteShortEmail:
    """Write the short e-mail after a voicemail; undo takes back both.

    Raises:
        Conflict: if the voicemail was taken back, or the lead has moved on since.
        InputError: if no e-mail may go there, or one went already.
    """
    case = load_case(session, request.call.lead_id, now)
    _check_newest(session, case, request)
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
    return WroteShortEmail(_after(session, case, request, goes_at))


def short_email_to_outbox(
    session: Session, case: Case, call: Call, *, firm: str, lead_version: int
) -> datetime:
    """Write the mail and its touch; return when it leaves."""
    from qualdesk.mail.letters import tried_letter  # noqa: PLC0415 - brings Jinja, seldom needed

    caller = session.get_one(Person, call.caller_id).name
    offer = case.offer or session.get_one(Campaign, case.campaign_id).name
    letter = tried_letter(salutation=case.salutation, caller=caller, firm=firm, offer=offer)
    session.execute(
        insert(Touch).values(
            lead_id=case.lead_id,
            prospect_id=case.prospect_id,
            campaign_id=case.campaign_id,
            person_id=call.caller_id,
            command_id=command_id(session),
            kind=TouchKind.EMAIL,
            happened_at=case.seen.now,
            recorded_at=case.seen.now,
            text_id=write_words(session, letter.subject),
            lead_version=lead_version,
        )
    )
    return hold_mail(
        session,
        kind=MailKind.TRIED,
        call=call,
        to=(case.name, case.email),
        letter=letter,
        now=case.seen.now,
    )


def _check_newest(session: Session, case: Case, request: WriteShortEmail) -> None:
    """Make sure that the voicemail is the newest that happened to the lead."""
    voicemail = session.scalar(
        select(Touch.id).where(
            Touch.id == request.touch_id,
            Touch.lead_id == case.lead_id,
            Touch.outcome == Outcome.VOICEMAIL,
            Touch.lead_version == case.version,
        )
    )
    if voicemail is None or case.version != request.call.lead_version:
        who = case.name or "The prospect"
        raise Conflict(f"{who} has moved on since. Open them to see what is next.")


def _after(session: Session, case: Case, request: WriteShortEmail, goes_at: datetime) -> After:
    return After(
        lead_id=case.lead_id,
        lead_version=case.version,
        prospect_name=case.name,
        outcome=Outcome.VOICEMAIL,
        touch_id=request.touch_id,
        state=case.image.state,
        lane=case.image.lane,
        due_at=case.image.due_at,
        owner=owner_name(session, case.image),
        zone=case.seen.clock.zone,
        attempts=case.image.attempts,
        mail_goes_at=goes_at,
    )
