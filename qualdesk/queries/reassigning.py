"""What a new rep of a territory would take over, what stays, and what is planned already."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, func, select

from qualdesk.domain.deadline import DeadlineKind
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadState
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.territory import MAY_BE_UNDONE
from qualdesk.queries.territories import UNWORKED, WAITS, count_where
from qualdesk.store.hand_offs import STANDING_MEETING
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Appointment,
    Command,
    Deadline,
    HandOff,
    Lead,
    Person,
    Prospect,
    Territory,
    TerritoryChange,
    TerritoryPlan,
)


@dataclass(frozen=True, slots=True)
class HotLead:
    """A lead that was offered and not yet accepted."""

    lead_id: int
    name: str
    company: str
    rep: str
    meeting_at: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class PlannedReassignment:
    """Who is to have a territory from a day on; `deed` is the press that planned it."""

    deed: str
    rep: str
    is_covering: bool
    from_on: date


@dataclass(frozen=True, slots=True)
class RecentReassignment:
    """Who got a territory within the last day; `deed` is the press that gave it to them."""

    deed: str
    rep: str
    is_covering: bool
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class ReassignPreview:
    """What a new rep takes over, and what stays.

    `accepted` ones are met by who accepted them, `met_before` ones by who is to meet them before
    the day it begins.
    """

    territory_id: int
    unworked: int
    waiting: int
    hot: int
    accepted: int
    met_before: int
    hot_leads: tuple[HotLead, ...]
    planned: PlannedReassignment | None

    @property
    def moving(self) -> int:
        """How many prospects get the new rep."""
        return self.unworked + self.waiting + self.hot


def reassign_preview(
    session: Session, *, territory_id: int, since: datetime | None = None
) -> ReassignPreview:
    """Return what would move if the territory got another rep, now or `since` a moment to come."""
    counts = session.execute(
        select(count_where(UNWORKED).label("unworked"), count_where(WAITS).label("waiting")).where(
            Lead.territory_id == territory_id
        )
    ).one()
    offered = session.execute(_live_hand_offs(territory_id, HandOffState.OFFERED)).all()
    accepted = session.execute(_live_hand_offs(territory_id, HandOffState.ACCEPTED)).all()
    hot = [row for row in offered if not (since and row.starts_at and row.starts_at < since)]
    return ReassignPreview(
        territory_id=territory_id,
        unworked=counts.unworked,
        waiting=counts.waiting,
        hot=len(hot),
        accepted=len(accepted),
        met_before=len(offered) - len(hot),
        hot_leads=tuple(map(_hot_lead, hot)),
        planned=_planned(session, territory_id),
    )


def _hot_lead(row: Row[*tuple[Any, ...]]) -> HotLead:
    return HotLead(
        lead_id=row.lead_id,
        name=prospect_name(row.first_name, row.last_name, row.company),
        company=row.company,
        rep=row.rep,
        meeting_at=row.starts_at,
        zone=row.zone or row.rep_zone,
    )


def recent_reassignment(
    session: Session, *, territory_id: int, now: datetime
) -> RecentReassignment | None:
    """Return the reassignment that may still be taken back (DESIGN §9: for a day), if it stands.

    What moved because somebody left is taken back with their leaving, and not here.
    """
    row = session.execute(
        select(TerritoryChange, Person.name)
        .join(Territory, Territory.id == TerritoryChange.territory_id)
        .join(Command, Command.id == TerritoryChange.command_id)
        .join(
            Person,
            Person.id
            == func.coalesce(TerritoryChange.to_rep_id, TerritoryChange.to_covering_rep_id),
        )
        .where(
            TerritoryChange.territory_id == territory_id,
            TerritoryChange.happened_at >= now - MAY_BE_UNDONE,
            Command.name.in_(_REASSIGNS),
            TerritoryChange.to_rep_id.is_not_distinct_from(Territory.rep_id),
            TerritoryChange.to_covering_rep_id.is_not_distinct_from(Territory.covering_rep_id),
        )
        .order_by(TerritoryChange.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    change, rep = row
    is_covering = change.to_covering_rep_id is not None
    return RecentReassignment(change.command_id, rep, is_covering, change.happened_at)


_REASSIGNS = ("reassign_territory", "meet_deadline")
"""The commands by which a territory changes hands: at once, or on the day it was planned for."""


def _planned(session: Session, territory_id: int) -> PlannedReassignment | None:
    row = session.execute(
        select(TerritoryPlan, Person.name, Person.zone)
        .join(Person, Person.id == TerritoryPlan.rep_id)
        .join(Deadline, Deadline.subject_id == TerritoryPlan.id)
        .where(
            TerritoryPlan.territory_id == territory_id,
            Deadline.kind == DeadlineKind.TERRITORY,
            Deadline.ended_as.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    plan, rep, zone = row
    first = plan.begins_at.astimezone(ZoneInfo(zone)).date()
    return PlannedReassignment(plan.command_id, rep, plan.is_covering, first)


def _live_hand_offs(territory_id: int, state: HandOffState) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Lead.id.label("lead_id"),
            Prospect.first_name,
            Prospect.last_name,
            Account.name.label("company"),
            Person.name.label("rep"),
            Person.zone.label("rep_zone"),
            Appointment.starts_at,
            Appointment.zone,
        )
        .join(HandOff, HandOff.lead_id == Lead.id)
        .join(Person, Person.id == HandOff.rep_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Lead.account_id)
        .outerjoin(Appointment, STANDING_MEETING)
        .where(
            Lead.territory_id == territory_id,
            Lead.state == LeadState.WITH_SALES,
            HandOff.state == state,
        )
        .order_by(HandOff.offered_at, HandOff.id)
    )
