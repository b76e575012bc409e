"""Letters on paper: held through the undo window, listed to be printed, a touch once they are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from qualdesk.commands.mail_choices import check_whose
from qualdesk.commands.requests.letters import CancelLetters, MarkPrinted, TakeBackLetters
from qualdesk.commands.touches import write_correction, write_unasked
from qualdesk.domain.mail import LetterState
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.places import place_name
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Conflict, InputError
from qualdesk.events.letters import CancelledLetters, MarkedPrinted, TookBackLetters
from qualdesk.store.numbers import reach_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Account, Lead, Letter, Prospect, Site, Touch
from qualdesk.store.taken_back import is_taken_back


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


def open_address(session: Session, prospect_id: int, now: datetime) -> str:
    """Return the lines of the envelope, or nothing where no letter may go either."""
    is_barred = reach_of(session, [prospect_id])[prospect_id].is_mail_barred_at(now)
    return "" if is_barred else postal_address(session, prospect_id)


def mark_printed(session: Session, request: MarkPrinted, now: datetime) -> MarkedPrinted:
    """Write down that letters went to the post."""
    waiting = _waiting(session, request.letter_ids)
    deed = command_id(session)
    for letter in waiting:
        letter.state, letter.printed_at, letter.ended_by = LetterState.PRINTED, now, deed
        lead = session.get_one(Lead, letter.lead_id)
        write_unasked(
            session,
            lead,
            TouchKind.LETTER,
            letter.subject,
            lead_version=lead.version,
            now=now,
        )
    session.flush()
    return MarkedPrinted(tuple(letter.id for letter in waiting), deed)


def cancel_letters_by_hand(
    session: Session, request: CancelLetters, now: datetime
) -> CancelledLetters:
    """Let letters that wait not be sent.

    Raises:
        Forbidden: if one goes in another’s name.
    """
    del now
    waiting, deed = _waiting(session, request.letter_ids), command_id(session)
    for letter in waiting:
        check_whose(session, letter.person_id, request.person_id)
        letter.state, letter.ended_by = LetterState.CANCELLED, deed
    session.flush()
    return CancelledLetters(tuple(letter.id for letter in waiting), deed)


def take_back_letters(session: Session, request: TakeBackLetters, now: datetime) -> TookBackLetters:
    """Let letters wait again; what was taken back meanwhile, or barred, does not come back.

    Raises:
        Conflict: if none of them can wait again.
    """
    ended = session.scalars(
        select(Letter)
        .where(Letter.ended_by == request.deed)
        .order_by(Letter.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    again = [one for one in ended if not is_taken_back(session, one.command_id)]
    if not again:
        raise Conflict("These letters cannot wait again: what they follow was taken back.")
    for letter in again:
        letter.state, letter.printed_at, letter.ended_by = LetterState.WAITING, None, None
    for touch in session.scalars(select(Touch).where(Touch.command_id == request.deed)).all():
        write_correction(
            session,
            touch,
            person_id=touch.person_id,
            lead_version=touch.lead_version,
            now=now,
        )
    session.flush()
    return TookBackLetters(tuple(letter.id for letter in again))


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


def _waiting(session: Session, letter_ids: Sequence[int]) -> Sequence[Letter]:
    return session.scalars(
        select(Letter)
        .where(Letter.id.in_(letter_ids), Letter.state == LetterState.WAITING)
        .order_by(Letter.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
