"""The appointments that reps have, for the screen and for every export."""

from datetime import datetime

from sqlalchemy import Row, ScalarSelect, select
from sqlalchemy.orm import Session

from qualdesk.domain.hand_off import HandOffState, MeetingMedium
from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.store.rep_times import GIVEN_UP
from qualdesk.store.tables import (
    Account,
    Appointment,
    Campaign,
    HandOff,
    Lead,
    Number,
    Person,
    Prospect,
    ProspectNumber,
    Site,
)

__all__ = ["AppointmentRow", "appointments"]

_Found = Row[Appointment, HandOff, Prospect, str, str, str, str, str, str]


def appointments(
    session: Session,
    *,
    now: datetime,
    rep_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[AppointmentRow]:
    """Return the appointments that start in [since, until), earliest first; cancelled ones too."""
    del now
    chosen = _MEETINGS.order_by(Appointment.starts_at, Appointment.id)
    if rep_id is not None:
        chosen = chosen.where(HandOff.rep_id == rep_id)
    if since is not None:
        chosen = chosen.where(Appointment.starts_at >= since)
    if until is not None:
        chosen = chosen.where(Appointment.starts_at < until)
    return [_row(one) for one in session.execute(chosen)]


def _first_number() -> ScalarSelect[str]:
    number = (
        select(Number.e164)
        .join(ProspectNumber, ProspectNumber.number_id == Number.id)
        .where(ProspectNumber.prospect_id == Prospect.id, ProspectNumber.wrong_at.is_(None))
        .order_by(ProspectNumber.position, Number.id)
        .limit(1)
    )
    return number.correlate(Prospect).scalar_subquery()


_MEETINGS = (
    select(
        Appointment,
        HandOff,
        Prospect,
        Person.name.label("rep"),
        Person.email.label("rep_email"),
        Account.name.label("company"),
        Site.city,
        Campaign.name.label("campaign"),
        _first_number().label("phone"),
    )
    .join(HandOff, HandOff.id == Appointment.hand_off_id)
    .join(Lead, Lead.id == HandOff.lead_id)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .join(Site, Site.id == Prospect.site_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .join(Person, Person.id == HandOff.rep_id)
)


def _row(found: _Found) -> AppointmentRow:
    meeting, hand_off, prospect = found.Appointment, found.HandOff, found.Prospect
    state = HandOffState(hand_off.state)
    is_cancelled = meeting.cancelled_at is not None or state in GIVEN_UP
    return AppointmentRow(
        hand_off_id=hand_off.id,
        appointment_id=meeting.id,
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        wall_time=meeting.wall_time,
        zone=meeting.zone,
        medium=MeetingMedium(meeting.medium),
        state=state,
        is_cancelled=is_cancelled,
        changed_at=meeting.changed_at or meeting.cancelled_at or hand_off.offered_at,
        rep=found.rep,
        rep_email=found.rep_email,
        prospect=f"{prospect.first_name} {prospect.last_name}".strip(),
        prospect_email=prospect.email,
        prospect_phone=found.phone or "",
        job_title=prospect.job_title,
        company=found.company,
        city=found.city,
        campaign=found.campaign,
        brief=hand_off.brief,
    )
