"""The day has come on which a closed-out prospect said we may ask again: a new lead is opened."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.case import load_case
from qualdesk.commands.opening import open_lead_as
from qualdesk.commands.touches import write_touch
from qualdesk.domain import next_step
from qualdesk.domain.deadline import Ending
from qualdesk.domain.lead import LeadState
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.touch import TouchKind
from qualdesk.store.deadlines import lead_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, CloseOut, Deadline, Lead, Prospect


def reopen(session: Session, deadline: Deadline, now: datetime) -> Ending:
    """Open a new lead, with the history visible, unless there is one or nobody may be reached."""
    former = load_case(session, lead_of(deadline), now)
    if not _may_be_asked(session, former.prospect_id) or not (
        former.seen.has_callable_number or former.seen.has_mail
    ):
        return Ending.CANCELLED
    lead_id = open_lead_as(
        session,
        next_step.reopened(former.image, former.seen),
        prospect_id=former.prospect_id,
        account_id=former.account_id,
        now=now,
    )
    close_out = session.get_one(CloseOut, deadline.subject_id)
    reason = CloseOutReason(close_out.reason).label.lower()
    words = f"Closed out earlier ({reason}); we said that we would ask again today."
    write_touch(session, load_case(session, lead_id, now), TouchKind.NOTE, words)
    return Ending.DONE


def _may_be_asked(session: Session, prospect_id: int) -> bool:
    """Whether they are still there and have no open lead."""
    gone = session.execute(
        select(Prospect.left_on, Account.closed_on)
        .join(Account, Account.id == Prospect.account_id)
        .where(Prospect.id == prospect_id)
    ).one()
    is_open = select(Lead.id).where(Lead.prospect_id == prospect_id, Lead.state != LeadState.CLOSED)
    return gone == (None, None) and session.scalars(is_open.limit(1)).first() is None
