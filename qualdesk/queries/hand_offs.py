"""Hand-offs: what was given to sales, how it stands, and what happens next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from qualdesk.domain.hand_off import HandOffState, MeetingMedium
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.received import MeetingAnswer
from qualdesk.domain.script import Script as ConversationScript
from qualdesk.domain.script import carried
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.domain.verdicts import verdict
from qualdesk.queries.hand_off_words import AnswerRow, Seen, meeting_doubt, what_next
from qualdesk.queries.last_answers import LAST_ANSWER
from qualdesk.store.campaign_facts import facts_of, script_id_on
from qualdesk.store.seeds import read_definition, read_script
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Answer,
    Appointment,
    Campaign,
    HandOff,
    HandOffAnswer,
    Lead,
    LeadDefinition,
    Person,
    Prospect,
    Script,
    Touch,
    TouchText,
)

MET_SHOWN_FOR = timedelta(days=7)


class HandOffGroup(StrEnum):
    """Under which head a hand-off stands."""

    NEEDS_YOU = "Needs you"
    GIVEN_BACK = "Given back"
    COMING_UP = "Coming up"
    MET = "Met"
    SETTLED = "Put right"


@dataclass(frozen=True, slots=True)
class HandOffRow:
    """One hand-off; without a meeting the rep calls by themselves."""

    hand_off_id: int
    lead_id: int
    prospect: str
    job_title: str
    company: str
    meeting_at: datetime | None
    medium: MeetingMedium | None
    zone: str
    rep_id: int
    rep: str
    rep_zone: str
    caller: str
    state: HandOffState
    what_next: str
    brief: str
    unmet_because: str
    offered_at: datetime
    accept_by: datetime
    group: HandOffGroup
    answer: AnswerRow | None = None
    is_meeting_alone: bool = False
    """Whether a meeting to come has nobody who will be there."""
    has_rep_declined: bool = False
    """Whether the rep's calendar declined the meeting to come."""


_Caller, _SaidBy, _Later = aliased(Person), aliased(Person), aliased(HandOff)
_TakenBack = aliased(Touch)
_OVER = (HandOffState.MET, HandOffState.WON, HandOffState.LOST)
_BACK = (HandOffState.RETURNED, HandOffState.NO_SHOW, HandOffState.TAKEN_BACK)
_GROUPS = list(HandOffGroup)


def hand_offs(session: Session, *, now: datetime, rep_id: int | None = None) -> list[HandOffRow]:
    """Return the hand-offs, as one rep reads theirs or all: who needs somebody first, then by time.

    Those that are over or put right are shown for a week; those a caller took back are not.
    """
    found = _HAND_OFFS
    if rep_id is not None:
        found = found.where(HandOff.rep_id == rep_id)
    over_since = now - MET_SHOWN_FOR
    is_fresh = or_(
        Appointment.starts_at >= over_since,
        HandOffAnswer.happened_at >= over_since,
        HandOff.ran_over_at >= over_since,
        HandOff.offered_at >= over_since,
    )
    waits = and_(HandOff.state.in_(_BACK), Lead.lane == Lane.RETURNED)
    is_over_lately = and_(
        HandOff.state.in_(_OVER),
        or_(
            Appointment.starts_at >= over_since,
            and_(Appointment.starts_at.is_(None), is_fresh),
            HandOffAnswer.happened_at >= over_since,
        ),
    )
    found = found.where(
        or_(
            HandOff.state.not_in((*_OVER, *_BACK)),
            is_over_lately,
            waits,
            and_(HandOff.state.in_(_BACK), is_fresh),
        )
    )
    is_own = rep_id is not None
    rows = [_row(row, now, is_own=is_own) for row in session.execute(found)]
    return sorted(rows, key=_order)


def hand_off_verdict(session: Session, *, hand_off_id: int) -> Verdict:
    """Return how the criteria stood that the lead was judged by, whatever was agreed since."""
    row = session.execute(
        select(HandOff, Campaign, LeadDefinition.body.label("agreed"))
        .add_columns(_of_call(Touch.script_id).label("read_out"))
        .join(Lead, Lead.id == HandOff.lead_id)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .join(
            LeadDefinition,
            LeadDefinition.id
            == func.coalesce(_of_call(Touch.definition_id), Campaign.definition_id),
        )
        .where(HandOff.id == hand_off_id)
    ).one()
    day = row.HandOff.offered_at.date()
    read_out = row.read_out or script_id_on(facts_of(row.Campaign), row.Campaign, day)
    body = select(Script.body).where(Script.id == read_out)
    script = read_script(session.execute(body).scalar_one())
    answers = _heard_before(session, row.HandOff, script)
    return verdict(script, read_definition(row.agreed), answers, day)


