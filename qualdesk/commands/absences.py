"""Absences: whoever is away has their promises kept by a deputy, or on the first morning after."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from qualdesk.commands.absence_plans import AbsencePlan, absence_plan, promises_within
from qualdesk.commands.case import load_case
from qualdesk.commands.handing_on import Change, hand_on
from qualdesk.commands.moving_promises import MovedPromise, move_promise
from qualdesk.commands.receivers import as_receiver, receiver
from qualdesk.commands.requests.people import ComeBack, GoAway
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.domain.lead import Lane, owned_by
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.moments import day_words
from qualdesk.errors import Conflict
from qualdesk.events.people import CameBack, WentAway
from qualdesk.store.belongings import hand_offs_with_meetings
from qualdesk.store.deadlines import end_deadlines, set_deadline
from qualdesk.store.leads import write_image
from qualdesk.store.rep_times import end_of, hold_calendar
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Absence, Callback, Deadline, Person


def go_away(session: Session, request: GoAway, now: datetime) -> WentAway:
    """Note an absence until a day, and have what was promised and agreed within it kept.

    What is promised after that, for a time within it, follows when it begins. An absence that it
    overlaps ends before it.

    Raises:
        Forbidden: if it is another's absence, and not a team lead says so.
        InputError: if a day is past, or the deputy cannot keep promises or meetings.
        Conflict: if the deputy is not free for a meeting, or an absence that goes on after this one
            overlaps it.
    """
    if request.said_by_id != request.person_id:
        must_be_team_lead(session, request.said_by_id, "note another’s absence")
    person = session.get_one(Person, request.person_id)
    for one in sorted({person.id, request.deputy_id or person.id}):
        hold_calendar(session, one)
    plan = absence_plan(session, request, now)
    _make_room(session, person, plan.span, now)
    _note(session, request, plan, now)
    _move(session, plan.promises, now)
    if request.deputy_id is not None:
        _hand_meetings_on(session, request, request.deputy_id, plan.span, now)
    return WentAway(
        person.id,
        person.name,
        request.until_on,
        tuple(one.lead_id for one in plan.promises),
        len(plan.meetings),
        request.from_on if plan.span.starts_at > now else None,
    )


def begin_absence(session: Session, deadline: Deadline, now: datetime) -> Ending:
    """Have kept what was promised for a time within an absence since it was noted."""
    absence = session.get_one(Absence, deadline.subject_id)
    if absence.ended_at is not None:
        return Ending.CANCELLED
    person = session.get_one(Person, absence.person_id)
    since, until = absence.begins_at, end_of(absence.until_on, person.zone)
    request = GoAway(person.id, absence.until_on, absence.deputy_id)
    _move(session, promises_within(session, request, now, since=since, until=until), now)
    return Ending.DONE


def come_back(session: Session, request: ComeBack, now: datetime) -> CameBack:
    """End an absence: what a deputy still keeps, and times not yet past, are as they were agreed.

    Who is not away yet, but will be, stays instead. Meetings that a deputy went to stay theirs: the
    prospects know who comes.

    Raises:
        Forbidden: if it is another's absence, and not a team lead says so.
        Conflict: if the person is not away, and is not going to be.
    """
    if request.by_id not in {None, request.person_id}:
        must_be_team_lead(session, request.by_id or 0, "end another’s absence")
    person = session.get_one(Person, request.person_id)
    absence = _standing(session, person, now)
    if absence is None:
        raise Conflict(f"{person.name} is not away, so there is nothing to end.")
    presses = _presses_of(session, absence)
    lead_ids = session.scalars(
        select(Callback.lead_id)
        .where(Callback.command_id.in_(presses), Callback.taken_back_at.is_(None))
        .order_by(Callback.id)
    ).all()
    returned = [one for one in lead_ids if _give_back(session, one, absence, presses, now)]
    absence.ended_at = now
    end_deadlines(session, Ending.CANCELLED, *_begins(absence))
    session.flush()
    return CameBack(person.id, person.name, tuple(returned), absence.begins_at <= now)


def _make_room(session: Session, person: Person, span: Span, now: datetime) -> None:
    """End absences that it replaces, or let them last until the day before it."""
    for one in _open_absences(session, person.id):
        other = Span(one.begins_at, end_of(one.until_on, person.zone))
        if not span.overlaps(other):
            continue
        is_of_now = max(one.begins_at, span.starts_at) <= now
        if other.ends_at > span.ends_at and not is_of_now:
            until = day_words(one.until_on, now.date())
            raise Conflict(
                f"{person.name} is to be away until {until} already. End that absence first, or"
                " name a time that does not overlap it."
            )
        if one.begins_at < span.starts_at and span.starts_at > now:
            first = span.starts_at.astimezone(ZoneInfo(person.zone)).date()
            one.until_on = first - timedelta(days=1)
        else:
            one.ended_at = now
            end_deadlines(session, Ending.CANCELLED, *_begins(one))


def _note(session: Session, request: GoAway, plan: AbsencePlan, now: datetime) -> None:
    """Store it; one that begins later is begun by what time does."""
    absence = Absence(
        person_id=request.person_id,
        deputy_id=request.deputy_id,
        command_id=command_id(session),
        begins_at=plan.span.starts_at,
        until_on=request.until_on,
    )
    session.add(absence)
    session.flush()
    if absence.begins_at > now:
        set_deadline(session, DeadlineKind.ABSENCE, absence.id, due_at=absence.begins_at)


def _move(session: Session, promises: tuple[MovedPromise, ...], now: datetime) -> None:
    for one in promises:
        move_promise(session, load_case(session, one.lead_id, now), one)


def _hand_meetings_on(
    session: Session, request: GoAway, deputy_id: int, span: Span, now: datetime
) -> None:
    """Let the deputy go to the meetings of that time: each with its hand-off, and all are told."""
    person = session.get_one(Person, request.person_id)
    deputy = receiver(session, deputy_id)
    change = Change(as_receiver(person), deputy, request.said_by_id, request.undo_seconds)
    for hand_off in hand_offs_with_meetings(session, person.id, now, within=span):
        hand_on(session, load_case(session, hand_off.lead_id, now), hand_off, change)


def _give_back(
    session: Session, lead_id: int, absence: Absence, presses: set[str], now: datetime
) -> bool:
    """Undo the move of a promise that nobody has kept or changed since."""
    case = load_case(session, lead_id, now)
    lines = session.scalars(
        select(Callback)
        .where(Callback.lead_id == lead_id, Callback.taken_back_at.is_(None))
        .order_by(Callback.id.desc())
        .limit(2)
    ).all()
    is_ours = lines[0].command_id in presses and case.image.due_at == lines[0].due_at
    if case.image.lane is not Lane.PROMISED or not is_ours:
        return False
    agreed_at = lines[1].due_at if len(lines) > 1 else lines[0].due_at
    if agreed_at <= now and absence.deputy_id is None:
        return False
    image = owned_by(replace(case.image, due_at=agreed_at), absence.person_id)
    write_image(session, lead_id, image, version=case.version, now=now)
    lines[0].taken_back_at = now if len(lines) > 1 else None
    return True


def _presses_of(session: Session, absence: Absence) -> set[str]:
    """Return the presses that moved promises for it: when it was noted, and when it began."""
    begun = session.scalars(select(Deadline.ended_by).where(*_begins(absence)))
    return {absence.command_id, *(one for one in begun if one is not None)}


def _begins(absence: Absence) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (Deadline.kind == DeadlineKind.ABSENCE, Deadline.subject_id == absence.id)


def _standing(session: Session, person: Person, now: datetime) -> Absence | None:
    """Return the absence that stands now, else the one that comes next."""
    absences = _open_absences(session, person.id)
    return next((one for one in absences if end_of(one.until_on, person.zone) > now), None)


def _open_absences(session: Session, person_id: int) -> list[Absence]:
    found = select(Absence).where(Absence.person_id == person_id, Absence.ended_at.is_(None))
    return list(session.scalars(found.order_by(Absence.begins_at, Absence.id)))
