"""Registering for an event: which one it is, and the mail that says how to join it."""

from dataclasses import dataclass
from datetime import date, datetime

from qualdesk.commands.case import Case
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.requests.calls import Register
from qualdesk.domain.mail import MailKind
from qualdesk.domain.moments import day_words
from qualdesk.domain.suppression import domain_of
from qualdesk.errors import Forbidden, InputError
from qualdesk.store.numbers import is_mail_barred
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Person, Prospect


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody registers for."""

    offer: str
    on: date


def event_to_come(session: Session, case: Case) -> Event:
    """Return the event of a case's campaign.

    Raises:
        InputError: if it has none, or its day has come.
    """
    campaign = session.get_one(Campaign, case.campaign_id)
    if campaign.registration_script_id is None or campaign.event_on is None:
        raise InputError(f"{campaign.name} has no event to register for. Set a callback instead.")
    if campaign.event_on <= case.today:
        raise InputError("The day of the event has come. Set a callback instead.")
    return Event(case.offer or campaign.name, campaign.event_on)


def joining_to_outbox(
    session: Session, case: Case, request: Register, event: Event
) -> datetime | None:
    """Write how to join into the outbox; return when it leaves, or nothing where nothing is said.

    Raises:
        InputError: if there is no address to write to.
        Forbidden: if mail to the prospect is barred.
    """
    if not request.joining.strip():
        return None
    from qualdesk.mail.letters import joining_letter  # noqa: PLC0415 - brings Jinja

    address = _address(session, case, request)
    letter = joining_letter(
        salutation=case.salutation,
        caller=session.get_one(Person, request.call.caller_id).name,
        firm=request.firm,
        offer=event.offer,
        when=day_words(event.on, case.today),
        joining=request.joining.strip(),
    )
    return hold_mail(
        session,
        kind=MailKind.JOINING,
        call=request.call,
        to=(case.name, address),
        letter=letter,
        now=case.seen.now,
    )


def _address(session: Session, case: Case, request: Register) -> str:
    """Return where the mail goes; a new address is kept."""
    address, now = request.to_address.strip() or case.email, case.seen.now
    if "@" not in address:
        raise InputError("There is no e-mail address. Ask for it, or register without e-mail.")
    if is_mail_barred(
        session, lead_id=case.lead_id, address=address, kind=MailKind.JOINING, now=now
    ):
        raise Forbidden("This prospect must not be mailed. Register without e-mail.")
    if address != case.email:
        prospect = session.get_one(Prospect, case.prospect_id)
        prospect.email, prospect.email_domain = address, domain_of(address)
    return address
