"""How a hand-off stands by what its rep said last."""

from dataclasses import dataclass

from sqlalchemy import select

from qualdesk.domain.hand_off import HandOffState
from qualdesk.queries.last_answers import LAST_ANSWER
from qualdesk.store.session import Session
from qualdesk.store.tables import HandOff, HandOffAnswer


@dataclass(frozen=True, slots=True)
class Answered:
    """A hand-off, its rep, and the stage and amount last named."""

    hand_off_id: int
    rep_id: int
    state: HandOffState
    stage: str
    amount: str


def answered(session: Session, *, hand_off_id: int) -> Answered | None:
    """Return how a hand-off stands, or None where there is none of that id."""
    row = session.execute(
        select(HandOff.id, HandOff.rep_id, HandOff.state)
        .add_columns(HandOffAnswer.stage, HandOffAnswer.amount)
        .outerjoin(HandOffAnswer, LAST_ANSWER)
        .where(HandOff.id == hand_off_id)
    ).one_or_none()
    if row is None:
        return None
    state = HandOffState(row.state)
    return Answered(row.id, row.rep_id, state, row.stage or "", row.amount or "")
