"""What is held while somebody calls: the site and every number of a prospect, all or none."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, text, update

from qualdesk.store.among import as_list
from qualdesk.store.columns import UtcInstant, table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Claim, Held, Lead, Prospect, ProspectNumber, QueueEntry


def keys_if_standing(session: Session, lead_id: int) -> list[str]:
    """Lock a lead's place and return what is held with it; nothing if it no longer stands there."""
    return _keys(_STANDING.rows(session, {"lead_id": lead_id}))


def first_standing(session: Session, lead_ids: Sequence[int]) -> int | None:
    """Lock the first of these places at which a lead still stands; return which, counted from 0.

    Places that another desk locks at this moment are passed over: nobody waits for a claim.
    """
    if not lead_ids:
        return None
    found = _FIRST_STANDING.first(session, {"ids": as_list(session, lead_ids)})
    return None if found is None else list(lead_ids).index(found.lead_id)


def keys_of(session: Session, lead_id: int) -> list[str]:
    """Return what is held with a lead, sorted, so that two callers never wait for each other."""
    return _keys(_KEYS.rows(session, {"lead_id": lead_id}))


def hold(
    session: Session,
    keys: Sequence[str],
    *,
    lead_id: int,
    caller_id: int,
    until: datetime,
    now: datetime,
    is_promise: bool,
) -> bool:
    """Hold all of these, or none; what another holds stays theirs, but a rest yields to a promise."""
    got = _HOLD.rows(
        session,
        {
            "keys": as_list(session, keys),
            "lead_id": lead_id,
            "caller_id": caller_id,
            "until": until,
            "now": now,
            "rests": not is_promise,
            "no": False,
        },
    )
    if len(got) == len(keys):
        return True
    if got:  # another desk was faster by a moment: this one's part is given up again
        session.execute(_GIVE_UP, {"got": [row.key for row in got], "holder": lead_id})
    return False


def called_by_others(
    session: Session, lead_ids: Collection[int], caller_id: int, now: datetime
) -> set[int]:
    """Return those of some leads whom anybody but this caller is calling."""
    claimed = select(_CLAIMS.c.lead_id).where(
        _CLAIMS.c.lead_id.in_(lead_ids), _CLAIMS.c.until > now, _CLAIMS.c.caller_id != caller_id
    )
    return set(session.scalars(claimed))


def free(session: Session, lead_id: int) -> None:
    """Free all that is held with a lead."""
    _FREE.send(session, {"holder": lead_id})


def let_rest(session: Session, lead_id: int, caller_id: int, until: datetime) -> None:
    """Free what a call held; numbers at which others are reached too rest, but not for the caller.

    What another caller holds by now, since the call outlasted its claim, stays theirs.
    """
    shared = [f"number:{number_id}" for (number_id,) in _SHARED.rows(session, {"lead_id": lead_id})]
    own = {"holder": lead_id, "caller": caller_id}
    if not shared:
        _FREE_OWN.send(session, own)
        return
    session.execute(_FREE_OTHERS, {**own, "shared": shared})
    session.execute(_REST, {**own, "later": until})


def _keys(rows: Sequence[Any]) -> list[str]:
    sites = {f"site:{row.site_id}" for row in rows}
    numbers = {f"number:{row.number_id}" for row in rows if row.number_id is not None}
    return sorted(sites | numbers)


