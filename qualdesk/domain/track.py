"""Nurture tracks: the planned touches that keep a conversation going, and on which days they come."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.public_holidays import is_holiday
from qualdesk.errors import InputError

LONGEST_WITHOUT_CALL: Final = timedelta(days=90)
"""However good the letters are: so often at least we ask how things stand (DESIGN §5)."""

LEAST_TOUCHES, LEAST_MEDIA = 5, 3

FIELDS: Final = frozenset(
    {"salutation", "person", "first_name", "company", "caller", "firm", "offer", "about"}
)
"""What a track's texts may say of the prospect, the caller and what they talked about."""

_SATURDAY = 5
_DAYS_A_MONTH = 30.4
_NAMED = re.compile(r"{{\s*(\w+)|{%-?\s*(?:el)?if\s+(?:not\s+)?(\w+)")


class StepKind(StrEnum):
    """What a step of a track is."""

    WAIT = "wait"
    EMAIL = "email"
    LETTER = "letter"
    CALL = "call"

    @property
    def is_written(self) -> bool:
        """Whether it has a text that somebody reads."""
        return self in {StepKind.EMAIL, StepKind.LETTER}


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One step: `days` to wait, or a touch with a title; an e-mail or letter has subject and text."""

    kind: StepKind
    id: str = ""
    days: int = 0
    title: str = ""
    about: str = ""
    """A line under the title: what is in it, or what the caller asks."""
    subject: str = ""
    text: str = ""
    enclose: str = ""
    """What goes into the envelope with a letter; such a letter never goes by e-mail instead."""


@dataclass(frozen=True, slots=True)
class Track:
    """A nurture track; the first of its kinds of campaign is the one it was written for."""

    id: str
    title: str
    kinds: tuple[CampaignKind, ...]
    steps: tuple[TrackStep, ...]

    @property
    def touches(self) -> tuple[TrackStep, ...]:
        """The steps that reach somebody."""
        return tuple(step for step in self.steps if step.kind is not StepKind.WAIT)

    @property
    def length(self) -> timedelta:
        """From the first day to the last touch."""
        return timedelta(days=sum(step.days for step in self.steps))

    @property
    def outline(self) -> str:
        """How many touches in how long, as "6 touches in 5 months"."""
        return f"{len(self.touches)} touches in {round(self.length.days / _DAYS_A_MONTH)} months"

    def step(self, step_id: str) -> TrackStep:
        """Return the touch of that id."""
        return next(step for step in self.touches if step.id == step_id)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A touch with its day, where the prospect is."""

    step: TrackStep
    on: date


def check_track(track: Track) -> None:
    """Make sure that a track keeps a conversation going and leaves nobody without a next step.

    Raises:
        InputError: naming the step and what to do.
    """
    for where, fault in (*_faults_of_steps(track), *_faults_of_whole(track)):
        raise InputError(f"{where}: {fault}")


def planned_steps(
    track: Track,
    today: date,
    *,
    place: tuple[str, str] = ("", ""),
    first_on: date | None = None,
    without: Collection[str] = (),
) -> tuple[PlannedStep, ...]:
    """Return the touches with their days: never a weekend or holiday of `place`, a call in time.

    `place` is country and region as ISO codes. `first_on` moves the whole track so that it begins
    then. Texts in `without` reached this person before and are left out; calls come again.
    """
    planned: list[PlannedStep] = []
    day, last_call = today, today
    shift = timedelta() if first_on is None else first_on - (today + _first_wait(track))
    for step in track.steps:
        day += timedelta(days=step.days)
        if step.kind is StepKind.WAIT or (step.kind.is_written and step.id in without):
            continue
        on = _working_day(max(day + shift, today + timedelta(days=1)), place)
        if step.kind is StepKind.CALL:
            on = last_call = _in_time(on, last_call, place)
        planned.append(PlannedStep(step, on))
    return tuple(planned)


def medium_open(step: TrackStep, *, has_mail: bool, has_address: bool) -> StepKind | None:
    """Return by which medium a written step goes: its own, else the other one, else by none."""
    is_open = {
        StepKind.EMAIL: has_mail and not step.enclose,
        StepKind.LETTER: has_address,
    }
    other = StepKind.LETTER if step.kind is StepKind.EMAIL else StepKind.EMAIL
    return next((medium for medium in (step.kind, other) if is_open[medium]), None)


def next_working_day(day: date, place: tuple[str, str]) -> date:
    """Return that day, or the first working day of `place` after it."""
    return _working_day(day, place)


def _first_wait(track: Track) -> timedelta:
    days = 0
    for step in track.steps:
        days += step.days
        if step.kind is not StepKind.WAIT:
            break
    return timedelta(days=days)


def _working_day(day: date, place: tuple[str, str], *, step: int = 1) -> date:
    while day.weekday() >= _SATURDAY or is_holiday(day, *place):
        day += timedelta(days=step)
    return day


def _in_time(on: date, last_call: date, place: tuple[str, str]) -> date:
    """Return the day of a call; a holiday never makes the silence longer than it may be."""
    latest = last_call + LONGEST_WITHOUT_CALL
    return on if on <= latest else _working_day(latest, place, step=-1)


def _faults_of_steps(track: Track) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, step in enumerate(track.steps, 1):
        where = f"step {step.id or number}"
        if step.kind is StepKind.WAIT:
            if step.days < 1:
                yield where, "it waits for no day. Give it days = 14, for example."
            continue
        if step.days:
            yield where, "only a wait takes days. Put a wait before it."
        if not step.id or not step.title:
            yield where, "a touch needs an id and a title. Give it both."
        if step.id in seen:
            yield where, "there are two of that id. Give one of them another."
        seen.add(step.id)
        if step.kind.is_written and not (step.subject.strip() and step.text.strip()):
            yield where, f"this {step.kind} says nothing. Give it a subject and a text."
        for name in sorted(_fields_of(step) - FIELDS):
            known = ", ".join(sorted(FIELDS))
            yield where, f"there is no field “{name}”. Use one of {known}."


def _faults_of_whole(track: Track) -> Iterator[tuple[str, str]]:
    touches = track.touches
    if not track.kinds:
        yield "kinds", "it is for no kind of campaign. Name one at least."
    if not touches or touches[-1].kind is not StepKind.CALL:
        last = touches[-1].id if touches else "1"
        yield f"step {last}", "the track ends without a next step. End it with a call."
    if len(touches) < LEAST_TOUCHES or len({step.kind for step in touches}) < LEAST_MEDIA:
        yield "steps", f"add touches: {LEAST_TOUCHES} at least, over {LEAST_MEDIA} media."
    days = 0
    for number, step in enumerate(track.steps, 1):
        days += step.days
        if days > LONGEST_WITHOUT_CALL.days:
            yield f"step {step.id or number}", f"{days} days without a call. Call before that."
        days = 0 if step.kind is StepKind.CALL else days


def _fields_of(step: TrackStep) -> set[str]:
    found = _NAMED.findall(f"{step.subject}\n{step.text}")
    return {name for pair in found for name in pair if name}
