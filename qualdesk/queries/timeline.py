"""The timeline: all contacts with a prospect, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, cast, select, union_all
from sqlalchemy.orm import aliased

from qualdesk.domain.moments import length_words
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.store.columns import Id
from qualdesk.store.session import Session
from qualdesk.store.tables import Lead, Objection, Person, Prospect, Response, Touch, TouchText


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One touch, response or objection, as the timeline shows it; `icon` is a Lucide name."""

    happened_at: datetime
    icon: str
    title: str
    words: str
    person: str
    person_id: int | None = None
    is_contact: bool = True
    """False for what was said during a contact."""


_RESPONSE_ICONS = {
    ResponseKind.DOWNLOADED: "file-text",
    ResponseKind.REPLIED: "mail",
    ResponseKind.VISITED_STAND: "store",
    ResponseKind.INQUIRED: "message-circle-question-mark",
}
_TOUCH_ICONS = {
    TouchKind.EMAIL: "mail",
    TouchKind.LETTER: "mail-open",
    TouchKind.MEETING: "calendar-check",
    TouchKind.NOTE: "notebook-pen",
    TouchKind.CORRECTION: "corner-up-left",
}
_OUTCOME_ICONS = {
    Outcome.NO_ANSWER: "phone-missed",
    Outcome.VOICEMAIL: "voicemail",
    Outcome.BUSY: "phone-missed",
    Outcome.WRONG_NUMBER: "phone-off",
    Outcome.DO_NOT_CALL: "ban",
    Outcome.CALL_BACK_LATER: "calendar-clock",
    Outcome.PUSH_TO_SALES: "send",
    Outcome.NURTURE: "sprout",
}
_OBJECTION_ICON = "message-circle-question-mark"
_TITLES = {
    Outcome.PUSH_TO_SALES: "Pushed to sales",
    Outcome.CALL_BACK_LATER: "Call back promised",
    Outcome.NURTURE: "Nurturing",
    Outcome.CLOSE_OUT: "Closed out",
    Outcome.VOICEMAIL: "Voicemail left",
}


def timeline(session: Session, prospect_id: int) -> tuple[TimelineRow, ...]:
    """Return touches, responses and objections, newest first; what was taken back is not shown."""
    rows = [
        *_touches(session, prospect_id),
        *_responses(session, prospect_id),
        *_objections(session, prospect_id),
    ]
    return tuple(sorted(rows, key=lambda row: row.happened_at, reverse=True))


def _touches(session: Session, prospect_id: int) -> Iterable[TimelineRow]:
    for touch in session.execute(_TOUCHES, {"prospect_id": prospect_id}):
        yield TimelineRow(
            happened_at=touch.happened_at,
            icon=_icon(touch),
            title=_title(touch),
            words=touch.words or "",
            person=_who(touch.name or "", touch.talked_seconds),
            person_id=touch.person_id,
        )


def _responses(session: Session, prospect_id: int) -> Iterable[TimelineRow]:
    for response in session.execute(_RESPONSES, {"prospect_id": prospect_id}):
        kind = ResponseKind(response.kind)
        icon = _RESPONSE_ICONS.get(kind, "video")
        yield TimelineRow(response.happened_at, icon, kind.label, response.words or "", "")


def _objections(session: Session, prospect_id: int) -> Iterable[TimelineRow]:
    for heard in session.execute(_OBJECTIONS, {"prospect_id": prospect_id}):
        words = "The answer helped" if heard.has_helped else "The answer did not help"
        title, person = f"“{heard.says}”", _who(heard.name, 0)
        row = TimelineRow(heard.happened_at, _OBJECTION_ICON, title, words, person)
        yield replace(row, is_contact=False)


_OTHER = aliased(Touch)
_PROSPECT = bindparam("prospect_id", type_=Id)
_THEMSELVES = union_all(
    select(cast(_PROSPECT, Id)),
    select(Prospect.id).where(Prospect.merged_into_id == _PROSPECT),
)
"""A prospect, and who was taken into them."""

_COUNTS = (
    Touch.prospect_id.in_(_THEMSELVES),
    Touch.takes_back_id.is_(None),
    ~select(_OTHER.id).where(_OTHER.takes_back_id == Touch.id).exists(),
)
"""Neither taken back nor a correction."""

_TOUCHES = (
    select(Touch.kind, Touch.direction, Touch.outcome, Touch.happened_at, Touch.talked_seconds)
    .add_columns(Touch.person_id, Person.name, TouchText.words)
    .outerjoin(Person, Person.id == Touch.person_id)
    .outerjoin(TouchText, TouchText.id == Touch.text_id)
    .where(*_COUNTS)
)
_RESPONSES = (
    select(Response.kind, Response.happened_at, TouchText.words)
    .outerjoin(TouchText, TouchText.id == Response.text_id)
    .where(Response.prospect_id.in_(_THEMSELVES))
)
_OBJECTIONS = (
    select(Objection.says, Objection.has_helped, Objection.happened_at, Person.name)
    .join(Lead, Lead.id == Objection.lead_id)
    .join(Person, Person.id == Objection.person_id)
    .where(Lead.prospect_id.in_(_THEMSELVES))
)


def _icon(touch: Row[*tuple[Any, ...]]) -> str:
    if touch.outcome:
        return _OUTCOME_ICONS.get(Outcome(touch.outcome), "phone")
    return _TOUCH_ICONS.get(TouchKind(touch.kind), "phone")


def _title(touch: Row[*tuple[Any, ...]]) -> str:
    if touch.outcome:
        outcome = Outcome(touch.outcome)
        return _TITLES.get(outcome, outcome.label)
    is_in = touch.direction == Direction.IN
    words = {
        TouchKind.EMAIL: "Replied by e-mail" if is_in else "E-mail sent",
        TouchKind.CALL: "They called" if is_in else "Called",
        TouchKind.LETTER: "Letter sent",
        TouchKind.MEETING: "Met",
        TouchKind.NOTE: "Note",
    }
    return words.get(TouchKind(touch.kind), "Corrected")


def _who(person: str, talked_seconds: int) -> str:
    first_name = person.split(" ", maxsplit=1)[0]
    return f"{first_name} · {length_words(talked_seconds)}" if talked_seconds else first_name
