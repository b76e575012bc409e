"""The ten outcomes as typed on the command line: each option put where its request needs it."""

import argparse
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from qualdesk.cli.door import Door, chosen, person_id, typed_moment
from qualdesk.commands import outcomes
from qualdesk.commands.requests.calls import (
    BarCalls,
    Call,
    CloseOut,
    FindBusy,
    FindWrongNumber,
    LeaveVoicemail,
    PromiseCallback,
    PushToSales,
    ReachGatekeeper,
    RecordNoAnswer,
    SendToNurture,
)
from qualdesk.domain.answers import taken
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.outcome import (
    CloseOutReason,
    Medium,
    Outcome,
    Reopen,
    SuppressionScope,
    ToldBy,
    WrongBecause,
)
from qualdesk.domain.script import Ask
from qualdesk.errors import InputError
from qualdesk.queries.presses import version_seen_by
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.settings import load_settings
from qualdesk.store.session import Press
from qualdesk.store.tracks import newest_tracks

K = TypeVar("K", bound=StrEnum)

Make = Callable[[Door, argparse.Namespace, Call, ProspectCard], object]


def request_for(
    door: Door, options: argparse.Namespace, caller_id: int, press: Press
) -> tuple[Any, Any]:
    """Return the command of an outcome and its request.

    Raises:
        InputError: if an option is missing or cannot be read.
    """
    with door.database.read() as session:
        card = prospect_card(session, lead_id=options.lead, caller_id=caller_id, now=door.now)
        # A repeated press says again what it had seen, so that it is known as the same.
        seen = version_seen_by(session, press.id)
    call = Call(
        lead_id=options.lead,
        caller_id=caller_id,
        lead_version=seen or card.lead_version,
        note=options.note,
        answers=dict(_answer(one, card) for one in options.answer),
    )
    command, make = _OUTCOMES[Outcome(options.outcome)]
    return command, make(door, options, call, card)


def _answer(text: str, card: ProspectCard) -> tuple[str, str]:
    step_id, equals, words = (part.strip() for part in text.partition("="))
    if not equals:
        raise InputError(f"“{text}” answers nothing. Write --answer STEP=VALUE.")
    step = card.script.step(step_id)
    if step is None or step.ask is Ask.NOTHING:
        known = ", ".join(one.id for one in card.script.steps if one.ask is not Ask.NOTHING)
        raise InputError(f"{card.script.title} does not ask “{step_id}”. Answer one of: {known}.")
    return step_id, taken(step, words, card.hearing)


def _push(door: Door, options: argparse.Namespace, call: Call, card: ProspectCard) -> PushToSales:
    return PushToSales(
        call,
        meeting_at=typed_moment(door, options.when, card.zone) if options.when else None,
        brief=options.note,
        rep_id=person_id(door, options.rep) if options.rep else None,
        unmet_because=options.reason,
    )


def _promise(
    door: Door, options: argparse.Namespace, call: Call, card: ProspectCard
) -> PromiseCallback:
    """Promise a call; `--reason` is what it is to begin with."""
    return PromiseCallback(
        call,
        _needed_when(door, options, card.zone),
        WhoCalls(options.who),
        start_with=options.reason,
        track_id=_track(door, options.track) if options.track else None,
        firm=_firm() if options.track else "",
    )


def _nurture(
    door: Door, options: argparse.Namespace, call: Call, card: ProspectCard
) -> SendToNurture:
    if options.track:
        return SendToNurture(
            call, about=options.reason, track_id=_track(door, options.track), firm=_firm()
        )
    local = _needed_when(door, options, card.zone).astimezone(ZoneInfo(card.zone))
    return SendToNurture(call, local.date(), about=options.reason)


def _track(door: Door, name: str) -> int:
    with door.database.read() as session:
        known = {track.id: track_id for track_id, track in newest_tracks(session).items()}
    return known[chosen(name, list(known), "track", "a file in resources/tracks.")]


def _firm() -> str:
    return load_settings().firm.name


def _close_out(door: Door, options: argparse.Namespace, call: Call, card: ProspectCard) -> CloseOut:
    """Close out as said on the phone; `--when` is the day on which we may ask again."""
    reason = _one_of(CloseOutReason, options.reason)
    if not options.when:
        return CloseOut(call, reason, ToldBy.PHONE, words=options.note)
    day = typed_moment(door, options.when, card.zone).astimezone(ZoneInfo(card.zone)).date()
    return CloseOut(
        call, reason, ToldBy.PHONE, words=options.note, reopen=Reopen.AT_DATE, reopen_on=day
    )


def _gatekeeper(
    door: Door, options: argparse.Namespace, call: Call, card: ProspectCard
) -> ReachGatekeeper:
    best_at = typed_moment(door, options.when, card.zone) if options.when else None
    return ReachGatekeeper(call, best_at=best_at)


def _wrong(
    _door: Door, options: argparse.Namespace, call: Call, _card: ProspectCard
) -> FindWrongNumber:
    return FindWrongNumber(call, _one_of(WrongBecause, options.reason))


def _bar(_door: Door, options: argparse.Namespace, call: Call, _card: ProspectCard) -> BarCalls:
    scope = _one_of(SuppressionScope, options.reason or SuppressionScope.PERSON)
    return BarCalls(call, scope, Medium.PHONE)


def _plain(kind: type[Any]) -> Make:
    return lambda _door, _options, call, _card: kind(call)


def _needed_when(door: Door, options: argparse.Namespace, zone: str) -> datetime:
    if not options.when:
        raise InputError('This outcome needs a time. Say it, for example --when "tomorrow 10".')
    return typed_moment(door, options.when, zone)


def _one_of(kinds: type[K], text: str) -> K:
    key = text.strip().casefold().replace(" ", "_").replace("-", "_")
    if key in {kind.value for kind in kinds}:
        return kinds(key)
    said = f"“{text}” is no reason here" if text else "This outcome needs a reason"
    known = ", ".join(kind.value for kind in kinds)
    raise InputError(f"{said}. Give one with --reason: {known}.")


_OUTCOMES: dict[Outcome, tuple[object, Make]] = {
    Outcome.PUSH_TO_SALES: (outcomes.push_to_sales, _push),
    Outcome.CALL_BACK_LATER: (outcomes.promise_callback, _promise),
    Outcome.NURTURE: (outcomes.send_to_nurture, _nurture),
    Outcome.CLOSE_OUT: (outcomes.close_out, _close_out),
    Outcome.NO_ANSWER: (outcomes.record_no_answer, _plain(RecordNoAnswer)),
    Outcome.VOICEMAIL: (outcomes.leave_voicemail, _plain(LeaveVoicemail)),
    Outcome.BUSY: (outcomes.find_busy, _plain(FindBusy)),
    Outcome.GATEKEEPER: (outcomes.reach_gatekeeper, _gatekeeper),
    Outcome.WRONG_NUMBER: (outcomes.find_wrong_number, _wrong),
    Outcome.DO_NOT_CALL: (outcomes.bar_calls, _bar),
}
