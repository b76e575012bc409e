"""Another rep for a territory, now or from a later day: what is not accepted yet moves."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import insert, or_, select, update

from qualdesk.commands.case import load_case
from qualdesk.commands.handing_on import Change, hand_on
from qualdesk.commands.receivers import Receiver, as_receiver, receiver
from qualdesk.commands.requests.territories import ReassignTerritory
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.commands.territories import sales_person
from qualdesk.commands.territory_history import keep_change_of_hands
from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadState
from qualdesk.domain.moments import day_words
from qualdesk.domain.working_days import at_local
from qualdesk.errors import InputError
from qualdesk.events.territories import ReassignedTerritory
from qualdesk.store.deadlines import end_deadlines, set_deadline
from qualdesk.store.hand_offs import STANDING_MEETING
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Appointment,
    Deadline,
    HandOff,
    Lead,
    MovedOffer,
    Person,
    Territory,
    TerritoryPlan,
)


def reassign_territory(
    session: Session, request: ReassignTerritory, now: datetime
) -> ReassignedTerritory:
    """Give a territory a rep, or a covering one while it is open; what is not accepted yet moves.

    Unworked leads belong to the territory and so need no change. Hand-offs already accepted stay,
    and so do those whose meeting is before that day. From a later day on, what is hot goes to the
    covering rep at once (DESIGN §9). A reassignment that was planned before is off.

    Raises:
        InputError: if the person cannot take it or has it already, a rep is there to cover for, or
            the day is past.
        Forbidden: if who says so is no team lead.
        Conflict: if the person is not free for a meeting that moves with an offer.
    """
    if request.by_id is not None:
        must_be_team_lead(session, request.by_id, "give a territory to somebody else")
    territory = session.get(Territory, request.territory_id)
    if territory is None:
        raise InputError("There is no such territory. Open Territories again.")
    person = sales_person(session, request.rep_id)
    if needless := _why_needless(territory, person, request):
        raise InputError(needless)
    begins_at = _begins_at(request, person, now)
    end_plans(session, territory.id)
    if begins_at > now:
        moved = _plan(session, territory, request, begins_at, now)
    else:
        moved = _give(session, territory, request, now)
    return ReassignedTerritory(
        territory.id,
        territory.name,
        person.name,
        request.is_covering,
        hand_offs_moved=moved,
        deed=command_id(session),
        from_on=request.from_on if begins_at > now else None,
    )


def begin_reassignment(session: Session, deadline: Deadline, now: datetime) -> Ending:
    """Give a territory to whom it was planned for; needless where they have it by now.

    Raises:
        InputError: if they are in sales no more.
        Conflict: if they are not free for a meeting that moves with an offer.
    """
    plan = session.get_one(TerritoryPlan, deadline.subject_id)
    territory = session.get_one(Territory, plan.territory_id)
    request = ReassignTerritory(
        territory.id, plan.rep_id, plan.is_covering, plan.note, plan.by_id, undo_seconds=0
    )
    if _why_needless(territory, sales_person(session, plan.rep_id), request):
        return Ending.CANCELLED
    _give(session, territory, request, now)
    return Ending.DONE


def end_plans(session: Session, territory_id: int) -> int:
    """Call off what is planned for a territory; return how many plans that were."""
    plans = select(TerritoryPlan.id).where(TerritoryPlan.territory_id == territory_id)
    is_of_territory = Deadline.kind == DeadlineKind.TERRITORY
    return end_deadlines(session, Ending.CANCELLED, is_of_territory, Deadline.subject_id.in_(plans))


def _why_needless(territory: Territory, person: Person, request: ReassignTerritory) -> str:
    if territory.rep_id == person.id:
        return f"{person.name} has {territory.name} already. Choose somebody else."
    if request.is_covering and territory.rep_id is not None:
        return f"{territory.name} has a rep and needs no cover. Reassign it instead."
    if request.is_covering and territory.covering_rep_id == person.id:
        return f"{person.name} covers {territory.name} already. Choose somebody else."
    return ""


def _begins_at(request: ReassignTerritory, person: Person, now: datetime) -> datetime:
    """Return when it begins: now, or as the day named begins where the new rep is."""
    today = now.astimezone(ZoneInfo(person.zone)).date()
    first = request.from_on or today
    if first < today:
        raise InputError(f"{day_words(first, today)} is past. Name a day from today on.")
    return now if first == today else at_local(first, time(), person.zone)


def _plan(
    session: Session,
    territory: Territory,
    request: ReassignTerritory,
    begins_at: datetime,
    now: datetime,
) -> int:
    """Store it for what time does; return how many hot offers go to the covering rep at once."""
    plan_id: int = session.execute(
        insert(TerritoryPlan)
        .values(
            territory_id=territory.id,
            command_id=command_id(session),
            rep_id=request.rep_id,
            is_covering=request.is_covering,
            note=" ".join(request.note.split()),
            by_id=request.by_id,
            begins_at=begins_at,
        )
        .returning(TerritoryPlan.id)
    ).scalar_one()
    set_deadline(session, DeadlineKind.TERRITORY, plan_id, due_at=begins_at)
    if territory.covering_rep_id is None or request.is_covering:
        return 0
    cover = receiver(session, territory.covering_rep_id)
    return _move_offers(session, cover, request, since=begins_at, now=now)


def _give(session: Session, territory: Territory, request: ReassignTerritory, now: datetime) -> int:
    """Let it be theirs from now on; return how many offers moved."""
    _change_hands(session, territory, request, now)
    return _move_offers(session, receiver(session, request.rep_id), request, since=now, now=now)


def _change_hands(
    session: Session, territory: Territory, request: ReassignTerritory, now: datetime
) -> None:
    rep_id = None if request.is_covering else request.rep_id
    covering_rep_id = request.rep_id if request.is_covering else None
    keep_change_of_hands(
        session,
        territory,
        rep_id=rep_id,
        covering_rep_id=covering_rep_id,
        now=now,
        note=" ".join(request.note.split()),
    )
    since = territory.since if request.is_covering else now.date()
    session.execute(
        update(Territory)
        .where(Territory.id == territory.id)
        .values(rep_id=rep_id, covering_rep_id=covering_rep_id, since=since)
    )


def _move_offers(
    session: Session,
    taker: Receiver,
    request: ReassignTerritory,
    *,
    since: datetime,
    now: datetime,
) -> int:
    """Offer to another rep what is not accepted yet, with a new time to answer.

    What is met before `since` stays. Whoever knows of a meeting is told who comes.
    """
    offers = _offers_of(session, request.territory_id, taker.id, since)
    for hand_off in offers:
        session.execute(
            insert(MovedOffer).values(
                command_id=command_id(session),
                hand_off_id=hand_off.id,
                from_rep_id=hand_off.rep_id,
                from_accept_by=hand_off.accept_by,
                from_runs_over_at=hand_off.runs_over_at,
            )
        )
        change = Change(
            as_receiver(session.get_one(Person, hand_off.rep_id)),
            taker,
            request.by_id or hand_off.caller_id,
            request.undo_seconds,
            asks_anew=True,
        )
        hand_on(session, load_case(session, hand_off.lead_id, now), hand_off, change)
    return len(offers)


def _offers_of(
    session: Session, territory_id: int, but_rep_id: int, since: datetime
) -> list[HandOff]:
    """Return the hot ones: offered to somebody else, and not to be met before `since`."""
    found = (
        select(HandOff)
        .join(Lead, Lead.id == HandOff.lead_id)
        .outerjoin(Appointment, STANDING_MEETING)
        .where(
            Lead.territory_id == territory_id,
            Lead.state == LeadState.WITH_SALES,
            HandOff.state == HandOffState.OFFERED,
            HandOff.rep_id != but_rep_id,
            or_(Appointment.id.is_(None), Appointment.starts_at >= since),
        )
        .order_by(HandOff.id)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(found))
