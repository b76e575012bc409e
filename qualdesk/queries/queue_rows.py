"""Rows of the long list, read for the few leads in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import BindParameter, bindparam, func, select

from qualdesk.domain.calling_hours import may_call_at
from qualdesk.domain.outcome import CONVERSATIONS, Outcome
from qualdesk.domain.queue_order import Place, ResponseKind, Turn, place_of
from qualdesk.domain.queue_reason import QueueReason
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.queries.queue_list import Beginning, queue_beginning
from qualdesk.queries.reasons import LeadFacts, lead_facts, reason_of
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session, rules_of_desk
from qualdesk.store.tables import CalledFirst, Claim, Person, Touch


@dataclass(frozen=True, slots=True)
class LastTouch:
    """The newest contact, out or in, in a word: spoke, no answer, e-mail, download."""

    at: datetime
    word: str


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One lead of the long list, as a caller sees it."""

    lead_id: int
    name: str
    company: str
    city: str
    campaign: str
    reason: QueueReason
    zone: str
    is_in_hours: bool
    attempts: int
    attempts_cap: int
    last_touch: LastTouch | None
    owner: str
    """Whose it is by name; nothing where anyone may call."""
    is_mine: bool
    called_by: str
    """Who calls at this moment."""
    is_on_my_desk: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What the list opens with: no more of the order than is in sight, and its rows."""

    beginning: Beginning
    rows: dict[int, ListedRow]


def queue_opening(session: Session, *, caller_id: int, now: datetime, rows: int) -> Opening:
    """Return the first of a caller's order, as many as `rows`, each of them read."""
    begun = queue_beginning(session, caller_id=caller_id, now=now, first=rows)
    lead_ids = list(islice(chain.from_iterable(one.lead_ids for one in begun.order.parts), rows))
    read = queue_rows(session, lead_ids, caller_id=caller_id, now=now, turns=begun.turns)
    return Opening(begun, read)


def queue_rows(
    session: Session,
    lead_ids: Sequence[int],
    *,
    caller_id: int,
    now: datetime,
    turns: Mapping[int, Turn],
) -> dict[int, ListedRow]:
    """Return the rows of these leads by id."""
    facts = lead_facts(session, lead_ids, now)
    touches = _touch_words(session, lead_ids)
    beside = _Beside(session, lead_ids, now)
    return {
        lead_id: _row(one, touches.get(lead_id, ""), turns.get(lead_id), beside, caller_id, now)
        for lead_id, one in facts.items()
    }


class _Beside:
    """What is read once for all rows: whose leads are, who is calling them, and the calling rules."""

    def __init__(self, session: Session, lead_ids: Sequence[int], now: datetime) -> None:
        asked = {"lead_ids": list(lead_ids), "now": now}
        self.rules = rules_of_desk(session)
        self.calling = {one.lead_id: (one.id, one.name) for one in session.execute(_CALLING, asked)}
        self.first = {one.lead_id: (one.id, one.name) for one in session.execute(_FIRST_FOR, asked)}


def _row(
    facts: LeadFacts,
    touch_word: str,
    turn: Turn | None,
    beside: _Beside,
    caller_id: int,
    now: datetime,
) -> ListedRow:
    place = place_of(facts.campaign, facts.lane, now.astimezone(facts.clock.tz).date())
    calling_id, calling = beside.calling.get(facts.lead_id, (None, ""))
    owner_id, owner = beside.first.get(facts.lead_id, (facts.owner_id, facts.owner_name))
    return ListedRow(
        lead_id=facts.lead_id,
        name=facts.name,
        company=facts.company,
        city=facts.city,
        campaign=facts.campaign.name,
        reason=reason_of(facts, place or Place.at_rest(facts.campaign), turn, caller_id=caller_id),
        zone=facts.clock.zone,
        is_in_hours=may_call_at(facts.clock, now, beside.rules),
        attempts=facts.attempts,
        attempts_cap=facts.attempts_cap,
        last_touch=_last_touch(facts, touch_word),
        owner=owner,
        is_mine=owner_id == caller_id,
        called_by=calling,
        is_on_my_desk=calling_id == caller_id,
    )


def _last_touch(facts: LeadFacts, touch_word: str) -> LastTouch | None:
    """Return the newer one of the last touch and the last sign of interest."""
    touched, responded = facts.last_touch_at, facts.responded_at
    if touched and (responded is None or touched >= responded):
        return LastTouch(touched, touch_word)
    if responded and facts.response:
        return LastTouch(responded, _RESPONSE_WORDS[facts.response])
    return None


_RESPONSE_WORDS = {
    ResponseKind.REGISTERED: "registered",
    ResponseKind.ATTENDED: "event",
    ResponseKind.ASKED: "question",
    ResponseKind.LEFT_EARLY: "event",
    ResponseKind.DID_NOT_ATTEND: "registered",
    ResponseKind.DOWNLOADED: "download",
    ResponseKind.REPLIED: "reply",
    ResponseKind.VISITED_STAND: "stand",
    ResponseKind.INQUIRED: "inquiry",
}
_TOUCH_WORDS = {
    TouchKind.CALL: "call",
    TouchKind.EMAIL: "e-mail",
    TouchKind.LETTER: "letter",
    TouchKind.MEETING: "met",
    TouchKind.NOTE: "note",
    TouchKind.CORRECTION: "taken back",
}


def _touch_words(session: Session, lead_ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(_TOUCHED, {"lead_ids": list(lead_ids)})
    return {row.lead_id: _touch_word(row.kind, row.direction, row.outcome) for row in rows}


def _touch_word(kind: str, direction: str, outcome: str | None) -> str:
    if outcome:
        is_spoken = outcome in CONVERSATIONS or outcome == Outcome.DO_NOT_CALL
        return "spoke" if is_spoken else Outcome(outcome).label.split(" or ")[0].lower()
    if direction == Direction.IN:
        return "reply" if kind == TouchKind.EMAIL else "they called"
    return _TOUCH_WORDS[TouchKind(kind)]


_PEOPLE, _CLAIMS = table_of(Person), table_of(Claim)
_FIRSTS, _TOUCHES = table_of(CalledFirst), table_of(Touch)
_THESE: BindParameter[Sequence[int]] = bindparam("lead_ids", expanding=True)
_CALLING = (
    select(_CLAIMS.c.lead_id, _PEOPLE.c.id, _PEOPLE.c.name)
    .join(_PEOPLE, _PEOPLE.c.id == _CLAIMS.c.caller_id)
    .where(_CLAIMS.c.lead_id.in_(_THESE), _CLAIMS.c.until > bindparam("now"))
)
_FIRST_FOR = (
    select(_FIRSTS.c.lead_id, _PEOPLE.c.id, _PEOPLE.c.name)
    .join(_PEOPLE, _PEOPLE.c.id == _FIRSTS.c.caller_id)
    .where(_FIRSTS.c.lead_id.in_(_THESE))
)
_NEWEST = (
    select(func.max(_TOUCHES.c.id))
    .where(_TOUCHES.c.lead_id.in_(_THESE))
    .group_by(_TOUCHES.c.lead_id)
)
_TOUCHED = select(
    _TOUCHES.c.lead_id, _TOUCHES.c.kind, _TOUCHES.c.direction, _TOUCHES.c.outcome
).where(_TOUCHES.c.id.in_(_NEWEST))
