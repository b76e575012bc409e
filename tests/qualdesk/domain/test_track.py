"""Tracks: touches over several media, a call in time, no holiday, no end without a next step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.public_holidays import is_holiday
from qualdesk.domain.track import (
    LONGEST_WITHOUT_CALL,
    StepKind,
    Track,
    TrackStep,
    check_track,
    medium_open,
    planned_steps,
)
from qualdesk.errors import InputError
from qualdesk.store.tracks import shipped_tracks

TODAY = date(2026, 11, 18)
BAVARIA = ("DE", "BY")


def a_wait(days: int) -> TrackStep:
    return TrackStep(StepKind.WAIT, days=days)


def a_touch(kind: StepKind, name: str) -> TrackStep:
    return TrackStep(kind, name, title=name, subject="S", text="T")


def a_track(*steps: TrackStep) -> Track:
    return Track("test", "Test", (CampaignKind.WEBINAR,), steps)


GOOD = a_track(
    a_wait(10),
    a_touch(StepKind.EMAIL, "one"),
    a_wait(20),
    a_touch(StepKind.LETTER, "two"),
    a_wait(40),
    a_touch(StepKind.CALL, "ask"),
    a_wait(40),
    a_touch(StepKind.EMAIL, "three"),
    a_wait(40),
    a_touch(StepKind.CALL, "end"),
)


def _with(index: int, step: TrackStep) -> Track:
    steps = list(GOOD.steps)
    steps[index] = step
    return replace(GOOD, steps=tuple(steps))


@pytest.mark.parametrize(
    ("track", "said"),
    [
        (replace(GOOD, steps=GOOD.steps[:8]), "step three: the track ends without a next step"),
        (_with(4, a_wait(61)), "step 5: 91 days without a call. Call before that."),
        (_with(7, a_touch(StepKind.EMAIL, "one")), "step one: there are two of that id."),
        (_with(0, a_wait(0)), "step 1: it waits for no day. Give it days = 14"),
        (
            _with(1, replace(GOOD.steps[1], text=" ")),
            "step one: this email says nothing. Give it a subject and a text.",
        ),
        (
            _with(1, replace(GOOD.steps[1], text="{{ naem }}")),
            "step one: there is no field “naem”. Use one of about, ",
        ),
        (
            _with(1, replace(GOOD.steps[1], subject="{% if age %}x{% endif %}")),
            "step one: there is no field “age”.",
        ),
        (_with(1, replace(GOOD.steps[1], days=3)), "step one: only a wait takes days."),
        (replace(GOOD, kinds=()), "kinds: it is for no kind of campaign."),
        (replace(GOOD, steps=GOOD.steps[4:6]), "steps: add touches: 5 at least, over 3 media."),
    ],
)
def test_a_faulty_track_is_refused_with_step_and_remedy(track: Track, said: str) -> None:
    check_track(GOOD)
    with pytest.raises(InputError) as refusal:
        check_track(track)
    assert str(refusal.value).startswith(said)


def test_weekends_and_holidays_of_the_place_are_skipped() -> None:
    steps = planned_steps(GOOD, date(2026, 12, 15), place=BAVARIA)
    assert steps[0].on == date(2026, 12, 28)  # the 25th is a holiday, the 26th a Saturday
    everywhere = planned_steps(GOOD, date(2026, 12, 15))
    assert everywhere[0].on == date(2026, 12, 25)


def test_a_first_touch_on_a_day_moves_the_whole_track() -> None:
    steps = planned_steps(GOOD, TODAY, first_on=TODAY + timedelta(days=14))
    assert steps[0].on == TODAY + timedelta(days=14)
    assert (steps[1].on - planned_steps(GOOD, TODAY)[1].on).days in {3, 4, 5}


def test_nobody_gets_a_text_twice_but_calls_come_again() -> None:
    names = [one.step.id for one in planned_steps(GOOD, TODAY, without={"one", "two", "ask"})]
    assert names == ["ask", "three", "end"]


@given(
    today=some.dates(date(2026, 1, 1), date(2028, 12, 31)),
    place=some.sampled_from([("DE", "BY"), ("US", "NY"), ("GB", ""), ("FR", ""), ("JP", "")]),
    later=some.none() | some.integers(1, 90),
    track=some.sampled_from([GOOD, *shipped_tracks()]),
)
def test_whenever_and_wherever_a_track_begins_it_calls_in_time_and_on_working_days(
    today: date, place: tuple[str, str], later: int | None, track: Track
) -> None:
    first_on = None if later is None else today + timedelta(days=later)
    steps = planned_steps(track, today, place=place, first_on=first_on)
    assert all(one.on > today for one in steps)
    assert not any(one.on.weekday() >= 5 or is_holiday(one.on, *place) for one in steps)
    calls = [today, *(one.on for one in steps if one.step.kind is StepKind.CALL)]
    gaps = [after - before for before, after in pairwise(calls)]
    assert max(gaps) <= LONGEST_WITHOUT_CALL
    assert steps[-1].step.kind is StepKind.CALL


@pytest.mark.parametrize("track", shipped_tracks(), ids=lambda track: track.id)
def test_a_shipped_track_has_five_touches_over_three_media_and_ends_with_a_call(
    track: Track,
) -> None:
    assert len(track.touches) >= 5
    assert {step.kind for step in track.touches} == {
        StepKind.EMAIL,
        StepKind.LETTER,
        StepKind.CALL,
    }
    assert track.touches[-1].kind is StepKind.CALL


def test_there_is_a_track_for_each_kind_of_interest() -> None:
    assert sorted(track.kinds[0] for track in shipped_tracks()) == sorted(CampaignKind)


@pytest.mark.parametrize(
    ("step", "open_media", "goes_by"),
    [
        (a_touch(StepKind.EMAIL, "a"), "both", StepKind.EMAIL),
        (a_touch(StepKind.EMAIL, "a"), "address", StepKind.LETTER),
        (a_touch(StepKind.LETTER, "a"), "mail", StepKind.EMAIL),
        (a_touch(StepKind.LETTER, "a"), "none", None),
        (replace(a_touch(StepKind.LETTER, "a"), enclose="a card"), "mail", None),
    ],
)
def test_a_text_goes_by_the_medium_that_is_open(
    step: TrackStep, open_media: str, goes_by: StepKind | None
) -> None:
    has: Sequence[str] = ("mail", "address") if open_media == "both" else (open_media,)
    assert medium_open(step, has_mail="mail" in has, has_address="address" in has) is goes_by
