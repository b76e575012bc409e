"""The agreed time of a hand-off: moved, given to another rep, or cancelled courteously."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from qualdesk.commands.case import Case
from qualdesk.commands.held_mail import hold_mail, keep_back
from qualdesk.commands.receivers import Receiver, receiver
from qualdesk.commands.rep_time import must_be_free, must_take_meeting
from qualdesk.commands.requests.calls import Call
from qualdesk.domain.mail import LEFT, MailKind
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.moments import zoned_words
from qualdesk.errors import InputError
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Appointment, HandOff, Outbox, Person

if TYPE_CHECKING:
    from qualdesk.exchange.ics import Meeting


def meeting_of(session: Session, hand_off_id: int) -> Appointment | None:
    """Return the meeting of a hand-off that is not cancelled."""
    return session.scalars(
        select(Appointment)
        .where(Appointment.hand_off_id == hand_off_id, Appointment.cancelled_at.is_(None))
        .order_by(Appointment.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one_or_none()


def meeting_to_come(session: Session, hand_off_id: int, now: datetime) -> Appointment | None:
    """Return the meeting that somebody must still be there for."""
    meeting = meeting_of(session, hand_off_id)
    return meeting if meeting is not None and meeting.starts_at > now else None


def wall_time(at: datetime, zone: str) -> str:
    """Return the time agreed as the zone's clocks show it."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


def invitation_to(case: Case, meeting: Appointment, rep: tuple[str, str]) -> str:
    """Return the invitation to a meeting, as it stands, as .ics text."""
    from qualdesk.exchange.ics import invitation_ics  # noqa: PLC0415 - 40 ms, only when pushed

    return invitation_ics(_as_kept(case, meeting, rep), case.seen.now)


def cancellation_to(case: Case, meeting: Appointment, rep: tuple[str, str]) -> str:
    """Return what takes the meeting out of calendars again, as .ics text."""
    from qualdesk.exchange.ics import cancellation_ics  # noqa: PLC0415 - 40 ms, seldom

    return cancellation_ics(_as_kept(case, meeting, rep), case.seen.now)


def _as_kept(case: Case, meeting: Appointment, rep: tuple[str, str]) -> "Meeting":
    from qualdesk.exchange.ics import Meeting  # noqa: PLC0415 - 40 ms

    return Meeting(
        uid=meeting.uid,
        sequence=meeting.sequence,
        summary=f"{case.company} and {rep[0]}",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        rep=rep,
        prospect=(case.name, case.email),
    )


def give_meeting(session: Session, case: Case, rep: Receiver, *, from_id: int, to_id: int) -> str:
    """Let the meeting of one hand-off stand for another; return the rep's invitation, if any.

    A calendar that has it sees by the sequence that somebody else comes.

    Raises:
        Conflict: if the rep is not free then.
    """
    meeting = meeting_to_come(session, from_id, case.seen.now)
    if meeting is None:
        return ""
    if session.get_one(HandOff, from_id).rep_id != rep.id:
        must_take_meeting(session, rep, Span(meeting.starts_at, meeting.ends_at), case.seen.now)
    meeting.hand_off_id = to_id
    note_change(session, meeting, case.seen.now)
    return invitation_to(case, meeting, (rep.name, rep.email))


def move_meeting(
    session: Session, case: Case, meeting: Appointment, starts_at: datetime, call: Call
) -> None:
    """Agree on another time; whoever was invited is invited again.

    Raises:
        InputError: if it lies in the past.
        Conflict: if the rep is not free then.
    """
    if starts_at <= case.seen.now:
        raise InputError("The meeting lies in the past. Choose another time.")
    rep_id = session.get_one(HandOff, meeting.hand_off_id).rep_id
    must_be_free(session, case, receiver(session, rep_id), starts_at, but=meeting.id)
    length = meeting.ends_at - meeting.starts_at
    meeting.former_starts_at = meeting.starts_at
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + length
    meeting.wall_time = wall_time(starts_at, meeting.zone)
    note_change(session, meeting, case.seen.now)
    invite_again(session, case, meeting, call)


