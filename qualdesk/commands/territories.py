"""Territories: a new one with its rules, and another rep for one that is there."""

import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert, select, update

from qualdesk.commands.receivers import Receiver
from qualdesk.commands.rep_time import must_take_meeting
from qualdesk.commands.requests.territories import AddTerritory, ReassignTerritory
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_life import offer_runs_over_at
from qualdesk.domain.lead import LeadState, OwnerKind
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.next_step import accept_by
from qualdesk.domain.person import Role
from qualdesk.domain.places import country_code, region_code
from qualdesk.domain.territory import TerritoryRule
from qualdesk.errors import InputError
from qualdesk.events.territories import AddedTerritory, ReassignedTerritory
from qualdesk.store import tables
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Appointment,
    HandOff,
    Lead,
    Outbox,
    Person,
    Territory,
    TerritoryChange,
)

_RULE = re.compile(
    r"(?P<country>[A-Za-z]{2})(?:-(?P<region>[A-Za-z0-9]{1,3}))?(?: +(?P<postal>\S.*))?"
)


def add_territory(session: Session, request: AddTerritory, now: datetime) -> AddedTerritory:
    """Add a territory; without a rep it is open, and the covering rep stands in.

    Raises:
        InputError: if the name is missing or taken, a rule cannot be read, or a rep is unknown.
    """
    name = _free_name(session, request.name)
    rules = [read_rule(line) for line in request.rules if line.strip()]
    covering = request.covering_rep if not request.rep else ""
    territory_id: int = session.execute(
        insert(Territory)
        .values(
            name=name,
            rep_id=_sales_person_called(session, request.rep),
            covering_rep_id=_sales_person_called(session, covering),
            since=now.date(),
        )
        .returning(Territory.id)
    ).scalar_one()
    _add_rules(session, territory_id, rules)
    return AddedTerritory(territory_id, name)


def read_rule(line: str) -> TerritoryRule:
    """Return the rule that a line such as "DE", "US-CA" or "DE 80" means.

    Raises:
        InputError: if it names no country, or a region that the country does not have.
    """
    read = _RULE.fullmatch(line.strip())
    country = country_code(read["country"]) if read else ""
    if read is None or not country:
        raise InputError(
            f"The rule “{line.strip()}” names no country. Write a code such as DE, US-CA or DE 80."
        )
    region = region_code(country, read["region"]) if read["region"] else ""
    if read["region"] and not region:
        raise InputError(
            f"{country} has no region {read['region'].upper()}. Write its code, as in US-CA."
        )
    return TerritoryRule(0, 0, country, region, (read["postal"] or "").strip())


def reassign_territory(
    session: Session, request: ReassignTerritory, now: datetime
) -> ReassignedTerritory:
    """Give a territory a rep, or a covering one while it is open; what is not accepted yet moves.

    Unworked leads belong to the territory and so need no change. Hand-offs already accepted stay.

    Raises:
        InputError: if the person cannot take it or has it already, or a rep is there to cover for.
        Conflict: if the person is not free for a meeting that moves with an offer.
    """
    territory = session.get(Territory, request.territory_id)
    if territory is None:
        raise InputError("There is no such territory. Open Territories again.")
    person = _sales_person(session, request.rep_id)
    _refuse_needless(territory, person, request)
    _write_change(session, territory, request, now)
    moved = _move_offers(session, territory.id, person, now)
    return ReassignedTerritory(
        territory.id, territory.name, person.name, request.is_covering, hand_offs_moved=moved
    )


def give_back_territories(session: Session, deed: str, now: datetime) -> None:
    """Give territories back that a press gave away, where nobody has reassigned them since."""
    changes = select(TerritoryChange).where(TerritoryChange.command_id == deed)
    for change in session.scalars(changes).all():
        territory = session.get_one(Territory, change.territory_id, populate_existing=True)
        has = (territory.rep_id, territory.covering_rep_id)
        if has != (change.to_rep_id, change.to_covering_rep_id):
            continue
        territory.rep_id = change.from_rep_id
        territory.covering_rep_id = change.from_covering_rep_id
        session.execute(
            insert(TerritoryChange).values(
                territory_id=territory.id,
                command_id=command_id(session),
                from_rep_id=change.to_rep_id,
                from_covering_rep_id=change.to_covering_rep_id,
                to_rep_id=change.from_rep_id,
                to_covering_rep_id=change.from_covering_rep_id,
                note="Taken back.",
                happened_at=now,
            )
        )
    session.flush()


