"""The parts of a prospect's card: numbers, account, other contacts, the rep and their free slots."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.lead import LeadState
from qualdesk.domain.meeting_times import CalendarState, meeting_slots
from qualdesk.domain.person import Role
from qualdesk.domain.phone import Phone, spoken
from qualdesk.domain.working_days import WorkingHours
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.rep_times import taken_of
from qualdesk.store.session import Session
from qualdesk.store.suppressions import (
    OF_PHONE,
    barred_until,
    names_prospect,
    registers_checked,
    stale_check_by,
)
from qualdesk.store.tables import (
    Account,
    Claim,
    Lead,
    Number,
    Person,
    Prospect,
    ProspectNumber,
    RepCalendar,
    Suppression,
    Territory,
)


@dataclass(frozen=True, slots=True)
class CardNumber:
    """A number at which the prospect is reached."""

    number_id: int
    e164: str
    spoken: str
    label: str
    is_suppressed: bool
    is_wrong: bool
    stale_check: str = ""
    """Why it must not be dialled before its country's register is looked into again."""

    @property
    def may_be_dialled(self) -> bool:
        """Whether nothing but the hour can stand against it."""
        return not (self.is_suppressed or self.is_wrong or self.stale_check)


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The account in the details."""

    industry: str
    size: str
    territory: str
    installed: str
    website: str
    address: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Another person at the account."""

    prospect_id: int
    name: str
    job_title: str
    has_number: bool
    lead_id: int | None
    called_by: str = ""
    """Who is calling them now; a contact is read-only meanwhile."""


@dataclass(frozen=True, slots=True)
class RepFacts:
    """Who would receive the lead; `note` says "covering DE South", or that nobody does."""

    person_id: int | None
    name: str
    first_name: str
    territory: str
    hours: WorkingHours
    note: str
    calendar: CalendarState | None = None
    """How well their own calendar is known; None where none is read."""

    @property
    def zone(self) -> str:
        """Whose clock they live by."""
        return self.hours.zone


def card_numbers(session: Session, prospect_id: int, now: datetime) -> tuple[CardNumber, ...]:
    """Return all numbers of a prospect in the order they are tried; wrong and barred ones too."""
    checked = registers_checked(session)
    return tuple(
        CardNumber(
            number_id=row.id,
            e164=row.e164,
            spoken=" ext. ".join(filter(None, (spoken(Phone(row.e164)), row.extension))),
            label=row.label,
            is_suppressed=not is_wrong and row.barred_until is not None and row.barred_until > now,
            is_wrong=is_wrong,
            stale_check=stale.sentence if stale else "",
        )
        for row in _ALL_NUMBERS.rows(session, {"prospect_id": prospect_id})
        for is_wrong in [row.wrong_at is not None or row.out_of_service_at is not None]
        for stale in [stale_check_by(checked, Phone(row.e164), now)]
    )


_REACHED_AT, _NUMBERS = table_of(ProspectNumber), table_of(Number)
_PROSPECTS, _ACCOUNTS = table_of(Prospect), table_of(Account)
_BARRED_UNTIL = barred_until(
    OF_PHONE, table_of(Suppression).c.e164 == _NUMBERS.c.e164, *names_prospect()
)
_ALL_NUMBERS = Prepared(
    select(_NUMBERS.c.id, _NUMBERS.c.e164, _NUMBERS.c.out_of_service_at)
    .add_columns(_REACHED_AT.c.label, _REACHED_AT.c.wrong_at, _REACHED_AT.c.extension)
    .add_columns(_BARRED_UNTIL.label("barred_until"))
    .join_from(_REACHED_AT, _NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id)
    .join(_PROSPECTS, _PROSPECTS.c.id == _REACHED_AT.c.prospect_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _PROSPECTS.c.account_id)
    .where(_REACHED_AT.c.prospect_id == bindparam("prospect_id"))
    .order_by(_REACHED_AT.c.position, _NUMBERS.c.id)
)


def account_facts(row: Any, rep: RepFacts) -> AccountFacts:
    """Return what a card's row tells of the account."""
    people = f"{row.size:,} people" if row.size else ""
    places = f"{row.sites} sites" if row.sites > 1 else ""
    address = ", ".join(
        part for part in (row.street, f"{row.postal_code} {row.city}".strip(), row.region) if part
    )
    return AccountFacts(
        industry=row.industry,
        size=", ".join(part for part in (people, places) if part),
        territory=f"{rep.territory} – {rep.name}" if rep.person_id else rep.territory,
        installed=row.installed,
        website=row.website,
        address=address,
    )


def contacts(session: Session, account_id: int, but: int, now: datetime) -> tuple[Contact, ...]:
    """Return the other people at an account, those who left and those without a name left out."""
    rows = _CONTACTS.rows(session, {"account_id": account_id, "but": but, "now": now})
    return tuple(
        Contact(
            prospect_id=row.id,
            name=" ".join(
                part for part in (_degree(row.title), row.first_name, row.last_name) if part
            ),
            job_title=row.job_title,
            has_number=row.has_number,
            lead_id=row.lead_id,
            called_by=row.called_by or "",
        )
        for row in rows
    )


