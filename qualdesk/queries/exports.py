"""What leaves the desk as files: hand-offs, prospects and touches, each with its hand-off's id."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, ReturnReason
from qualdesk.domain.lead import LeadState, Resolution
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.outcome import Outcome
from qualdesk.exchange.export_rows import (
    HandOffFacts,
    LeadFacts,
    ProspectRow,
    TouchRow,
)
from qualdesk.queries.contact_facts import contact_facts
from qualdesk.queries.last_answers import LAST_ANSWER
from qualdesk.store.hand_offs import NOT_UNDONE, STANDING_MEETING
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Appointment,
    Campaign,
    HandOff,
    HandOffAnswer,
    Lead,
    Person,
    Prospect,
    Territory,
    Touch,
    TouchText,
)

_Rep, _Caller, _SaidBy, _Owner = (aliased(Person) for _ in range(4))


def hand_off_rows(
    session: Session,
    *,
    now: datetime,
    rep_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[ProspectRow]:
    """Return the hand-offs offered in [since, until), oldest first; those undone are left out."""
    found = _between(_HAND_OFFS, HandOff.offered_at, since, until)
    if rep_id is not None:
        found = found.where(HandOff.rep_id == rep_id)
    rows = session.execute(found.order_by(HandOff.offered_at, HandOff.id)).all()
    contacts = contact_facts(session, [row.prospect_id for row in rows], now)
    return [ProspectRow(contacts[row.prospect_id], _lead(row), _hand_off(row)) for row in rows]


def prospect_rows(
    session: Session,
    *,
    now: datetime,
    rep_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[ProspectRow]:
    """Return the prospects whose newest lead was opened in [since, until); of one rep, or all.

    A rep's are those of their territories and those they hold.
    """
    found = _between(_LEADS, Lead.opened_at, since, until)
    if rep_id is not None:
        theirs = or_(Territory.rep_id == rep_id, Territory.covering_rep_id == rep_id)
        found = found.where(or_(theirs, Lead.owner_person_id == rep_id))
    rows = session.execute(found.order_by(Lead.id)).all()
    contacts = contact_facts(session, [row.prospect_id for row in rows], now)
    handed = _newest_hand_offs(session)
    return [
        ProspectRow(contacts[row.prospect_id], _lead(row), handed.get(row.lead_id)) for row in rows
    ]


def lead_rows(session: Session, lead_ids: Sequence[int], *, now: datetime) -> list[ProspectRow]:
    """Return these leads in the order in which they are named, such as that of the Queue."""
    found = {
        row.lead_id: row
        for part in in_parts(lead_ids)
        for row in session.execute(_ANY_LEADS.where(Lead.id.in_(part)))
    }
    rows = [found[lead_id] for lead_id in lead_ids if lead_id in found]
    contacts = contact_facts(session, [row.prospect_id for row in rows], now)
    return [ProspectRow(contacts[row.prospect_id], _lead(row)) for row in rows]


def touch_rows(
    session: Session,
    *,
    now: datetime,
    rep_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[TouchRow]:
    """Return the contacts of [since, until), oldest first; of one rep those of their hand-offs."""
    del now
    found = _between(_TOUCHES, Touch.happened_at, since, until)
    if rep_id is not None:
        held = select(HandOff.lead_id).where(HandOff.rep_id == rep_id)
        found = found.where(Touch.lead_id.in_(held))
    return [_touch(row) for row in session.execute(found.order_by(Touch.happened_at, Touch.id))]


def _between(
    found: Select[*tuple[Any, ...]],
    at: InstrumentedAttribute[datetime],
    since: datetime | None,
    until: datetime | None,
) -> Select[*tuple[Any, ...]]:
    if since is not None:
        found = found.where(at >= since)
    return found if until is None else found.where(at < until)


def _newest_hand_offs(session: Session) -> dict[int, HandOffFacts]:
    """Return each lead's newest hand-off."""
    newest = select(func.max(HandOff.id)).where(NOT_UNDONE).group_by(HandOff.lead_id)
    rows = session.execute(_HAND_OFFS.where(HandOff.id.in_(newest)))
    return {row.lead_id: _hand_off(row) for row in rows}


def _lead(row: Row[*tuple[Any, ...]]) -> LeadFacts:
    return LeadFacts(
        lead_id=row.lead_id,
        campaign=row.campaign,
        territory=row.territory,
        owner=row.owner or row.territory,
        state=LeadState(row.lead_state),
        resolution=Resolution(row.resolution) if row.resolution else None,
        due_at=row.due_at,
        opened_at=row.opened_at,
        interest_at=row.interest_at,
    )


