"""Whatever comes after whatever: an open lead has owner, state and due time, and caps hold."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from qualdesk.commands import outcomes
from qualdesk.commands.cap_choices import choose_at_cap
from qualdesk.commands.requests.calls import (
    Call,
    ChooseAtCap,
    CloseOut,
    FindBusy,
    LeaveVoicemail,
    PromiseCallback,
    ReachGatekeeper,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.undo import take_back
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import CampaignState
from qualdesk.domain.caps import Cap, CapChoice
from qualdesk.domain.lead import Lane, LeadState, OwnerKind
from qualdesk.domain.outcome import CloseOutReason, Outcome, ToldBy
from qualdesk.errors import QualDeskError
from qualdesk.events.calls import After
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import (
    NOW,
    a_call,
    a_campaign,
    a_lead,
    a_person,
    a_prospect,
    a_territory,
    writing,
)

NOBODY = (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.BUSY, Outcome.GATEKEEPER)
SPOKE = (Outcome.CALL_BACK_LATER, Outcome.NURTURE, Outcome.CLOSE_OUT)
SOMETHING_ELSE = (*NOBODY, *SPOKE, *CapChoice, *CampaignState, "undo")


@dataclass(frozen=True)
class Step:
    """One thing that happens to the lead."""

    what: Outcome | CapChoice | CampaignState | str
    hours: int
    names_time: bool


STEPS = some.lists(
    some.builds(
        Step,
        what=some.one_of(some.sampled_from(NOBODY), some.sampled_from(SOMETHING_ELSE)),
        hours=some.integers(1, 60),
        names_time=some.booleans(),
    ),
    min_size=4,
    max_size=16,
)
CADENCES = some.builds(
    Cadence,
    attempts=some.integers(1, 3),
    voicemails=some.integers(0, 3),
    least_touches=some.integers(0, 4),
    least_media=some.integers(0, 2),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, cadence=CADENCES, is_in_window=some.booleans())
def test_any_sequence_leaves_a_next_step_and_keeps_the_cap(
    database: Database, steps: list[Step], cadence: Cadence, *, is_in_window: bool
) -> None:
    with writing(database) as session:
        lead_id = _a_lead_alone(session, cadence, is_in_window=is_in_window)
    now, after = NOW, None
    tried = _Tried(cadence)
    for step in steps:
        now += timedelta(hours=step.hours)
        with suppress(QualDeskError), writing(database) as session:
            after = _happen(session, lead_id, step, now, after)
            tried.follow(step, after)
        with database.read() as session:
            lead = session.get_one(tables.Lead, lead_id)
            _has_next_step(session, lead)
            assert lead.attempts <= cadence.attempts
            if lead.state == LeadState.CLOSED:
                return


class _Tried:
    """Counts from the outside how many calls since the last conversation used up an attempt."""

    def __init__(self, cadence: Cadence) -> None:
        self._cadence = cadence
        self._lane: Lane | None = Lane.FRESH
        self._calls = 0

    def follow(self, step: Step, after: After | None) -> None:
        """Take in what happened; the cap never lets one call more into the retry lane."""
        if step.what in SPOKE or step.what == "undo" or after is None:
            self._calls = 0
        elif step.what in NOBODY and step.what is not Outcome.BUSY:
            self._calls += self._lane is not Lane.PROMISED
            if self._calls >= self._cadence.attempts:
                assert after.lane is Lane.CHECK_IN
                assert after.cap is not None
                assert after.cap.cap is Cap.ATTEMPTS
                assert after.cap.choices
        self._lane = after.lane if after else Lane.FRESH


def _a_lead_alone(session: Session, cadence: Cadence, *, is_in_window: bool) -> int:
    """Open a lead in a campaign of its own; the example before it left its rows behind."""
    number = len(session.scalars(select(tables.Campaign.id)).all())
    campaign_id = a_campaign(
        session, f"Campaign {number}", event_on=NOW.date() if is_in_window else None
    )
    session.get_one(tables.Campaign, campaign_id).cadence = cadence
    prospect_id = a_prospect(session, numbers=[f"+4989999{number:05}"])
    return a_lead(
        session, prospect_id=prospect_id, campaign_id=campaign_id, territory_id=a_territory(session)
    )


def _happen(
    session: Session, lead_id: int, step: Step, now: datetime, before: After | None
) -> After | None:
    """Let one step happen; return where it left the lead, None after an undo."""
    lead = session.get_one(tables.Lead, lead_id)
    call = a_call(lead_id, a_person(session), version=lead.version)
    if isinstance(step.what, Outcome):
        command, request = _outcome(step, call, now)
        after: After = command(session, request, now).after
        return after
    if isinstance(step.what, CampaignState):
        session.get_one(tables.Campaign, lead.campaign_id).state = step.what
        return before
    if step.what == "undo":
        take_back(session, TakeBack(call.caller_id, before.touch_id if before else 0), now)
        return None
    touch_id = before.touch_id if before else 0
    request = ChooseAtCap(call, touch_id, CapChoice(step.what))
    return choose_at_cap(session, request, now).after


def _outcome(step: Step, call: Call, now: datetime) -> tuple[Any, Any]:
    soon = now + timedelta(hours=3)
    ways: dict[Outcome, tuple[Any, Any]] = {
        Outcome.NO_ANSWER: (outcomes.record_no_answer, RecordNoAnswer(call)),
        Outcome.VOICEMAIL: (outcomes.leave_voicemail, LeaveVoicemail(call)),
        Outcome.BUSY: (outcomes.find_busy, FindBusy(call)),
        Outcome.GATEKEEPER: (
            outcomes.reach_gatekeeper,
            ReachGatekeeper(call, best_at=soon if step.names_time else None),
        ),
        Outcome.CALL_BACK_LATER: (outcomes.promise_callback, PromiseCallback(call, soon)),
        Outcome.NURTURE: (
            outcomes.send_to_nurture,
            SendToNurture(call, now.date() + timedelta(days=20)),
        ),
        Outcome.CLOSE_OUT: (
            outcomes.close_out,
            CloseOut(call, CloseOutReason.NO_NEED_NOW, ToldBy.PHONE, words="Not now."),
        ),
    }
    return ways[Outcome(step.what)]


def _has_next_step(session: Session, lead: tables.Lead) -> None:
    is_open = lead.state != LeadState.CLOSED
    assert (lead.due_at is not None) == is_open
    assert (lead.lane is not None) == is_open
    assert (lead.resolution is None) == is_open
    assert (lead.owner_kind == OwnerKind.PERSON) == (lead.owner_person_id is not None)
    is_queued = session.get(tables.QueueEntry, lead.id) is not None
    assert is_queued == is_open