def rep_facts(session: Session, territory_id: int) -> RepFacts:
    """Return who would receive a lead of this territory."""
    row = _RECEIVER.first(session, {"territory_id": territory_id})
    note = "" if row.rep_id else f"covering {row.territory}"
    if row.person_id is None:
        return _team_lead(session, row.territory)
    first_name = row.name.split(" ")[0]
    return RepFacts(
        row.person_id, row.name, first_name, row.territory, _hours(row), note, _calendar(row)
    )


def _team_lead(session: Session, territory: str) -> RepFacts:
    note = f"nobody covers {territory}"
    row = _TEAM_LEAD.first(session, {})
    if row is None:
        return RepFacts(None, "", "", territory, WorkingHours("UTC"), note)
    first_name = row.name.split(" ")[0]
    return RepFacts(row.id, row.name, first_name, territory, _hours(row), note, _calendar(row))


def _calendar(row: Any) -> CalendarState | None:
    return CalendarState(row.read_at, row.problem) if row.calendar_of else None


def _hours(row: Any) -> WorkingHours:
    return WorkingHours(row.zone, row.country, row.works_from, row.works_until)


_TERRITORIES, _PEOPLE = table_of(Territory), table_of(Person)
_CALENDARS = table_of(RepCalendar)
_HOURS = (_PEOPLE.c.zone, _PEOPLE.c.country, _PEOPLE.c.works_from, _PEOPLE.c.works_until)
_CALENDAR = (
    _CALENDARS.c.person_id.label("calendar_of"),
    _CALENDARS.c.read_at,
    _CALENDARS.c.problem,
)
_OF_PERSON = _CALENDARS.c.person_id == _PEOPLE.c.id
_RECEIVER = Prepared(
    select(_TERRITORIES.c.name.label("territory"), _TERRITORIES.c.rep_id)
    .add_columns(_PEOPLE.c.id.label("person_id"), _PEOPLE.c.name, *_HOURS, *_CALENDAR)
    .outerjoin_from(
        _TERRITORIES,
        _PEOPLE,
        _PEOPLE.c.id == func.coalesce(_TERRITORIES.c.rep_id, _TERRITORIES.c.covering_rep_id),
    )
    .outerjoin(_CALENDARS, _OF_PERSON)
    .where(_TERRITORIES.c.id == bindparam("territory_id"))
)
_TEAM_LEAD = Prepared(
    select(_PEOPLE.c.id, _PEOPLE.c.name, *_HOURS, *_CALENDAR)
    .outerjoin_from(_PEOPLE, _CALENDARS, _OF_PERSON)
    .where(_PEOPLE.c.role == Role.TEAM_LEAD, _PEOPLE.c.is_active)
    .order_by(_PEOPLE.c.id)
    .limit(1)
)


def free_slots(
    session: Session, rep: RepFacts, clock: Clock, now: datetime
) -> tuple[datetime, ...]:
    """Return when rep and prospect could meet on the next working days."""
    taken = taken_of(session, rep.person_id, now)
    return meeting_slots(now, zone=clock.zone, country=clock.country, rep=rep.hours, taken=taken)


_LEADS, _CLAIMS = table_of(Lead), table_of(Claim)
_HAS_NUMBER = (
    select(_REACHED_AT.c.number_id).where(_REACHED_AT.c.prospect_id == _PROSPECTS.c.id).exists()
)
_IS_OPEN = (_LEADS.c.prospect_id == _PROSPECTS.c.id) & (_LEADS.c.state != LeadState.CLOSED)
_IS_CALLED = (_CLAIMS.c.lead_id == _LEADS.c.id) & (_CLAIMS.c.until > bindparam("now"))
_CONTACTS = Prepared(
    select(*(_PROSPECTS.c[name] for name in ("id", "title", "first_name", "last_name")))
    .add_columns(_PROSPECTS.c.job_title, _HAS_NUMBER.label("has_number"))
    .add_columns(_LEADS.c.id.label("lead_id"), _PEOPLE.c.name.label("called_by"))
    .outerjoin_from(_PROSPECTS, _LEADS, _IS_OPEN)
    .outerjoin(_CLAIMS, _IS_CALLED)
    .outerjoin(_PEOPLE, _PEOPLE.c.id == _CLAIMS.c.caller_id)
    .where(_PROSPECTS.c.account_id == bindparam("account_id"), _PROSPECTS.c.id != bindparam("but"))
    .where(_PROSPECTS.c.left_on.is_(None), _PROSPECTS.c.last_name != "")
    .order_by(_PROSPECTS.c.id)
    .limit(20)
)


def _degree(title: str) -> str:
    return title if title.startswith(("Dr", "Prof")) else ""
