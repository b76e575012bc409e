"""The timeline: all contacts with a prospect, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, cast, or_, select, union_all

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.giving_back import because, said_of_hand_off
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.moments import length_words
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.store.columns import Id, table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Campaign,
    HandOff,
    HandOffAnswer,
    Lead,
    Objection,
    Person,
    Prospect,
    Response,
    Touch,
    TouchText,
)


class Sign(StrEnum):
    """What kind of thing happened, told apart as far as the timeline shows it."""

    CALLED = "called"
    MISSED = "missed"
    VOICEMAIL = "voicemail"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"
    PROMISED = "promised"
    PUSHED = "pushed"
    NURTURED = "nurtured"
    MAIL = "mail"
    LETTER = "letter"
    MEETING = "meeting"
    NOTE = "note"
    CORRECTION = "correction"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    NO_SHOW = "no_show"
    RESCHEDULED = "rescheduled"
    DOWNLOAD = "download"
    INQUIRY = "inquiry"
    STAND = "stand"
    SEMINAR = "seminar"
    ONLINE_EVENT = "online_event"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One touch, response or objection, as the timeline shows it."""

    happened_at: datetime
    sign: Sign
    title: str
    words: str
    person: str
    person_id: int | None = None
    is_contact: bool = True
    """False for what was said during a contact."""
    is_unheard: bool = False
    """Whether nobody took the call: then the clock there says more than the day alone."""


_SIGNS_OF_RESPONSES = {
    ResponseKind.DOWNLOADED: Sign.DOWNLOAD,
    ResponseKind.REPLIED: Sign.MAIL,
    ResponseKind.VISITED_STAND: Sign.STAND,
    ResponseKind.INQUIRED: Sign.INQUIRY,
}
_SIGNS_OF_EVENTS = {CampaignKind.SEMINAR: Sign.SEMINAR, CampaignKind.TRADE_SHOW: Sign.STAND}
_SIGNS_OF_TOUCHES = {
    TouchKind.EMAIL: Sign.MAIL,
    TouchKind.LETTER: Sign.LETTER,
    TouchKind.MEETING: Sign.MEETING,
    TouchKind.NOTE: Sign.NOTE,
    TouchKind.CORRECTION: Sign.CORRECTION,
}
_SIGNS_OF_OUTCOMES = {
    Outcome.NO_ANSWER: Sign.MISSED,
    Outcome.VOICEMAIL: Sign.VOICEMAIL,
    Outcome.BUSY: Sign.MISSED,
    Outcome.WRONG_NUMBER: Sign.WRONG_NUMBER,
    Outcome.DO_NOT_CALL: Sign.DO_NOT_CALL,
    Outcome.CALL_BACK_LATER: Sign.PROMISED,
    Outcome.PUSH_TO_SALES: Sign.PUSHED,
    Outcome.NURTURE: Sign.NURTURED,
}
_UNHEARD = frozenset({Outcome.NO_ANSWER, Outcome.BUSY})
_SIGNS_OF_ANSWERS = {
    RepAnswer.RETURNED: Sign.RETURNED,
    RepAnswer.ACCEPTED: Sign.ACCEPTED,
    RepAnswer.NO_SHOW: Sign.NO_SHOW,
    RepAnswer.RESCHEDULED: Sign.RESCHEDULED,
}
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
    for touch in _TOUCHES.rows(session, {"prospect_id": prospect_id}):
        yield TimelineRow(
            happened_at=touch.happened_at,
            sign=_sign(touch),
            title=_title(touch),
            words=_words(touch),
            person=_who(touch.name or "", touch.talked_seconds),
            person_id=touch.person_id,
            is_unheard=touch.outcome in _UNHEARD,
        )


def _responses(session: Session, prospect_id: int) -> Iterable[TimelineRow]:
    for response in _RESPONSES.rows(session, {"prospect_id": prospect_id}):
        kind, campaign = ResponseKind(response.kind), CampaignKind(response.campaign)
        sign = _SIGNS_OF_RESPONSES.get(kind) or _SIGNS_OF_EVENTS.get(campaign, Sign.ONLINE_EVENT)
        title = kind.label_in(campaign)
        yield TimelineRow(response.happened_at, sign, title, response.words or "", "")


def _objections(session: Session, prospect_id: int) -> Iterable[TimelineRow]:
    for heard in _OBJECTIONS.rows(session, {"prospect_id": prospect_id}):
        words = "The answer helped" if heard.has_helped else "The answer did not help"
        title, person = f"“{heard.says}”", _who(heard.name, 0)
        row = TimelineRow(heard.happened_at, Sign.OBJECTION, title, words, person)
        yield replace(row, is_contact=False)


_MADE, _HEARD, _TEXTS = table_of(Touch), table_of(Response), table_of(TouchText)
_PEOPLE, _OTHER = table_of(Person), table_of(Touch).alias()
_LEADS, _RAISED, _PROSPECTS = table_of(Lead), table_of(Objection), table_of(Prospect)
_CAMPAIGNS = table_of(Campaign)
_PROSPECT = bindparam("prospect_id", type_=Id)
_THEMSELVES = union_all(
    select(cast(_PROSPECT, Id)),
    select(_PROSPECTS.c.id).where(_PROSPECTS.c.merged_into_id == _PROSPECT),
)
"""A prospect, and who was taken into them."""

