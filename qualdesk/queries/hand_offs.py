"""Hand-offs: what was given to sales, how it stands, and what happens next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from qualdesk.domain.hand_off import HandOffState, MeetingMedium
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.moments import moment_words
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.script import Script as ConversationScript
from qualdesk.domain.script import carried
from qualdesk.domain.verdicts import verdict
from qualdesk.store.campaign_facts import facts_of, script_id_on
from qualdesk.store.seeds import read_definition, read_script
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Answer,
    Appointment,
    Campaign,
    HandOff,
    Lead,
    LeadDefinition,
    Person,
    Prospect,
    Script,
    Touch,
)

MET_SHOWN_FOR = timedelta(days=7)


class HandOffGroup(StrEnum):
    """Under which head a hand-off stands."""

    NEEDS_YOU = "Needs you"
    COMING_UP = "Coming up"
    MET = "Met"


@dataclass(frozen=True, slots=True)
class HandOffRow:
    """One hand-off; without a meeting the rep calls by themselves."""

    hand_off_id: int
    lead_id: int
    prospect: str
    job_title: str
    company: str
    meeting_at: datetime | None
    medium: MeetingMedium | None
    zone: str
    rep: str
    rep_zone: str
    caller: str
    state: HandOffState
    what_next: str
    brief: str
    unmet_because: str
    offered_at: datetime
    accept_by: datetime
    group: HandOffGroup


_Caller = aliased(Person)
_OVER = (HandOffState.MET, HandOffState.WON, HandOffState.LOST)
_GROUPS = list(HandOffGroup)


def hand_offs(session: Session, *, now: datetime, rep_id: int | None = None) -> list[HandOffRow]:
    """Return the hand-offs, of one rep or all: who needs somebody first, then by their meeting.

    Those that are over are shown for a week; those taken back are not.
    """
    found = _HAND_OFFS
    if rep_id is not None:
        found = found.where(HandOff.rep_id == rep_id)
    over_since = now - MET_SHOWN_FOR
    found = found.where(
        or_(
            HandOff.state.not_in(_OVER),
            Appointment.starts_at >= over_since,
            and_(Appointment.starts_at.is_(None), HandOff.offered_at >= over_since),
        )
    )
    rows = [_row(row, now) for row in session.execute(found)]
    return sorted(rows, key=_order)


def hand_off_verdict(session: Session, *, hand_off_id: int) -> Verdict:
    """Return how the criteria stood that the lead was judged by, whatever was agreed since."""
    row = session.execute(
        select(HandOff, Campaign, LeadDefinition.body.label("agreed"))
        .add_columns(_of_call(Touch.script_id).label("read_out"))
        .join(Lead, Lead.id == HandOff.lead_id)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .join(
            LeadDefinition,
            LeadDefinition.id
            == func.coalesce(_of_call(Touch.definition_id), Campaign.definition_id),
        )
        .where(HandOff.id == hand_off_id)
    ).one()
    day = row.HandOff.offered_at.date()
    read_out = row.read_out or script_id_on(facts_of(row.Campaign), row.Campaign, day)
    body = select(Script.body).where(Script.id == read_out)
    script = read_script(session.execute(body).scalar_one())
    answers = _heard_before(session, row.HandOff, script)
    return verdict(script, read_definition(row.agreed), answers, day)


def _heard_before(
    session: Session, hand_off: HandOff, script: ConversationScript
) -> dict[str, str]:
    """Return what was heard in the call that led to a hand-off, and what still held of others."""
    heard = session.execute(
        select(Answer.step, Answer.words, Touch.command_id == hand_off.command_id)
        .join(Touch, Touch.id == Answer.touch_id)
        .where(Answer.lead_id == hand_off.lead_id, Touch.happened_at <= hand_off.offered_at)
        .order_by(Touch.happened_at, Touch.id)
    ).all()
    earlier = {step: words for step, words, is_then in heard if not is_then}
    then = {step: words for step, words, is_then in heard if is_then}
    return {**carried(script, earlier, hand_off.offered_at.date()), **then}


def _of_call(column: InstrumentedAttribute[int | None]) -> ScalarSelect[int | None]:
    """Return what the call kept that made the hand-off."""
    made_it = (Touch.command_id == HandOff.command_id, Touch.lead_id == HandOff.lead_id)
    return select(func.max(column)).where(*made_it).correlate(HandOff).scalar_subquery()


_HAND_OFFS: Select[*tuple[Any, ...]] = (
    select(
        HandOff,
        Prospect.first_name,
        Prospect.last_name,
        Prospect.job_title,
        Account.name.label("company"),
        Appointment.starts_at,
        Appointment.ends_at,
        Appointment.zone,
        Appointment.medium,
        Person.name.label("rep"),
        Person.zone.label("rep_zone"),
        _Caller.name.label("caller"),
    )
    .join(Lead, Lead.id == HandOff.lead_id)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .join(Person, Person.id == HandOff.rep_id)
    .join(_Caller, _Caller.id == HandOff.caller_id)
    .outerjoin(
        Appointment,
        and_(Appointment.hand_off_id == HandOff.id, Appointment.cancelled_at.is_(None)),
    )
    .where(HandOff.state != HandOffState.TAKEN_BACK)
)


def _row(row: Row[*tuple[Any, ...]], now: datetime) -> HandOffRow:
    hand_off = row.HandOff
    state = HandOffState(hand_off.state)
    is_past = row.ends_at is not None and row.ends_at <= now
    is_late = state is HandOffState.OFFERED and hand_off.accept_by < now
    return HandOffRow(
        hand_off_id=hand_off.id,
        lead_id=hand_off.lead_id,
        prospect=prospect_name(row.first_name, row.last_name, row.company),
        job_title=row.job_title,
        company=row.company,
        meeting_at=row.starts_at,
        medium=MeetingMedium(row.medium) if row.medium else None,
        zone=row.zone or row.rep_zone,
        rep=row.rep,
        rep_zone=row.rep_zone,
        caller=row.caller,
        state=state,
        what_next=_what_next(row, now, is_late=is_late, is_past=is_past),
        brief=hand_off.brief,
        unmet_because=hand_off.unmet_because,
        offered_at=hand_off.offered_at,
        accept_by=hand_off.accept_by,
        group=_group(state, is_late=is_late, is_past=is_past),
    )


def _group(state: HandOffState, *, is_late: bool, is_past: bool) -> HandOffGroup:
    if state in _OVER:
        return HandOffGroup.MET
    needs_you = state in {HandOffState.RETURNED, HandOffState.NO_SHOW}
    return HandOffGroup.NEEDS_YOU if needs_you or is_late or is_past else HandOffGroup.COMING_UP


def _what_next(row: Row[*tuple[Any, ...]], now: datetime, *, is_late: bool, is_past: bool) -> str:
    first_name = row.rep.split()[0]
    state = HandOffState(row.HandOff.state)
    if state is HandOffState.OFFERED and is_late:
        return f"{_length(now - row.HandOff.accept_by)} late, remind {first_name}"
    if state is HandOffState.OFFERED:
        return f"{first_name} answers by {_when(row.HandOff.accept_by, now, row.rep_zone)}"
    if state is HandOffState.ACCEPTED:
        return f"Ask {first_name} how it went" if is_past else f"{first_name} has the brief"
    return {
        HandOffState.RETURNED: "Back in the queue, to be put right",
        HandOffState.NO_SHOW: "Did not come; ring and agree on another time",
        HandOffState.MET: "They met",
        HandOffState.WON: "They became a customer",
        HandOffState.LOST: "They did not buy",
    }[state]


def _when(moment: datetime, now: datetime, zone: str) -> str:
    words = moment_words(moment, now, zone)
    today = moment_words(now, now, zone).partition(",")[0]
    return words.removeprefix(f"{today}, ")


def _length(late: timedelta) -> str:
    hours = int(late.total_seconds() // 3600)
    if hours < 1:
        return "Some minutes"
    if hours < 48:  # noqa: PLR2004 - from two days on, days are read faster
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


def _order(row: HandOffRow) -> tuple[int, float, int]:
    moment = (row.meeting_at or row.accept_by).timestamp()
    is_over = row.group is HandOffGroup.MET
    return (_GROUPS.index(row.group), -moment if is_over else moment, row.hand_off_id)
