"""The plan of the queue: which buckets are asked now, in which order; small, and made in memory."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from qualdesk.domain.calling_hours import Clock, may_call_at
from qualdesk.domain.calling_rules import Rules
from qualdesk.domain.campaign import Campaign
from qualdesk.domain.queue_order import Level, Line, Place, Warmth, place_in
from qualdesk.domain.seat import Seat
from qualdesk.store.campaign_facts import all_campaigns
from qualdesk.store.ground import Ground
from qualdesk.store.session import Session, ground_of, rules_of_desk
from qualdesk.store.suppressions import stale_registers

_REMEMBERED = 8


class Group(NamedTuple):
    """Leads that are merged by rank: by line, their buckets; `is_open`: hours allow it now."""

    place: Place
    is_open: bool
    lines: dict[Line, tuple[int, ...]]


class Plan(NamedTuple):
    """What a seat is offered in this minute: the groups in order, and what their buckets are."""

    groups: tuple[Group, ...]
    clocks: dict[int, Clock]
    """The clock of each bucket."""
    campaigns: dict[int, Campaign]
    """The campaign of each bucket."""
    rules: Rules
    """The calling rules in force."""

    def at(self, *levels: Level, is_open: bool = True) -> Iterator[Group]:
        """Return the groups of these levels, in order."""
        return (one for one in self.groups if one.place.level in levels and one.is_open is is_open)


def plan_of(session: Session, seat: Seat, now: datetime) -> Plan:
    """Return the plan of a seat; a new one when minute, campaigns, ground or registers have changed.

    Hours open and close on whole minutes, so within one nothing can change by itself.
    """
    minute = now.replace(second=0, microsecond=0)
    stale = stale_registers(session, minute.date())
    ground, campaigns = ground_of(session), all_campaigns(session)
    rules = rules_of_desk(session)
    return _plan(replace(seat, claims=0), ground, campaigns, rules, stale, minute)


@lru_cache(_REMEMBERED)
def _plan(
    seat: Seat,
    ground: Ground,
    campaigns: tuple[Campaign, ...],
    rules: Rules,
    stale: frozenset[str],
    minute: datetime,
) -> Plan:
    by_id = {one.id: one for one in campaigns}
    mine = [one for one in ground.buckets if seat.works(*one.scope)]
    is_open = {
        key: may_call_at(clock, minute, rules) and not stale & clock.countries
        for key, clock in ground.clocks.items()
    }
    today = {key: minute.astimezone(clock.tz).date() for key, clock in ground.clocks.items()}
    found: dict[_Order, _Members] = {}
    places_of = cache(_places)
    for bucket in mine:
        clock, facts = bucket.clock_id, by_id[bucket.campaign_id]
        for order, place, line in places_of(facts, bucket.warmth, today[clock]):
            members = found.setdefault((order, not is_open[clock]), _Members(place))
            members.lines[line].append(bucket.id)
    return Plan(
        groups=tuple(_group(found[order], order) for order in sorted(found)),
        clocks={one.id: ground.clocks[one.clock_id] for one in mine},
        campaigns={one.id: by_id[one.campaign_id] for one in mine},
        rules=rules,
    )


_Order = tuple[tuple[int, date, int], bool]
"""The order of a place, and whether it is closed now."""


@dataclass(frozen=True, slots=True)
class _Members:
    """A group while it is gathered."""

    place: Place
    lines: dict[Line, list[int]] = field(default_factory=lambda: defaultdict(list))


def _group(members: _Members, order: _Order) -> Group:
    lines = {line: tuple(ids) for line, ids in members.lines.items()}
    return Group(members.place, not order[1], lines)


def _places(
    campaign: Campaign, warmth: Warmth, today: date
) -> list[tuple[tuple[int, date, int], Place, Line]]:
    """Return the lines of a campaign that are called today, each with its place in the order."""
    places = ((place_in(line, campaign, today), line) for line in Line)
    return [(place.order(warmth), place, line) for place, line in places if place]
