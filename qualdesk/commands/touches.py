"""Touches: what is written of a call, beside one, or to take one back; what was answered before."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.case import Case
from qualdesk.commands.requests.calls import Call
from qualdesk.domain import verdicts
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.script import carried
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.store.agreed import definition_of, script_of
from qualdesk.store.answers import answers_of
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared, insert_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Answer, ChosenAtCap, Lead, Touch, TouchText


def write_call(
    session: Session,
    case: Case,
    call: Call,
    outcome: Outcome,
    *,
    lead_version: int,
    words: str = "",
) -> int:
    """Write the touch of a call with its note and answers; return its id."""
    note = " ".join(part for part in (words, call.note.strip()) if part)
    row = {
        "lead_id": case.lead_id,
        "prospect_id": case.prospect_id,
        "campaign_id": case.campaign_id,
        "person_id": call.caller_id,
        "command_id": command_id(session),
        "kind": TouchKind.CALL,
        "outcome": outcome,
        "happened_at": case.seen.now,
        "recorded_at": case.seen.now,
        "talked_seconds": call.talked_seconds,
        "text_id": write_words(session, note),
        "dial_id": call.dial_id,
        "lead_version": lead_version,
        "script_id": call.script_id or case.script_id,
        "definition_id": call.definition_id or case.definition_id,
    }
    touch_id: int = _INSERT.value(session, row)
    rows = [
        {"touch_id": touch_id, "step": step, "lead_id": case.lead_id, "words": words}
        for step, words in call.answers.items()
        if words
    ]
    if rows:
        session.execute(insert(Answer), rows)
    return touch_id


_WRITTEN = (
    *("lead_id", "prospect_id", "campaign_id", "person_id", "command_id", "kind", "outcome"),
    *("happened_at", "recorded_at", "talked_seconds", "text_id", "dial_id", "lead_version"),
    *("script_id", "definition_id"),
)
_INSERT = Prepared(insert_of(table_of(Touch), *_WRITTEN).returning(table_of(Touch).c.id))


def write_touch(
    session: Session,
    case: Case,
    kind: TouchKind,
    words: str = "",
    *,
    person_id: int | None = None,
    direction: Direction = Direction.OUT,
    lead_version: int | None = None,
) -> None:
    """Write into the history what was done beside a call; without a person it came about by itself.

    `lead_version` is the one the lead has by it, where that is not its version in the case.
    """
    session.execute(
        insert(Touch).values(
            lead_id=case.lead_id,
            prospect_id=case.prospect_id,
            campaign_id=case.campaign_id,
            person_id=person_id,
            command_id=command_id(session),
            kind=kind,
            direction=direction,
            happened_at=case.seen.now,
            recorded_at=case.seen.now,
            text_id=write_words(session, words),
            lead_version=case.version if lead_version is None else lead_version,
        )
    )


def write_unasked(
    session: Session, lead: Lead, kind: TouchKind, words: str, *, lead_version: int, now: datetime
) -> None:
    """Write into a lead's history what came about without a call, and without anybody's case of it."""
    session.execute(
        insert(Touch).values(
            lead_id=lead.id,
            prospect_id=lead.prospect_id,
            campaign_id=lead.campaign_id,
            command_id=command_id(session),
            kind=kind,
            happened_at=now,
            recorded_at=now,
            text_id=write_words(session, words),
            lead_version=lead_version,
        )
    )


def write_correction(
    session: Session, touch: Touch, *, person_id: int | None, lead_version: int, now: datetime
) -> None:
    """Write the touch that takes another back: none is ever edited or deleted (DESIGN §2, 4)."""
    session.execute(
        insert(Touch).values(
            lead_id=touch.lead_id,
            prospect_id=touch.prospect_id,
            campaign_id=touch.campaign_id,
            person_id=person_id,
            command_id=command_id(session),
            kind=TouchKind.CORRECTION,
            happened_at=now,
            recorded_at=now,
            lead_version=lead_version,
            takes_back_id=touch.id,
        )
    )


def correct_touches(
    session: Session, touches: Iterable[Touch], person_id: int | None, now: datetime
) -> None:
    """Take touches back under the version that their lead has once it is restored."""
    for touch in touches:
        version = touch.lead_version + 1
        write_correction(session, touch, person_id=person_id, lead_version=version, now=now)


def presses_of(session: Session, touch: Touch) -> list[str]:
    """Return the press of a call, and of what was chosen at the cap it reached."""
    chosen = select(ChosenAtCap.command_id).where(ChosenAtCap.touch_id == touch.id)
    return [touch.command_id, *session.scalars(chosen)]


def write_words(session: Session, words: str) -> int | None:
    """Keep what somebody typed, apart from the touch; return its id, or None for nothing."""
    if not words.strip():
        return None
    return session.execute(
        insert(TouchText).values(words=words.strip()).returning(TouchText.id)
    ).scalar_one()


def verdict_of(session: Session, case: Case, heard: Mapping[str, str]) -> Verdict:
    """Read off old and new answers where each criterion of the campaign's definition stands."""
    script = script_of(session, case.script_id)
    definition = definition_of(session, case.definition_id)
    earlier = carried(script, answers_of(session, case.lead_id), case.today)
    return verdicts.verdict(script, definition, {**earlier, **heard}, case.today)