def _free_name(session: Session, typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise InputError("A territory needs a name. Type it, for example DE South.")
    if session.scalar(select(Territory.id).where(Territory.name == name)) is not None:
        raise InputError(f"There is already a territory {name}. Take another name.")
    return name


def _add_rules(session: Session, territory_id: int, rules: list[TerritoryRule]) -> None:
    last: int = session.scalar(select(func.max(tables.TerritoryRule.position))) or 0
    for position, rule in enumerate(rules, start=last + 1):
        session.execute(
            insert(tables.TerritoryRule).values(
                territory_id=territory_id,
                position=position,
                country=rule.country,
                region=rule.region,
                postal_prefix=rule.postal_prefix,
            )
        )


def _sales_person_called(session: Session, name: str) -> int | None:
    if not name:
        return None
    person_id = session.scalar(select(Person.id).where(Person.name == name))
    if person_id is None:
        raise InputError(f"Nobody here is called {name}. Add the person first.")
    return _sales_person(session, person_id).id


def _sales_person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("There is no such person. Choose a sales person.")
    if not person.is_active:
        raise InputError(f"{person.name} no longer works here. Choose another sales person.")
    if person.role != Role.SALES:
        raise InputError(f"{person.name} is not in sales. Choose a sales person.")
    return person


def _refuse_needless(territory: Territory, person: Person, request: ReassignTerritory) -> None:
    if territory.rep_id == person.id:
        raise InputError(f"{person.name} has {territory.name} already. Choose somebody else.")
    if request.is_covering and territory.rep_id is not None:
        raise InputError(f"{territory.name} has a rep and needs no cover. Reassign it instead.")
    if request.is_covering and territory.covering_rep_id == person.id:
        raise InputError(f"{person.name} covers {territory.name} already. Choose somebody else.")


def _write_change(
    session: Session, territory: Territory, request: ReassignTerritory, now: datetime
) -> None:
    rep_id = None if request.is_covering else request.rep_id
    covering_rep_id = request.rep_id if request.is_covering else None
    session.execute(
        insert(TerritoryChange).values(
            territory_id=territory.id,
            command_id=command_id(session),
            from_rep_id=territory.rep_id,
            from_covering_rep_id=territory.covering_rep_id,
            to_rep_id=rep_id,
            to_covering_rep_id=covering_rep_id,
            note=" ".join(request.note.split()),
            happened_at=now,
        )
    )
    since = territory.since if request.is_covering else now.date()
    session.execute(
        update(Territory)
        .where(Territory.id == territory.id)
        .values(rep_id=rep_id, covering_rep_id=covering_rep_id, since=since)
        .execution_options(synchronize_session=False)
    )


def _move_offers(session: Session, territory_id: int, person: Person, now: datetime) -> int:
    """Offer to the new rep what the former one has not accepted, with a new time to answer."""
    offers = session.execute(
        select(HandOff.id, Lead, Appointment.starts_at, Appointment.ends_at)
        .join(Lead, Lead.id == HandOff.lead_id)
        .outerjoin(Appointment, (Appointment.hand_off_id == HandOff.id) & _STANDS)
        .where(
            Lead.territory_id == territory_id,
            Lead.state == LeadState.WITH_SALES,
            HandOff.state == HandOffState.OFFERED,
            HandOff.rep_id != person.id,
        )
        .order_by(HandOff.id)
    ).all()
    taker = Receiver(person.id, person.name, person.email, person.hours)
    for hand_off_id, lead, meeting_at, meeting_ends_at in offers:
        _must_be_there(session, taker, (meeting_at, meeting_ends_at), now)
        answer_by = accept_by(now, person.hours, meeting_at)
        _offer_anew(session, hand_off_id, person, answer_by, meeting_at)
        _let_calendars_know(session, hand_off_id, now)
        _give_to(session, lead, person, answer_by, now)
        _cancel_held_offers(session, lead.id)
    return len(offers)


_STANDS = Appointment.cancelled_at.is_(None)


def _must_be_there(
    session: Session,
    taker: Receiver,
    meeting: tuple[datetime | None, datetime | None],
    now: datetime,
) -> None:
    """Refuse a rep who is taken while an offer's meeting runs; `meeting` is (start, end), if any."""
    starts_at, ends_at = meeting
    if starts_at is not None and ends_at is not None and starts_at > now:
        must_take_meeting(session, taker, Span(starts_at, ends_at), now)


def _offer_anew(
    session: Session,
    hand_off_id: int,
    person: Person,
    answer_by: datetime,
    meeting_at: datetime | None,
) -> None:
    session.execute(
        update(HandOff)
        .where(HandOff.id == hand_off_id)
        .values(
            rep_id=person.id,
            accept_by=answer_by,
            runs_over_at=offer_runs_over_at(answer_by, person.hours, meeting_at),
        )
        .execution_options(synchronize_session=False)
    )


def _let_calendars_know(session: Session, hand_off_id: int, now: datetime) -> None:
    """Raise the sequence: a calendar that has the meeting sees that somebody else comes."""
    session.execute(
        update(Appointment)
        .where(Appointment.hand_off_id == hand_off_id, _STANDS)
        .values(sequence=Appointment.sequence + 1, changed_at=now)
        .execution_options(synchronize_session=False)
    )


def _give_to(
    session: Session, lead: Lead, person: Person, answer_by: datetime, now: datetime
) -> None:
    image = replace(
        image_of(lead),
        owner_kind=OwnerKind.PERSON,
        owner_person_id=person.id,
        due_at=answer_by,
    )
    write_image(session, lead.id, image, version=lead.version, now=now)


def _cancel_held_offers(session: Session, lead_id: int) -> None:
    """Let no offer leave that still names the former rep."""
    session.execute(
        update(Outbox)
        .where(
            Outbox.lead_id == lead_id,
            Outbox.kind == MailKind.OFFER,
            Outbox.state == MailState.HELD,
        )
        .values(state=MailState.CANCELLED)
        .execution_options(synchronize_session=False)
    )
