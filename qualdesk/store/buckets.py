"""Buckets and clocks by what they stand for: found in the ground, or added to it."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, select

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.queue_order import Warmth
from qualdesk.store import tables
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session, ground_of
from qualdesk.store.upsert import upserts


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
            known = self._made[key] = _BUCKETS.id_of(self._session, values)
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
            known = self._made_clocks[clock] = _CLOCKS.id_of(self._session, values)
        return known


class _Interned:
    """The rows of a table that are told apart by all their columns."""

    def __init__(self, kind: type[tables.Table]) -> None:
        table = table_of(kind)
        names = [one.name for one in table.c if one.name != "id"]
        self._same = Prepared(
            select(table.c.id).where(*(table.c[name] == bindparam(name) for name in names))
        )
        self._add = Prepared(
            {
                dialect: insert.on_conflict_do_nothing()
                for dialect, insert in upserts(table, *names).items()
            }
        )

    def id_of(self, session: Session, values: Mapping[str, object]) -> int:
        """Return the id of the row with these values; two desks that add it at once get the same one."""
        found: int | None = self._same.value(session, values)
        if found is not None:
            return found
        self._add.send(session, values)
        added: int = self._same.value(session, values)
        return added


_BUCKETS, _CLOCKS = _Interned(tables.Bucket), _Interned(tables.Clock)
