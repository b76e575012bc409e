"""Leads that a part of a list opens, with the first image of their history, and its members."""

from dataclasses import dataclass, field, fields
from datetime import datetime

from sqlalchemy import bindparam, select

from qualdesk.commands.import_fates import Callability, Fate, Plan
from qualdesk.commands.import_found import members_among
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.territory import Place, TerritoryRule, territory_for
from qualdesk.errors import InputError
from qualdesk.store import tables
from qualdesk.store.bulk import Bulk, Values, next_ids
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import CampaignMember, Lead, LeadChange

_IMAGE = LeadImage.__slots__


@dataclass(frozen=True, slots=True)
class Destination:
    """Into what a list is read: its campaign, and the rules that lead to territories."""

    campaign_id: int
    kind: CampaignKind
    rules: tuple[TerritoryRule, ...]
    elsewhere_id: int
    found: dict[Place, int] = field(default_factory=dict)
    """Territories by place, as far as they were looked up."""

    def territory_at(self, place: Place) -> int:
        """Return the id of the territory of a place."""
        if not self.rules:
            return self.elsewhere_id
        if place not in self.found:
            self.found[place] = territory_for(place, self.rules, self.elsewhere_id)
        return self.found[place]


def destination_of_list(session: Session, campaign_id: int) -> Destination:
    """Return into what a list of this campaign is read.

    Raises:
        InputError: if there is no shared ground.
    """
    elsewhere_id = _ELSEWHERE.value(session, {"is_elsewhere": True})
    if elsewhere_id is None:
        raise InputError("No territory is the shared ground. Add one before you import lists.")
    kind = _KIND.value(session, {"campaign_id": campaign_id})
    rules = tuple(TerritoryRule(*row) for row in _RULES.rows(session, {}))
    return Destination(campaign_id, CampaignKind(kind), rules, elsewhere_id)


def add_leads(session: Session, plan: Plan, destination: Destination, now: datetime) -> list[int]:
    """Open the leads, with the first image of their history; return their ids."""
    opening = [fate for fate in plan.fates if fate.opens_lead]
    if not opening:
        return []
    lead_ids = next_ids(session, Lead, len(opening))
    images = _Images(destination, now)
    shown = [images.of(fate) for fate in opening]
    _LEADS.add(
        session,
        (
            (lead_id, fate.prospect.id, fate.prospect.account.id, now, *image)
            for lead_id, fate, image in zip(lead_ids, opening, shown, strict=True)
        ),
    )
    kept = (command_id(session), now, now)
    _CHANGES.add(
        session,
        ((lead_id, *kept, *image) for lead_id, image in zip(lead_ids, shown, strict=True)),
    )
    for fate, lead_id in zip(opening, lead_ids, strict=True):
        if not fate.ends_at_once:
            fate.prospect.open_lead_id = lead_id
    return list(lead_ids)


def add_members(session: Session, plan: Plan, destination: Destination) -> set[int]:
    """Count every prospect of the list in its campaign; return those who were not in it before."""
    ids = dict.fromkeys(fate.prospect.id or 0 for fate in plan.fates)
    known = {fate.prospect.id or 0 for fate in plan.fates if not fate.is_new}
    fresh = set(ids) - members_among(session, known, destination.campaign_id)
    _MEMBERS.add(session, ((destination.campaign_id, one) for one in ids if one in fresh))
    return fresh


class _Images:
    """The images in which leads of a list begin, each made once: most rows share theirs."""

    def __init__(self, destination: Destination, now: datetime) -> None:
        self._destination = destination
        self._now = now
        self._made: dict[tuple[object, ...], Values] = {}

    def of(self, fate: Fate) -> Values:
        """Return the image of a lead as the values of its columns, with its version."""
        territory_id = _territory(fate, self._destination)
        key = (territory_id, _lane(fate), fate.is_barred, fate.row.responded_at)
        if key not in self._made:
            image = _image(fate, territory_id, self._destination, self._now)
            self._made[key] = (*(_plain(getattr(image, name)) for name in _IMAGE), 1)
        return self._made[key]


def _plain(value: object) -> object:
    """Return a word of an enum as the text the driver takes without looking at it twice."""
    return str(value) if isinstance(value, str) else value


def _lane(fate: Fate) -> Lane | None:
    if fate.ends_at_once:
        return None
    is_for_calls = fate.callability is Callability.CALLABLE or fate.waits
    return Lane.FRESH if is_for_calls else Lane.RESEARCH


def _image(fate: Fate, territory_id: int, destination: Destination, now: datetime) -> LeadImage:
    is_ended = fate.ends_at_once
    ended_as = Resolution.DO_NOT_CONTACT if fate.is_barred else Resolution.COMPANY_CLOSED
    return LeadImage(
        campaign_id=destination.campaign_id,
        territory_id=territory_id,
        state=LeadState.CLOSED if is_ended else LeadState.QUEUED,
        lane=_lane(fate),
        due_at=None if is_ended else now,
        interest_at=fate.row.responded_at,
        attempts=0,
        owner_kind=OwnerKind.TERRITORY,
        owner_person_id=None,
        resolution=ended_as if is_ended else None,
        resolved_at=now if is_ended else None,
    )


def _territory(fate: Fate, destination: Destination) -> int:
    if fate.prospect.account.pinned_territory_id is not None:
        return fate.prospect.account.pinned_territory_id
    row = fate.row
    return destination.territory_at(
        Place(row.country, row.region, row.postal_code, row.industry, row.size)
    )


_TERRITORIES, _CAMPAIGNS = table_of(tables.Territory), table_of(tables.Campaign)
_RULED = table_of(tables.TerritoryRule)
_ELSEWHERE = Prepared(
    select(_TERRITORIES.c.id).where(_TERRITORIES.c.is_elsewhere == bindparam("is_elsewhere"))
)
_KIND = Prepared(select(_CAMPAIGNS.c.kind).where(_CAMPAIGNS.c.id == bindparam("campaign_id")))
_RULES = Prepared(
    select(*(_RULED.c[one.name] for one in fields(TerritoryRule))).order_by(_RULED.c.position)
)
_LEADS = Bulk(Lead, "id", "prospect_id", "account_id", "opened_at", *_IMAGE, "version")
_CHANGES = Bulk(
    LeadChange, "lead_id", "command_id", "happened_at", "recorded_at", *_IMAGE, "version"
)
_MEMBERS = Bulk(CampaignMember, "campaign_id", "prospect_id", skips_known=True)
