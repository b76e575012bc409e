"""Promises that another person keeps, or that come later: each leaves a new line of what was agreed."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.meetings import wall_time
from qualdesk.domain.lead import Lane, LeadState, owned_by
from qualdesk.store.agreements import agreed_of
from qualdesk.store.leads import write_image
from qualdesk.store.seats import seat_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Callback, Lead, Prospect


@dataclass(frozen=True, slots=True)
class MovedPromise:
    """A promise with who keeps it now, and when."""

    lead_id: int
    name: str
    company: str
    was_due_at: datetime
    due_at: datetime
    zone: str
    owner_id: int | None


def promises_of(
    session: Session,
    person_id: int,
    now: datetime,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Case]:
    """Return the cases of a person's promises, of those due from and before a moment, or all."""
    found = (
        select(Lead.id)
        .where(Lead.owner_person_id == person_id, Lead.state == LeadState.QUEUED)
        .where(Lead.lane == Lane.PROMISED)
        .order_by(Lead.due_at, Lead.id)
    )
    if since is not None:
        found = found.where(Lead.due_at >= since)
    if until is not None:
        found = found.where(Lead.due_at < until)
    return [load_case(session, lead_id, now) for lead_id in session.scalars(found).all()]


def moved(session: Session, case: Case, owner_id: int | None, due_at: datetime) -> MovedPromise:
    """Return what becomes of a promise; whom a seat keeps from it leaves it to the territory."""
    was_due_at = case.image.due_at
    if was_due_at is None:
        raise AssertionError("a promise has a time")
    if owner_id is not None:
        prospect = session.get_one(Prospect, case.prospect_id)
        seat = seat_of(session, owner_id)
        scope = (case.image.campaign_id, case.image.territory_id, prospect.language)
        owner_id = owner_id if seat.works(*scope) else None
    zone = case.seen.clock.zone
    return MovedPromise(case.lead_id, case.name, case.company, was_due_at, due_at, zone, owner_id)


def move_promise(session: Session, case: Case, to: MovedPromise) -> None:
    """Let another person keep a promise, or keep it at another time."""
    image = owned_by(replace(case.image, due_at=to.due_at), to.owner_id)
    write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
    start_with = agreed_of(session, [case.lead_id])
    session.execute(
        insert(Callback).values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            caller_id=to.owner_id,
            due_at=to.due_at,
            wall_time=wall_time(to.due_at, case.seen.clock.zone),
            zone=case.seen.clock.zone,
            start_with=start_with[case.lead_id].start_with if start_with else "",
        )
    )
