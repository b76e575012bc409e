"""How leads came back from sales: the hand-off that ended last, and what its rep said of it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from qualdesk.domain.giving_back import GivenBack, because
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.queries.last_answers import LAST_ANSWER
from qualdesk.store.by_ids import ByIds
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import HandOff, HandOffAnswer, Person, TouchText


def given_back_of(session: Session, lead_ids: Collection[int]) -> dict[int, GivenBack]:
    """Return by lead how it came back, of those that did."""
    if not lead_ids:
        return {}
    return {
        row.lead_id: GivenBack(row.name, HandOffState(row.state), _why(row))
        for row in _GIVEN_BACK.read(session, lead_ids)
    }


def _why(row: Any) -> str:
    reason = ReturnReason(row.reason) if row.reason else None
    return because(reason, row.words or "")


_Later = aliased(HandOff)
_IS_OLD = (
    select(_Later.id)
    .where(
        _Later.lead_id == HandOff.lead_id,
        _Later.id > HandOff.id,
        (_Later.state != HandOffState.TAKEN_BACK) | _Later.ran_over_at.is_not(None),
    )
    .exists()
)
_CAME_BACK = or_(
    HandOff.state == HandOffState.RETURNED,
    HandOff.state == HandOffState.NO_SHOW,
    and_(HandOff.state == HandOffState.TAKEN_BACK, HandOff.ran_over_at.is_not(None)),
)
_GIVEN_BACK = ByIds(
    select(HandOff.lead_id, HandOff.state, HandOffAnswer.reason, Person.name, TouchText.words)
    .join(Person, Person.id == HandOff.rep_id)
    .outerjoin(HandOffAnswer, LAST_ANSWER)
    .outerjoin(TouchText, TouchText.id == HandOffAnswer.text_id)
    .where(_CAME_BACK, ~_IS_OLD),
    table_of(HandOff).c.lead_id,
)
