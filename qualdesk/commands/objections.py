"""Objections: what a prospect said against it during a call, and whether the answer helped."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.requests.objections import HearObjection
from qualdesk.errors import InputError
from qualdesk.events.objections import HeardObjection
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Campaign, Lead, Objection
from qualdesk.store.upsert import upsert


def hear_objection(session: Session, request: HearObjection, now: datetime) -> HeardObjection:
    """Keep an objection once a call; whoever presses the other key has changed their mind.

    Raises:
        InputError: if there is no such lead.
    """
    script_id = session.scalar(
        select(Campaign.script_id)
        .join(Lead, Lead.campaign_id == Campaign.id)
        .where(Lead.id == request.lead_id)
    )
    if script_id is None:
        raise InputError("There is no such lead. Look it up in the queue.")
    call = {
        "lead_id": request.lead_id,
        "lead_version": request.lead_version,
        "says": request.says,
    }
    values = {
        "script_id": script_id,
        "person_id": request.caller_id,
        "command_id": command_id(session),
        "has_helped": request.has_helped,
        "happened_at": now,
    }
    put = upsert(session, Objection).values(**call, **values)
    session.execute(put.on_conflict_do_update(index_elements=list(call), set_=values))
    return HeardObjection(request.lead_id, request.says, request.has_helped)
