"""What callers say of single leads: pass over today, let wait, put first; the order itself stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import delete, func, insert, select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.claims import release_lead
from qualdesk.commands.requests.order import (
    AssignLeads,
    CallFirst,
    LeaveInOrder,
    SkipLead,
    SnoozeLead,
)
from qualdesk.commands.roles import first_team_lead, must_be_team_lead
from qualdesk.domain.lead import Lane, owned_by
from qualdesk.domain.moments import moment_words
from qualdesk.domain.working_days import add_working_days, at_local
from qualdesk.errors import InputError
from qualdesk.events.order import LeftInOrder, PutFirst, SkippedLead, SnoozedLead
from qualdesk.store.leads import write_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    CalledFirst,
    Lead,
    Person,
    Prospect,
    QueueEntry,
    Skip,
    Snooze,
    Touch,
)
from qualdesk.store.upsert import upsert

SKIPS = 3
"""The skip, by anyone since the last touch, that gives a lead to a team lead (DESIGN §4)."""

_END_OF_DAY = time(23, 59)
_A_DAY = timedelta(days=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def skip_lead(session: Session, request: SkipLead, now: datetime) -> SkippedLead:
    """Pass over a lead for today; the third skip by anyone gives it to a team lead.

    Raises:
        InputError: if no reason is given, or there is no such lead.
    """
    reason = request.reason.strip()
    if not reason:
        raise InputError("A skip needs a reason. Type a word or two, for example wrong language.")
    case = load_case(session, request.lead_id, now)
    session.execute(
        insert(Skip).values(
            lead_id=case.lead_id,
            person_id=request.caller_id,
            reason=reason,
            command_id=command_id(session),
            skipped_at=now,
        )
    )
    release_lead(session, case.lead_id, now)
    return SkippedLead(case.lead_id, _given_to_team_lead(session, case, now), case.name)


def snooze_lead(session: Session, request: SnoozeLead, now: datetime) -> SnoozedLead:
    """Let a lead wait, at most until the end of the next working day there.

    Raises:
        InputError: if it is a promise, the moment lies in the past or too far ahead.
    """
    case = load_case(session, request.lead_id, now)
    if case.image.lane is Lane.PROMISED:
        raise InputError("A promise is not snoozed. Keep it, or promise another time with 2.")
    latest = _latest_snooze(case, now)
    if not now < request.until <= latest:
        by = moment_words(latest, now, case.seen.clock.zone)
        raise InputError(f"A snooze ends by {by} their time. Choose an earlier moment.")
    values = {"person_id": request.caller_id, "until": request.until}
    put = upsert(session, Snooze).values(lead_id=case.lead_id, **values)
    session.execute(put.on_conflict_do_update(index_elements=["lead_id"], set_=values))
    release_lead(session, case.lead_id, now)
    return SnoozedLead(case.lead_id, request.until, case.name, case.seen.clock.zone)


def call_first(session: Session, request: CallFirst, now: datetime) -> PutFirst:
    """Put leads before the order: once for oneself, or as a team lead for everybody.

    Raises:
        Forbidden: if somebody else than a team lead puts them first for everybody.
        InputError: if one of them cannot be called now.
    """
    if request.is_for_everybody:
        must_be_team_lead(session, request.by_id, "put leads first for everybody")
    caller_id = None if request.is_for_everybody else request.by_id
    _put_first(session, request.lead_ids, caller_id, request.by_id, now)
    return _event(session, request.lead_ids, caller_id)


def assign_leads(session: Session, request: AssignLeads, now: datetime) -> PutFirst:
    """Put leads before the order of a certain caller; nobody else is offered them today.

    Raises:
        Forbidden: if somebody else than a team lead gives them to another.
        InputError: if one of them cannot be called now.
    """
    if request.caller_id != request.by_id:
        must_be_team_lead(session, request.by_id, "assign leads to others")
    _put_first(session, request.lead_ids, request.caller_id, request.by_id, now)
    return _event(session, request.lead_ids, request.caller_id)


def leave_in_order(session: Session, request: LeaveInOrder, now: datetime) -> LeftInOrder:
    """Take back today's skips of a person, and what snoozed these leads or put them first."""
    mine = (Skip.person_id == request.person_id, Skip.lead_id.in_(request.lead_ids))
    session.execute(delete(Skip).where(*mine, Skip.skipped_at >= now - _A_DAY))
    for table in (Snooze, CalledFirst):
        session.execute(delete(table).where(table.lead_id.in_(request.lead_ids)))
    index_leads(session, request.lead_ids, now)
    return LeftInOrder(request.lead_ids)


def _given_to_team_lead(session: Session, case: Case, now: datetime) -> str:
    """Have a team lead look at what three callers passed over; return who that is."""
    last_touch_at = select(func.max(Touch.happened_at)).where(Touch.lead_id == case.lead_id)
    skips = select(func.count()).where(
        Skip.lead_id == case.lead_id,
        Skip.skipped_at > func.coalesce(last_touch_at.scalar_subquery(), _LONG_AGO),
    )
    lead = first_team_lead(session)
    if lead is None or (session.scalar(skips) or 0) < SKIPS:
        return ""
    image = owned_by(replace(case.image, lane=Lane.RESEARCH, due_at=now), lead.id)
    write_image(session, case.lead_id, image, version=case.version, now=now)
    return lead.name


def _latest_snooze(case: Case, now: datetime) -> datetime:
    clock = case.seen.clock
    day = add_working_days(now.astimezone(clock.tz).date(), 1, clock.country)
    return at_local(day, _END_OF_DAY, clock.zone)


def _put_first(
    session: Session, lead_ids: Sequence[int], caller_id: int | None, by_id: int, now: datetime
) -> None:
    standing = session.scalars(
        select(QueueEntry.lead_id).where(QueueEntry.lead_id.in_(lead_ids), ~QueueEntry.is_waiting)
    )
    waiting = set(lead_ids) - set(standing)
    if waiting:
        names = ", ".join(_names(session, sorted(waiting)))
        raise InputError(f"{names} cannot be called first: it is not their turn yet. Open it.")
    values = {"caller_id": caller_id, "by_id": by_id, "since": now}
    for lead_id in lead_ids:
        put = upsert(session, CalledFirst).values(lead_id=lead_id, **values)
        session.execute(put.on_conflict_do_update(index_elements=["lead_id"], set_=values))


def _event(session: Session, lead_ids: tuple[int, ...], caller_id: int | None) -> PutFirst:
    one = _names(session, lead_ids)[0] if len(lead_ids) == 1 else ""
    return PutFirst(lead_ids, _name(session, caller_id), one)


def _names(session: Session, lead_ids: Sequence[int]) -> list[str]:
    rows = session.execute(
        select(Prospect.first_name, Prospect.last_name)
        .join(Lead, Lead.prospect_id == Prospect.id)
        .where(Lead.id.in_(lead_ids))
        .order_by(Lead.id)
    )
    return [f"{row.first_name} {row.last_name}".strip() or "This prospect" for row in rows]


def _name(session: Session, person_id: int | None) -> str:
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""
