"""Letters on paper: held through the undo window, listed to be printed, a touch once they are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from qualdesk.commands.requests.letters import MarkPrinted
from qualdesk.domain.mail import LetterState
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.places import place_name
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import InputError
from qualdesk.events.letters import MarkedPrinted
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Account, Lead, Letter, Prospect, Site, Touch, TouchText


def hold_letter(
    session: Session,
    lead_id: int,
    *,
    address: str,
    subject: str,
    body: str,
    person_id: int | None,
    print_after: datetime,
    enclose: str = "",
) -> None:
    """Put a letter on the list of those to print.

    Raises:
        InputError: if nobody knows where it should go.
    """
    if not address:
        raise InputError("There is no postal address. Ask for it, or choose another way.")
    session.execute(
        insert(Letter).values(
            lead_id=lead_id,
            command_id=command_id(session),
            person_id=person_id,
            state=LetterState.WAITING,
            address=address,
            subject=subject,
            body=body,
            enclose=enclose,
            print_after=print_after,
        )
    )


def postal_address(session: Session, prospect_id: int) -> str:
    """Return the lines of the envelope, or nothing while street or town is not known."""
    prospect, company, site = session.execute(
        select(Prospect, Account.name, Site)
        .join(Account, Account.id == Prospect.account_id)
        .join(Site, Site.id == Prospect.site_id)
        .where(Prospect.id == prospect_id)
    ).one()
    if not site.street.strip() or not site.city.strip():
        return ""
    name = prospect_name(prospect.first_name, prospect.last_name, "")
    lines = (
        company,
        f"{prospect.title} {name}".strip(),
        site.street,
        f"{site.postal_code} {site.city}".strip(),
        site.region,
        place_name(site.country) if site.country else "",
    )
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def mark_printed(session: Session, request: MarkPrinted, now: datetime) -> MarkedPrinted:
    """Write down that letters went to the post."""
    waiting = session.scalars(
        select(Letter)
        .where(Letter.id.in_(request.letter_ids), Letter.state == LetterState.WAITING)
        .order_by(Letter.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for letter in waiting:
        letter.state, letter.printed_at = LetterState.PRINTED, now
        _write_touch(session, letter, now)
    session.flush()
    return MarkedPrinted(tuple(letter.id for letter in waiting))


def cancel_letters(session: Session, commands: Sequence[str]) -> bool:
    """Cancel what these presses wrote and nobody printed yet; return whether some were printed."""
    ours = Letter.command_id.in_(commands)
    session.execute(
        update(Letter)
        .where(ours, Letter.state == LetterState.WAITING)
        .values(state=LetterState.CANCELLED)
    )
    printed = select(Letter.id).where(ours, Letter.state == LetterState.PRINTED)
    return session.scalars(printed.limit(1)).first() is not None


def _write_touch(session: Session, letter: Letter, now: datetime) -> None:
    lead = session.get_one(Lead, letter.lead_id)
    words = insert(TouchText).values(words=letter.subject).returning(TouchText.id)
    session.execute(
        insert(Touch).values(
            lead_id=lead.id,
            prospect_id=lead.prospect_id,
            campaign_id=lead.campaign_id,
            command_id=command_id(session),
            kind=TouchKind.LETTER,
            happened_at=now,
            recorded_at=now,
            text_id=session.execute(words).scalar_one(),
            lead_version=lead.version,
        )
    )
