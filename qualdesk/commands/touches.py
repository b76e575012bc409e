"""Touches: what every outcome writes of a call, and what it reads of answers given before."""

from collections.abc import Mapping

from sqlalchemy import insert

from qualdesk.commands.case import Case
from qualdesk.commands.requests.calls import Call
from qualdesk.domain import verdicts
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.script import carried
from qualdesk.domain.touch import TouchKind
from qualdesk.store.agreed import definition_of, script_of
from qualdesk.store.answers import answers_of
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared, insert_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Answer, Touch, TouchText


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
    session: Session, case: Case, kind: TouchKind, words: str, *, person_id: int | None = None
) -> None:
    """Write into the history what was done beside a call; without a person it came about by itself."""
    session.execute(
        insert(Touch).values(
            lead_id=case.lead_id,
            prospect_id=case.prospect_id,
            campaign_id=case.campaign_id,
            person_id=person_id,
            command_id=command_id(session),
            kind=kind,
            happened_at=case.seen.now,
            recorded_at=case.seen.now,
            text_id=write_words(session, words),
            lead_version=case.version,
        )
    )


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
