"""The order in which a caller is offered leads, read lazily: the first one costs next to nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain, count
from typing import NamedTuple

from qualdesk.domain.calling_hours import may_call_at
from qualdesk.domain.queue_order import Level, Place, Turn
from qualdesk.domain.seat import Seat, is_in_touch_turn, is_overdue_turn
from qualdesk.store.promises import Promise, is_counting_down, promises_to_keep
from qualdesk.store.queue_heads import Woken, oldest, standing, woken_at
from qualdesk.store.queue_plan import Group, plan_of
from qualdesk.store.session import Session
from qualdesk.store.set_aside import set_aside


class Offer(NamedTuple):
    """A lead in its place; `turn` says why it stands out of the usual order."""

    lead_id: int
    bucket_id: int
    place: Place
    turn: Turn | None = None
    is_asked: bool = False
    """Whether it is another's promise, to be kept only if this caller chooses to."""
    is_mine: bool = False
    """Whether this caller promised it."""
    waits: bool = False
    """Whether it is offered only after a promise of this caller's that counts down."""


_MANY = 8
"""Of each bucket, for a list: most have no more among the first two hundred."""


def offers_now(session: Session, seat: Seat, now: datetime) -> Iterator[Offer]:
    """Return whom this caller may be given next, best first: what a claim tries one by one.

    From five minutes before a promise of theirs nothing but promises (DESIGN §4, 1).
    Waiting leads whose time has come must have been woken (`wake_due`) in this transaction.
    """
    order = _Order(session, seat, now, at_once=1, woken={})
    in_turn = chain(order.before_turns(), order.turn(seat.claims + 1))
    offered = order.promised() if order.is_counting_down else in_turn
    return order.unseen(one for one in offered if not one.is_asked)


def offers_in_order(
    session: Session, seat: Seat, now: datetime, *, at_once: int = _MANY
) -> Iterator[Offer]:
    """Return whom this caller would be given claim after claim: what a list shows.

    Of each bucket so many are read `at_once`: whoever looks at a few rows asks for fewer.
    """
    order = _Order(session, seat, now, at_once=at_once, woken=woken_at(session, now))
    offered = chain(order.before_turns(), order.turns_from(seat.claims + 1))
    return order.unseen(map(_waiting, offered) if order.is_counting_down else offered)


def offers_later(session: Session, seat: Seat, now: datetime) -> Iterator[Offer]:
    """Return who is due but outside calling hours, in the order they will be offered."""
    order = _Order(session, seat, now, at_once=_MANY, woken=woken_at(session, now))
    closed = order.plan.at(*_BY_GROUPS, is_open=False)
    return order.unseen(chain.from_iterable(map(order.standing, closed)))


_TURNS = (Level.PRIORITY, Level.STAYING_IN_TOUCH)
_BEFORE_TURNS = (Level.RETURNED, Level.CLOSING_WINDOW)
_BY_GROUPS = (*_BEFORE_TURNS, *_TURNS)


class _Order:
    """The order for one caller at one moment, and who has been offered of it."""

    def __init__(
        self, session: Session, seat: Seat, now: datetime, *, at_once: int, woken: Woken
    ) -> None:
        self._session, self._seat, self._now = session, seat, now
        self._at_once, self._woken = at_once, woken
        self._aside = set_aside(session, seat, now)
        self._seen: set[int] = set()
        self.plan = plan_of(session, seat, now)

    def before_turns(self) -> Iterator[Offer]:
        """Return levels 1 to 3, with what somebody put first after the promises."""
        groups = self.plan.at(*_BEFORE_TURNS)
        in_groups = chain.from_iterable(map(self.standing, groups))
        return chain(self.promised(), self._put_first(), in_groups)

    @cached_property
    def is_counting_down(self) -> bool:
        """Whether a promise of the caller's own is near: all others wait for it."""
        near = [one for one in self._promises if one.lead_id not in self._aside.passed]
        return is_counting_down(near, self._seat, self._now)

    def promised(self) -> Iterator[Offer]:
        """Return the promised calls, by the time promised."""
        place = Place(Level.PROMISED)
        for one in self._promises:
            is_mine = one.owner_id == self._seat.person_id
            yield Offer(one.lead_id, one.bucket_id, place, is_asked=one.is_asked, is_mine=is_mine)

    def turn(self, claim: int) -> Iterator[Offer]:
        """Return levels 4 and 5 as the `claim`-th claim of the seat tries them."""
        return chain.from_iterable(_in_turn(self._sources(), self._seat, claim))

    def turns_from(self, claim: int) -> Iterator[Offer]:
        """Return levels 4 and 5 as claim after claim takes one of them."""
        sources = self._sources()
        for turn in count(claim):
            in_turn = chain.from_iterable(_in_turn(sources, self._seat, turn))
            offer = next((one for one in in_turn if self._is_new(one)), None)
            if offer is None:
                return
            yield offer

    def unseen(self, offers: Iterable[Offer]) -> Iterator[Offer]:
        """Return each lead once, without those that this caller is not offered today."""
        for one in offers:
            if self._is_new(one):
                self._seen.add(one.lead_id)
                yield one

    def standing(self, group: Group) -> Iterator[Offer]:
        """Return the leads of a group by rank."""
        found = standing(self._session, group, self._now, at_once=self._at_once, woken=self._woken)
        return (Offer(one.lead_id, one.bucket_id, group.place) for one in found)

    @cached_property
    def _promises(self) -> Sequence[Promise]:
        return promises_to_keep(self._session, self._seat, self.plan, self._now)

    def _put_first(self) -> Iterator[Offer]:
        for lead_id, bucket_id in self._aside.first:
            clock = self.plan.clocks.get(bucket_id)
            if clock and may_call_at(clock, self._now, self.plan.rules):
                place = Place.at_rest(self.plan.campaigns[bucket_id])
                yield Offer(lead_id, bucket_id, place, Turn.CALLED_FIRST)

    def _sources(self) -> "_Sources":
        fresh, in_touch = (
            chain.from_iterable(map(self.standing, self.plan.at(level))) for level in _TURNS
        )
        return _Sources(fresh, self._overdue(), in_touch)

    def _overdue(self) -> Iterator[Offer]:
        groups = tuple(self.plan.at(Level.PRIORITY))
        for one in oldest(self._session, groups, self.plan, self._now):
            yield Offer(one.lead_id, one.bucket_id, one.place, Turn.OVERDUE)

    def _is_new(self, offer: Offer) -> bool:
        return offer.lead_id not in self._seen and offer.lead_id not in self._aside.passed


class _Sources(NamedTuple):
    """What the turns take from: newest interest, the longest overdue, and staying in touch."""

    fresh: Iterator[Offer]
    overdue: Iterator[Offer]
    in_touch: Iterator[Offer]


def _in_turn(sources: _Sources, seat: Seat, claim: int) -> Sequence[Iterator[Offer]]:
    """Return the sources in the order in which the `claim`-th claim asks them."""
    fresh, overdue, in_touch = sources
    if is_overdue_turn(claim):
        return (overdue, fresh, in_touch)
    if is_in_touch_turn(claim, seat.in_touch_every):
        return (_marked(in_touch), fresh)
    return (fresh, in_touch)


def _waiting(offer: Offer) -> Offer:
    return offer if offer.place.level is Level.PROMISED else offer._replace(waits=True)


def _marked(offers: Iterator[Offer]) -> Iterator[Offer]:
    return (one._replace(turn=Turn.IN_TOUCH) for one in offers)