def _hand_off(row: Row[*tuple[Any, ...]]) -> HandOffFacts:
    hand_off, answer = row.HandOff, row.HandOffAnswer
    facts = HandOffFacts(
        hand_off_id=hand_off.id,
        state=HandOffState(hand_off.state),
        rep=row.rep,
        rep_email=row.rep_email,
        caller=row.caller,
        brief=hand_off.brief,
        offered_at=hand_off.offered_at,
        accept_by=hand_off.accept_by,
        meeting_at=row.starts_at,
        zone=row.zone or row.rep_zone,
    )
    if answer is None:
        return facts
    return replace(
        facts,
        reason=ReturnReason(answer.reason) if answer.reason else None,
        words=row.said or "",
        stage=answer.stage,
        amount=answer.amount,
        said_by=row.said_by,
        door=AnswerDoor(answer.door),
        said_at=answer.happened_at,
    )


def _touch(row: Row[*tuple[Any, ...]]) -> TouchRow:
    return TouchRow(
        touch_id=row.Touch.id,
        happened_at=row.Touch.happened_at,
        kind=row.Touch.kind,
        direction=row.Touch.direction,
        outcome=Outcome(row.Touch.outcome).label if row.Touch.outcome else "",
        person=row.person or "",
        prospect=prospect_name(row.first_name, row.last_name, row.company),
        company=row.company,
        campaign=row.campaign,
        talked_seconds=row.Touch.talked_seconds,
        words=row.words or "",
        hand_off_id=row.hand_off_id,
        is_taken_back=row.is_taken_back,
    )


_LEAD_COLUMNS = (
    Lead.id.label("lead_id"),
    Lead.prospect_id,
    Lead.state.label("lead_state"),
    Lead.resolution,
    Lead.due_at,
    Lead.opened_at,
    Lead.interest_at,
    Campaign.name.label("campaign"),
    Territory.name.label("territory"),
    _Owner.name.label("owner"),
)
_NEWEST = select(func.max(Lead.id)).group_by(Lead.prospect_id)
_ANY_LEADS: Select[*tuple[Any, ...]] = (
    select(*_LEAD_COLUMNS)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .join(Territory, Territory.id == Lead.territory_id)
    .outerjoin(_Owner, _Owner.id == Lead.owner_person_id)
)
_LEADS = _ANY_LEADS.where(Lead.id.in_(_NEWEST))
_HAND_OFFS: Select[*tuple[Any, ...]] = (
    select(
        HandOff,
        HandOffAnswer,
        *_LEAD_COLUMNS,
        _Rep.name.label("rep"),
        _Rep.email.label("rep_email"),
        _Rep.zone.label("rep_zone"),
        _Caller.name.label("caller"),
        _SaidBy.name.label("said_by"),
        TouchText.words.label("said"),
        Appointment.starts_at,
        Appointment.zone,
    )
    .join(Lead, Lead.id == HandOff.lead_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .join(Territory, Territory.id == Lead.territory_id)
    .join(_Rep, _Rep.id == HandOff.rep_id)
    .join(_Caller, _Caller.id == HandOff.caller_id)
    .outerjoin(_Owner, _Owner.id == Lead.owner_person_id)
    .outerjoin(Appointment, STANDING_MEETING)
    .outerjoin(HandOffAnswer, LAST_ANSWER)
    .outerjoin(_SaidBy, _SaidBy.id == HandOffAnswer.said_by_id)
    .outerjoin(TouchText, TouchText.id == HandOffAnswer.text_id)
    .where(NOT_UNDONE)
)
_Correction = aliased(Touch)
_TOUCHES: Select[*tuple[Any, ...]] = (
    select(
        Touch,
        Person.name.label("person"),
        Prospect.first_name,
        Prospect.last_name,
        Account.name.label("company"),
        Campaign.name.label("campaign"),
        TouchText.words,
        select(func.max(HandOff.id))
        .where(HandOff.lead_id == Touch.lead_id, NOT_UNDONE)
        .correlate(Touch)
        .scalar_subquery()
        .label("hand_off_id"),
        select(_Correction.id)
        .where(_Correction.takes_back_id == Touch.id)
        .exists()
        .label("is_taken_back"),
    )
    .join(Prospect, Prospect.id == Touch.prospect_id)
    .join(Account, Account.id == Prospect.account_id)
    .join(Campaign, Campaign.id == Touch.campaign_id)
    .outerjoin(Person, Person.id == Touch.person_id)
    .outerjoin(TouchText, TouchText.id == Touch.text_id)
    .where(Touch.takes_back_id.is_(None))
)
