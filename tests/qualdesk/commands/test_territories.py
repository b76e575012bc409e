"""Territories are added with rules, and another rep takes over what is not accepted yet."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from qualdesk.commands.reassigning import reassign_territory
from qualdesk.commands.requests.territories import AddTerritory, ReassignTerritory
from qualdesk.commands.territories import add_territory, read_rule
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadState
from qualdesk.domain.person import Role
from qualdesk.domain.territory import Place, TerritoryRule, territory_for
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.territories import ReassignedTerritory
from qualdesk.store import tables
from qualdesk.store.session import Database, Press, Session, command_id
from tests.builders import NOW, a_lead, a_person, a_prospect, a_territory, writing


@dataclass(frozen=True, slots=True)
class South:
    """DE South, covered by Jonas: one lead offered to him, one accepted, one unworked."""

    id: int
    jonas: int
    lena: int
    offered: int
    accepted: int
    unworked: int


def a_hand_off(
    session: Session, lead_id: int, rep_id: int, state: HandOffState = HandOffState.OFFERED
) -> int:
    caller = a_person(session)
    hand_off = tables.HandOff(
        lead_id=lead_id,
        rep_id=rep_id,
        caller_id=caller,
        command_id=command_id(session),
        state=state,
        offered_at=NOW - timedelta(hours=2),
        accept_by=NOW + timedelta(hours=22),
    )
    session.add(hand_off)
    session.flush()
    return hand_off.id


def with_sales(session: Session, territory_id: int, rep_id: int, company: str) -> int:
    return a_lead(
        session,
        prospect_id=a_prospect(session, company=company),
        territory_id=territory_id,
        state=LeadState.WITH_SALES,
        lane=None,
        owner_person_id=rep_id,
    )


@pytest.fixture
def south(database: Database) -> South:
    with writing(database) as session:
        jonas = a_person(session, "Jonas Weber", role=Role.SALES, zone="Europe/Berlin")
        lena = a_person(session, "Lena Hartmann", role=Role.SALES, zone="Europe/Berlin")
        territory = a_territory(session, rep="", covering_rep="Jonas Weber")
        offered = with_sales(session, territory, jonas, "Huber Fruchtsaft")
        accepted = with_sales(session, territory, jonas, "Alpquell")
        a_hand_off(session, offered, jonas)
        a_hand_off(session, accepted, jonas, HandOffState.ACCEPTED)
        unworked = a_lead(session, territory_id=territory)
    return South(territory, jonas, lena, offered, accepted, unworked)


def reassign(database: Database, request: ReassignTerritory) -> ReassignedTerritory:
    return database.carry_out(reassign_territory, request, press=Press.new(), now=NOW)


def rep_of(database: Database, lead_id: int) -> tuple[int, int | None]:
    """Return who holds the hand-off and who owns the lead."""
    with database.read() as session:
        rep = session.scalars(
            select(tables.HandOff.rep_id).where(tables.HandOff.lead_id == lead_id)
        ).one()
        return rep, session.get_one(tables.Lead, lead_id).owner_person_id


def test_a_new_rep_gets_the_territory_and_it_is_open_no_more(
    database: Database, south: South
) -> None:
    reassign(database, ReassignTerritory(south.id, south.lena))
    with database.read() as session:
        territory = session.get_one(tables.Territory, south.id)
        assert (territory.rep_id, territory.covering_rep_id) == (south.lena, None)
        assert territory.since == NOW.date()


def test_what_is_offered_moves_and_what_is_accepted_stays(database: Database, south: South) -> None:
    event = reassign(database, ReassignTerritory(south.id, south.lena))
    assert event.hand_offs_moved == 1
    assert rep_of(database, south.offered) == (south.lena, south.lena)
    assert rep_of(database, south.accepted) == (south.jonas, south.jonas)


def test_a_moved_lead_keeps_its_history_and_is_due_when_the_new_rep_must_answer(
    database: Database, south: South
) -> None:
    reassign(database, ReassignTerritory(south.id, south.lena))
    with database.read() as session:
        lead = session.get_one(tables.Lead, south.offered)
        owners = session.scalars(
            select(tables.LeadChange.owner_person_id)
            .where(tables.LeadChange.lead_id == south.offered)
            .order_by(tables.LeadChange.version)
        ).all()
        accept_by = session.scalars(
            select(tables.HandOff.accept_by).where(tables.HandOff.lead_id == south.offered)
        ).one()
    assert lead.version == 2
    assert owners == [south.jonas, south.lena]
    assert lead.due_at == accept_by > NOW


def test_a_moved_meeting_tells_calendars_that_it_changed(database: Database, south: South) -> None:
    with writing(database) as session:
        hand_off_id = session.scalars(
            select(tables.HandOff.id).where(tables.HandOff.lead_id == south.offered)
        ).one()
        starts_at = NOW + timedelta(days=2)
        session.add(
            tables.Appointment(
                hand_off_id=hand_off_id,
                uid="one@qualdesk",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=30),
                wall_time="2026-11-20T10:32",
                zone="Europe/Berlin",
                medium="video",
            )
        )
    reassign(database, ReassignTerritory(south.id, south.lena))
    with database.read() as session:
        assert session.scalars(select(tables.Appointment.sequence)).one() == 1


def test_an_unworked_lead_needs_no_change(database: Database, south: South) -> None:
    reassign(database, ReassignTerritory(south.id, south.lena))
    with database.read() as session:
        assert session.get_one(tables.Lead, south.unworked).version == 1


def test_the_change_is_kept_with_its_note(database: Database, south: South) -> None:
    reassign(database, ReassignTerritory(south.id, south.lena, note="Call with Jonas on 30 Nov"))
    with database.read() as session:
        change = session.scalars(select(tables.TerritoryChange)).one()
    assert (change.from_rep_id, change.from_covering_rep_id) == (None, south.jonas)
    assert (change.to_rep_id, change.to_covering_rep_id) == (south.lena, None)
    assert (change.note, change.happened_at) == ("Call with Jonas on 30 Nov", NOW)


def test_a_covering_rep_leaves_the_territory_open_since_the_same_day(
    database: Database, south: South
) -> None:
    event = reassign(database, ReassignTerritory(south.id, south.lena, is_covering=True))
    with database.read() as session:
        territory = session.get_one(tables.Territory, south.id)
        assert (territory.rep_id, territory.covering_rep_id) == (None, south.lena)
        assert territory.since != NOW.date()
    assert event.is_covering
    assert rep_of(database, south.offered) == (south.lena, south.lena)


def test_an_offer_to_the_former_rep_that_has_not_left_is_cancelled(
    database: Database, south: South
) -> None:
    with writing(database) as session:
        session.execute(
            insert(tables.Outbox).values(
                lead_id=south.offered,
                command_id=command_id(session),
                kind="offer",
                state="held",
                to_address="jonas@aldergrove.example",
                subject="A lead",
                body="",
                message_id="<one@qualdesk.invalid>",
                send_after=NOW,
            )
        )
    reassign(database, ReassignTerritory(south.id, south.lena))
    with database.read() as session:
        mails = session.execute(select(tables.Outbox.to_address, tables.Outbox.state)).all()
    assert dict(mails) == {
        "jonas@aldergrove.example": "cancelled",
        "lena@aldergrove.example": "held",
    }


@pytest.mark.parametrize(
    ("name", "role", "sentence"),
    [
        ("Priya Nair", Role.CALLER, "Priya Nair is not in sales"),
        ("Gone Person", Role.SALES, "Gone Person no longer works here"),
    ],
)
def test_who_cannot_take_it_is_refused(
    database: Database, south: South, name: str, role: Role, sentence: str
) -> None:
    with writing(database) as session:
        person = a_person(session, name, role=role)
        is_here = name != "Gone Person"
        session.execute(
            update(tables.Person).where(tables.Person.id == person).values(is_active=is_here)
        )
    with pytest.raises(InputError, match=sentence):
        reassign(database, ReassignTerritory(south.id, person))


def test_the_rep_who_has_it_already_is_refused(database: Database, south: South) -> None:
    reassign(database, ReassignTerritory(south.id, south.lena))
    with pytest.raises(InputError, match="Lena Hartmann has DE South already"):
        reassign(database, ReassignTerritory(south.id, south.lena))


def test_a_covering_rep_is_refused_where_a_rep_is(database: Database, south: South) -> None:
    reassign(database, ReassignTerritory(south.id, south.lena))
    with pytest.raises(InputError, match="DE South has a rep and needs no cover"):
        reassign(database, ReassignTerritory(south.id, south.jonas, is_covering=True))


def test_the_covering_rep_who_covers_already_is_refused(database: Database, south: South) -> None:
    with pytest.raises(InputError, match="Jonas Weber covers DE South already"):
        reassign(database, ReassignTerritory(south.id, south.jonas, is_covering=True))


def test_a_territory_is_added_with_rules_in_the_order_they_were_written(database: Database) -> None:
    def add(name: str, *rules: str) -> int:
        request = AddTerritory(name, rules=rules)
        press = Press.new()
        return database.carry_out(add_territory, request, press=press, now=NOW).territory_id

    south, north = add("DE South", "DE 8", "DE 9"), add("Germany", "DE")
    with database.read() as session:
        rows = session.scalars(select(tables.TerritoryRule)).all()
    rules = [
        TerritoryRule(row.territory_id, row.position, row.country, row.region, row.postal_prefix)
        for row in rows
    ]
    assert territory_for(Place("DE", postal_code="80331"), rules, 0) == south
    assert territory_for(Place("DE", postal_code="20095"), rules, 0) == north
    assert territory_for(Place("FR"), rules, 0) == 0


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("DE", ("DE", "", "")),
        ("us-ca", ("US", "CA", "")),
        ("DE 80", ("DE", "", "80")),
        ("GB  SW1A 1", ("GB", "", "SW1A 1")),
    ],
)
def test_a_rule_is_read(line: str, read: tuple[str, str, str]) -> None:
    rule = read_rule(line)
    assert (rule.country, rule.region, rule.postal_prefix) == read


@pytest.mark.parametrize("line", ["Q", "80331", "XX", "US-ZZ", "DE80"])
def test_a_rule_that_names_no_place_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        read_rule(line)


@pytest.mark.usefixtures("south")
def test_a_territory_of_a_taken_name_is_refused(database: Database) -> None:
    with pytest.raises(InputError, match="already a territory DE South"):
        database.carry_out(add_territory, AddTerritory(" DE  South"), press=Press.new(), now=NOW)


def test_a_rep_whom_nobody_knows_is_refused(database: Database) -> None:
    with pytest.raises(InputError, match="Nobody here is called Jo"):
        database.carry_out(
            add_territory, AddTerritory("Nordics", rep="Jo"), press=Press.new(), now=NOW
        )


def test_only_a_team_lead_adds_a_territory(database: Database) -> None:
    with writing(database) as session:
        caller, lead = a_person(session), a_person(session, "Tessa", role=Role.TEAM_LEAD)
    request = AddTerritory("Nordics", by_id=caller)
    with pytest.raises(Forbidden, match="Only a team lead may add a territory"):
        database.carry_out(add_territory, request, press=Press.new(), now=NOW)
    signed = AddTerritory("Nordics", by_id=lead)
    assert database.carry_out(add_territory, signed, press=Press.new(), now=NOW).name == "Nordics"
