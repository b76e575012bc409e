"""What an absence touches, and whether it can be: looked at before anything is changed."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from qualdesk.commands.moving_promises import MovedPromise, moved, promises_of
from qualdesk.commands.requests.people import GoAway
from qualdesk.domain.belonging import Belonging, back_at, counted
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.moments import day_words, moment_words
from qualdesk.domain.person import Role
from qualdesk.domain.working_days import at_local
from qualdesk.errors import InputError
from qualdesk.store.belongings import meetings_of_person
from qualdesk.store.rep_times import absences_of, end_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Person

_KEEPS_PROMISES = (Role.CALLER, Role.TEAM_LEAD)
_MEETS_PROSPECTS = (Role.SALES, Role.TEAM_LEAD)


@dataclass(frozen=True, slots=True)
class AbsencePlan:
    """What an absence touches: promises that are kept otherwise, meetings the deputy goes to."""

    span: Span
    promises: tuple[MovedPromise, ...]
    meetings: tuple[Belonging, ...]


def absence_plan(session: Session, request: GoAway, now: datetime) -> AbsencePlan:
    """Return what becomes of each promise and meeting that an absence touches; nothing is changed.

    What lies before it stays as it is.

    Raises:
        InputError: if a day is past, a meeting would be nobody's, or the deputy cannot keep what
            falls to them.
    """
    person = session.get_one(Person, request.person_id)
    span = _span_of(request, person, now)
    # Of one that is now, what is overdue moves too.
    since = span.starts_at if span.starts_at > now else None
    promises = promises_within(session, request, now, since=since, until=span.ends_at)
    meetings = tuple(meetings_of_person(session, person.id, now, within=span))
    if meetings and request.deputy_id is None:
        when = moment_words(meetings[0].at or now, now, person.zone)
        raise InputError(
            f"{person.name} has {counted(meetings)} until then, the first on {when} with"
            f" {meetings[0].name}. Name who goes instead, or move what should wait."
        )
    plan = AbsencePlan(span, promises, meetings)
    _check_deputy(session, request, plan)
    return plan


def promises_within(
    session: Session,
    request: GoAway,
    now: datetime,
    *,
    since: datetime | None,
    until: datetime,
) -> tuple[MovedPromise, ...]:
    """Return what becomes of a person's promises of a time."""
    cases = promises_of(session, request.person_id, now, since=since, until=until)
    if request.deputy_id is not None:
        to_id = request.deputy_id
        return tuple(moved(session, one, to_id, one.image.due_at or now) for one in cases)
    return tuple(
        moved(session, one, request.person_id, back_at(request.until_on, one.seen.clock))
        for one in cases
    )


def is_away(session: Session, person_id: int, span: Span) -> bool:
    """Whether a person is absent at some moment of that time."""
    return any(span.overlaps(one) for one in absences_of(session, person_id))


def _span_of(request: GoAway, person: Person, now: datetime) -> Span:
    """Return from when until when it lasts; one of today begins now."""
    today = now.astimezone(ZoneInfo(person.zone)).date()
    first = request.from_on or today
    if first < today:
        raise InputError(f"{day_words(first, today)} is past. Name a first day from today on.")
    if request.until_on < today:
        raise InputError(
            f"{day_words(request.until_on, today)} is past. Name the last day of the absence."
        )
    if request.until_on < first:
        raise InputError(
            f"It would end on {day_words(request.until_on, today)}, before it begins on"
            f" {day_words(first, today)}. Name a later last day."
        )
    begins_at = now if first == today else at_local(first, time(), person.zone)
    return Span(begins_at, end_of(request.until_on, person.zone))


def _check_deputy(session: Session, request: GoAway, plan: AbsencePlan) -> None:
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
    if is_away(session, deputy.id, plan.span):
        raise InputError(f"{deputy.name} is away too. Name another deputy, or none.")
