"""Freeing: a bar is lifted, and whoever waited because of it is called again."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select

from qualdesk.domain import next_step
from qualdesk.domain.lead import CALLED, Lane
from qualdesk.errors import Forbidden
from qualdesk.store.leads import image_of, write_images
from qualdesk.store.numbers import numbers_in_time
from qualdesk.store.parts import in_parts
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session
from qualdesk.store.suppressions import Target, prospects_named, target_of
from qualdesk.store.tables import Lead, Prospect, Suppression


def lift_barred(session: Session, of_command: str, caller_id: int, now: datetime) -> list[Target]:
    """Lift what a press barred; return whom or what it was.

    Raises:
        Forbidden: if the undo window is over: then it takes a team lead and a reason.
    """
    ours = select(Suppression).where(
        Suppression.command_id == of_command, Suppression.lifted_at.is_(None)
    )
    found = session.scalars(ours).all()
    if any(one.undo_until is None or one.undo_until < now for one in found):
        raise Forbidden("The time for undo is over. A team lead can lift it, with a reason.")
    for one in found:
        one.lifted_at, one.lifted_by_id, one.lifted_because = now, caller_id, "taken back"
    session.flush()
    return [target_of(one) for one in found]


def free_again(session: Session, targets: Iterable[Target], now: datetime) -> list[int]:
    """Queue again whom suppressions that are lifted had kept waiting; return their leads.

    Closed leads stay closed. Who waits for a person to be found, not for a number, goes on waiting.
    """
    woken: list[int] = []
    for part in in_parts(prospects_named(session, targets)):
        woken += _wake(session, part, now)
    return woken


def _wake(session: Session, prospect_ids: Collection[int], now: datetime) -> list[int]:
    leads = session.execute(
        select(Lead, Prospect.left_on)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.prospect_id.in_(prospect_ids), Lead.state.in_(CALLED))
        .order_by(Lead.id)
    ).all()
    numbers = numbers_in_time(session, [lead.prospect_id for lead, _left_on in leads])
    woken = [
        (lead.id, lead.version, next_step.callable_again(image_of(lead), now))
        for lead, left_on in leads
        if lead.lane == Lane.RESEARCH and left_on is None and lead.prospect_id in numbers
    ]
    write_images(session, woken, now)
    index_leads(session, [lead.id for lead, _left_on in leads], now)
    return [lead_id for lead_id, _version, _image in woken]
