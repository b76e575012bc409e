"""Lists of one: what was typed by hand is read as a row, known again like one, and read in."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from qualdesk.commands.case import load_case
from qualdesk.commands.coming_in import tell_rep
from qualdesk.commands.import_fates import Callability, Fate, planned
from qualdesk.commands.import_known import Known, KnownProspect
from qualdesk.commands.imports import import_rows, start_import
from qualdesk.commands.learning import keep_learned
from qualdesk.commands.lookalikes import note_lookalikes
from qualdesk.commands.requests.imports import ImportRows, ListSource, StartImport
from qualdesk.commands.requests.newcomers import AddProspect
from qualdesk.domain.business_names import bare_name
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.phone import Phone, country_of
from qualdesk.domain.places import ZoneSource, folded
from qualdesk.domain.suppression import domain_of
from qualdesk.domain.write_back import EMAIL, Update
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.newcomers import AddedProspect
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import LeadRow, Sheet
from qualdesk.exchange.read_rows import ReadRow, packed
from qualdesk.exchange.row_reader import read_row
from qualdesk.store import tables
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Account, ImportedRow, Lead, Person, Prospect, Site

_LINE = 1
_HOW = "came to us"
_NAME = "Typed in"
_COLUMNS = (
    Column("Name", Field.FULL_NAME),
    Column("Company", Field.COMPANY),
    Column("Phone", Field.PHONE),
    Column("E-mail", Field.EMAIL),
)
_WHO = "Who is it? Type a name or a company."
_REACHED = "How are they reached? Type a phone number or an e-mail address."
_MENDS = {
    "Phone": "“{value}” cannot be dialled. Type the number with its country: +49 89 99998210.",
    "E-mail": "“{value}” is no e-mail address. Type one such as maria@bergmann.example.",
}
_BARRED = (
    "{name} must not be called: the person, the company or the number is on the do-not-call list."
    " Nothing was added. A team lead can lift it."
)
_CLOSED = (
    "{company} has closed, as far as we know. Nothing was added."
    " Type the company that took its place."
)


def add_by_hand(session: Session, request: AddProspect, now: datetime) -> AddedProspect:
    """Read somebody in as a list of one.

    Raises:
        InputError: if it names nobody or a company that closed, tells no way to reach them, or a
            number or address is none.
        Forbidden: if they, their company or all their numbers must not be called.
    """
    known = _known_again(session, _typed(session, request, now))
    row = known.row
    source = ListSource(sha256(command_id(session).encode()).hexdigest(), options="")
    asked = Known(session, request.campaign_id)
    fate = planned(session, asked, [ReadRow(_LINE, row)], source, now).fates[0]
    _refuse_shut_off(fate, row)
    opened = StartImport(request.campaign_id, _NAME, source, row_count=1)
    list_id = start_import(session, opened, now).list_id
    part = packed([ReadRow(_LINE, row)])
    import_rows(session, ImportRows(list_id, request.campaign_id, source, (part,)), now)
    event = _added(session, list_id, was_known=not fate.is_new, now=now)
    if known.learned:
        keep_learned(session, event.lead_id, Update("", EMAIL, known.learned), before="")
    if event.state is LeadState.WITH_SALES:
        tell_rep(session, load_case(session, event.lead_id, now), request.caller_id, how=_HOW)
    return event


def _typed(session: Session, request: AddProspect, now: datetime) -> LeadRow:
    """Read what was typed as a row of a list is read; a number of our own country may be short."""
    if not (request.name.strip() or request.company.strip()):
        raise InputError(_WHO)
    if not (request.number.strip() or request.email.strip()):
        raise InputError(_REACHED)
    home = session.get_one(Person, request.caller_id).country
    sheet = Sheet(_COLUMNS, home, now, responded_at=min(request.responded_at, now))
    cells = (request.name, request.company, request.number, request.email)
    row, problems = read_row(sheet, _LINE, cells)
    for one in problems:
        raise InputError(_MENDS.get(one.column, one.message).format(value=one.value))
    if row is None:
        raise InputError(_WHO)
    country = country_of(Phone(row.phones[0])) if row.phones else ""
    return row.telling(country=country, response=request.response, has_bad_phone=False)


@dataclass(frozen=True, slots=True)
class _Recognised:
    """A row under all by which we know them, and the e-mail address that we learned by it."""

    row: LeadRow
    learned: str = ""


def _known_again(session: Session, row: LeadRow) -> _Recognised:
    """Return the row under the name and address by which a list would know them again.

    The same address, number or company with the same name is the same person; who gives no name at
    a number of one person alone is that person. A company of one address is that company.
    """
    known = Known(session, None)
    known.load([row], ListSource("", ""))
    people = list(known.prospects.values())
    one = _same_person(people, row)
    if one is not None:
        return _as_known(session, row, one)
    sites = {two.account.site_id: two for two in people if _is_same_company(two, row)}
    if len(sites) == 1:
        return _Recognised(_at_company(session, row, *sites))
    return _Recognised(row)


def _same_person(people: list[KnownProspect], row: LeadRow) -> KnownProspect | None:
    name = folded(row.person)
    at_address = [one for one in people if row.email and one.email == row.email]
    at_number = [one for one in people if one.phones & set(row.phones)]
    at_company = [one for one in people if _is_same_company(one, row)]
    for one in (*at_address, *at_number, *at_company):
        if one.person == name and name:
            return one
    unnamed = at_address or at_number
    return unnamed[0] if not name and len(unnamed) == 1 else None


def _is_same_company(one: KnownProspect, row: LeadRow) -> bool:
    is_open = bool(row.company) and not one.account.is_closed
    return is_open and _bare(one.account.name) == _bare(row.company)


def _bare(company: str) -> str:
    return bare_name(folded(company)) or company


def _as_known(session: Session, row: LeadRow, known: KnownProspect) -> _Recognised:
    """Put the row under all by which this person is known; another address is kept as a note."""
    found = session.execute(_PERSON.where(Prospect.id == known.id)).one()
    learned = "" if found.Prospect.email else row.email
    if learned:
        found.Prospect.email, found.Prospect.email_domain = learned, domain_of(learned)
        session.flush()
    email = found.Prospect.email
    named = row.telling(
        first_name=found.Prospect.first_name,
        last_name=found.Prospect.last_name,
        phones=tuple(dict.fromkeys((*row.phones, *sorted(known.phones)))),
        email=email,
        note=f"Also reached at {row.email}." if row.email not in {"", email} else "",
    )
    return _Recognised(_at(named, found), learned)


def _at_company(session: Session, row: LeadRow, site_id: int | None) -> LeadRow:
    """Put the row at the one site of a company, unless its number belongs to another country."""
    found = session.execute(_SITE.where(Site.id == site_id)).one()
    is_there = not row.country or not found.country or row.country == found.country
    return _at(row, found) if is_there else row


def _at(row: LeadRow, site: Any) -> LeadRow:
    return row.telling(
        company=site.name,
        street=site.street,
        postal_code=site.postal_code,
        city=site.city,
        region=site.region,
        country=site.country or row.country,
        time_zone=site.zone,
        zone_source=ZoneSource(site.zone_source) if site.zone_source else None,
        is_closed=site.closed_on is not None,
    )


def _refuse_shut_off(fate: Fate, row: LeadRow) -> None:
    if fate.callability is Callability.CLOSED:
        raise InputError(_CLOSED.format(company=row.company))
    if fate.is_barred or (fate.callability is Callability.SUPPRESSED and not fate.waits):
        name = prospect_name(row.first_name, row.last_name, row.company)
        raise Forbidden(_BARRED.format(name=name))


def _added(session: Session, list_id: int, *, was_known: bool, now: datetime) -> AddedProspect:
    """Return where their newest lead stands now, and whom somebody new looks like."""
    of_list = select(ImportedRow.prospect_id).where(ImportedRow.list_id == list_id)
    found = session.execute(
        select(
            Lead.id,
            Lead.prospect_id,
            Lead.state,
            Lead.lane,
            tables.Campaign.name,
            Prospect.first_name,
            Prospect.last_name,
            Account.name.label("company"),
        )
        .join(tables.Campaign, tables.Campaign.id == Lead.campaign_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Prospect.account_id)
        .where(Lead.prospect_id.in_(of_list))
        .order_by(Lead.id.desc())
        .limit(1)
    ).one()
    return AddedProspect(
        list_id,
        found.id,
        prospect_name(found.first_name, found.last_name, found.company),
        found.name,
        LeadState(found.state),
        Lane(found.lane) if found.lane else None,
        was_known,
        () if was_known else note_lookalikes(session, list_id, found.prospect_id, now),
    )


_PLACE = (
    Account.name,
    Account.closed_on,
    Site.street,
    Site.postal_code,
    Site.city,
    Site.region,
    Site.country,
    Site.zone,
    Site.zone_source,
)
_PERSON = (
    select(Prospect, *_PLACE)
    .join(Account, Account.id == Prospect.account_id)
    .join(Site, Site.id == Prospect.site_id)
)
_SITE = select(*_PLACE).join(Account, Account.id == Site.account_id)
