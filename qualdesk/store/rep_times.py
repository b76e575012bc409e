"""What takes a rep's time: our meetings, what their own calendar says, and absences."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, select, union_all

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.working_days import at_local
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Absence, Appointment, BusyTime, HandOff, Person

GIVEN_UP = (HandOffState.RETURNED, HandOffState.TAKEN_BACK)
"""A rep who gave the lead back has no meeting any more, though the prospect is still to be rung."""


def taken_of(session: Session, rep_id: int | None, now: datetime) -> list[Span]:
    """Return all that takes a rep's time from now on, in no order."""
    if rep_id is None:
        return []
    busy = _TAKEN.rows(session, {"rep": rep_id, "now": now})
    spans = [Span(starts_at, ends_at) for starts_at, ends_at in busy]
    return [*spans, *absences_of(session, rep_id)]


def absences_of(session: Session, person_id: int) -> list[Span]:
    """Return when a person is or will be away; times long past may be among them."""
    rows = _AWAY.rows(session, {"rep": person_id})
    return [Span(one.begins_at, end_of(one.until_on, one.zone)) for one in rows]


def end_of(day: date, zone: str) -> datetime:
    """Return the instant at which a day is over there."""
    return at_local(day + timedelta(days=1), time(), zone)


def meetings_of(session: Session, rep_id: int, now: datetime, *, but: int = 0) -> list[Span]:
    """Return the meetings a rep still has, but for one (an appointment's id)."""
    rows = _OWN.rows(session, {"rep": rep_id, "now": now, "but": but})
    return [Span(starts_at, ends_at) for starts_at, ends_at in rows]


def hold_calendar(session: Session, rep_id: int) -> None:
    """Let nobody else agree on a time with this rep until the transaction ends.

    SQLite has one writer at a time anyway; on PostgreSQL the second waits here, and then sees what
    the first one agreed.
    """
    held = select(Person.id).where(Person.id == rep_id)
    session.execute(held.with_for_update(key_share=True))


_MEETINGS, _HAND_OFFS = table_of(Appointment), table_of(HandOff)
_BUSY, _ABSENCES, _PEOPLE = table_of(BusyTime), table_of(Absence), table_of(Person)
_OF_REP = (
    select(_MEETINGS.c.starts_at, _MEETINGS.c.ends_at)
    .join_from(_MEETINGS, _HAND_OFFS, _HAND_OFFS.c.id == _MEETINGS.c.hand_off_id)
    .where(_HAND_OFFS.c.rep_id == bindparam("rep"))
    .where(*(_HAND_OFFS.c.state != one for one in GIVEN_UP))
    .where(_MEETINGS.c.cancelled_at.is_(None), _MEETINGS.c.ends_at > bindparam("now"))
)
_OWN = Prepared(_OF_REP.where(_MEETINGS.c.id != bindparam("but")))
_TAKEN = Prepared(
    union_all(
        _OF_REP,
        select(_BUSY.c.starts_at, _BUSY.c.ends_at).where(
            _BUSY.c.person_id == bindparam("rep"), _BUSY.c.ends_at > bindparam("now")
        ),
    )
)
_AWAY = Prepared(
    select(_ABSENCES.c.begins_at, _ABSENCES.c.until_on, _PEOPLE.c.zone)
    .join_from(_ABSENCES, _PEOPLE, _PEOPLE.c.id == _ABSENCES.c.person_id)
    .where(_ABSENCES.c.person_id == bindparam("rep"), _ABSENCES.c.ended_at.is_(None))
)
