"""A touch of a track whose day has come: an e-mail, a letter to print, or the check-in call."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Final

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.held_mail import WrittenMail, queue_mail
from qualdesk.commands.letters import hold_letter, open_address
from qualdesk.commands.touches import write_touch
from qualdesk.domain.deadline import Ending
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.mail import Letter, MailKind
from qualdesk.domain.touch import TouchKind
from qualdesk.domain.track import StepKind, TrackStep, medium_open, next_working_day
from qualdesk.domain.working_days import at_local
from qualdesk.store.deadlines import lead_of
from qualdesk.store.leads import write_image
from qualdesk.store.numbers import may_be_mailed
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Callback,
    Campaign,
    Deadline,
    Nurture,
    Person,
    PlannedTouch,
    Prospect,
    Track,
)
from qualdesk.store.tracks import place_of_lead, read_track

_MORNING: Final = time(9)
_SPOKEN_TO: Final = frozenset({Lane.PROMISED, Lane.RETURNED})
"""Whoever called or calls next knows what to say; a letter from the side would only disturb."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A touch that is due, with whom it is for and on which terms."""

    case: Case
    nurture: Nurture
    step: TrackStep


def take_track_step(session: Session, deadline: Deadline, now: datetime) -> Ending:
    """Do what the step asks for, if it still may be done; return how it ended."""
    due = _due(session, deadline, now)
    image = due.case.image
    prospect = session.get_one(Prospect, due.case.prospect_id)
    if not image.state.is_open or prospect.left_on is not None:
        return Ending.CANCELLED
    if image.state is LeadState.WITH_SALES:
        return Ending.PAUSED
    if image.lane in _SPOKEN_TO and not _leads_to_promise(session, due.nurture):
        return Ending.PAUSED
    if due.step.kind is StepKind.CALL:
        return _let_call(session, due)
    return _write(session, due)


def _due(session: Session, deadline: Deadline, now: datetime) -> _Due:
    planned = session.get_one(PlannedTouch, deadline.subject_id)
    nurture = session.get_one(Nurture, planned.nurture_id)
    body = session.get_one(Track, nurture.track_id).body
    return _Due(
        load_case(session, lead_of(deadline), now), nurture, read_track(body).step(planned.step)
    )


def _leads_to_promise(session: Session, nurture: Nurture) -> bool:
    """Whether the track was agreed together with a promised call, to fill the time until then."""
    promised = select(Callback.id).where(Callback.command_id == nurture.command_id)
    return session.scalars(promised.limit(1)).first() is not None


def _let_call(session: Session, due: _Due) -> Ending:
    """Let the check-in call come now, where it would come later; who is called anyway stays."""
    case = due.case
    is_later = case.image.due_at is not None and case.image.due_at > case.seen.now
    if case.image.state is LeadState.NURTURE and case.image.lane is Lane.CHECK_IN and is_later:
        image = replace(case.image, due_at=case.seen.now)
        write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
    return Ending.DONE


def _write(session: Session, due: _Due) -> Ending:
    """Write it by its own medium, else by the other; where neither is open the next call stands."""
    case, now = due.case, due.case.seen.now
    address = open_address(session, case.prospect_id, now)
    medium = medium_open(
        due.step,
        has_mail=may_be_mailed(session, case.prospect_id, now),
        has_address=bool(address),
    )
    if medium is None:
        return Ending.CANCELLED
    letter = _letter(session, due)
    if medium is not StepKind.LETTER:
        _mail(session, due, letter)
        return Ending.DONE
    hold_letter(
        session,
        case.lead_id,
        address=address,
        subject=letter.subject,
        body=letter.body,
        person_id=due.nurture.caller_id,
        print_after=now,
        enclose=due.step.enclose,
    )
    return Ending.DONE


def _letter(session: Session, due: _Due) -> Letter:
    """Return the words of a step, in the name of whose conversation it is."""
    from qualdesk.mail.letters import track_fields, track_letter  # noqa: PLC0415 - brings Jinja

    case, nurture = due.case, due.nurture
    caller = session.get(Person, nurture.caller_id) if nurture.caller_id else None
    fields = track_fields(
        salutation=case.salutation,
        first_name=session.get_one(Prospect, case.prospect_id).first_name,
        company=case.company,
        caller=caller.name if caller else nurture.firm,
        firm=nurture.firm,
        offer=case.offer or session.get_one(Campaign, case.campaign_id).name,
        about=nurture.about,
    )
    return track_letter(due.step, fields)


def _mail(session: Session, due: _Due, letter: Letter) -> None:
    """Put it into the outbox; on a day when nobody is at work there it waits for the next one."""
    case = due.case
    day = next_working_day(case.today, place_of_lead(session, case.lead_id))
    opens = at_local(day, _MORNING, case.seen.clock.zone)
    send_after = case.seen.now if day == case.today else opens
    queue_mail(
        session,
        WrittenMail(
            MailKind.NURTURE,
            case.lead_id,
            due.nurture.caller_id,
            (case.name, case.email),
            letter.subject,
            letter.body,
            send_after,
        ),
    )
    write_touch(session, case, TouchKind.EMAIL, letter.subject)


def has_stopped(session: Session, of_command: str) -> bool:
    """Whether the track whose step wrote a mail under this command does not run any more."""
    its = select(PlannedTouch.nurture_id).join(Deadline, Deadline.subject_id == PlannedTouch.id)
    nurture_id = session.scalar(its.where(Deadline.ended_by == of_command))
    runs = (
        select(Deadline.id)
        .join(PlannedTouch, PlannedTouch.id == Deadline.subject_id)
        .where(PlannedTouch.nurture_id == nurture_id, Deadline.ended_as.is_(None))
    )
    return nurture_id is not None and session.scalars(runs.limit(1)).first() is None
