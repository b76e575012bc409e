"""Rows of a list written into the tables: set by set, in the order their keys need."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from qualdesk.commands.import_fates import Fate, Plan, Standing
from qualdesk.commands.import_known import KnownAccount, KnownProspect
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.phone import Phone, kind_of, type_of, zones_of
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.territory import Place, TerritoryRule, territory_for
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Account,
    CampaignMember,
    ImportedRow,
    ImportProblem,
    Lead,
    LeadChange,
    Number,
    Prospect,
    ProspectNumber,
    Response,
    Site,
    Touch,
    TouchText,
)
from qualdesk.store.upsert import upsert

Values = dict[str, Any]

_RESPONSES = {
    CampaignKind.WEBINAR: ResponseKind.REGISTERED,
    CampaignKind.SEMINAR: ResponseKind.REGISTERED,
    CampaignKind.TRADE_SHOW: ResponseKind.VISITED_STAND,
    CampaignKind.WHITE_PAPER: ResponseKind.DOWNLOADED,
    CampaignKind.DIRECT_MAIL: ResponseKind.REPLIED,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Into what a list is read: its campaign, and the rules that lead to territories."""

    campaign_id: int
    kind: CampaignKind
    rules: tuple[TerritoryRule, ...]
    elsewhere_id: int


def add_accounts(session: Session, plan: Plan, now: datetime) -> None:
    """Add the accounts and sites that are not known yet."""
    new: dict[int, KnownAccount] = {
        id(fate.prospect.account): fate.prospect.account
        for fate in plan.fates
        if fate.prospect.account.id is None
    }
    made = list(new.values())
    for account, account_id in zip(
        made, _added(session, Account, [_account(one, now) for one in made]), strict=True
    ):
        account.id, account.is_new = account_id, True
    sites = [_site(one) for one in made]
    for account, site_id in zip(made, _added(session, Site, sites), strict=True):
        account.site_id = site_id


def add_prospects(session: Session, plan: Plan) -> None:
    """Add the prospects that are not known yet, and the numbers that are new to each."""
    new = [fate.prospect for fate in plan.fates if fate.is_new]
    ids = _added(session, Prospect, [_prospect(one) for one in new])
    for prospect, prospect_id in zip(new, ids, strict=True):
        prospect.id = prospect_id
    _add_numbers(session, [fate.prospect for fate in plan.fates if fate.prospect.new_phones])


def add_leads(session: Session, plan: Plan, ground: Ground, now: datetime) -> list[int]:
    """Open the leads, with the first image of their history; return their ids."""
    opening = [fate for fate in plan.fates if fate.opens_lead]
    images = [_values_of(_image(fate, ground, now)) for fate in opening]
    rows = [
        image
        | {
            "prospect_id": fate.prospect.id,
            "account_id": fate.prospect.account.id,
            "opened_at": now,
        }
        for fate, image in zip(opening, images, strict=True)
    ]
    lead_ids = _added(session, Lead, rows)
    changed = {"command_id": command_id(session), "happened_at": now, "recorded_at": now}
    _add(
        session,
        LeadChange,
        [
            image | changed | {"lead_id": lead_id}
            for image, lead_id in zip(images, lead_ids, strict=True)
        ],
    )
    for fate, lead_id, image in zip(opening, lead_ids, images, strict=True):
        if image["state"] != LeadState.CLOSED:
            fate.prospect.open_lead_id = lead_id
    return lead_ids


def add_members(session: Session, plan: Plan, ground: Ground) -> set[int]:
    """Count every prospect of the list in its campaign; return those who were not in it before."""
    ids = dict.fromkeys(fate.prospect.id or 0 for fate in plan.fates)
    were_in = session.scalars(
        select(CampaignMember.prospect_id).where(
            CampaignMember.campaign_id == ground.campaign_id,
            CampaignMember.prospect_id.in_(
                {fate.prospect.id for fate in plan.fates if not fate.is_new}
            ),
        )
    ).all()
    members = [{"campaign_id": ground.campaign_id, "prospect_id": one} for one in ids]
    if members:
        session.execute(upsert(session, CampaignMember).on_conflict_do_nothing(), members)
    return set(ids) - set(were_in)


