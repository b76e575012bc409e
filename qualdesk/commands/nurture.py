"""Nurture: a track is planned touch by touch; it stops at once when somebody speaks or comes forward."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import Select, insert, select, update

from qualdesk.commands.case import Case
from qualdesk.commands.requests.calls import SendToNurture
from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.domain.lead import LeadImage, LeadState
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.track import (
    LONGEST_WITHOUT_CALL,
    PlannedStep,
    StepKind,
    planned_steps,
)
from qualdesk.domain.working_days import at_local
from qualdesk.errors import InputError
from qualdesk.store.deadlines import end_deadlines, set_deadline
from qualdesk.store.numbers import reach_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Deadline, Lead, Nurture, PlannedTouch, Track
from qualdesk.store.tracks import place_of_lead, read_track, texts_received

_HOURS: Final = {StepKind.CALL: time(9), StepKind.EMAIL: time(10), StepKind.LETTER: time(8)}
"""When a touch comes, where the prospect is; a letter is to be printed before the post goes."""

_OF_TRACK = Deadline.kind == DeadlineKind.TRACK_STEP


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a conversation is kept going."""

    about: str = ""
    caller_id: int | None = None
    firm: str = ""
    track_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """When the check-in call comes, and the track's touches until and after it."""

    terms: Terms
    check_in_at: datetime
    steps: tuple[PlannedStep, ...] = ()


def nurture_plan(session: Session, case: Case, request: SendToNurture) -> Plan:
    """Return what follows from a request.

    Raises:
        InputError: if neither track nor day is named, or the day lies in the past or too far ahead.
    """
    terms = Terms(request.about, request.call.caller_id, request.firm, request.track_id)
    if request.track_id is None:
        if request.check_in_on is None:
            raise InputError("Choose a track, or a day for the check-in.")
        check_in_at = at_local(request.check_in_on, _HOURS[StepKind.CALL], case.seen.clock.zone)
        if check_in_at <= case.seen.now:
            raise InputError("The check-in lies in the past. Choose a later day.")
        return Plan(terms, check_in_at)
    first_on = request.first_touch_on
    if first_on is not None and not case.today < first_on <= case.today + LONGEST_WITHOUT_CALL:
        raise InputError(
            "The first touch comes within 90 days. Choose such a day, or call back later."
        )
    return _track_plan(session, case, terms, first_on)


def written_until(
    session: Session, case: Case, terms: Terms, last_on: date, *, check_in_at: datetime
) -> Plan:
    """Return the notes of a track up to a day, before a call whose time is agreed.

    Raises:
        InputError: if there is no such track.
    """
    planned = _track_steps(session, case, terms, None)
    notes = (one for one in planned if one.step.kind.is_written and one.on <= last_on)
    return Plan(terms, check_in_at, tuple(notes))


def keep_plan(session: Session, case: Case, plan: Plan, check_in_at: datetime) -> None:
    """Write a plan down: who is nurtured on which terms, each touch with its deadline."""
    terms, zone = plan.terms, case.seen.clock.zone
    nurture_id = session.execute(
        insert(Nurture)
        .values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            about=terms.about,
            check_in_at=check_in_at,
            track_id=terms.track_id,
            caller_id=terms.caller_id,
            firm=terms.firm,
            started_at=case.seen.now,
        )
        .returning(Nurture.id)
    ).scalar_one()
    for planned in plan.steps:
        kind = planned.step.kind
        touch = insert(PlannedTouch).values(nurture_id=nurture_id, step=planned.step.id, kind=kind)
        touch_id = session.execute(touch.returning(PlannedTouch.id)).scalar_one()
        due_at = at_local(planned.on, _HOURS[kind], zone)
        set_deadline(
            session, DeadlineKind.TRACK_STEP, touch_id, lead_id=case.lead_id, due_at=due_at
        )


