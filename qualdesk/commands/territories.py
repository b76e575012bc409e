"""A new territory with its rules, and with whoever has it."""

import re
from datetime import datetime

from sqlalchemy import func, insert, select

from qualdesk.commands.requests.territories import AddTerritory
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.domain.person import Role
from qualdesk.domain.places import country_code, region_code
from qualdesk.domain.territory import TerritoryRule
from qualdesk.errors import InputError
from qualdesk.events.territories import AddedTerritory
from qualdesk.store import tables
from qualdesk.store.session import Session
from qualdesk.store.tables import Person, Territory

_RULE = re.compile(
    r"(?P<country>[A-Za-z]{2})(?:-(?P<region>[A-Za-z0-9]{1,3}))?(?: +(?P<postal>\S.*))?"
)


def add_territory(session: Session, request: AddTerritory, now: datetime) -> AddedTerritory:
    """Add a territory; without a rep it is open, and the covering rep stands in.

    Raises:
        InputError: if the name is missing or taken, a rule cannot be read, or a rep is unknown.
        Forbidden: if who says so is no team lead.
    """
    if request.by_id is not None:
        must_be_team_lead(session, request.by_id, "add a territory")
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


def sales_person(session: Session, person_id: int) -> Person:
    """Return a sales person who works here.

    Raises:
        InputError: if the person does not, or is not in sales.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("There is no such person. Choose a sales person.")
    if not person.is_active:
        raise InputError(f"{person.name} no longer works here. Choose another sales person.")
    if person.role != Role.SALES:
        raise InputError(f"{person.name} is not in sales. Choose a sales person.")
    return person


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
    return sales_person(session, person_id).id
