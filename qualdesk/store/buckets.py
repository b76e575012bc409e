"""Buckets and clocks by what they stand for: found in the ground, or added to it."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.queue_order import Warmth
from qualdesk.store import tables
from qualdesk.store.session import Session, ground_of
from qualdesk.store.upsert import upsert


class BucketKey(NamedTuple):
    """What leads of one bucket share."""

    territory_id: int
    language: str
    clock_id: int
    campaign_id: int
    warmth: Warmth


class Buckets:
    """Finds or makes buckets and clocks; remembers those it made for one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ground = ground_of(session)
        self._made: dict[BucketKey, int] = {}
        self._made_clocks: dict[Clock, int] = {}

    def id_of(self, key: BucketKey) -> int:
        """Return the id of a bucket."""
        known = self._ground.bucket_ids.get(key) or self._made.get(key)
        if known is None:
            values = {**key._asdict(), "warmth": int(key.warmth)}
            known = self._made[key] = _intern(self._session, tables.Bucket, values)
        return known

    def clock_id(self, clock: Clock) -> int:
        """Return the id of a clock."""
        known = self._ground.clock_ids.get(clock) or self._made_clocks.get(clock)
        if known is None:
            values = {
                "zones": " ".join(clock.zones),
                "laws": " ".join(clock.laws),
                "audience": clock.audience,
            }
            known = self._made_clocks[clock] = _intern(self._session, tables.Clock, values)
        return known


def _intern(
    session: Session,
    table: type[tables.Bucket] | type[tables.Clock],
    values: Mapping[str, object],
) -> int:
    """Return the id of the row with these values; two desks that add it at once get the same one."""
    columns = table.__table__.c
    same = select(columns.id).where(*(columns[name] == value for name, value in values.items()))
    found: int | None = session.scalar(same)
    if found is not None:
        return found
    session.execute(upsert(session, table).values(**values).on_conflict_do_nothing())
    added: int = session.execute(same).scalar_one()
    return added