def follow_outcome(session: Session, case: Case, outcome: Outcome, image: LeadImage) -> None:
    """Stop, pause or go on with a track after a call; what this very press planned stays."""
    if image.state is LeadState.CLOSED:
        _end_earlier(session, case, Ending.CANCELLED)
    elif outcome.is_conversation:
        _end_earlier(session, case, Ending.PAUSED)
    elif outcome is Outcome.DO_NOT_CALL:
        stop_barred(session, [case.prospect_id], case.seen.now)
    elif image.state is LeadState.NURTURE:
        _resume(session, case)


def pause_tracks(session: Session, lead_ids: Collection[int]) -> None:
    """Pause the tracks of leads that came forward: they are to be spoken to now."""
    if lead_ids:
        end_deadlines(session, Ending.PAUSED, Deadline.lead_id.in_(lead_ids), _OF_TRACK)


def stop_barred(session: Session, prospect_ids: Collection[int], now: datetime) -> None:
    """Cancel at once every written touch that waits for somebody who must not be written to."""
    barred = [
        prospect_id
        for prospect_id, reach in reach_of(session, prospect_ids).items()
        if reach.is_mail_barred_at(now)
    ]
    if not barred:
        return
    written = select(PlannedTouch.id).where(PlannedTouch.kind != StepKind.CALL)
    end_deadlines(
        session,
        Ending.CANCELLED,
        _OF_TRACK,
        Deadline.lead_id.in_(_leads_of(barred)),
        Deadline.subject_id.in_(written),
    )


def stop_closed(session: Session, prospect_ids: Collection[int]) -> None:
    """Cancel the touches that wait for leads which are closed now."""
    closed = _leads_of(prospect_ids).where(Lead.state == LeadState.CLOSED)
    end_deadlines(session, Ending.CANCELLED, _OF_TRACK, Deadline.lead_id.in_(closed))


def forget_plans(session: Session, commands: Collection[str], now: datetime) -> None:
    """Take back the plans that these presses made."""
    session.execute(
        update(Nurture).where(Nurture.command_id.in_(commands)).values(taken_back_at=now)
    )


def _track_plan(session: Session, case: Case, terms: Terms, first_on: date | None) -> Plan:
    steps = _track_steps(session, case, terms, first_on)
    first_call = next(one.on for one in steps if one.step.kind is StepKind.CALL)
    return Plan(terms, at_local(first_call, _HOURS[StepKind.CALL], case.seen.clock.zone), steps)


def _track_steps(
    session: Session, case: Case, terms: Terms, first_on: date | None
) -> tuple[PlannedStep, ...]:
    track = session.get(Track, terms.track_id)
    if track is None:
        raise InputError("There is no such track. Open the panel again and choose another.")
    return planned_steps(
        read_track(track.body),
        case.today,
        place=place_of_lead(session, case.lead_id),
        first_on=first_on,
        without=texts_received(session, case.prospect_id).get(track.key, ()),
    )


def _end_earlier(session: Session, case: Case, ending: Ending) -> None:
    """End the touches of a lead's track that no plan of this press made."""
    is_earlier = Deadline.made_by != command_id(session)
    end_deadlines(session, ending, Deadline.lead_id == case.lead_id, _OF_TRACK, is_earlier)


def _resume(session: Session, case: Case) -> None:
    """Go on with the track that was paused when they came forward and could not be reached."""
    newest = session.scalars(
        select(Nurture)
        .where(Nurture.lead_id == case.lead_id, Nurture.taken_back_at.is_(None))
        .order_by(Nurture.id.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or newest.track_id is None or not _is_paused(session, newest.id):
        return
    terms = Terms(newest.about, newest.caller_id, newest.firm, newest.track_id)
    plan = _track_plan(session, case, terms, None)
    keep_plan(session, case, plan, plan.check_in_at)


def _leads_of(prospect_ids: Collection[int]) -> Select[int]:
    return select(Lead.id).where(Lead.prospect_id.in_(prospect_ids))


def _is_paused(session: Session, nurture_id: int) -> bool:
    endings = session.scalars(
        select(Deadline.ended_as)
        .join(PlannedTouch, PlannedTouch.id == Deadline.subject_id)
        .where(_OF_TRACK, PlannedTouch.nurture_id == nurture_id)
    ).all()
    return Ending.PAUSED in endings and None not in endings
