"""A caller's whole order as ids: the first 200 at once, the rest group after group."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, groupby, islice, takewhile
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import bindparam, select, text

from qualdesk.domain.campaign import Priority
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Level, Line, Place, Turn
from qualdesk.domain.queue_tab import tab_of
from qualdesk.domain.seat import Seat
from qualdesk.queries.queue import LATER, heads_of, promises_of_today
from qualdesk.queries.queue_view import Listed, Part, QueueOrder, Trait, part_of
from qualdesk.store.campaign_facts import all_campaigns
from qualdesk.store.columns import table_of
from qualdesk.store.promises import promises_to_keep
from qualdesk.store.queue_index import micros
from qualdesk.store.queue_offers import Offer, offers_in_order
from qualdesk.store.queue_plan import Group, Plan, plan_of
from qualdesk.store.seats import seat_of
from qualdesk.store.session import Session
from qualdesk.store.set_aside import set_aside
from qualdesk.store.tables import CalledFirst, Claim, Lead, QueueEntry

FIRST = 200
"""How many leads are read by the order of claims, with their turns; the rest stand by rank."""

HEADS = (
    *(Place(level).head for level in Level if level < Level.PRIORITY),
    *(priority.label for priority in Priority),
    Place(Level.STAYING_IN_TOUCH).head,
    LATER,
)
"""The heads of the list, in their order."""


class Piece(NamedTuple):
    """What stands together: leads that are known already, or a group of the plan to be read."""

    head: str
    known: Part | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first of the order, why some stand there out of turn, and what is still to be read."""

    order: QueueOrder
    turns: Mapping[int, Turn]
    pieces: tuple[Piece, ...]
    listed: Listed
    """Leads that are known already, or that this caller is not offered today; it grows by reading."""


def queue_beginning(
    session: Session, *, caller_id: int, now: datetime, first: int = FIRST
) -> Beginning:
    """Return the `first` leads of a caller's order as claims would take them."""
    seat = seat_of(session, caller_id)
    plan = plan_of(session, seat, now)
    traits = _Traits(session, plan)
    offers = list(islice(offers_in_order(session, seat, now, at_once=first), first))
    seen = frozenset(one.lead_id for one in offers)
    pieces = [
        *_offered(offers, traits),
        *_rest(session, seat, plan, traits, seen, now, has_more=len(offers) == first),
    ]
    for piece in _called(session, traits, now):
        before = [one for one in pieces if HEADS.index(one.head) < HEADS.index(piece.head)]
        pieces = [*before, piece, *pieces[len(before) :]]
    known = [one.known for one in takewhile(_is_known, pieces) if one.known]
    return Beginning(
        order=QueueOrder(tuple(known), is_whole=len(known) == len(pieces)),
        turns={one.lead_id: one.turn for one in offers if one.turn},
        pieces=tuple(pieces[len(known) :]),
        listed=Listed(chain(_known_leads(pieces), set_aside(session, seat, now).passed)),
    )


def queue_part(session: Session, piece: Piece, listed: Listed, *, now: datetime) -> Part:
    """Read what stands in one piece of the order and is not listed yet."""
    if piece.known is not None or piece.group is None:
        return piece.known or part_of(piece.head, ())
    return _Reading(session, piece.group, now).part(piece.head, listed)


def whole_order(
    session: Session, *, caller_id: int, now: datetime, first: int = FIRST
) -> QueueOrder:
    """Return the whole order at once."""
    begun = queue_beginning(session, caller_id=caller_id, now=now, first=first)
    parts = [queue_part(session, one, begun.listed, now=now) for one in begun.pieces]
    return QueueOrder((*begun.order.parts, *parts), is_whole=True)


def leads_of(session: Session, *, person_id: int) -> frozenset[int]:
    """Return the leads that are a person's own: promised, returned to them, or put first for them."""
    return frozenset(session.scalars(_OWN, {"person_id": person_id}))


