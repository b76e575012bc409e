"""The order of the queue from first principles: every lead looked at, one sort, no index.

Written from DESIGN §4 alone; it shares with the program only the rules of hours and windows.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from qualdesk.domain.calling_hours import Clock, may_call_at
from qualdesk.domain.campaign import Campaign
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.working_days import add_working_days
from qualdesk.settings import calling_rules
from qualdesk.store import tables
from qualdesk.store.campaign_facts import all_campaigns
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.queue_index import SiteFacts, clock_of
from qualdesk.store.session import Session


@dataclass(frozen=True)
class Case:
    """A lead that waits for a call, with all that decides its place."""

    lead: tables.Lead
    campaign: Campaign
    clock: Clock
    warmth: int
    keys: frozenset[str]

    def newest(self) -> tuple[int, float, int]:
        """Newest interest first; without any after all others, as they came."""
        at = self.lead.interest_at
        return (0, -at.timestamp(), self.lead.id) if at else (1, 0.0, self.lead.id)

    def longest_due(self) -> tuple[float, int]:
        """Longest due first."""
        assert self.lead.due_at is not None
        return (self.lead.due_at.timestamp(), self.lead.id)


@dataclass(frozen=True)
class Expected:
    """The order as it must be: `before` are levels 1 to 3, the rest is taken in turns."""

    before: list[int]
    level_4: list[int]
    overdue: list[int]
    level_5: list[int]

    def one_claim(self, turn: int) -> list[int]:
        """Return whom the `turn`-th claim tries, in order."""
        return _once([*self.before, *(one for part in self._parts(turn) for one in part)])

    def claim_after_claim(self, turn: int) -> list[int]:
        """Return whom claims from the `turn`-th on are given, each taking one."""
        found = _once(self.before)
        while True:
            offered = (one for part in self._parts(turn) for one in part if one not in found)
            one = next(offered, None)
            if one is None:
                return found
            found.append(one)
            turn += 1

    def _parts(self, turn: int) -> Iterator[list[int]]:
        if turn % 5 == 0:
            yield self.overdue
        elif turn % 5 == 4:
            yield self.level_5
        yield self.level_4
        yield self.level_5


def expected_order(session: Session, *, caller_id: int, now: datetime) -> Expected:
    """Look at every lead and return the order of a caller who works everything."""
    called = [one for one in _cases(session, now) if _is_due(one, now)]
    passed = _skipped_today(session, caller_id, now)
    called = [one for one in called if one.lead.id not in passed]
    is_open = {one.lead.id: may_call_at(one.clock, now, calling_rules()) for one in called}
    by_level: dict[int, list[Case]] = defaultdict(list)
    for one in called:
        level = _level(one, now)
        if level and (level == 1 or is_open[one.lead.id]):
            by_level[level].append(one)
    promised = [one for one in by_level[1] if _may_keep(one, caller_id, now)]
    if any(_is_counting_down(one, caller_id, now) for one in promised):
        return Expected(_ids(sorted(promised, key=Case.longest_due)), [], [], [])
    return Expected(
        before=[
            *_ids(sorted(promised, key=Case.longest_due)),
            *_ids(sorted(_known_by(by_level[2], caller_id), key=Case.longest_due)),
            *_ids(sorted(by_level[3], key=lambda one: _in_window(one, now))),
        ],
        level_4=_ids(sorted(by_level[4], key=lambda one: (one.campaign.priority, one.newest()))),
        overdue=_ids(
            sorted((one for one in by_level[4] if _is_overdue(one, now)), key=Case.longest_due)
        ),
        level_5=_ids(
            sorted(by_level[5], key=lambda one: (one.campaign.priority, one.longest_due()))
        ),
    )


def held_by_others(session: Session, *, caller_id: int, now: datetime) -> dict[str, bool]:
    """Return the sites and numbers others hold, and whether they only rest."""
    rows = session.scalars(
        select(tables.Held).where(tables.Held.until > now, tables.Held.caller_id != caller_id)
    )
    return {row.key: row.is_resting for row in rows}


def keys_by_lead(session: Session, now: datetime) -> dict[int, frozenset[str]]:
    """Return what is held together with each lead."""
    return {one.lead.id: one.keys for one in _cases(session, now)}


def _cases(session: Session, now: datetime) -> list[Case]:
    campaigns = {one.id: one for one in all_campaigns(session)}
    snoozed = set(session.scalars(select(tables.Snooze.lead_id).where(tables.Snooze.until > now)))
    claimed = set(session.scalars(select(tables.Claim.lead_id).where(tables.Claim.until > now)))
    found = []
    for lead, prospect, site in session.execute(
        select(tables.Lead, tables.Prospect, tables.Site)
        .join(tables.Prospect, tables.Prospect.id == tables.Lead.prospect_id)
        .join(tables.Site, tables.Site.id == tables.Prospect.site_id)
        .where(tables.Lead.state.in_(["queued", "nurture"]), tables.Lead.lane != "research")
    ).all():
        numbers = dialable_numbers(session, [prospect.id], now).get(prospect.id, [])
        if numbers and lead.id not in snoozed | claimed:
            place = SiteFacts(site.country, site.region, site.zone)
            found.append(
                Case(
                    lead,
                    campaigns[lead.campaign_id],
                    clock_of(place, numbers[0].phone),
                    _warmth(session, lead),
                    _keys(session, prospect),
                )
            )
    return found


def _keys(session: Session, prospect: tables.Prospect) -> frozenset[str]:
    numbers = session.scalars(
        select(tables.ProspectNumber.number_id).where(
            tables.ProspectNumber.prospect_id == prospect.id
        )
    )
    return frozenset([f"site:{prospect.site_id}", *(f"number:{one}" for one in numbers)])


def _warmth(session: Session, lead: tables.Lead) -> int:
    kinds = session.scalars(
        select(tables.Response.kind).where(
            tables.Response.prospect_id == lead.prospect_id,
            tables.Response.campaign_id == lead.campaign_id,
        )
    )
    order = {ResponseKind.LEFT_EARLY: 1, ResponseKind.DID_NOT_ATTEND: 2, ResponseKind.REGISTERED: 2}
    return min((order.get(ResponseKind(kind), 0) for kind in kinds), default=3)


def _is_due(one: Case, now: datetime) -> bool:
    assert one.lead.due_at is not None
    early = timedelta(minutes=5) if one.lead.lane == "promised" else timedelta()
    return one.lead.due_at <= now + early


def _level(one: Case, now: datetime) -> int:
    """Return the level of DESIGN §4; 0 while the campaign is not running."""
    always = {"promised": 1, "returned": 2, "check_in": 5}
    today = now.astimezone(one.clock.tz).date()
    if one.lead.lane in always:
        return always[one.lead.lane]
    if not one.campaign.is_running(today):
        return 0
    if one.campaign.kind in {"dormant", "open_territory"}:
        return 5
    return 3 if any(window.is_open(today) for window in one.campaign.windows()) else 4


def _in_window(one: Case, now: datetime) -> tuple[date, int, tuple[int, float, int]]:
    today = now.astimezone(one.clock.tz).date()
    closes = [window.closes_on for window in one.campaign.windows() if window.is_open(today)]
    return (closes[0], one.warmth, one.newest())


def _is_overdue(one: Case, now: datetime) -> bool:
    assert one.lead.due_at is not None
    due_on = one.lead.due_at.astimezone(one.clock.tz).date()
    last = add_working_days(due_on, one.campaign.first_call_within, one.clock.country)
    return last < now.astimezone(one.clock.tz).date()


def _may_keep(one: Case, caller_id: int, now: datetime) -> bool:
    assert one.lead.due_at is not None
    owner, late = one.lead.owner_person_id, now - one.lead.due_at
    if owner == caller_id:
        return late >= timedelta(minutes=-5)
    return late >= (timedelta() if owner is None else timedelta(minutes=15))


def _is_counting_down(one: Case, caller_id: int, now: datetime) -> bool:
    """Whether a promise of the caller's own is less than five minutes ahead."""
    assert one.lead.due_at is not None
    return one.lead.owner_person_id == caller_id and one.lead.due_at > now


def _known_by(returned: list[Case], caller_id: int) -> list[Case]:
    """Leave out what was given back to another caller: everybody here is at their desk."""
    return [one for one in returned if one.lead.owner_person_id in {None, caller_id}]


def _skipped_today(session: Session, caller_id: int, now: datetime) -> set[int]:
    zone = Clock((session.get_one(tables.Person, caller_id).zone,), ()).tz
    today = now.astimezone(zone).date()
    rows = session.execute(
        select(tables.Skip.lead_id, tables.Skip.skipped_at).where(
            tables.Skip.person_id == caller_id
        )
    )
    return {lead_id for lead_id, at in rows if at.astimezone(zone).date() == today}


def _ids(cases: list[Case]) -> list[int]:
    return [one.lead.id for one in cases]


def _once(ids: list[int]) -> list[int]:
    return list(dict.fromkeys(ids))