_ANSWERS, _HAND_OFFS = table_of(HandOffAnswer), table_of(HandOff)
_REPS, _SAID = table_of(Person).alias(), table_of(TouchText).alias()
_IS_OF_ANSWER = and_(
    _ANSWERS.c.command_id == _MADE.c.command_id,
    _MADE.c.direction == Direction.IN,
    or_(_MADE.c.kind == TouchKind.NOTE, _MADE.c.kind == TouchKind.MEETING),
)
"""The touch that a rep's answer left."""

_COUNTS = (
    _MADE.c.prospect_id.in_(_THEMSELVES),
    _MADE.c.takes_back_id.is_(None),
    ~select(_OTHER.c.id).where(_OTHER.c.takes_back_id == _MADE.c.id).exists(),
)
"""Neither taken back nor a correction."""

_TOUCHES = Prepared(
    select(_MADE.c.kind, _MADE.c.direction, _MADE.c.outcome, _MADE.c.happened_at)
    .add_columns(_MADE.c.talked_seconds, _MADE.c.person_id, _PEOPLE.c.name, _TEXTS.c.words)
    .add_columns(*(_ANSWERS.c[name] for name in ("answer", "door", "reason", "stage", "amount")))
    .add_columns(_REPS.c.name.label("rep"), _SAID.c.words.label("said"))
    .outerjoin_from(_MADE, _PEOPLE, _PEOPLE.c.id == _MADE.c.person_id)
    .outerjoin(_TEXTS, _TEXTS.c.id == _MADE.c.text_id)
    .outerjoin(_ANSWERS, _IS_OF_ANSWER)
    .outerjoin(_HAND_OFFS, _HAND_OFFS.c.id == _ANSWERS.c.hand_off_id)
    .outerjoin(_REPS, _REPS.c.id == _HAND_OFFS.c.rep_id)
    .outerjoin(_SAID, _SAID.c.id == _ANSWERS.c.text_id)
    .where(*_COUNTS)
)
_RESPONSES = Prepared(
    select(_HEARD.c.kind, _HEARD.c.happened_at, _TEXTS.c.words, _CAMPAIGNS.c.kind.label("campaign"))
    .join_from(_HEARD, _CAMPAIGNS, _CAMPAIGNS.c.id == _HEARD.c.campaign_id)
    .outerjoin(_TEXTS, _TEXTS.c.id == _HEARD.c.text_id)
    .where(_HEARD.c.prospect_id.in_(_THEMSELVES))
)
_OBJECTIONS = Prepared(
    select(_RAISED.c.says, _RAISED.c.has_helped, _RAISED.c.happened_at, _PEOPLE.c.name)
    .join_from(_RAISED, _LEADS, _LEADS.c.id == _RAISED.c.lead_id)
    .join(_PEOPLE, _PEOPLE.c.id == _RAISED.c.person_id)
    .where(_LEADS.c.prospect_id.in_(_THEMSELVES))
)


def _sign(touch: Any) -> Sign:
    of_kind = _SIGNS_OF_TOUCHES.get(TouchKind(touch.kind), Sign.CALLED)
    if touch.answer:
        return _SIGNS_OF_ANSWERS.get(RepAnswer(touch.answer), of_kind)
    if touch.outcome:
        return _SIGNS_OF_OUTCOMES.get(Outcome(touch.outcome), Sign.CALLED)
    return of_kind


def _title(touch: Any) -> str:
    if touch.outcome:
        outcome = Outcome(touch.outcome)
        return _TITLES.get(outcome, outcome.label)
    if touch.answer:
        answer = RepAnswer(touch.answer)
        return said_of_hand_off(touch.rep, answer, _reason(touch), touch.said or "")
    is_in = touch.direction == Direction.IN
    words = {
        TouchKind.EMAIL: "Replied by e-mail" if is_in else "E-mail sent",
        TouchKind.CALL: "They called" if is_in else "Called",
        TouchKind.LETTER: "Letter sent",
        TouchKind.MEETING: "Met",
        TouchKind.NOTE: "Note",
    }
    return words.get(TouchKind(touch.kind), "Corrected")


def _words(touch: Any) -> str:
    """Return what stands under the title; of a rep's answer what the title has not said."""
    if not touch.answer:
        return touch.words or ""
    said, reason = touch.said or "", _reason(touch)
    if reason is not None and because(reason, said) != reason.label.lower():
        said = reason.label  # the title has the words
    told = (said.rstrip("."), touch.stage, touch.amount, AnswerDoor(touch.door).label)
    return " · ".join(one for one in told if one)


def _reason(touch: Any) -> ReturnReason | None:
    return ReturnReason(touch.reason) if touch.reason else None


def _who(person: str, talked_seconds: int) -> str:
    first_name = person.split(" ", maxsplit=1)[0]
    return f"{first_name} · {length_words(talked_seconds)}" if talked_seconds else first_name
