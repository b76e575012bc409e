"""Seats: which campaigns, territories and languages a caller works, and whether they are there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

IN_TOUCH_EVERY = 5
"""One claim in so many keeps in touch, until a team lead sets it otherwise (DESIGN §4)."""

OVERDUE_EVERY = 5
"""One claim in so many takes the lead that has waited longest past its first call."""

PROMISE_FIRST = timedelta(minutes=5)
"""How long before my promise nothing else is offered."""

SUBSTITUTE_ASKED_AFTER = timedelta(minutes=5)
"""How late a promise is when others are asked to keep it."""

SUBSTITUTE_AFTER = timedelta(minutes=15)
"""How late a promise is when it becomes anyone's."""

AWAY_AFTER = timedelta(minutes=10)
"""How long a break lasts before others keep one's promises."""

SEEN_WITHIN = timedelta(minutes=3)
"""How old the last sign of a desk may be; an older one has crashed or lost its line."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What a caller works; nothing named means everything. `claims` counts turns at levels 4 and 5."""

    person_id: int
    zone: str = "UTC"
    """Of the caller, whose day it is."""
    campaign_ids: frozenset[int] = frozenset()
    territory_ids: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    in_touch_every: int = IN_TOUCH_EVERY
    claims: int = 0

    def works(self, campaign_id: int, territory_id: int, language: str) -> bool:
        """Whether leads of this campaign, territory and language are this caller's."""
        return (
            (not self.campaign_ids or campaign_id in self.campaign_ids)
            and (not self.territory_ids or territory_id in self.territory_ids)
            and (not self.languages or not language or language in self.languages)
        )


class PresenceState(StrEnum):
    """What a desk last said of its person."""

    HERE = "here"
    AWAY = "away"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a person is at the desk."""

    state: PresenceState
    since: datetime
    seen_at: datetime

    def is_absent(self, now: datetime) -> bool:
        """Whether others keep this person's promises at once: signed out, away long, or unseen."""
        if self.state is PresenceState.OUT:
            return True
        is_away = self.state is PresenceState.AWAY and now - self.since >= AWAY_AFTER
        return is_away or now - self.seen_at > SEEN_WITHIN


def may_keep(
    owner_id: int | None, person_id: int, *, late: timedelta, is_owner_absent: bool
) -> bool:
    """Whether this person is offered a promise that is `late` (negative: not due yet).

    Mine from 5 minutes before, anyone's when due, another's at once when they are absent, else
    when it is a quarter of an hour late (DESIGN §4, 1).
    """
    if owner_id == person_id:
        return late >= -PROMISE_FIRST
    if owner_id is None or is_owner_absent:
        return late >= timedelta()
    return late >= SUBSTITUTE_AFTER


def counts_down(owner_id: int | None, person_id: int, *, late: timedelta) -> bool:
    """Whether a promise is this person's and near: until its time nothing but promises is offered."""
    return owner_id == person_id and -PROMISE_FIRST <= late < timedelta()


def is_asked_to_keep(owner_id: int | None, person_id: int, *, late: timedelta) -> bool:
    """Whether this person sees another's promise in the queue, to keep it if they will."""
    return owner_id not in {None, person_id} and late >= SUBSTITUTE_ASKED_AFTER


def is_overdue_turn(claim: int) -> bool:
    """Whether the `claim`-th claim of a seat (from 1) takes the lead that waited longest."""
    return claim % OVERDUE_EVERY == 0


def is_in_touch_turn(claim: int, every: int) -> bool:
    """Whether the `claim`-th claim keeps in touch; it never falls on the turn of the overdue."""
    return every > 0 and claim % every == (every - 1 if every > 1 else 0)
