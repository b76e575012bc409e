"""The reps' own calendars: where each is read, and the busy times it said last."""

from datetime import datetime

from sqlalchemy import delete, insert

from qualdesk.commands.requests.calendars import ChooseCalendar, KeepBusyTimes
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.errors import InputError
from qualdesk.events.calendars import ChoseCalendar, KeptBusyTimes
from qualdesk.store.session import Session
from qualdesk.store.tables import BusyTime, Person, RepCalendar


def choose_calendar(session: Session, request: ChooseCalendar, now: datetime) -> ChoseCalendar:
    """Read somebody's calendar from there, or none; what the former one said is forgotten.

    Raises:
        InputError: if the person no longer works here.
        Forbidden: if it is another's, and not a team lead asks.
    """
    del now
    if request.by_id != request.person_id:
        must_be_team_lead(session, request.by_id, "choose another’s calendar")
    person = session.get_one(Person, request.person_id)
    if not person.is_active:
        raise InputError(f"{person.name} no longer works here. Choose another person.")
    address = request.address.strip()
    for table in (BusyTime, RepCalendar):
        session.execute(delete(table).where(table.person_id == person.id))
    if address:
        row = {"kind": request.kind, "address": address, "user": request.user.strip()}
        session.execute(insert(RepCalendar).values(person_id=person.id, **row))
    return ChoseCalendar(person.id, person.name, address)


def keep_busy_times(session: Session, request: KeepBusyTimes, now: datetime) -> KeptBusyTimes:
    """Keep the busy times of a calendar in the place of those before.

    What was read while another calendar was chosen is dropped.
    """
    calendar = session.get(RepCalendar, request.person_id, with_for_update=True)
    if calendar is None or calendar.address != request.address:
        return KeptBusyTimes(request.person_id, 0, request.problem)
    calendar.asked_at, calendar.problem = now, request.problem
    if not request.problem:
        calendar.read_at = now
        _put(session, request)
    session.flush()
    return KeptBusyTimes(request.person_id, len(request.spans), request.problem)


def _put(session: Session, request: KeepBusyTimes) -> None:
    session.execute(delete(BusyTime).where(BusyTime.person_id == request.person_id))
    rows = [
        {"person_id": request.person_id, "starts_at": one.starts_at, "ends_at": one.ends_at}
        for one in request.spans
    ]
    if rows:
        session.execute(insert(BusyTime), rows)
