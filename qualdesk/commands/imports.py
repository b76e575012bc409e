"""Imports: a list is opened, read in part by part, every part exactly once, and finished."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import insert, select, update

from qualdesk.commands.import_bars import add_suppressions
from qualdesk.commands.import_fates import Callability, Fate, Plan, planned
from qualdesk.commands.import_journal import add_journal
from qualdesk.commands.import_known import Known
from qualdesk.commands.import_leads import Destination, add_leads, add_members, destination_of_list
from qualdesk.commands.import_learned import fill_in
from qualdesk.commands.import_people import add_accounts, add_prospects
from qualdesk.commands.import_signs import add_notes, add_responses
from qualdesk.commands.nurture import pause_tracks
from qualdesk.commands.requests.imports import FinishImport, ImportRows, StartImport
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind
from qualdesk.domain.queue_order import Warmth, place_of
from qualdesk.events.imports import FinishedImport, ImportedRows, StartedImport
from qualdesk.exchange.read_rows import ReadRow, unpacked
from qualdesk.store import tables
from qualdesk.store.campaign_facts import facts_of
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.matchings import save_columns
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Command, ImportedList, Lead

_AFTER_ALL_OTHERS = (9, date.max, 9)
_FRAMES_IN_MEMORY = 120
"""What is held of a part at a time, however large it is."""


def start_import(session: Session, request: StartImport, now: datetime) -> StartedImport:
    """Open a list, or go on with the one that broke off when the same file was read before.

    One breaks off, too, while it looks for who stands there twice.
    """
    unfinished = _unfinished(session, request)
    if unfinished is not None:
        return StartedImport(unfinished)
    if request.matching is not None:
        save_columns(session, request.shape, request.matching, now)
    list_id = session.execute(
        insert(ImportedList)
        .values(
            command_id=command_id(session),
            campaign_id=request.campaign_id,
            file_name=request.file_name,
            file_sha256=request.source.file_sha256,
            row_count=request.row_count,
            options=request.source.options,
            imported_at=now,
        )
        .returning(ImportedList.id)
    ).scalar_one()
    return StartedImport(list_id)


def import_rows(session: Session, request: ImportRows, now: datetime) -> ImportedRows:
    """Read in one part: accounts, prospects, numbers, leads, responses, notes and problems."""
    destination = destination_of_list(session, request.campaign_id)
    counts: Counter[str] = Counter()
    for start in range(0, len(request.frames), _FRAMES_IN_MEMORY):
        frames = request.frames[start : start + _FRAMES_IN_MEMORY]
        rows = [row for frame in frames for row in unpacked(frame)]
        counts.update(_import(session, request, destination, rows, now))
    return ImportedRows(request.list_id, counts["rows"], dict(counts))


def finish_import(session: Session, request: FinishImport, now: datetime) -> FinishedImport:
    """Keep that a list is in and was compared with everybody: there is nothing to go on with."""
    session.execute(
        update(ImportedList).where(ImportedList.id == request.list_id).values(compared_at=now)
    )
    return FinishedImport(request.list_id)


def _import(
    session: Session,
    request: ImportRows,
    destination: Destination,
    rows: list[ReadRow],
    now: datetime,
) -> Counter[str]:
    known = Known(session, request.campaign_id)
    plan = planned(session, known, rows, request.source, now)
    add_accounts(session, plan, now)
    add_prospects(session, plan)
    lead_ids = add_leads(session, plan, destination, now)
    members = add_members(session, plan, destination)
    responses = add_responses(session, plan, destination, now)
    add_notes(session, plan, destination, now)
    add_journal(session, plan, request.list_id, members)
    index_leads(session, lead_ids, now)
    fill_in(session, plan, now)
    _wake_joined(session, plan, responses, now, request.campaign_id)
    add_suppressions(session, plan, request.list_id, now)
    return plan.counts


def _unfinished(session: Session, request: StartImport) -> int | None:
    own_hash = select(Command.request_hash).where(Command.id == command_id(session))
    return session.scalar(
        select(ImportedList.id)
        .join(Command, Command.id == ImportedList.command_id)
        .where(Command.request_hash == own_hash.scalar_subquery())
        .where(ImportedList.file_sha256 == request.source.file_sha256)
        .where(ImportedList.compared_at.is_(None))
        .where(ImportedList.withdrawn_at.is_(None))
        .order_by(ImportedList.id.desc())
        .limit(1)
    )


def _wake_joined(
    session: Session, plan: Plan, responses: list[Fate], now: datetime, campaign_id: int
) -> None:
    """Tell open leads that were there before of new responses and new numbers (DESIGN §2.2)."""
    has_responded = {id(fate) for fate in responses}
    for fate in plan.fates:
        lead_id = fate.prospect.open_lead_id
        is_news = id(fate) in has_responded or fate.prospect.new_phones
        if fate.is_new or fate.opens_lead or lead_id is None or not is_news:
            continue
        lead = session.scalars(
            select(Lead).where(Lead.id == lead_id).execution_options(populate_existing=True)
        ).one()
        before = image_of(lead)
        image = before
        if id(fate) in has_responded:
            image = _after_response(session, image, fate, campaign_id, now)
        if image.lane is Lane.RESEARCH and fate.callability is Callability.CALLABLE:
            image = replace(image, lane=Lane.FRESH, due_at=now)
        if image != before:
            write_image(session, lead_id, image, version=lead.version, now=now)
    came_forward = (fate.prospect.open_lead_id for fate in responses if not fate.is_new)
    pause_tracks(session, {lead_id for lead_id in came_forward if lead_id is not None})


def _after_response(
    session: Session, image: LeadImage, fate: Fate, campaign_id: int, now: datetime
) -> LeadImage:
    heard = max(filter(None, (image.interest_at, fate.row.responded_at)), default=None)
    image = replace(image, interest_at=heard)
    if image.state is LeadState.WITH_SALES or image.lane is Lane.PROMISED:
        return image
    if _order(session, campaign_id, Lane.FRESH, now) < _order(
        session, image.campaign_id, image.lane or Lane.FRESH, now
    ):
        image = replace(image, campaign_id=campaign_id)
    lane = image.lane if image.lane in {Lane.RETURNED, Lane.RESEARCH} else Lane.FRESH
    return replace(
        image,
        state=LeadState.QUEUED,
        lane=lane,
        due_at=now,
        attempts=0,
        owner_kind=OwnerKind.TERRITORY if image.state is LeadState.NURTURE else image.owner_kind,
        owner_person_id=None if image.state is LeadState.NURTURE else image.owner_person_id,
    )


def _order(session: Session, campaign_id: int, lane: Lane, now: datetime) -> tuple[int, date, int]:
    campaign = facts_of(session.get_one(tables.Campaign, campaign_id))
    place = place_of(campaign, lane, now.astimezone(UTC).date())
    return place.order(Warmth.LISTED) if place else _AFTER_ALL_OTHERS
