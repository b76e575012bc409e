"""Answers: what was heard to each step of a lead's script."""

from sqlalchemy import select

from qualdesk.store.session import Session
from qualdesk.store.tables import Answer, Touch


def answers_of(session: Session, lead_id: int) -> dict[str, str]:
    """Return the newest answer to each step; those of touches taken back do not count."""
    taken_back = select(Touch.takes_back_id).where(
        Touch.lead_id == lead_id, Touch.takes_back_id.is_not(None)
    )
    rows = session.execute(
        select(Answer.step, Answer.words)
        .where(Answer.lead_id == lead_id, Answer.touch_id.not_in(taken_back))
        .order_by(Answer.touch_id)
    )
    return {key: value for key, value in rows}  # noqa: C416 - rows are no pairs yet
