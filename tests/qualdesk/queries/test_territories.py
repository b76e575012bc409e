"""Territories as the screen lists them, and what a new rep would take over."""

from datetime import timedelta

import pytest

from qualdesk.commands.reassigning import reassign_territory
from qualdesk.commands.requests.territories import ReassignTerritory
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.person import Role
from qualdesk.queries.reassigning import reassign_preview
from qualdesk.queries.territories import TerritoryRow, territories, territory_history
from qualdesk.store.session import Database, Press
from tests.builders import (
    NOW,
    a_lead,
    a_person,
    a_prospect,
    a_territory,
    a_touch_of,
    writing,
)
from tests.qualdesk.commands.test_territories import a_hand_off, with_sales


@pytest.fixture
def south(database: Database) -> int:
    """Build DE South, covered by Jonas, with a lead of each sort."""
    with writing(database) as session:
        jonas = a_person(session, "Jonas Weber", role=Role.SALES)
        a_person(session, "Lena Hartmann", role=Role.SALES)
        priya = a_person(session)
        territory = a_territory(session, rep="", covering_rep="Jonas Weber")
        a_territory(session, "UK North", rep="Karen Doyle")
        for lane in (Lane.FRESH, Lane.RETRY, Lane.PROMISED):
            prospect = a_prospect(session, company=lane)
            lead = a_lead(session, prospect_id=prospect, territory_id=territory, lane=lane)
        a_touch_of(session, lead, priya, kind="call", happened_at=NOW - timedelta(days=1))
        a_touch_of(session, lead, priya, kind="call", happened_at=NOW - timedelta(days=5))
        nurtured = a_prospect(session, company="Nurtured")
        a_lead(
            session,
            prospect_id=nurtured,
            territory_id=territory,
            state=LeadState.NURTURE,
            lane=Lane.CHECK_IN,
        )
        offered = with_sales(session, territory, jonas, "Huber Fruchtsaft")
        a_hand_off(session, offered, jonas)
        accepted = with_sales(session, territory, jonas, "Alpquell")
        a_hand_off(session, accepted, jonas, HandOffState.ACCEPTED)
    return territory


def row_of(database: Database, name: str) -> TerritoryRow:
    with database.read() as session:
        return next(one for one in territories(session, now=NOW) if one.name == name)


def test_open_territories_come_first_and_the_shared_ground_ends_them(
    database: Database, south: int
) -> None:
    with database.read() as session:
        rows = territories(session, now=NOW)
    assert south == rows[0].territory_id
    assert [row.name for row in rows] == ["DE South", "Everywhere else", "UK North"]
    assert [row.is_open for row in rows] == [True, True, False]


def test_every_open_lead_is_counted_once(database: Database, south: int) -> None:
    row = row_of(database, "DE South")
    assert south == row.territory_id
    assert (row.unworked, row.waiting, row.hot) == (2, 2, 1)


def test_the_last_touch_and_those_of_this_week_are_told(database: Database, south: int) -> None:
    row = row_of(database, "DE South")
    assert south == row.territory_id
    assert row.last_touch_at == NOW - timedelta(days=1)
    assert row.touches_this_week == 1


def test_a_territory_without_leads_counts_nothing(database: Database, south: int) -> None:
    assert south
    row = row_of(database, "UK North")
    assert (row.unworked, row.waiting, row.hot, row.touches_this_week) == (0, 0, 0, 0)
    assert row.last_touch_at is None


def test_the_preview_counts_what_moves_and_what_stays(database: Database, south: int) -> None:
    with database.read() as session:
        preview = reassign_preview(session, territory_id=south)
    assert (preview.unworked, preview.waiting, preview.hot) == (2, 2, 1)
    assert (preview.accepted, preview.moving) == (1, 5)
    assert [(one.company, one.rep) for one in preview.hot_leads] == [
        ("Huber Fruchtsaft", "Jonas Weber")
    ]


def test_the_history_names_who_had_it_and_who_got_it(database: Database, south: int) -> None:
    with writing(database) as session:
        lena = a_person(session, "Lena Hartmann", role=Role.SALES)
    request = ReassignTerritory(south, lena, note="since 1 December")
    database.carry_out(reassign_territory, request, press=Press.new(), now=NOW)
    with database.read() as session:
        (change,) = territory_history(session, territory_id=south)
    assert (change.from_rep, change.to_rep) == ("Jonas Weber", "Lena Hartmann")
    assert (change.is_covering, change.note) == (False, "since 1 December")
