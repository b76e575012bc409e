"""Legal caps: from when a number may be dialled again under every law that binds it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, or_, select

from qualdesk.domain.calling_hours import Clock, rules_of
from qualdesk.domain.calling_rules import Cap, Rest, rest_of
from qualdesk.domain.moments import moment_words
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.places import place_name
from qualdesk.settings import calling_rules
from qualdesk.store.among import Among
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Dial, Touch

_HOUR = timedelta(hours=1)
_REFUSALS = (Outcome.CLOSE_OUT, Outcome.DO_NOT_CALL)


@dataclass(frozen=True, slots=True)
class Reached:
    """A number as one prospect is reached there."""

    prospect_id: int
    number_id: int
    clock: Clock


@dataclass(frozen=True, slots=True)
class Capped:
    """A number that must rest, and the law that says so."""

    law: str
    cap: Cap
    rest: Rest

    def sentence(self, now: datetime, zone: str) -> str:
        """Say which law stands against the call and until when, in the prospect's own time."""
        until = f"the next is allowed from {moment_words(self.rest.until, now, zone)}"
        rule = f"{place_name(self.law)} allows {self.cap.calls} calls in {_length(self.cap.within)}"
        if self.rest.is_after_refusal and self.cap.rest_after_refusal is not None:
            rest = _length(self.cap.rest_after_refusal)
            rule = f"{place_name(self.law)} asks for {rest} without a call after a refusal"
        return f"{rule}; {until} their time."


def caps_of(session: Session, numbers: Iterable[Reached], now: datetime) -> dict[Reached, Capped]:
    """Return the numbers that must not be dialled yet, each with the cap that ends last.

    Reads nothing where no law of a number has a cap.
    """
    bound = {number: caps for number in numbers if (caps := caps_on(number.clock))}
    if not bound:
        return {}
    since = now - max(cap.within for caps in bound.values() for _law, cap in caps)
    dials = _dials(session, {number.number_id for number in bound}, since)
    refusals = _refusals(session, {number.prospect_id for number in bound})
    found: dict[Reached, Capped] = {}
    for number, caps in bound.items():
        at, refused_at = dials[number.number_id], refusals.get(number.prospect_id)
        rests = [(law, cap, rest_of(at, refused_at, cap, number.clock.zone)) for law, cap in caps]
        standing = [Capped(law, cap, one) for law, cap, one in rests if one and one.until > now]
        if standing:
            found[number] = max(standing, key=lambda one: one.rest.until)
    return found


def caps_on(clock: Clock) -> list[tuple[str, Cap]]:
    """Return the caps that bind calls under a clock, each with its law."""
    return [(one.law, one.rule.cap) for one in rules_of(clock, calling_rules()) if one.rule.cap]


def _dials(
    session: Session, number_ids: Collection[int], since: datetime
) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for number_id, dialled_at in _DIALS.read(session, number_ids, {"since": since}):
        found[number_id].append(dialled_at)
    return found


def _refusals(session: Session, prospect_ids: Collection[int]) -> dict[int, datetime]:
    """Return when each prospect last refused; what was taken back was none."""
    return dict(map(tuple, _REFUSED.read(session, prospect_ids)))


def _length(time: timedelta) -> str:
    return f"{time.days} days" if time.days > 1 else f"{time // _HOUR} hours"


_CALLS, _TOUCHED = table_of(Dial), table_of(Touch)
_TAKING_BACK = _TOUCHED.alias()
_DIALS = Among(
    select(_CALLS.c.number_id, _CALLS.c.dialled_at).where(_CALLS.c.dialled_at > bindparam("since")),
    _CALLS.c.number_id,
)
_REFUSED = Among(
    select(_TOUCHED.c.prospect_id, func.max(_TOUCHED.c.happened_at))
    .where(or_(*(_TOUCHED.c.outcome == one for one in _REFUSALS)))
    .where(
        ~exists()
        .where(_TAKING_BACK.c.prospect_id == _TOUCHED.c.prospect_id)
        .where(_TAKING_BACK.c.takes_back_id == _TOUCHED.c.id)
    )
    .group_by(_TOUCHED.c.prospect_id),
    _TOUCHED.c.prospect_id,
)