def _heard_before(
    session: Session, hand_off: HandOff, script: ConversationScript
) -> dict[str, str]:
    """Return what was heard in the call that led to a hand-off, and what still held of others."""
    heard = session.execute(
        select(Answer.step, Answer.words, Touch.command_id == hand_off.command_id)
        .join(Touch, Touch.id == Answer.touch_id)
        .where(Answer.lead_id == hand_off.lead_id, Touch.happened_at <= hand_off.offered_at)
        .order_by(Touch.happened_at, Touch.id)
    ).all()
    earlier = {step: words for step, words, is_then in heard if not is_then}
    then = {step: words for step, words, is_then in heard if is_then}
    return {**carried(script, earlier, hand_off.offered_at.date()), **then}


def _of_call(column: InstrumentedAttribute[int | None]) -> ScalarSelect[int | None]:
    """Return what the call kept that made the hand-off."""
    made_it = (Touch.command_id == HandOff.command_id, Touch.lead_id == HandOff.lead_id)
    return select(func.max(column)).where(*made_it).correlate(HandOff).scalar_subquery()


_IS_OLD = (
    select(_Later.id)
    .where(
        _Later.lead_id == HandOff.lead_id,
        _Later.id > HandOff.id,
        _Later.state != HandOffState.TAKEN_BACK,
    )
    .exists()
)
_HEARD_AT = (
    select(func.max(Touch.happened_at))
    .where(
        Touch.lead_id == HandOff.lead_id,
        Touch.direction == Direction.IN,
        Touch.kind.in_((TouchKind.CALL, TouchKind.EMAIL)),
        ~select(_TakenBack.id).where(_TakenBack.takes_back_id == Touch.id).exists(),
        Touch.happened_at > func.coalesce(HandOffAnswer.happened_at, HandOff.offered_at),
    )
    .correlate(HandOff, HandOffAnswer)
    .scalar_subquery()
)
"""When they came to us since the rep last said anything of them."""
_HAND_OFFS: Select[*tuple[Any, ...]] = (
    select(
        HandOff,
        HandOffAnswer,
        Prospect.first_name,
        Prospect.last_name,
        Prospect.job_title,
        Account.name.label("company"),
        Appointment.starts_at,
        Appointment.ends_at,
        Appointment.zone,
        Appointment.medium,
        Appointment.prospect_answer,
        Appointment.rep_answer,
        Appointment.proposed_at,
        Person.name.label("rep"),
        Person.zone.label("rep_zone"),
        Person.is_active.label("is_rep_here"),
        Lead.state.label("lead_state"),
        Lead.lane.label("lead_lane"),
        Lead.resolution,
        _IS_OLD.label("is_old"),
        _HEARD_AT.label("heard_at"),
        _Caller.name.label("caller"),
        _SaidBy.name.label("said_by"),
        TouchText.words.label("said"),
    )
    .join(Lead, Lead.id == HandOff.lead_id)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .join(Person, Person.id == HandOff.rep_id)
    .join(_Caller, _Caller.id == HandOff.caller_id)
    .outerjoin(
        Appointment,
        and_(Appointment.hand_off_id == HandOff.id, Appointment.cancelled_at.is_(None)),
    )
    .outerjoin(HandOffAnswer, LAST_ANSWER)
    .outerjoin(_SaidBy, _SaidBy.id == HandOffAnswer.said_by_id)
    .outerjoin(TouchText, TouchText.id == HandOffAnswer.text_id)
    .where(or_(HandOff.state != HandOffState.TAKEN_BACK, HandOff.ran_over_at.is_not(None)))
)


