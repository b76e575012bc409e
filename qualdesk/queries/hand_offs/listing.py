"""Which hand-offs are shown, what is read of each, and in which order they stand."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from qualdesk.domain.hand_off import CAME_BACK, HAVE_MET, WITH_REP, HandOffState
from qualdesk.domain.lead import Lane
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.queries.hand_offs.heads import HandOffGroup
from qualdesk.queries.hand_offs.rows import HandOffRow, row_of
from qualdesk.queries.last_answers import LAST_ANSWER
from qualdesk.store.hand_offs import NOT_UNDONE, STANDING_MEETING
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Appointment,
    HandOff,
    HandOffAnswer,
    Lead,
    Person,
    Prospect,
    Touch,
    TouchText,
)

_SHOWN_FOR = timedelta(days=7)
_HEADS = list(HandOffGroup)


def hand_offs(session: Session, *, now: datetime, rep_id: int | None = None) -> list[HandOffRow]:
    """Return the hand-offs, as one rep reads theirs or all: who needs somebody first, then by time.

    Those that are over or put right are shown for a week; those a caller took back are not.
    """
    wanted = _HAND_OFFS.where(_is_shown(now - _SHOWN_FOR))
    if rep_id is not None:
        wanted = wanted.where(HandOff.rep_id == rep_id)
    found = session.execute(wanted)
    return sorted((row_of(one, now, is_own=rep_id is not None) for one in found), key=_order)


def _is_shown(since: datetime) -> ColumnElement[bool]:
    """Say whether a rep still has it, somebody must decide of it, or it came to its end since then.

    One without a meeting ended when something was last said of it, or when it was offered.
    """
    has_moved = or_(
        Appointment.starts_at >= since,
        HandOffAnswer.happened_at >= since,
        HandOff.ran_over_at >= since,
        HandOff.offered_at >= since,
    )
    has_met = or_(
        Appointment.starts_at >= since,
        and_(Appointment.starts_at.is_(None), has_moved),
        HandOffAnswer.happened_at >= since,
    )
    return or_(
        HandOff.state.in_(WITH_REP),
        and_(HandOff.state.in_(HAVE_MET), has_met),
        and_(HandOff.state.in_(CAME_BACK), or_(Lead.lane == Lane.RETURNED, has_moved)),
    )


def _order(row: HandOffRow) -> tuple[int, float, int]:
    moment = (row.meeting_at or row.accept_by).timestamp()
    return (
        _HEADS.index(row.group),
        -moment if row.group.is_over else moment,
        row.hand_off_id,
    )


_Caller, _SaidBy, _Later = aliased(Person), aliased(Person), aliased(HandOff)
_TakenBack = aliased(Touch)
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
    .outerjoin(Appointment, STANDING_MEETING)
    .outerjoin(HandOffAnswer, LAST_ANSWER)
    .outerjoin(_SaidBy, _SaidBy.id == HandOffAnswer.said_by_id)
    .outerjoin(TouchText, TouchText.id == HandOffAnswer.text_id)
    .where(NOT_UNDONE)
)