def add_responses(session: Session, plan: Plan, ground: Ground, now: datetime) -> list[Fate]:
    """Add the responses that are not known yet; return the rows that brought them."""
    known = {
        (prospect_id, kind, happened_at)
        for prospect_id, kind, happened_at in session.execute(
            select(Response.prospect_id, Response.kind, Response.happened_at).where(
                Response.campaign_id == ground.campaign_id,
                Response.prospect_id.in_(
                    [fate.prospect.id for fate in plan.fates if not fate.is_new]
                ),
            )
        )
    }
    fresh: list[Fate] = []
    rows: list[Values] = []
    for fate in plan.fates:
        kind = fate.row.response or _RESPONSES.get(ground.kind, ResponseKind.INQUIRED)
        key = (fate.prospect.id, kind, fate.row.responded_at)
        if fate.row.responded_at is None or key in known:
            continue
        known.add(key)  # type: ignore[arg-type]
        fresh.append(fate)
        rows.append(
            {
                "prospect_id": fate.prospect.id,
                "campaign_id": ground.campaign_id,
                "kind": kind,
                "happened_at": fate.row.responded_at,
                "zone": fate.row.responded_zone,
                "recorded_at": now,
                "minutes": fate.row.minutes,
                "text_id": fate.row.question,
            }
        )
    asked = [row for row in rows if row["text_id"]]
    words = [{"words": row["text_id"]} for row in asked]
    for row, text_id in zip(asked, _added(session, TouchText, words), strict=True):
        row["text_id"] = text_id
    _add(session, Response, [row | {"text_id": row["text_id"] or None} for row in rows])
    return fresh


def add_notes(session: Session, plan: Plan, ground: Ground, now: datetime) -> None:
    """Put the notes of the list into the timelines, each once."""
    noted = _new_notes(session, [fate for fate in plan.fates if fate.row.note])
    text_ids = _added(session, TouchText, [{"words": fate.row.note} for fate in noted])
    shared = {
        "campaign_id": ground.campaign_id,
        "command_id": command_id(session),
        "kind": TouchKind.NOTE,
        "direction": Direction.IN,
        "recorded_at": now,
        "lead_version": 1,
    }
    leads = _leads_of(session, [fate.prospect for fate in noted])
    _add(
        session,
        Touch,
        [
            shared
            | {
                "lead_id": leads[fate.prospect.id or 0],
                "prospect_id": fate.prospect.id,
                "happened_at": fate.row.responded_at or now,
                "text_id": text_id,
            }
            for fate, text_id in zip(noted, text_ids, strict=True)
        ],
    )


def add_journal(session: Session, plan: Plan, list_id: int, members: set[int]) -> None:
    """Write down what became of every line, what it added, and every problem."""
    fates = {fate.row.line: fate for fate in plan.fates}
    rows = [
        {
            "list_id": list_id,
            "line": line,
            "prospect_id": prospect.id if prospect else None,
            "consent": row.consent if row else "",
            "source": row.source if row else "",
        }
        | _added_by(fates.get(line), members)
        for line, prospect, row in plan.lines
    ]
    _add(session, ImportedRow, rows)
    _add(session, ImportProblem, [asdict(one) | {"list_id": list_id} for one in plan.problems])


def _added_by(fate: Fate | None, members: set[int]) -> Values:
    """Return what a line added, so that it can be taken away again."""
    if fate is None:
        return {
            "adds_prospect": False,
            "adds_account": False,
            "adds_member": False,
            "adds_numbers": None,
        }
    known_before = not fate.is_new
    return {
        "adds_prospect": fate.is_new,
        "adds_account": fate.prospect.account.is_new,
        "adds_member": known_before and fate.prospect.id in members,
        "adds_numbers": fate.prospect.new_phones if known_before else None,
    }


def _account(known: KnownAccount, now: datetime) -> Values:
    row = known.source or LeadRow(0)
    return {
        "name": row.company,
        "industry": row.industry,
        "size": row.size,
        "website": row.website,
        "closed_on": now.date() if known.is_closed else None,
    }


def _site(known: KnownAccount) -> Values:
    row = known.source or LeadRow(0)
    return {
        "account_id": known.id,
        "street": row.street,
        "city": row.city,
        "region": row.region,
        "postal_code": row.postal_code,
        "country": row.country,
        "zone": row.time_zone,
    }


def _prospect(known: KnownProspect) -> Values:
    row = known.source or LeadRow(0)
    return {
        "account_id": known.account.id,
        "site_id": known.account.site_id,
        "title": row.title,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "job_title": row.job_title,
        "email": row.email,
        "language": row.language,
        "consent": row.consent,
    }