def invite_again(session: Session, case: Case, meeting: Appointment, call: Call) -> None:
    """Invite a prospect who was invited, or was about to be, to the meeting as it stands now."""
    was_held = _cancel_held_invitation(session, case)
    if was_held or _was_invited(session, case):
        _mail_again(session, case, meeting, call)


def cancel_meeting(session: Session, case: Case, meeting: Appointment, call: Call) -> None:
    """Cancel it courteously: whoever was invited gets a kind line and the calendar's CANCEL."""
    meeting.cancelled_at = case.seen.now
    note_change(session, meeting, case.seen.now)
    if _was_invited(session, case) and case.seen.has_mail:
        _mail_cancellation(session, case, meeting, call)
    _cancel_held_invitation(session, case)


def release_meeting(session: Session, hand_off_id: int, now: datetime) -> None:
    """Let the rep's calendar know that a meeting to come is not theirs any more; it stays agreed."""
    meeting = meeting_to_come(session, hand_off_id, now)
    if meeting is not None:
        note_change(session, meeting, now)


def rep_of(session: Session, meeting: Appointment) -> tuple[str, str]:
    """Return name and address of the rep whose meeting it is."""
    row = session.execute(
        select(Person.name, Person.email)
        .join(HandOff, HandOff.rep_id == Person.id)
        .where(HandOff.id == meeting.hand_off_id)
    ).one()
    return row.name, row.email


def note_change(session: Session, meeting: Appointment, now: datetime) -> None:
    """Count a meeting's sequence one up, by which calendars know the newer state."""
    meeting.sequence += 1
    meeting.changed_at, meeting.changed_command_id = now, command_id(session)
    # Whoever answered, answered to an invitation that holds no more (RFC 5546, 2.1.4).
    meeting.prospect_answer = meeting.rep_answer = meeting.proposed_at = None
    session.flush()


def _was_invited(session: Session, case: Case) -> bool:
    invited = select(Outbox.id).where(
        Outbox.lead_id == case.lead_id,
        Outbox.kind == MailKind.INVITATION,
        Outbox.state.in_(LEFT),
    )
    return session.scalar(invited.limit(1)) is not None


def _cancel_held_invitation(session: Session, case: Case) -> bool:
    """Let no invitation leave that is out of date; return whether one was about to."""
    invitations = (Outbox.lead_id == case.lead_id, Outbox.kind == MailKind.INVITATION)
    return bool(keep_back(session, *invitations))


def _mail_again(session: Session, case: Case, meeting: Appointment, call: Call) -> None:
    from qualdesk.mail.letters import invitation_letter  # noqa: PLC0415 - brings Jinja

    rep = rep_of(session, meeting)
    letter = invitation_letter(
        prospect=case.name,
        rep=rep[0],
        offer=case.offer,
        when=zoned_words(meeting.starts_at, case.seen.now, meeting.zone),
        caller=session.get_one(Person, call.caller_id).name,
    )
    hold_mail(
        session,
        kind=MailKind.INVITATION,
        call=call,
        to=(case.name, case.email),
        letter=letter,
        calendar=invitation_to(case, meeting, rep),
        now=case.seen.now,
    )


def _mail_cancellation(session: Session, case: Case, meeting: Appointment, call: Call) -> None:
    from qualdesk.mail.letters import cancellation_letter  # noqa: PLC0415 - brings Jinja

    rep = rep_of(session, meeting)
    letter = cancellation_letter(
        prospect=case.name,
        rep=rep[0],
        when=zoned_words(meeting.starts_at, case.seen.now, meeting.zone),
        caller=session.get_one(Person, call.caller_id).name,
    )
    hold_mail(
        session,
        kind=MailKind.CANCELLATION,
        call=call,
        to=(case.name, case.email),
        letter=letter,
        calendar=cancellation_to(case, meeting, rep),
        now=case.seen.now,
    )
