"""Undo of a reassignment, for a day: the territory and what moved with it are whose they were."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from qualdesk.commands.case import load_case
from qualdesk.commands.giving_back import (
    give_hand_off_back,
    give_lead_back,
    give_territories_back,
    given_leads,
)
from qualdesk.commands.requests.territories import TakeBackReassignment
from qualdesk.domain.deadline import DeadlineKind
from qualdesk.domain.person import Role
from qualdesk.domain.territory import MAY_BE_UNDONE
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.territories import TookBackReassignment
from qualdesk.store.deadlines import take_back_deadlines
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Command,
    Deadline,
    HandOff,
    MovedOffer,
    Person,
    Territory,
    TerritoryChange,
    TerritoryPlan,
)

_NOTHING = "There is nothing to take back any more. Reassign the territory instead."


def take_back_reassignment(
    session: Session, request: TakeBackReassignment, now: datetime
) -> TookBackReassignment:
    """Let a territory be whose it was; one that was only planned will not begin.

    A prospect of whose meeting somebody was told already, and a lead that has moved on since, stay
    with the new rep.

    Raises:
        Forbidden: if somebody else said so, and no team lead asks.
        Conflict: if nothing of it stands any more, it took effect more than a day ago, the former
            rep has left, or has no time for a meeting that would be theirs again.
    """
    _must_be_theirs(session, request)
    plan = session.scalars(
        select(TerritoryPlan).where(TerritoryPlan.command_id == request.deed)
    ).one_or_none()
    was_to_come = plan is not None and _is_to_come(session, plan)
    take_back_deadlines(session, [request.deed])
    territory, stayed = None, list[str]()
    for deed in _presses(session, request.deed, plan):
        territory = _give_back(session, deed, now) or territory
        stayed += _give_offers_back(session, deed, now)
    if plan is not None and was_to_come:
        territory = session.get_one(Territory, plan.territory_id)
    if territory is None:
        raise Conflict(_NOTHING)
    rep = session.get(Person, territory.rep_id or territory.covering_rep_id or 0)
    name = rep.name if rep is not None else ""
    return TookBackReassignment(request.deed, territory.id, territory.name, name, tuple(stayed))


def _must_be_theirs(session: Session, request: TakeBackReassignment) -> None:
    by_id = session.scalar(select(Command.person_id).where(Command.id == request.deed))
    role = session.scalar(select(Person.role).where(Person.id == request.by_id))
    if by_id not in {None, request.by_id} and role not in {Role.TEAM_LEAD, Role.ADMIN}:
        raise Forbidden("Somebody else reassigned this. Ask them, or a team lead.")


def _is_to_come(session: Session, plan: TerritoryPlan) -> bool:
    waits = select(Deadline.id).where(*_begins(plan), Deadline.ended_as.is_(None))
    return session.scalar(waits) is not None


def _presses(session: Session, deed: str, plan: TerritoryPlan | None) -> list[str]:
    """Return the presses that changed something: its own, and the one that began what it planned."""
    if plan is None:
        return [deed]
    begun = session.scalars(select(Deadline.ended_by).where(*_begins(plan)))
    return list(dict.fromkeys([*(one for one in begun if one is not None), deed]))


def _begins(plan: TerritoryPlan) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (Deadline.kind == DeadlineKind.TERRITORY, Deadline.subject_id == plan.id)


def _give_back(session: Session, deed: str, now: datetime) -> Territory | None:
    """Let the territory be whose it was; None where this press changed none that still stands."""
    change = session.scalars(
        select(TerritoryChange).where(TerritoryChange.command_id == deed)
    ).one_or_none()
    if change is None:
        return None
    if change.happened_at < now - MAY_BE_UNDONE:
        raise Conflict("It is more than a day ago. Reassign the territory instead.")
    former = session.get(Person, change.from_rep_id or change.from_covering_rep_id or 0)
    if former is not None and not former.is_active:
        raise Conflict(f"{former.name} no longer works here. Reassign the territory instead.")
    return next(iter(give_territories_back(session, deed, now)), None)


def _give_offers_back(session: Session, deed: str, now: datetime) -> list[str]:
    """Give offers back as they stood; return the names of those that stay with the new rep."""
    given, stayed = given_leads(session, deed), list[str]()
    moved = select(MovedOffer).where(MovedOffer.command_id == deed).order_by(MovedOffer.id)
    for offer in session.scalars(moved).all():
        hand_off = session.get_one(HandOff, offer.hand_off_id, populate_existing=True)
        if not give_lead_back(session, given, hand_off.lead_id, now):
            stayed.append(load_case(session, hand_off.lead_id, now).name)
            continue
        hand_off.accept_by = offer.from_accept_by
        hand_off.runs_over_at = offer.from_runs_over_at
        give_hand_off_back(session, deed, hand_off, offer.from_rep_id, now)
    return stayed