def _add_numbers(session: Session, prospects: Sequence[KnownProspect]) -> None:
    phones = sorted({phone for one in prospects for phone in one.new_phones})
    if not phones:
        return
    session.execute(
        upsert(session, Number).on_conflict_do_nothing(),
        [
            {
                "e164": phone,
                "kind": type_of(Phone(phone)),
                "zones": " ".join(zones_of(Phone(phone))),
            }
            for phone in phones
        ],
    )
    found = session.execute(select(Number.e164, Number.id).where(Number.e164.in_(phones)))
    ids = {e164: number_id for e164, number_id in found}  # noqa: C416 - rows are no pairs yet
    rows = [
        {
            "prospect_id": one.id,
            "number_id": ids[phone],
            "label": kind_of(Phone(phone)),
            "extension": one.extensions.get(phone, ""),
            "position": len(one.phones) - len(one.new_phones) + position,
        }
        for one in {id(one): one for one in prospects}.values()
        for position, phone in enumerate(dict.fromkeys(one.new_phones))
    ]
    session.execute(upsert(session, ProspectNumber).on_conflict_do_nothing(), rows)


def _image(fate: Fate, ground: Ground, now: datetime) -> LeadImage:
    is_ended = fate.ends_at_once
    is_for_calls = fate.standing is Standing.CALLABLE or fate.waits
    lane = Lane.FRESH if is_for_calls else Lane.RESEARCH
    ended_as = Resolution.COMPANY_CLOSED
    if fate.is_barred:
        ended_as = Resolution.DO_NOT_CONTACT
    return LeadImage(
        campaign_id=ground.campaign_id,
        territory_id=_territory(fate, ground),
        state=LeadState.CLOSED if is_ended else LeadState.QUEUED,
        lane=None if is_ended else lane,
        due_at=None if is_ended else now,
        interest_at=fate.row.responded_at,
        attempts=0,
        owner_kind=OwnerKind.TERRITORY,
        owner_person_id=None,
        resolution=ended_as if is_ended else None,
        resolved_at=now if is_ended else None,
    )


def _values_of(image: LeadImage) -> Values:
    # Not asdict, which copies deeply what cannot change.
    return {name: getattr(image, name) for name in LeadImage.__slots__} | {"version": 1}


def _territory(fate: Fate, ground: Ground) -> int:
    if fate.prospect.account.pinned_territory_id is not None:
        return fate.prospect.account.pinned_territory_id
    row = fate.row
    place = Place(row.country, row.region, row.postal_code, row.industry, row.size)
    return territory_for(place, ground.rules, ground.elsewhere_id)


def _new_notes(session: Session, noted: Sequence[Fate]) -> list[Fate]:
    known = {
        (prospect_id, words)
        for prospect_id, words in session.execute(
            select(Touch.prospect_id, TouchText.words)
            .join(TouchText, TouchText.id == Touch.text_id)
            .where(Touch.prospect_id.in_([fate.prospect.id for fate in noted if not fate.is_new]))
        )
    }
    fresh = {(fate.prospect.id or 0, fate.row.note): fate for fate in reversed(noted)}
    return [fate for key, fate in reversed(fresh.items()) if key not in known]


def _leads_of(session: Session, prospects: Sequence[KnownProspect]) -> dict[int, int]:
    """Return the newest lead of each prospect."""
    ids = [one.id for one in prospects]
    query = select(Lead.prospect_id, Lead.id).where(Lead.prospect_id.in_(ids)).order_by(Lead.id)
    return {prospect_id: lead_id for prospect_id, lead_id in session.execute(query)}  # noqa: C416


def _added(session: Session, table: type[Any], rows: Sequence[Values]) -> list[int]:
    if not rows:
        return []
    target = table.__table__
    if session.get_bind().dialect.name == "sqlite":
        return _added_under_next(session, table, rows)
    statement = insert(target).returning(target.c.id, sort_by_parameter_order=True)
    return list(session.scalars(statement, list(rows)))


def _added_under_next(session: Session, table: type[Any], rows: Sequence[Values]) -> list[int]:
    """Add rows under the ids that come next: nobody else writes to a file in this transaction.

    SQLite returns ids in no certain order, so SQLAlchemy would insert the rows one by one.
    """
    column = table.__table__.c.id
    first = (session.scalar(select(func.max(column))) or 0) + 1
    ids = list(range(first, first + len(rows)))
    _add(session, table, [row | {"id": one} for one, row in zip(ids, rows, strict=True)])
    return ids


def _add(session: Session, table: type[Any], rows: Sequence[Values]) -> None:
    if rows:
        session.execute(insert(table.__table__), list(rows))