class _Traits:
    """Tells by which tab, campaign and head leads are found."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self._session = session
        self._campaigns = {one.id: one for one in all_campaigns(session)}
        self._groups = {
            (bucket_id, line): group
            for group in plan.groups
            for line, bucket_ids in group.lines.items()
            for bucket_id in bucket_ids
        }

    def of(self, lead_ids: Sequence[int]) -> dict[int, tuple[str, Trait]]:
        """Return head and trait of a few leads; those outside the seat but promised are found too."""
        found: dict[int, tuple[str, Trait]] = {}
        for row in self._session.execute(_FEW, {"lead_ids": lead_ids}) if lead_ids else ():
            group = self._groups.get((row.bucket_id, Line(row.line)))
            if group or row.line == Line.PROMISED:
                head = group.place.head if group and group.is_open else LATER
                level = group.place.level if group else Level.PROMISED
                kind = self._campaigns[row.campaign_id].kind
                trait = Trait(tab_of(level, kind, Lane(row.lane)), row.campaign_id)
                found[row.lead_id] = (head, trait)
        return found

    def part(self, head: str, lead_ids: Sequence[int], *, is_called: bool = False) -> Part:
        """Return these leads as a part under a head."""
        known = self.of(lead_ids)
        leads = ((one, known[one][1]) for one in lead_ids if one in known)
        return part_of(head, leads, is_later=head == LATER, is_called=is_called)


def _offered(offers: Sequence[Offer], traits: _Traits) -> Iterable[Piece]:
    """Return the first leads under their heads, read in one go."""
    known = traits.of([one.lead_id for one in offers])
    under = zip(heads_of(offers), offers, strict=True)
    for head, group in groupby(under, key=itemgetter(0)):
        members = [one for _head, one in group]
        leads = ((one.lead_id, known[one.lead_id][1]) for one in members)
        yield Piece(head, part_of(head, leads, closes_on=_closes_on(members[0].place)))


def _rest(
    session: Session,
    seat: Seat,
    plan: Plan,
    traits: _Traits,
    seen: frozenset[int],
    now: datetime,
    *,
    has_more: bool,
) -> Iterable[Piece]:
    """Return what follows the first leads: the open groups, then what is for later today."""
    by_group = [one for one in plan.groups if one.place.level is not Level.PROMISED]
    if has_more:
        due = promises_to_keep(session, seat, plan, now)
        more = [one.lead_id for one in due if one.lead_id not in seen]
        yield from _if_any(traits.part(HEADS[0], more))
        yield from (Piece(one.place.head, group=one) for one in by_group if one.is_open)
    promised = promises_of_today(session, seat, now)
    later = [one.lead_id for one in promised if one.lead_id not in seen]
    yield from _if_any(traits.part(LATER, later))
    yield from (Piece(LATER, group=one) for one in by_group if not one.is_open)


def _called(session: Session, traits: _Traits, now: datetime) -> Iterable[Piece]:
    """Return those whom somebody is calling, for the top of the head where they stand otherwise."""
    lead_ids = list(session.scalars(_CALLED, {"now": now}))
    heads = {lead_id: head for lead_id, (head, _trait) in traits.of(lead_ids).items()}
    for head in HEADS:
        here = [one for one in lead_ids if heads.get(one) == head]
        yield from _if_any(traits.part(head, here, is_called=True))


def _if_any(part: Part) -> Iterable[Piece]:
    return [Piece(part.head, part)] if len(part) else []


def _closes_on(place: Place) -> date | None:
    return place.window.closes_on if place.window else None


def _known_leads(pieces: Iterable[Piece]) -> Iterable[int]:
    return chain.from_iterable(one.known.lead_ids for one in pieces if one.known)


def _is_known(piece: Piece) -> bool:
    return piece.known is not None


class _Reading:
    """Reads one group by rank: those that stand, and those whose wait is over."""

    def __init__(self, session: Session, group: Group, now: datetime) -> None:
        self._session, self._group, self._now = session, group, micros(now)
        self._campaigns = {one.id: one for one in all_campaigns(session)}
        lines = group.lines.items()
        self._heads = [bucket * _LINES + line for line, ids in lines for bucket in ids]
        is_by_due = any(line.is_by_due for line in group.lines)
        self._until = self._now if is_by_due else _LATEST
        self._has_retries = group.place.level is Level.PRIORITY

    def part(self, head: str, listed: Listed) -> Part:
        """Return the group's leads but those listed already; ten bytes each."""
        lead_ids, traits = array("q"), array("H")
        places, kinds = dict[int, int](), dict[Trait, int]()
        for lead_id, key in self._rows():
            if not listed.is_first(lead_id):
                continue
            if key not in places:
                places[key] = kinds.setdefault(self._trait(key), len(kinds))
            lead_ids.append(lead_id)
            traits.append(places[key])
        closes_on = _closes_on(self._group.place)
        is_later = not self._group.is_open
        return Part(head, lead_ids, traits, tuple(kinds), is_later, closes_on=closes_on)

    def _rows(self) -> Iterable[Sequence[int]]:
        dialect = self._session.get_bind().dialect.name
        heads = str(self._heads) if dialect == "sqlite" else self._heads
        return self._session.execute(
            _GROUP[dialect, self._has_retries],
            {"heads": heads, "until": self._until, "now": self._now, "yes": True, "no": False},
        )

    def _trait(self, key: int) -> Trait:
        campaign = self._campaigns[key // 2]
        lane = Lane.RETRY if key % 2 else Lane.FRESH
        return Trait(tab_of(self._group.place.level, campaign.kind, lane), campaign.id)


_LINES, _LATEST = 8, 2**62
_CLAIMS, _ENTRIES, _LEADS = table_of(Claim), table_of(QueueEntry), table_of(Lead)
_FIRSTS = table_of(CalledFirst)
_FEW = (
    select(_ENTRIES.c.lead_id, _ENTRIES.c.bucket_id, _ENTRIES.c.line)
    .add_columns(_LEADS.c.lane, _LEADS.c.campaign_id)
    .join(_LEADS, _LEADS.c.id == _ENTRIES.c.lead_id)
    .where(_ENTRIES.c.lead_id.in_(bindparam("lead_ids", expanding=True)))
)
_CALLED = (
    select(_CLAIMS.c.lead_id).where(_CLAIMS.c.until > bindparam("now")).order_by(_CLAIMS.c.lead_id)
)
_OWN = (
    select(_LEADS.c.id)
    .where(_LEADS.c.owner_person_id == bindparam("person_id"))
    .union(select(_FIRSTS.c.lead_id).where(_FIRSTS.c.caller_id == bindparam("person_id")))
)

# The text never varies: a head is a bucket and its line in one number, all of them one parameter.
_HEADS_OF = {
    "sqlite": "json_each(:heads) AS h",
    "postgresql": "unnest(CAST(:heads AS bigint[])) AS h(value)",
}
_STANDS = "e.bucket_id = h.value / 8 AND e.line = h.value % 8"
_SOURCE = (
    "SELECT e.{place} AS place, e.lead_id, b.campaign_id * 2 + {retry} AS key FROM {heads}"  # noqa: S608 - no foreign words
    f" JOIN queue_entry AS e ON {_STANDS} JOIN bucket AS b ON b.id = e.bucket_id{{lead}}"
    " WHERE e.is_waiting = {waits} AND e.rank <= {until}"
)
_RETRY = "CASE WHEN l.lane = 'retry' THEN 1 ELSE 0 END"
_LEAD = " JOIN lead AS l ON l.id = e.lead_id"


def _group_statement(dialect: str, *, has_retries: bool) -> str:
    shared = {
        "heads": _HEADS_OF[dialect],
        "retry": _RETRY if has_retries else "0",
        "lead": _LEAD if has_retries else "",
    }
    standing = _SOURCE.format(place="rank", waits=":no", until=":until", **shared)
    woken = _SOURCE.format(place="ready_rank", waits=":yes", until=":now", **shared)
    both = f"{standing} UNION ALL {woken} AND e.ready_rank <= :until"
    return f"SELECT lead_id, key FROM ({both}) AS s ORDER BY place, lead_id"  # noqa: S608 - no foreign words


_GROUP = {
    (dialect, has_retries): text(_group_statement(dialect, has_retries=has_retries))
    for dialect in _HEADS_OF
    for has_retries in (False, True)
}