def _row(row: Row[*tuple[Any, ...]], now: datetime, *, is_own: bool) -> HandOffRow:
    hand_off = row.HandOff
    answer = _answer(row)
    seen = _seen(row, now, is_own=is_own)
    return HandOffRow(
        hand_off_id=hand_off.id,
        lead_id=hand_off.lead_id,
        prospect=prospect_name(row.first_name, row.last_name, row.company),
        job_title=row.job_title,
        company=row.company,
        meeting_at=row.starts_at,
        medium=MeetingMedium(row.medium) if row.medium else None,
        zone=row.zone or row.rep_zone,
        rep_id=hand_off.rep_id,
        rep=row.rep,
        rep_zone=row.rep_zone,
        caller=row.caller,
        state=seen.state,
        what_next=what_next(seen, answer, now),
        brief=hand_off.brief,
        unmet_because=hand_off.unmet_because,
        offered_at=hand_off.offered_at,
        accept_by=hand_off.accept_by,
        group=_group(seen),
        answer=answer,
        is_meeting_alone=seen.is_alone,
        has_rep_declined=seen.has_rep_declined,
    )


def _answer(row: Row[*tuple[Any, ...]]) -> AnswerRow | None:
    found = row.HandOffAnswer
    if found is None:
        return None
    return AnswerRow(
        answer=RepAnswer(found.answer),
        door=AnswerDoor(found.door),
        said_by=row.said_by,
        said_at=found.happened_at,
        reason=ReturnReason(found.reason) if found.reason else None,
        words=row.said or "",
        stage=found.stage,
        amount=found.amount,
        right_person=found.right_person,
    )


def _seen(row: Row[*tuple[Any, ...]], now: datetime, *, is_own: bool) -> Seen:
    """Return what decides under which head a hand-off stands, and what is said of it."""
    hand_off = row.HandOff
    state = HandOffState(hand_off.state)
    is_to_come = row.starts_at is not None and row.starts_at > now
    is_live = is_to_come and state not in (*_OVER, *_BACK)
    return Seen(
        state=state,
        rep=row.rep,
        rep_zone=row.rep_zone,
        accept_by=hand_off.accept_by,
        first_touch_by=hand_off.first_touch_by,
        has_meeting=row.starts_at is not None,
        is_past=row.ends_at is not None and row.ends_at <= now,
        is_alone=is_to_come and (state in _BACK or not row.is_rep_here),
        is_rep_here=row.is_rep_here,
        waits=not row.is_old and row.lead_lane == Lane.RETURNED,
        lead_state=LeadState(row.lead_state),
        resolution=Resolution(row.resolution) if row.resolution else None,
        is_late=state is HandOffState.OFFERED and hand_off.accept_by < now,
        heard_at=row.heard_at,
        read_by_rep=is_own,
        caller=row.caller,
        doubt=_doubt(row, now) if is_live else "",
        has_rep_declined=is_live and row.rep_answer == MeetingAnswer.DECLINED,
    )


def _doubt(row: Row[*tuple[Any, ...]], now: datetime) -> str:
    prospect = prospect_name(row.first_name, row.last_name, row.company)
    answers = ((prospect, row.prospect_answer), (row.rep, row.rep_answer))
    return meeting_doubt(answers, row.proposed_at, now, row.zone or row.rep_zone)


def _group(seen: Seen) -> HandOffGroup:
    if seen.is_alone:
        return HandOffGroup.NEEDS_YOU
    if seen.state in _OVER:
        return HandOffGroup.MET
    if seen.state in _BACK:
        return _of_returned(seen)
    is_open = seen.is_late or seen.is_past or not seen.is_rep_here
    needs_you = is_open or bool(seen.doubt) or seen.heard_at is not None
    return HandOffGroup.NEEDS_YOU if needs_you else HandOffGroup.COMING_UP


def _of_returned(seen: Seen) -> HandOffGroup:
    if not seen.waits:
        return HandOffGroup.SETTLED
    return HandOffGroup.GIVEN_BACK if seen.read_by_rep else HandOffGroup.NEEDS_YOU


def _order(row: HandOffRow) -> tuple[int, float, int]:
    moment = (row.meeting_at or row.accept_by).timestamp()
    is_over = row.group in {HandOffGroup.MET, HandOffGroup.SETTLED}
    return (_GROUPS.index(row.group), -moment if is_over else moment, row.hand_off_id)
