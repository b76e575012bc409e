"""Suppressions by hand: added by what they name, lifted by a team lead with a reason."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.barring import (
    Terms,
    follow_suppressions,
    not_yet_barred,
    write_suppressions,
)
from qualdesk.commands.freeing import free_again
from qualdesk.commands.requests.suppressions import AddSuppression, LiftSuppression
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.domain.phone import read_phone
from qualdesk.domain.places import folded
from qualdesk.domain.suppression import folded_address, read_domain, usual_medium
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.suppressions import AddedSuppression, LiftedSuppression
from qualdesk.exchange.cell_values import read_email
from qualdesk.store.session import Session
from qualdesk.store.suppressions import Target, target_of
from qualdesk.store.tables import Person, Prospect, Suppression

_BY_HAND = "added by hand"


def add_suppression(session: Session, request: AddSuppression, now: datetime) -> AddedSuppression:
    """Bar for ever whom a value names, also those who are not known yet.

    Raises:
        InputError: if the value is no number, address, domain, company or prospect.
    """
    target = _target(session, request)
    medium = request.medium or usual_medium(request.scope)
    terms = Terms(request.source.strip() or _BY_HAND, now)
    bars = [(target, medium)]
    is_new = bool(not_yet_barred(session, bars, terms))
    # What was said on the phone can be undone and a list's entry can end: neither stands for this.
    by_hand = (Suppression.list_id.is_(None), Suppression.undo_until.is_(None))
    write_suppressions(session, not_yet_barred(session, bars, terms, *by_hand), terms)
    followed = follow_suppressions(session, bars, now)
    return AddedSuppression(
        request.scope,
        str(target.value),
        medium,
        is_new=is_new,
        leads_closed=followed.leads_closed,
        leads_to_find_out=followed.leads_to_find_out,
        mails_cancelled=followed.mails_cancelled,
    )


def lift_suppression(
    session: Session, request: LiftSuppression, now: datetime
) -> LiftedSuppression:
    """Lift suppressions; whoever waited because of them is queued again, closed leads stay closed.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if no reason is given.
        Conflict: if they were lifted before.
    """
    person = session.get(Person, request.person_id)
    if person is None or not person.is_active or person.role != Role.TEAM_LEAD:
        raise Forbidden("Only a team lead can lift a suppression. Ask yours.")
    reason = request.reason.strip()
    if not reason:
        raise InputError("Say why it is lifted: the reason is kept with your name.")
    found = session.scalars(
        select(Suppression)
        .where(Suppression.id.in_(request.suppression_ids), Suppression.lifted_at.is_(None))
        .with_for_update()
    ).all()
    if not found:
        raise Conflict("There is no such suppression, or it was lifted before. Look at the list.")
    for one in found:
        one.lifted_at, one.lifted_by_id, one.lifted_because = now, person.id, reason
    session.flush()
    lead_ids = free_again(session, [target_of(one) for one in found], now)
    return LiftedSuppression(tuple(one.id for one in found), tuple(lead_ids))


def _target(session: Session, request: AddSuppression) -> Target:
    value = _value(session, request)
    if not value:
        raise InputError(f"“{request.value}” {_IS_NO[request.scope]}")
    return Target(request.scope, value)


def _value(session: Session, request: AddSuppression) -> str | int:
    """Return what the words name, nothing if they name nothing."""
    match request.scope:
        case SuppressionScope.NUMBER:
            return read_phone(request.value, request.region).phone or ""
        case SuppressionScope.PERSON:
            return _known_prospect(session, request.value)
        case SuppressionScope.COMPANY:
            return folded(request.value)
        case SuppressionScope.ADDRESS:
            return _whole_address(request.value)
        case SuppressionScope.DOMAIN:
            return read_domain(request.value)


_IS_NO = {
    SuppressionScope.NUMBER: "is no number. Write it with its country, for example +44 113 496 0142.",
    SuppressionScope.PERSON: "is no prospect. Give the id of one.",
    SuppressionScope.COMPANY: "is no company. Give its name.",
    SuppressionScope.ADDRESS: "is no e-mail address. Write it as name@company.com.",
    SuppressionScope.DOMAIN: "is no domain. Write it as company.com.",
}


def _known_prospect(session: Session, text: str) -> int:
    wanted = int(text) if text.strip().isdecimal() else 0
    return session.scalar(select(Prospect.id).where(Prospect.id == wanted)) or 0


def _whole_address(text: str) -> str:
    return folded_address(text) if read_email(text) == folded_address(text) else ""
