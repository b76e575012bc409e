"""The parts of a prospect's card: numbers, account, other contacts, the rep and their free slots."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from qualdesk.domain.hand_off import meeting_slots
from qualdesk.domain.lead import LeadState
from qualdesk.domain.person import Role
from qualdesk.domain.phone import Phone, spoken
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.session import Session
from qualdesk.store.suppressions import stale_check_of
from qualdesk.store.tables import (
    Account,
    Appointment,
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
    rows = session.execute(
        select(ProspectNumber, Number)
        .join(Number, Number.id == ProspectNumber.number_id)
        .where(ProspectNumber.prospect_id == prospect.id)
        .order_by(ProspectNumber.position, Number.id)
    ).all()
    return tuple(
        CardNumber(
            number_id=number.id,
            e164=number.e164,
            spoken=spoken(Phone(number.e164)),
            label=pair.label,
            is_suppressed=not is_wrong and number.id not in dialable,
            is_wrong=is_wrong,
            stale_check=stale.sentence if stale else "",
        )
        for pair, number in rows
        for is_wrong in [pair.wrong_at is not None or number.out_of_service_at is not None]
        for stale in [stale_check_of(session, Phone(number.e164), now)]
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


def contacts(session: Session, account_id: int, but: int) -> tuple[Contact, ...]:
    """Return the other people at an account, those who left and those without a name left out."""
    rows = session.execute(_CONTACTS, {"account_id": account_id, "but": but})
    return tuple(
        Contact(
            prospect_id=row.id,
            name=" ".join(
                part for part in (_degree(row.title), row.first_name, row.last_name) if part
            ),
            job_title=row.job_title,
            has_number=row.has_number,
            lead_id=row.lead_id,
        )
        for row in rows
    )


def rep_facts(session: Session, territory_id: int) -> RepFacts:
    """Return who would receive a lead of this territory."""
    territory = session.get_one(Territory, territory_id)
    person_id = territory.rep_id or territory.covering_rep_id
    note = "" if territory.rep_id else f"covering {territory.name}"
    if person_id is None:
        note = f"nobody covers {territory.name}"
        person_id = session.scalar(
            select(Person.id).where(Person.role == Role.TEAM_LEAD, Person.is_active).limit(1)
        )
    person = session.get(Person, person_id) if person_id else None
    if person is None:
        return RepFacts(None, "", "", territory.name, "UTC", note)
    first_name = person.name.split(" ")[0]
    return RepFacts(person.id, person.name, first_name, territory.name, person.zone, note)


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
    .outerjoin(Lead, (Lead.prospect_id == Prospect.id) & (Lead.state != LeadState.CLOSED))
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
