"""Objections heard with a script: how often each was heard, and how often its answer helped."""

from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Lead, Objection, Script


@dataclass(frozen=True, slots=True)
class ObjectionRecord:
    """In how many calls an objection was heard and its answer helped, and what of this call."""

    helped: int
    calls: int
    has_helped_now: bool | None = None
    """What was said of it in the present call, or None."""


def objection_records(session: Session, *, lead_id: int) -> dict[str, ObjectionRecord]:
    """Return what is known of each objection to a lead's script, by what they say.

    All versions of the script count: an objection that is worded alike is the same.
    """
    asked = {"lead_id": lead_id}
    now: dict[str, bool] = {row.says: row.has_helped for row in session.execute(_NOW, asked)}
    return {
        row.says: ObjectionRecord(row.helped, row.calls, now.get(row.says))
        for row in session.execute(_RECORDS, asked)
    }


_VERSION = aliased(Script)
_RECORDS = (
    select(Objection.says, func.count().label("calls"))
    .add_columns(func.sum(cast(Objection.has_helped, Integer)).label("helped"))
    .join(Script, Script.id == Objection.script_id)
    .join(_VERSION, _VERSION.key == Script.key)
    .join(Campaign, Campaign.script_id == _VERSION.id)
    .join(Lead, Lead.campaign_id == Campaign.id)
    .where(Lead.id == bindparam("lead_id"))
    .group_by(Objection.says)
)
_NOW = (
    select(Objection.says, Objection.has_helped)
    .join(Lead, (Lead.id == Objection.lead_id) & (Lead.version == Objection.lead_version))
    .where(Lead.id == bindparam("lead_id"))
)
