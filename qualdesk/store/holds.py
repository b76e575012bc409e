"""What is held while somebody calls: the site and every number of a prospect, all or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, text, update

from qualdesk.store.columns import UtcInstant
from qualdesk.store.session import Session
from qualdesk.store.tables import Held, Lead, Prospect, ProspectNumber, QueueEntry


def keys_if_standing(session: Session, lead_id: int) -> list[str]:
    """Lock a lead's place and return what is held with it; nothing if it no longer stands there."""
    return _keys(session.execute(_STANDING, {"lead_id": lead_id}).all())


def keys_of(session: Session, lead_id: int) -> list[str]:
    """Return what is held with a lead, sorted, so that two callers never wait for each other."""
    return _keys(session.execute(_KEYS, {"lead_id": lead_id}).all())


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
    dialect = session.get_bind().dialect.name
    got = session.scalars(
        _HOLD[dialect],
        {
            "keys": _as_list(dialect, keys),
            "lead_id": lead_id,
            "caller_id": caller_id,
            "until": until,
            "now": now,
            "rests": not is_promise,
            "no": False,
        },
    ).all()
    if len(got) == len(keys):
        return True
    if got:  # another desk was faster by a moment: this one's part is given up again
        session.execute(delete(Held).where(Held.key.in_(got), Held.lead_id == lead_id))
    return False


def let_rest(session: Session, lead_id: int, caller_id: int, until: datetime) -> None:
    """Free what a call held; numbers at which others are reached too rest, but not for the caller."""
    shared = [f"number:{number_id}" for number_id in session.scalars(_SHARED, {"lead_id": lead_id})]
    session.execute(delete(Held).where(Held.lead_id == lead_id, Held.key.not_in(shared)))
    if shared:
        mine = update(Held).where(Held.lead_id == lead_id, Held.caller_id == caller_id)
        session.execute(mine.values(until=until, is_resting=True))


def _keys(rows: Sequence[object]) -> list[str]:
    found = {f"site:{site_id}" for site_id, _number in rows}  # type: ignore[misc]
    found |= {f"number:{number_id}" for _site, number_id in rows if number_id is not None}  # type: ignore[misc]
    return sorted(found)


_KEYS = (
    select(Prospect.site_id, ProspectNumber.number_id)
    .select_from(Lead)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .outerjoin(ProspectNumber, ProspectNumber.prospect_id == Prospect.id)
    .where(Lead.id == bindparam("lead_id"))
)
_STANDING = _KEYS.join(QueueEntry, QueueEntry.lead_id == Lead.id).where(
    ~QueueEntry.is_waiting
).with_for_update(of=QueueEntry, skip_locked=True)
_NUMBERS_HERE = (
    select(ProspectNumber.number_id)
    .join(Lead, Lead.prospect_id == ProspectNumber.prospect_id)
    .where(Lead.id == bindparam("lead_id"))
)
_SHARED = (
    select(ProspectNumber.number_id)
    .where(ProspectNumber.number_id.in_(_NUMBERS_HERE))
    .group_by(ProspectNumber.number_id)
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
_HOLD = {
    dialect: text(
        f"{_INTO} SELECT {column}, :lead_id, :caller_id, :until, :no FROM {source}"  # noqa: S608 - no foreign words
        + _UNLESS_TAKEN.format(keys=keys)
    ).bindparams(bindparam("until", type_=UtcInstant()), bindparam("now", type_=UtcInstant()))
    for dialect, (keys, column, source) in _FROM.items()
}


def _as_list(dialect: str, keys: Sequence[str]) -> object:
    # The keys are words and digits of ours: nothing in them needs escaping.
    return "[" + ",".join(f'"{key}"' for key in keys) + "]" if dialect == "sqlite" else list(keys)
