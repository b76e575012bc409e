"""What was agreed of promised calls that still stand: who makes them, and what they begin with."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select, update

from qualdesk.domain.callback import SalesCall
from qualdesk.domain.deadline import DeadlineKind
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Callback, Deadline, Lead, Person, Territory


class Agreed(NamedTuple):
    """What a promised call begins with, and the rep's call that it confirms."""

    start_with: str = ""
    sales_call: SalesCall | None = None


def agreed_of(session: Session, lead_ids: Collection[int]) -> dict[int, Agreed]:
    """Return by lead what was agreed last."""
    if not lead_ids:
        return {}
    rows = session.execute(_AGREED, {"lead_ids": list(lead_ids)})
    return {
        row.lead_id: Agreed(
            row.start_with,
            SalesCall(row.due_at, row.rep or "", row.is_confirmed) if row.waiting else None,
        )
        for row in rows
    }


def forget_promises(
    session: Session, commands: Sequence[str], now: datetime, *, of_lead: int | None = None
) -> None:
    """Take back the promises that these presses made, all or those to one lead."""
    theirs = update(Callback).where(Callback.command_id.in_(commands))
    if of_lead is not None:
        theirs = theirs.where(Callback.lead_id == of_lead)
    session.execute(theirs.values(taken_back_at=now).execution_options(synchronize_session=False))


_CALLBACKS, _DEADLINES, _LEADS = table_of(Callback), table_of(Deadline), table_of(Lead)
_TERRITORIES, _PEOPLE = table_of(Territory), table_of(Person)
_THESE: BindParameter[Sequence[int]] = bindparam("lead_ids", expanding=True)
_NEWEST = (
    select(func.max(_CALLBACKS.c.id))
    .where(_CALLBACKS.c.lead_id.in_(_THESE), _CALLBACKS.c.taken_back_at.is_(None))
    .group_by(_CALLBACKS.c.lead_id)
)
_WAITS = (
    (_DEADLINES.c.subject_id == _CALLBACKS.c.id)
    & (_DEADLINES.c.kind == DeadlineKind.SALES_CALL)
    & _DEADLINES.c.ended_as.is_(None)
)
_REP = func.coalesce(_TERRITORIES.c.rep_id, _TERRITORIES.c.covering_rep_id)
_AGREED = (
    select(_CALLBACKS.c.lead_id, _CALLBACKS.c.start_with, _CALLBACKS.c.due_at)
    .add_columns(_CALLBACKS.c.is_confirmed, _PEOPLE.c.name.label("rep"))
    .add_columns(_DEADLINES.c.id.label("waiting"))
    .join(_LEADS, _LEADS.c.id == _CALLBACKS.c.lead_id)
    .join(_TERRITORIES, _TERRITORIES.c.id == _LEADS.c.territory_id)
    .outerjoin(_PEOPLE, _PEOPLE.c.id == _REP)
    .outerjoin(_DEADLINES, _WAITS)
    .where(_CALLBACKS.c.id.in_(_NEWEST))
)
