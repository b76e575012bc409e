"""Absences: whoever is away has their promises kept by a deputy, or on the first morning after."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from qualdesk.commands.case import load_case
from qualdesk.commands.handing_on import Change, hand_on
from qualdesk.commands.moving_promises import (
    MovedPromise,
    move_promise,
    moved,
    owned_by,
    promises_of,
)
from qualdesk.commands.receivers import Receiver, receiver
from qualdesk.commands.requests.people import ComeBack, GoAway
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.domain.belonging import Belonging, back_at, counted
from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import day_words, moment_words
from qualdesk.domain.person import Role
from qualdesk.domain.working_days import at_local
from qualdesk.errors import Conflict, InputError
from qualdesk.events.people import CameBack, WentAway
from qualdesk.store.belongings import hand_offs_with_meetings, meetings_of_person
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Absence, Callback, Person

_KEEPS_PROMISES = (Role.CALLER, Role.TEAM_LEAD)
_MEETS_PROSPECTS = (Role.SALES, Role.TEAM_LEAD)


@dataclass(frozen=True, slots=True)
class AbsencePlan:
    """What an absence touches: promises that are kept otherwise, meetings the deputy goes to."""

    promises: tuple[MovedPromise, ...]
    meetings: tuple[Belonging, ...]


def go_away(session: Session, request: GoAway, now: datetime) -> WentAway:
    """Note an absence until a day, and have what was promised and agreed until then kept.

    Raises:
        Forbidden: if it is another's absence, and not a team lead says so.
        InputError: if the day is past, or the deputy cannot keep promises or meetings.
        Conflict: if the deputy is not free for a meeting.
    """
    if request.said_by_id != request.person_id:
        must_be_team_lead(session, request.said_by_id, "note another’s absence")
    person = session.get_one(Person, request.person_id)
    plan = absence_plan(session, request, now)
    former = _open_absence(session, person.id)
    if former is not None:
        former.ended_at = now
    session.add(
        Absence(
            person_id=person.id,
            deputy_id=request.deputy_id,
            command_id=command_id(session),
            begins_at=now,
            until_on=request.until_on,
        )
    )
    session.flush()
    for one in plan.promises:
        move_promise(session, load_case(session, one.lead_id, now), one)
    if request.deputy_id is not None:
        _hand_meetings_on(session, request, request.deputy_id, now)
    return WentAway(
        person.id,
        person.name,
        request.until_on,
        tuple(one.lead_id for one in plan.promises),
        len(plan.meetings),
    )


def absence_plan(session: Session, request: GoAway, now: datetime) -> AbsencePlan:
    """Return what becomes of each promise and meeting that an absence touches; nothing is changed.

    Raises:
        InputError: if the day is past, a meeting would be nobody's, or the deputy cannot keep what
            falls to them.
    """
    person = session.get_one(Person, request.person_id)
    end = _end_of(request, person)
    if end <= now:
        said = day_words(request.until_on, now.date())
        raise InputError(f"{said} is past. Name the last day of the absence.")
    promises = _promises(session, request, end, now)
    meetings = meetings_of_person(session, person.id, now, until=end)
    if meetings and request.deputy_id is None:
        when = moment_words(meetings[0].at or now, now, person.zone)
        raise InputError(
            f"{person.name} has {counted(meetings)} until then, the first on {when} with"
            f" {meetings[0].name}. Name who goes instead, or move what should wait."
        )
    _check_deputy(session, request, AbsencePlan(tuple(promises), tuple(meetings)), now)
    return AbsencePlan(tuple(promises), tuple(meetings))


def _end_of(request: GoAway, person: Person) -> datetime:
    return at_local(request.until_on + timedelta(days=1), time(), person.zone)


def _promises(
    session: Session, request: GoAway, end: datetime, now: datetime
) -> list[MovedPromise]:
    cases = promises_of(session, request.person_id, now, until=end)
    if request.deputy_id is not None:
        return [moved(session, one, request.deputy_id, one.image.due_at or now) for one in cases]
    return [
        moved(session, one, request.person_id, back_at(request.until_on, one.seen.clock))
        for one in cases
    ]


def _hand_meetings_on(session: Session, request: GoAway, deputy_id: int, now: datetime) -> None:
    """Let the deputy go to the meetings until then: each with its hand-off, and all are told."""
    person = session.get_one(Person, request.person_id)
    former = Receiver(person.id, person.name, person.email, person.hours)
    change = Change(former, receiver(session, deputy_id), request.said_by_id, request.undo_seconds)
    found = hand_offs_with_meetings(session, person.id, now, until=_end_of(request, person))
    for hand_off in found:
        hand_on(session, load_case(session, hand_off.lead_id, now), hand_off, change)


def come_back(session: Session, request: ComeBack, now: datetime) -> CameBack:
    """End an absence: what a deputy still keeps, and times not yet past, are as they were agreed.

    Meetings that a deputy went to stay theirs: the prospects know who comes.

    Raises:
        Forbidden: if it is another's absence, and not a team lead says so.
        Conflict: if the person is not away.
    """
    if request.by_id not in {None, request.person_id}:
        must_be_team_lead(session, request.by_id or 0, "end another’s absence")
    person = session.get_one(Person, request.person_id)
    absence = _open_absence(session, person.id)
    if absence is None:
        raise Conflict(f"{person.name} is not away, so there is nothing to end.")
    lead_ids = session.scalars(
        select(Callback.lead_id)
        .where(Callback.command_id == absence.command_id, Callback.taken_back_at.is_(None))
        .order_by(Callback.id)
    ).all()
    returned = [one for one in lead_ids if _give_back(session, one, absence, now)]
    absence.ended_at = now
    session.flush()
    return CameBack(person.id, person.name, tuple(returned))


def _give_back(session: Session, lead_id: int, absence: Absence, now: datetime) -> bool:
    """Undo the move of a promise that nobody has kept or changed since."""
    case = load_case(session, lead_id, now)
    lines = session.scalars(
        select(Callback)
        .where(Callback.lead_id == lead_id, Callback.taken_back_at.is_(None))
        .order_by(Callback.id.desc())
        .limit(2)
    ).all()
    is_ours = lines[0].command_id == absence.command_id and case.image.due_at == lines[0].due_at
    if case.image.lane is not Lane.PROMISED or not is_ours:
        return False
    agreed_at = lines[1].due_at if len(lines) > 1 else lines[0].due_at
    if agreed_at <= now and absence.deputy_id is None:
        return False
    image = owned_by(replace(case.image, due_at=agreed_at), absence.person_id)
    write_image(session, lead_id, image, version=case.version, now=now)
    lines[0].taken_back_at = now if len(lines) > 1 else None
    return True


def _check_deputy(session: Session, request: GoAway, plan: AbsencePlan, now: datetime) -> None:
    if request.deputy_id is None:
        return
    person = session.get_one(Person, request.person_id)
    deputy = session.get_one(Person, request.deputy_id)
    if deputy.id == request.person_id:
        raise InputError("Nobody stands in for themselves. Name another deputy, or none.")
    calls = plan.promises or person.role != Role.SALES
    meets = plan.meetings or person.role == Role.SALES
    if not deputy.is_active or (calls and deputy.role not in _KEEPS_PROMISES):
        raise InputError(f"{deputy.name} makes no calls here. Name a caller or a team lead.")
    if meets and deputy.role not in _MEETS_PROSPECTS:
        raise InputError(f"{deputy.name} is not in sales. Name a rep or a team lead.")
    if is_away_on(session, deputy.id, now.date()):
        raise InputError(f"{deputy.name} is away too. Name another deputy, or none.")


def is_away_on(session: Session, person_id: int, day: date) -> bool:
    """Whether a person is absent on a day."""
    absence = _open_absence(session, person_id)
    return absence is not None and day <= absence.until_on


def _open_absence(session: Session, person_id: int) -> Absence | None:
    return session.scalars(
        select(Absence).where(Absence.person_id == person_id, Absence.ended_at.is_(None))
    ).one_or_none()
