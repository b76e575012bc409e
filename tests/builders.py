"""Small builders: the least of a row that a test needs, with believable defaults."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind
from qualdesk.domain.person import Role
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.store import tables
from qualdesk.store.leads import keep_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Database, Press, Session, command_id

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
"""A Wednesday: 10:32 in München, 09:32 in London, 04:32 in New York."""


@contextmanager
def writing(database: Database) -> Iterator[Session]:
    """Open a transaction under a command of its own."""
    press = Press.new()
    with database.transaction(press) as session:
        session.execute(
            insert(tables.Command).values(
                id=str(press.id), name="test", request_hash="", happened_at=NOW
            )
        )
        yield session
        session.flush()


def a_person(
    session: Session,
    name: str = "Priya Nair",
    *,
    role: Role = Role.CALLER,
    zone: str = "Europe/London",
) -> int:
    """Add a person; one of that name who is there already is returned."""
    known = session.scalar(select(tables.Person.id).where(tables.Person.name == name))
    if known is not None:
        return known
    email = f"{name.split(' ', maxsplit=1)[0].lower()}@aldergrove.example"
    person = tables.Person(name=name, role=role, zone=zone, email=email)
    return _added(session, person)


def a_territory(
    session: Session, name: str = "DE South", *, rep: str = "Jonas Weber", covering_rep: str = ""
) -> int:
    """Add a territory; without a rep it is open."""
    known = session.scalar(select(tables.Territory.id).where(tables.Territory.name == name))
    if known is not None:
        return known
    territory = tables.Territory(
        name=name,
        rep_id=a_person(session, rep, role=Role.SALES) if rep else None,
        covering_rep_id=a_person(session, covering_rep, role=Role.SALES) if covering_rep else None,
        since=date(2026, 8, 4),
    )
    return _added(session, territory)


def a_campaign(
    session: Session,
    name: str = "Line inspection without line stops",
    *,
    kind: CampaignKind = CampaignKind.WEBINAR,
    priority: Priority = Priority.NORMAL,
    event_on: date | None = None,
    ends_on: date | None = None,
    script: str = "inquiry",
) -> int:
    """Add a campaign with a shipped script, the general one unless named."""
    known = session.scalar(select(tables.Campaign.id).where(tables.Campaign.name == name))
    if known is not None:
        return known
    script_id = session.execute(
        select(tables.Script.id).where(tables.Script.key == script)
    ).scalar_one()
    agreed = select(tables.LeadDefinition.id).where(tables.LeadDefinition.key == "agreed-lead")
    definition_id = session.execute(agreed).scalar_one()
    campaign = tables.Campaign(
        name=name,
        kind=kind,
        offer=name,
        priority=priority,
        event_on=event_on,
        ends_on=ends_on,
        script_id=script_id,
        definition_id=definition_id,
    )
    return _added(session, campaign)


def a_prospect(
    session: Session,
    name: str = "Maria Keller",
    *,
    company: str = "Bergmann Molkerei",
    country: str = "DE",
    region: str = "",
    numbers: Sequence[str] = ("+498999998210",),
    email: str = "maria.keller@bergmann-molkerei.example",
) -> int:
    """Add a prospect at an account with one site, reached at these numbers."""
    account_id = _added(session, tables.Account(name=company))
    site_id = _added(
        session, tables.Site(account_id=account_id, country=country, region=region, city="München")
    )
    first_name, _space, last_name = name.rpartition(" ")
    prospect = tables.Prospect(
        account_id=account_id,
        site_id=site_id,
        first_name=first_name,
        last_name=last_name,
        email=email,
    )
    prospect_id = _added(session, prospect)
    for position, e164 in enumerate(numbers):
        number_id = a_number(session, e164)
        session.add(
            tables.ProspectNumber(prospect_id=prospect_id, number_id=number_id, position=position)
        )
    session.flush()
    return prospect_id


def a_number(session: Session, e164: str) -> int:
    """Add a number, or return the one that is there."""
    known = session.scalar(select(tables.Number.id).where(tables.Number.e164 == e164))
    return known if known is not None else _added(session, tables.Number(e164=e164))


def a_lead(
    session: Session,
    *,
    prospect_id: int | None = None,
    campaign_id: int | None = None,
    territory_id: int | None = None,
    lane: Lane | None = Lane.FRESH,
    state: LeadState = LeadState.QUEUED,
    due_at: datetime = NOW - timedelta(hours=1),
    interest_at: datetime | None = NOW - timedelta(days=1),
    attempts: int = 0,
    owner_person_id: int | None = None,
) -> int:
    """Add an open lead with its history and its queue entry; return its id."""
    prospect_id = prospect_id or a_prospect(session)
    image = LeadImage(
        campaign_id=campaign_id or a_campaign(session),
        territory_id=territory_id or a_territory(session),
        state=state,
        lane=lane,
        due_at=due_at,
        interest_at=interest_at,
        attempts=attempts,
        owner_kind=OwnerKind.PERSON if owner_person_id else OwnerKind.TERRITORY,
        owner_person_id=owner_person_id,
    )
    account_id = session.get_one(tables.Prospect, prospect_id).account_id
    lead = tables.Lead(
        prospect_id=prospect_id,
        account_id=account_id,
        opened_at=NOW - timedelta(days=2),
        **{name: getattr(image, name) for name in LeadImage.__slots__},
    )
    lead_id = _added(session, lead)
    keep_image(session, lead_id, image, version=1, now=NOW - timedelta(days=2))
    index_leads(session, [lead_id], NOW)
    return lead_id


def a_response(
    session: Session, lead_id: int, kind: ResponseKind, *, at: datetime = NOW - timedelta(days=1)
) -> None:
    """Add a sign of interest to a lead's prospect in its campaign."""
    lead = session.get_one(tables.Lead, lead_id)
    session.add(
        tables.Response(
            prospect_id=lead.prospect_id,
            campaign_id=lead.campaign_id,
            kind=kind,
            happened_at=at,
            recorded_at=at,
        )
    )
    session.flush()
    index_leads(session, [lead_id], NOW)


def a_call(lead_id: int, caller_id: int, *, version: int = 1, **others: object) -> Call:
    """Return what all outcomes share, for the lead as it was built."""
    return Call(lead_id=lead_id, caller_id=caller_id, lead_version=version, **others)  # type: ignore[arg-type]


def a_touch_of(session: Session, lead_id: int, caller_id: int, **columns: object) -> int:
    """Add a touch to a lead's history."""
    lead = session.get_one(tables.Lead, lead_id)
    touch = tables.Touch(
        lead_id=lead_id,
        prospect_id=lead.prospect_id,
        campaign_id=lead.campaign_id,
        person_id=caller_id,
        command_id=command_id(session),
        lead_version=lead.version,
        recorded_at=NOW,
        **columns,
    )
    return _added(session, touch)


def _added(session: Session, row: tables.Table) -> int:
    session.add(row)
    session.flush()
    added: int = row.id  # type: ignore[attr-defined]
    return added
