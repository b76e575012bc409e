"""After a call: what the desk is told of it, and whether something may still be chosen about it."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.case import Case
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import Conflict
from qualdesk.events.calls import After
from qualdesk.store.owners import owner_name
from qualdesk.store.session import Session
from qualdesk.store.tables import Touch


def after_call(
    session: Session,
    left: Case,
    outcome: Outcome,
    touch_id: int,
    *,
    mail_goes_at: datetime | None = None,
) -> After:
    """Return where an outcome left its lead; `left` is the case with its image and version now."""
    return After(
        lead_id=left.lead_id,
        lead_version=left.version,
        prospect_name=left.name,
        outcome=outcome,
        touch_id=touch_id,
        state=left.image.state,
        lane=left.image.lane,
        due_at=left.image.due_at,
        owner=owner_name(session, left.image),
        zone=left.seen.clock.zone,
        attempts=left.image.attempts,
        mail_goes_at=mail_goes_at,
    )


def newest_outcome(session: Session, case: Case, touch_id: int, seen_version: int) -> Outcome:
    """Return how a call ended, if it is the newest that happened to the lead.

    Raises:
        Conflict: if the lead has moved on since, or had when the caller saw it.
    """
    outcome = session.scalar(
        select(Touch.outcome).where(
            Touch.id == touch_id,
            Touch.lead_id == case.lead_id,
            Touch.lead_version == case.version,
        )
    )
    if outcome is None or case.version != seen_version:
        raise too_late(case)
    return Outcome(outcome)


def too_late(case: Case) -> Conflict:
    """Return the refusal of what comes too late."""
    who = case.name or "The prospect"
    return Conflict(f"{who} has moved on since. Open them to see what is next.")
