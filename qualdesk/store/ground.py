"""The ground of the queue: clocks and buckets, which are only ever added, read once a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.calling_rules import Audience, Rules
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.queue_order import Warmth
from qualdesk.domain.script import Script
from qualdesk.settings import calling_rules
from qualdesk.store import tables
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.rules import newest_change, rules_now


class BucketFacts(NamedTuple):
    """What the leads of one bucket share; a tuple, for there are thousands."""

    id: int
    territory_id: int
    language: str
    clock_id: int
    campaign_id: int
    warmth: Warmth

    @property
    def scope(self) -> tuple[int, int, str]:
        """What a seat decides by: campaign, territory and language."""
        return (self.campaign_id, self.territory_id, self.language)


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """All buckets, and the clocks by id; equal only to itself, so that plans can be kept by it."""

    buckets: tuple[BucketFacts, ...] = ()
    clocks: dict[int, Clock] = field(default_factory=dict)
    bucket_ids: dict[tuple[object, ...], int] = field(default_factory=dict)
    """By (territory, language, clock, campaign, warmth)."""
    clock_ids: dict[Clock, int] = field(default_factory=dict)


class SharedGround:
    """The ground as the sessions of one database last saw it; a new row makes it read again.

    It also remembers the calling rules until one is changed, and the versions of scripts and lead
    definitions, which never change.
    """

    def __init__(self) -> None:
        self._ground = Ground()
        self._rules = (0, calling_rules())
        self.scripts: dict[int, Script] = {}
        self.definitions: dict[int, LeadDefinition] = {}

    def seen_by(self, session: Session) -> Ground:
        """Return the ground as this session sees it, whatever other threads forget meanwhile."""
        count = _COUNT.value(session, {})
        ground = self._ground
        known = ground.buckets
        if count != len(known):
            added = _buckets(session, after=known[-1].id if known else 0)
            is_all = len(known) + len(added) == count
            buckets = (*known, *added) if is_all else _buckets(session, after=0)
            clocks = _clocks(session)
            ground = self._ground = Ground(
                buckets,
                clocks,
                {tuple(one[1:]): one.id for one in buckets},
                {clock: key for key, clock in clocks.items()},
            )
        return ground

    def rules_seen_by(self, session: Session) -> Rules:
        """Return the calling rules as this session sees them: one object until a rule is changed."""
        newest = newest_change(session)
        change, rules = self._rules
        if newest != change:
            rules = rules_now(session)
            self._rules = (newest, rules)
        return rules

    @contextmanager
    def kept_if_committed(self) -> Iterator[None]:
        """Forget the ground when a transaction fails: the ids of its rows go to others."""
        try:
            yield
        except BaseException:
            self._ground = Ground()
            self._rules = (0, calling_rules())
            self.scripts, self.definitions = {}, {}
            raise


_BUCKETS_TABLE, _CLOCKS_TABLE = table_of(tables.Bucket), table_of(tables.Clock)
_COUNT = Prepared(select(func.count()).select_from(_BUCKETS_TABLE))
_BUCKETS = Prepared(
    select(*(_BUCKETS_TABLE.c[name] for name in BucketFacts._fields))
    .where(_BUCKETS_TABLE.c.id > bindparam("after"))
    .order_by(_BUCKETS_TABLE.c.id)
)


def _buckets(session: Session, *, after: int) -> tuple[BucketFacts, ...]:
    """Return the buckets behind an id; whoever adds some at once may be done in another order."""
    rows = _BUCKETS.rows(session, {"after": after})
    return tuple(BucketFacts._make((*row[:-1], Warmth(row.warmth))) for row in rows)


def _clocks(session: Session) -> dict[int, Clock]:
    return {
        row.id: Clock(tuple(row.zones.split()), tuple(row.laws.split()), Audience(row.audience))
        for row in session.execute(select(_CLOCKS_TABLE))
    }
