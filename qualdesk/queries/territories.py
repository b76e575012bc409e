"""Territories: who has them, who had them, and what waits there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.touch import TouchKind
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    HandOff,
    Lead,
    Person,
    Territory,
    TerritoryChange,
    Touch,
)


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """One territory; `rep` and `covering_rep` are names, empty where there is none."""

    territory_id: int
    name: str
    rep_id: int | None
    rep: str
    covering_rep_id: int | None
    covering_rep: str
    is_open: bool
    is_elsewhere: bool
    since: date
    unworked: int
    waiting: int
    hot: int
    last_touch_at: datetime | None
    touches_this_week: int

    @property
    def answers(self) -> str:
        """Who receives its leads: the rep, else the covering one."""
        return self.rep or self.covering_rep

    @property
    def answers_id(self) -> int | None:
        """Who that is."""
        return self.rep_id or self.covering_rep_id


@dataclass(frozen=True, slots=True)
class TerritoryChangeRow:
    """One reassignment, in names."""

    happened_at: datetime
    from_rep: str
    to_rep: str
    is_covering: bool
    note: str


_Rep, _Cover = aliased(Person), aliased(Person)
_FromRep, _FromCover, _ToRep, _ToCover = (aliased(Person) for _ in range(4))

WAITS: ColumnElement[bool] = or_(
    Lead.state == LeadState.NURTURE,
    and_(Lead.state == LeadState.QUEUED, Lead.lane.in_([Lane.PROMISED, Lane.CHECK_IN])),
)
UNWORKED: ColumnElement[bool] = and_(
    Lead.state == LeadState.QUEUED, Lead.lane.not_in([Lane.PROMISED, Lane.CHECK_IN])
)
_CONTACTS = (TouchKind.CALL, TouchKind.EMAIL, TouchKind.LETTER, TouchKind.MEETING)


def territories(session: Session, *, now: datetime) -> list[TerritoryRow]:
    """Return the territories, open ones first, then by name; the shared ground ends its group."""
    rows = session.execute(_territories_since(_monday(now))).all()
    found = [
        TerritoryRow(
            territory_id=row.Territory.id,
            name=row.Territory.name,
            rep_id=row.Territory.rep_id,
            rep=row.rep or "",
            covering_rep_id=row.Territory.covering_rep_id,
            covering_rep=row.cover or "",
            is_open=row.Territory.rep_id is None,
            is_elsewhere=row.Territory.is_elsewhere,
            since=row.Territory.since,
            unworked=row.unworked,
            waiting=row.waiting,
            hot=row.hot,
            last_touch_at=row.last_touch_at,
            touches_this_week=row.this_week,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.is_elsewhere, one.name.casefold()))


def territory_history(session: Session, *, territory_id: int) -> list[TerritoryChangeRow]:
    """Return who had a territory, the newest change first."""
    changes = (
        select(
            TerritoryChange,
            func.coalesce(_FromRep.name, _FromCover.name, "").label("from_rep"),
            func.coalesce(_ToRep.name, _ToCover.name, "").label("to_rep"),
        )
        .outerjoin(_FromRep, _FromRep.id == TerritoryChange.from_rep_id)
        .outerjoin(_FromCover, _FromCover.id == TerritoryChange.from_covering_rep_id)
        .outerjoin(_ToRep, _ToRep.id == TerritoryChange.to_rep_id)
        .outerjoin(_ToCover, _ToCover.id == TerritoryChange.to_covering_rep_id)
        .where(TerritoryChange.territory_id == territory_id)
        .order_by(TerritoryChange.happened_at.desc(), TerritoryChange.id.desc())
    )
    return [
        TerritoryChangeRow(
            happened_at=row.TerritoryChange.happened_at,
            from_rep=row.from_rep,
            to_rep=row.to_rep,
            is_covering=row.TerritoryChange.to_covering_rep_id is not None,
            note=row.TerritoryChange.note,
        )
        for row in session.execute(changes)
    ]


def count_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows of a group are so."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _leads_by_territory() -> Subquery:
    return (
        select(
            Lead.territory_id,
            count_where(UNWORKED).label("unworked"),
            count_where(WAITS).label("waiting"),
        )
        .group_by(Lead.territory_id)
        .subquery()
    )


def _offered_by_territory() -> Subquery:
    return (
        select(Lead.territory_id, func.count().label("n"))
        .join(HandOff, HandOff.lead_id == Lead.id)
        .where(Lead.state == LeadState.WITH_SALES, HandOff.state == HandOffState.OFFERED)
        .group_by(Lead.territory_id)
        .subquery()
    )


def _touches_by_territory(monday: datetime) -> Subquery:
    return (
        select(
            Lead.territory_id,
            func.max(Touch.happened_at).label("last_at"),
            count_where(Touch.happened_at >= monday).label("this_week"),
        )
        .join(Lead, Lead.id == Touch.lead_id)
        .where(Touch.kind.in_(_CONTACTS))
        .group_by(Lead.territory_id)
        .subquery()
    )


def _territories_since(monday: datetime) -> Select[*tuple[Any, ...]]:
    leads, hot = _leads_by_territory(), _offered_by_territory()
    touches = _touches_by_territory(monday)
    return (
        select(
            Territory,
            _Rep.name.label("rep"),
            _Cover.name.label("cover"),
            func.coalesce(leads.c.unworked, 0).label("unworked"),
            func.coalesce(leads.c.waiting, 0).label("waiting"),
            func.coalesce(hot.c.n, 0).label("hot"),
            touches.c.last_at.label("last_touch_at"),
            func.coalesce(touches.c.this_week, 0).label("this_week"),
        )
        .outerjoin(_Rep, _Rep.id == Territory.rep_id)
        .outerjoin(_Cover, _Cover.id == Territory.covering_rep_id)
        .outerjoin(leads, leads.c.territory_id == Territory.id)
        .outerjoin(hot, hot.c.territory_id == Territory.id)
        .outerjoin(touches, touches.c.territory_id == Territory.id)
    )


def _monday(now: datetime) -> datetime:
    today = now.astimezone(UTC).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time(), UTC)