_HELD, _LEADS, _ENTRIES = table_of(Held), table_of(Lead), table_of(QueueEntry)
_CLAIMS = table_of(Claim)
_PROSPECTS, _REACHED_AT = table_of(Prospect), table_of(ProspectNumber)
_GIVE_UP = delete(_HELD).where(
    _HELD.c.key.in_(bindparam("got", expanding=True)), _HELD.c.lead_id == bindparam("holder")
)
_ALL_HELD = delete(_HELD).where(_HELD.c.lead_id == bindparam("holder"))
_FREE = Prepared(_ALL_HELD)
_IS_OWN = _HELD.c.caller_id == bindparam("caller")
_FREE_OWN = Prepared(_ALL_HELD.where(_IS_OWN))
_FREE_OTHERS = _ALL_HELD.where(_IS_OWN, _HELD.c.key.not_in(bindparam("shared", expanding=True)))
_REST = (
    update(_HELD)
    .where(_HELD.c.lead_id == bindparam("holder"), _IS_OWN)
    .values(until=bindparam("later"), is_resting=True)
)
_ON_CALL = (
    select(_PROSPECTS.c.site_id, _REACHED_AT.c.number_id)
    .select_from(_LEADS)
    .join(_PROSPECTS, _PROSPECTS.c.id == _LEADS.c.prospect_id)
    .outerjoin(_REACHED_AT, _REACHED_AT.c.prospect_id == _PROSPECTS.c.id)
    .where(_LEADS.c.id == bindparam("lead_id"))
)
_KEYS = Prepared(_ON_CALL)
_STANDING = Prepared(
    _ON_CALL.join(_ENTRIES, _ENTRIES.c.lead_id == _LEADS.c.id)
    .where(~_ENTRIES.c.is_waiting)
    .with_for_update(of=_ENTRIES, skip_locked=True)
)
_FIRST_STANDING = Prepared(
    {
        "sqlite": text(
            "SELECT e.lead_id FROM json_each(:ids) AS o JOIN queue_entry AS e ON e.lead_id = o.value"
            " WHERE NOT e.is_waiting ORDER BY o.key LIMIT 1"
        ),
        "postgresql": text(
            "SELECT e.lead_id FROM unnest(CAST(:ids AS bigint[])) WITH ORDINALITY AS o(id, place)"
            " JOIN queue_entry AS e ON e.lead_id = o.id WHERE NOT e.is_waiting"
            " ORDER BY o.place LIMIT 1 FOR UPDATE OF e SKIP LOCKED"
        ),
    }
)
_NUMBERS_HERE = (
    select(_REACHED_AT.c.number_id)
    .join(_LEADS, _LEADS.c.prospect_id == _REACHED_AT.c.prospect_id)
    .where(_LEADS.c.id == bindparam("lead_id"))
)
_SHARED = Prepared(
    select(_REACHED_AT.c.number_id)
    .where(_REACHED_AT.c.number_id.in_(_NUMBERS_HERE))
    .group_by(_REACHED_AT.c.number_id)
    .having(func.count() > 1)
)

# One statement whose text never varies: the keys come as one parameter.
_INTO = "INSERT INTO held (key, lead_id, caller_id, until, is_resting)"
_UNLESS_TAKEN = (
    " WHERE NOT EXISTS (SELECT 1 FROM held AS h WHERE h.key IN ({keys}) AND h.until > :now"
    " AND h.caller_id <> :caller_id AND (:rests OR NOT h.is_resting))"
    " ON CONFLICT (key) DO UPDATE SET lead_id = excluded.lead_id, caller_id = excluded.caller_id,"
    " until = excluded.until, is_resting = excluded.is_resting"
    " WHERE held.until <= :now OR held.caller_id = excluded.caller_id"
    " OR (held.is_resting AND NOT :rests) RETURNING key"
)
_FROM = {
    "sqlite": ("SELECT value FROM json_each(:keys)", "value", "json_each(:keys)"),
    "postgresql": (
        "SELECT unnest(CAST(:keys AS text[]))",
        "k",
        "unnest(CAST(:keys AS text[])) AS k",
    ),
}
_HOLD = Prepared(
    {
        dialect: text(
            f"{_INTO} SELECT {column}, :lead_id, :caller_id, :until, :no FROM {source}"  # noqa: S608 - no foreign words
            + _UNLESS_TAKEN.format(keys=keys)
        ).bindparams(bindparam("until", type_=UtcInstant()), bindparam("now", type_=UtcInstant()))
        for dialect, (keys, column, source) in _FROM.items()
    }
)
