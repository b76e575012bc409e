"""A rep's time is given away once: whoever agrees on a meeting looks first, alone."""

from datetime import datetime

from qualdesk.commands.case import Case
from qualdesk.commands.receivers import Receiver
from qualdesk.domain.meeting_times import Span, meeting_at, meeting_slots
from qualdesk.domain.moments import moment_words, zoned_words
from qualdesk.errors import Conflict, TimeTaken
from qualdesk.store.rep_times import hold_calendar, meetings_of, taken_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Appointment, HandOff, Person

_NAMED = 3


def must_be_free(
    session: Session, case: Case, rep: Receiver, starts_at: datetime, *, but: int = 0
) -> None:
    """Refuse a time at which the rep has a meeting, is busy or absent; `but` is the meeting moved.

    Until the transaction ends nobody else can agree on a time with this rep.

    Raises:
        TimeTaken: if it is, with the next free times in the prospect's zone.
    """
    hold_calendar(session, rep.id)
    now, clock = case.seen.now, case.seen.clock
    taken = _taken(session, rep.id, now, but)
    if not any(meeting_at(starts_at).overlaps(one) for one in taken):
        return
    free = meeting_slots(now, zone=clock.zone, country=clock.country, rep=rep.hours, taken=taken)
    words = [moment_words(one, now, clock.zone) for one in free[:_NAMED]]
    remedy = f"Free: {'; '.join(words)}." if words else "Choose another rep, or no fixed time."
    when = zoned_words(starts_at, now, clock.zone)
    raise TimeTaken(f"{rep.name} is not free on {when}. {remedy}")


def must_take_meeting(session: Session, rep: Receiver, meeting: Span, now: datetime) -> None:
    """Refuse a rep who cannot be at a meeting that was agreed for somebody else.

    Raises:
        Conflict: if they have another meeting, are busy or absent then.
    """
    hold_calendar(session, rep.id)
    if any(meeting.overlaps(one) for one in taken_of(session, rep.id, now)):
        when = zoned_words(meeting.starts_at, now, rep.hours.zone)
        raise Conflict(
            f"{rep.name} is not free on {when}. Name somebody else, or move the meeting first."
        )


def must_still_be_free(session: Session, meeting: Appointment, now: datetime) -> None:
    """Refuse to put a meeting back to where its rep has no time any more.

    Raises:
        Conflict: if they have agreed on another one since, are busy then, or away.
    """
    rep = session.get_one(Person, session.get_one(HandOff, meeting.hand_off_id).rep_id)
    hold_calendar(session, rep.id)
    span = Span(meeting.starts_at, meeting.ends_at)
    if any(span.overlaps(one) for one in meetings_of(session, rep.id, now, but=meeting.id)):
        raise Conflict(
            "Another meeting was agreed for that time since, so this can no longer be undone."
            " Agree on a new time."
        )
    if any(span.overlaps(one) for one in _taken(session, rep.id, now, meeting.id)):
        raise Conflict(
            f"{rep.name} is not free at that time any more, so this can no longer be undone."
            " Agree on a new time."
        )


def _taken(session: Session, rep_id: int, now: datetime, but: int) -> list[Span]:
    taken = taken_of(session, rep_id, now)
    if but:
        others = set(meetings_of(session, rep_id, now, but=but))
        own = set(meetings_of(session, rep_id, now)) - others
        taken = [one for one in taken if one not in own]
    return taken
