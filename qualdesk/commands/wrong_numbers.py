"""Wrong number or person: what is marked, and the right person's own lead."""

from datetime import datetime

from sqlalchemy import insert, select, update

from qualdesk.commands.barred_leads import close_company, follow_dead_number
from qualdesk.commands.case import Case, load_case
from qualdesk.commands.company_news import held_by_sales, tell_reps
from qualdesk.commands.opening import open_lead_as
from qualdesk.commands.requests.calls import FindWrongNumber
from qualdesk.commands.touches import write_touch
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.naming import name_parts
from qualdesk.domain.outcome import WrongBecause
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import InputError
from qualdesk.exchange.cell_words import language_code
from qualdesk.store.numbers import number_rung
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Number,
    Prospect,
    ProspectNumber,
)

_HAS_SUCCESSOR = {WrongBecause.LEFT_COMPANY, WrongBecause.WRONG_PERSON}
_MARKS_NUMBER = {WrongBecause.NOT_IN_SERVICE, WrongBecause.SOMEONE_ELSES_NUMBER}


def apply_wrong_number(session: Session, case: Case, request: FindWrongNumber) -> None:
    """Mark the pair of person and number; the number itself only when it is not in service.

    Raises:
        InputError: if the prospect has no number at all, or it is no language.
    """
    now = case.seen.now
    if request.because in _MARKS_NUMBER:
        _mark_number(session, case, request, now)
    elif request.because is WrongBecause.LEFT_COMPANY:
        session.get_one(Prospect, case.prospect_id).left_on = now.date()
    elif request.because is WrongBecause.COMPANY_CLOSED:
        session.get_one(Account, case.account_id).closed_on = now.date()
    elif request.because is WrongBecause.OTHER_LANGUAGE and request.language:
        session.get_one(Prospect, case.prospect_id).language = _code_of(request.language)
    session.flush()


def follow_closed_company(session: Session, case: Case, request: FindWrongNumber) -> int:
    """Let everybody else at a company that has closed be called no more; return how many.

    Reps who have somebody there are told.
    """
    if request.because is not WrongBecause.COMPANY_CLOSED:
        return 0
    with_sales, ended = held_by_sales(session, case), Resolution.COMPANY_CLOSED
    closed = close_company(session, case.account_id, case.seen, ended, but=case.lead_id)
    tell_reps(session, with_sales, request.call, case.seen.now, is_barred=False)
    return closed


def open_successor(session: Session, case: Case, request: FindWrongNumber) -> int | None:
    """Give the successor or right person a lead of their own at the same site and numbers."""
    name = request.successor.strip()
    if not name or request.because not in _HAS_SUCCESSOR:
        return None
    return open_colleague(session, case, name)


def open_colleague(session: Session, case: Case, name: str) -> int:
    """Give somebody else at the same site and numbers a prospect and a lead of their own."""
    return open_lead(session, case, _somebody_else(session, case, name))


def open_right_person(
    session: Session, case: Case, name: str, *, caller_id: int, words: str
) -> int:
    """Open the lead of the right person as the caller's own, as warm as the one sales gave back.

    `words` stand in its history: the brief.
    """
    lead_id = open_lead(
        session, case, _somebody_else(session, case, name), lane=Lane.RETURNED, caller_id=caller_id
    )
    opened = load_case(session, lead_id, case.seen.now)
    write_touch(session, opened, TouchKind.NOTE, words, person_id=caller_id)
    return lead_id


def _somebody_else(session: Session, case: Case, name: str) -> int:
    """Add a person at the same site, with the same numbers."""
    first_name, last_name = name_parts(name)
    prospect_id: int = session.execute(
        insert(Prospect)
        .values(
            account_id=case.account_id,
            site_id=case.site_id,
            first_name=first_name,
            last_name=last_name,
        )
        .returning(Prospect.id)
    ).scalar_one()
    _share_numbers(session, case.prospect_id, prospect_id)
    return prospect_id


def open_lead(
    session: Session,
    case: Case,
    prospect_id: int,
    *,
    lane: Lane = Lane.FRESH,
    caller_id: int | None = None,
) -> int:
    """Open a lead for a prospect in the case's campaign; its interest is the former's."""
    now = case.seen.now
    image = LeadImage(
        campaign_id=case.campaign_id,
        territory_id=case.image.territory_id,
        state=LeadState.QUEUED,
        lane=lane,
        due_at=now,
        interest_at=case.image.interest_at,
        attempts=0,
        owner_kind=OwnerKind.TERRITORY if caller_id is None else OwnerKind.PERSON,
        owner_person_id=caller_id,
    )
    return open_lead_as(
        session, image, prospect_id=prospect_id, account_id=case.account_id, now=now
    )


def _code_of(language: str) -> str:
    """Return the code by which seats name a language that was typed by its name or code."""
    code = language_code(language)
    if not code:
        raise InputError(f"Which language is “{language}”? Type its name, or its code such as fr.")
    return code


def _mark_number(session: Session, case: Case, request: FindWrongNumber, now: datetime) -> None:
    number_id = number_rung(session, case.prospect_id, request.call.dial_id)
    if number_id is None:
        raise InputError("No number is known here, so none can be wrong.")
    session.execute(
        update(ProspectNumber)
        .where(
            ProspectNumber.prospect_id == case.prospect_id, ProspectNumber.number_id == number_id
        )
        .values(wrong_at=now)
    )
    if request.because is WrongBecause.NOT_IN_SERVICE:
        session.execute(update(Number).where(Number.id == number_id).values(out_of_service_at=now))
        follow_dead_number(session, number_id, now, but=case.lead_id)


def _share_numbers(session: Session, of_id: int, to_id: int) -> None:
    pairs = session.scalars(
        select(ProspectNumber).where(
            ProspectNumber.prospect_id == of_id, ProspectNumber.wrong_at.is_(None)
        )
    )
    for pair in pairs:
        session.add(
            ProspectNumber(
                prospect_id=to_id,
                number_id=pair.number_id,
                label=pair.label,
                position=pair.position,
            )
        )
    session.flush()
