"""Seats: a team lead says which campaigns, territories and languages a caller works."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.requests.people import ChangeSeat
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.domain import seat as seats
from qualdesk.domain.lead import Lane, LeadState, owned_by
from qualdesk.errors import InputError
from qualdesk.events.people import ChangedSeat
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Bucket, Campaign, Lead, Person, QueueEntry, Seat, Territory
from qualdesk.store.upsert import upsert


def change_seat(session: Session, request: ChangeSeat, now: datetime) -> ChangedSeat:
    """Say what a caller works; promises they may no longer keep become their territory's.

    Raises:
        Forbidden: if somebody else than a team lead changes it.
        InputError: if the caller, a campaign or a territory does not exist.
    """
    must_be_team_lead(session, request.by_id, "change a seat")
    _must_exist(session, request)
    values = {
        "campaign_ids": list(request.campaign_ids),
        "territory_ids": list(request.territory_ids),
        "languages": list(request.languages),
        "in_touch_every": request.in_touch_every,
    }
    put = upsert(session, Seat).values(person_id=request.person_id, claims=0, **values)
    session.execute(put.on_conflict_do_update(index_elements=["person_id"], set_=values))
    return ChangedSeat(request.person_id, _give_up_promises(session, request, now))


def _must_exist(session: Session, request: ChangeSeat) -> None:
    if request.in_touch_every < 0:
        raise InputError("One claim in how many keeps in touch? Type 0 for none, 5 is usual.")
    for table, ids, what in (
        (Person, (request.person_id,), "person"),
        (Campaign, request.campaign_ids, "campaign"),
        (Territory, request.territory_ids, "territory"),
    ):
        known = set(session.scalars(select(table.id).where(table.id.in_(ids))))
        if missing := set(ids) - known:
            raise InputError(f"There is no {what} {min(missing)}. Choose one of the list.")


def _give_up_promises(session: Session, request: ChangeSeat, now: datetime) -> int:
    """Make promises outside the seat anyone's of that territory (DESIGN §4)."""
    seat = seats.Seat(
        request.person_id,
        campaign_ids=frozenset(request.campaign_ids),
        territory_ids=frozenset(request.territory_ids),
        languages=frozenset(request.languages),
    )
    promised = session.execute(
        select(Lead, Bucket.language)
        .join(QueueEntry, QueueEntry.lead_id == Lead.id)
        .join(Bucket, Bucket.id == QueueEntry.bucket_id)
        .where(Lead.owner_person_id == request.person_id)
        .where(Lead.state == LeadState.QUEUED, Lead.lane == Lane.PROMISED)
    ).all()
    given_up = [
        lead
        for lead, language in promised
        if not seat.works(lead.campaign_id, lead.territory_id, language)
    ]
    for lead in given_up:
        image = owned_by(image_of(lead), None)
        write_image(session, lead.id, image, version=lead.version, now=now)
    return len(given_up)
