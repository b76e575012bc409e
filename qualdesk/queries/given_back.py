"""How leads came back from sales: the hand-off that ended last, and what its rep said of it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select

from qualdesk.domain.giving_back import GivenBack, because
from qualdesk.domain.hand_off import CAME_BACK, HandOffState
from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.queries.last_answers import LAST_ANSWER
from qualdesk.store.by_ids import ByIds
from qualdesk.store.columns import table_of
from qualdesk.store.hand_offs import NOT_UNDONE
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


_HAND_OFFS, _ANSWERS = table_of(HandOff), table_of(HandOffAnswer)
_PEOPLE, _TEXTS = table_of(Person), table_of(TouchText)
_LATER = _HAND_OFFS.alias()
_IS_OLD = (
    select(_LATER.c.id)
    .where(
        _LATER.c.lead_id == _HAND_OFFS.c.lead_id,
        _LATER.c.id > _HAND_OFFS.c.id,
        (_LATER.c.state != HandOffState.TAKEN_BACK) | _LATER.c.ran_over_at.is_not(None),
    )
    .exists()
)
_CAME_BACK = or_(*(_HAND_OFFS.c.state == one for one in CAME_BACK))
_GIVEN_BACK = ByIds(
    select(_HAND_OFFS.c.lead_id, _HAND_OFFS.c.state, _ANSWERS.c.reason)
    .add_columns(_PEOPLE.c.name, _TEXTS.c.words)
    .join_from(_HAND_OFFS, _PEOPLE, _PEOPLE.c.id == _HAND_OFFS.c.rep_id)
    .outerjoin(_ANSWERS, LAST_ANSWER)
    .outerjoin(_TEXTS, _TEXTS.c.id == _ANSWERS.c.text_id)
    .where(_CAME_BACK, NOT_UNDONE, ~_IS_OLD),
    _HAND_OFFS.c.lead_id,
)
