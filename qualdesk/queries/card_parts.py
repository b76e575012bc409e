"""The parts of a prospect's card: numbers, account, other contacts, the rep and their free slots."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from qualdesk.domain.hand_off import meeting_slots
from qualdesk.domain.lead import LeadState
from qualdesk.domain.person import Role
from qualdesk.domain.phone import Phone, spoken
from qualdesk.store.columns import table_of
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.session import Session
from qualdesk.store.suppressions import stale_check_of
from qualdesk.store.tables import (
    Account,
    Appointment,
    Claim,
    HandOff,
    Lead,
    Number,
    Person,
    Prospect,
    ProspectNumber,
    Site,
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
    zone: str
    note: str


def card_numbers(session: Session, prospect: Prospect, now: datetime) -> tuple[CardNumber, ...]:
    """Return all numbers of a prospect in the order they are tried; wrong and barred ones too."""
    dialable = {
        one.id for one in dialable_numbers(session, [prospect.id], now).get(prospect.id, [])
    }
    return tuple(
        CardNumber(
            number_id=row.id,
            e164=row.e164,
            spoken=" ext. ".join(filter(None, (spoken(Phone(row.e164)), row.extension))),
            label=row.label,
            is_suppressed=not is_wrong and row.id not in dialable,
            is_wrong=is_wrong,
            stale_check=stale.sentence if stale else "",
        )
        for row in session.execute(_ALL_NUMBERS, {"prospect_id": prospect.id})
        for is_wrong in [row.wrong_at is not None or row.out_of_service_at is not None]
        for stale in [stale_check_of(session, Phone(row.e164), now)]
    )


_REACHED_AT, _NUMBERS = table_of(ProspectNumber), table_of(Number)
_ALL_NUMBERS = (
    select(_NUMBERS.c.id, _NUMBERS.c.e164, _NUMBERS.c.out_of_service_at)
    .add_columns(_REACHED_AT.c.label, _REACHED_AT.c.wrong_at, _REACHED_AT.c.extension)
    .join_from(_REACHED_AT, _NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id)
    .where(_REACHED_AT.c.prospect_id == bindparam("prospect_id"))
    .order_by(_REACHED_AT.c.position, _NUMBERS.c.id)
)


def account_facts(session: Session, account: Account, site: Site, rep: RepFacts) -> AccountFacts:
    """Return what is known of the account."""
    sites = session.scalar(_SITE_COUNT, {"account_id": account.id}) or 0
    people = f"{account.size:,} people" if account.size else ""
    places = f"{sites} sites" if sites > 1 else ""
    address = ", ".join(
        part
        for part in (site.street, f"{site.postal_code} {site.city}".strip(), site.region)
        if part
    )
    return AccountFacts(
        industry=account.industry,
        size=", ".join(part for part in (people, places) if part),
        territory=f"{rep.territory} – {rep.name}" if rep.person_id else rep.territory,
        installed=account.installed,
        website=account.website,
        address=address,
    )


def contacts(session: Session, account_id: int, but: int, now: datetime) -> tuple[Contact, ...]:
    """Return the other people at an account, those who left and those without a name left out."""
    rows = session.execute(_CONTACTS, {"account_id": account_id, "but": but, "now": now})
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
    row = session.execute(_RECEIVER, {"territory_id": territory_id}).one()
    note = "" if row.rep_id else f"covering {row.territory}"
    if row.person_id is None:
        return _team_lead(session, row.territory)
    first_name = row.name.split(" ")[0]
    return RepFacts(row.person_id, row.name, first_name, row.territory, row.zone, note)


def _team_lead(session: Session, territory: str) -> RepFacts:
    note = f"nobody covers {territory}"
    row = session.execute(_TEAM_LEAD).first()
    if row is None:
        return RepFacts(None, "", "", territory, "UTC", note)
    return RepFacts(row.id, row.name, row.name.split(" ")[0], territory, row.zone, note)


_TERRITORIES, _PEOPLE = table_of(Territory), table_of(Person)
_RECEIVER = (
    select(_TERRITORIES.c.name.label("territory"), _TERRITORIES.c.rep_id)
    .add_columns(_PEOPLE.c.id.label("person_id"), _PEOPLE.c.name, _PEOPLE.c.zone)
    .outerjoin_from(
        _TERRITORIES,
        _PEOPLE,
        _PEOPLE.c.id == func.coalesce(_TERRITORIES.c.rep_id, _TERRITORIES.c.covering_rep_id),
    )
    .where(_TERRITORIES.c.id == bindparam("territory_id"))
)
_TEAM_LEAD = (
    select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.zone)
    .where(_PEOPLE.c.role == Role.TEAM_LEAD, _PEOPLE.c.is_active)
    .order_by(_PEOPLE.c.id)
    .limit(1)
)


def free_slots(session: Session, rep: RepFacts, zone: str, now: datetime) -> tuple[datetime, ...]:
    """Return when rep and prospect could meet on the next working days."""
    busy = session.scalars(_BUSY, {"rep_id": rep.person_id, "now": now})
    return meeting_slots(now, zone=zone, rep_zone=rep.zone, busy=busy)


_SITE_COUNT = select(func.count()).where(Site.account_id == bindparam("account_id"))
_HAS_NUMBER = (
    select(ProspectNumber.number_id).where(ProspectNumber.prospect_id == Prospect.id).exists()
)
_CONTACTS = (
    select(Prospect.id, Prospect.title, Prospect.first_name, Prospect.last_name)
    .add_columns(Prospect.job_title, _HAS_NUMBER.label("has_number"), Lead.id.label("lead_id"))
    .add_columns(Person.name.label("called_by"))
    .outerjoin(Lead, (Lead.prospect_id == Prospect.id) & (Lead.state != LeadState.CLOSED))
    .outerjoin(Claim, (Claim.lead_id == Lead.id) & (Claim.until > bindparam("now")))
    .outerjoin(Person, Person.id == Claim.caller_id)
    .where(Prospect.account_id == bindparam("account_id"), Prospect.id != bindparam("but"))
    .where(Prospect.left_on.is_(None), Prospect.last_name != "")
    .order_by(Prospect.id)
    .limit(20)
)
_BUSY = (
    select(Appointment.starts_at)
    .join(HandOff, HandOff.id == Appointment.hand_off_id)
    .where(HandOff.rep_id == bindparam("rep_id"), Appointment.cancelled_at.is_(None))
    .where(Appointment.starts_at > bindparam("now"))
)


def _degree(title: str) -> str:
    return title if title.startswith(("Dr", "Prof")) else ""
