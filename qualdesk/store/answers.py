"""Answers: what was heard to each step of a lead's script."""

from sqlalchemy import bindparam, select

from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Answer, Lead, Touch


def answers_of(session: Session, lead_id: int) -> dict[str, str]:
    """Return the newest answer to each step of the script the lead is worked with.

    Those of touches taken back do not count, nor those of another campaign: its script may mean
    something else by the same words.
    """
    return dict(_NEWEST.rows(session, {"lead_id": lead_id}))


_ANSWERS, _TOUCHES, _LEADS = table_of(Answer), table_of(Touch), table_of(Lead)
_TAKEN_BACK = select(_TOUCHES.c.takes_back_id).where(
    _TOUCHES.c.lead_id == bindparam("lead_id"), _TOUCHES.c.takes_back_id.is_not(None)
)
_NEWEST = Prepared(
    select(_ANSWERS.c.step, _ANSWERS.c.words)
    .join_from(_ANSWERS, _TOUCHES, _TOUCHES.c.id == _ANSWERS.c.touch_id)
    .join(_LEADS, _LEADS.c.id == _ANSWERS.c.lead_id)
    .where(_ANSWERS.c.lead_id == bindparam("lead_id"), _ANSWERS.c.touch_id.not_in(_TAKEN_BACK))
    .where(_TOUCHES.c.campaign_id == _LEADS.c.campaign_id)
    .order_by(_ANSWERS.c.touch_id)
)
