"""A territory nobody has: callers keep calling, and its new rep gets what they find."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import aliased

from qualdesk.store import tables
from tests.journeys.driving import REP, TEAM_LEAD, Hands, Line, a_list, at_the_desk, rows_of

pytestmark = [
    pytest.mark.usefixtures("_theme"),
    # The offscreen platform says this of every list that opens.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def south(line: Line, tmp_path: Path) -> str:
    """Add an open territory with three leads in it."""
    line.add_people()
    line.run("people", "add", "Lena Hartmann", "--role", "sales", "--zone", "Europe/Berlin")
    line.run("territory", "add", "DE South", "--rule", "DE")
    line.run("import", str(a_list(tmp_path, 3)), "--campaign", "Spring")
    return "DE South"


@pytest.fixture
def hands(qtbot: QtBot, south: str, line: Line, tmp_path: Path) -> Iterator[Hands]:
    assert south
    with at_the_desk(qtbot, line.target, tmp_path, person=TEAM_LEAD) as seated:
        yield seated


def test_an_open_territory_gets_a_new_rep(hands: Hands, line: Line, south: str) -> None:
    hands.press("Alt+4", "R")
    hands.choose("Who takes it", "Lena")
    hands.tab_to("Hand-over note")
    hands.type("ask for the plant manager")
    hands.press("Ctrl+Return")
    assert hands.seen.refusals == []
    assert history_of(line, south) == [(None, "Lena Hartmann", "ask for the plant manager")]
    assert push(line) == "Lena Hartmann"


def test_an_open_territory_gets_a_new_rep_by_the_command_line(line: Line, south: str) -> None:
    assert push(line) == TEAM_LEAD
    line.run("territory", "reassign", south, "--to", REP)
    assert push(line) == REP
    line.run("territory", "reassign", south, "--to", "Lena Hartmann")
    assert push(line) == "Lena Hartmann"
    assert history_of(line, south) == [(None, REP, ""), (REP, "Lena Hartmann", "")]


def test_a_reassignment_is_planned_and_taken_back_by_the_command_line(
    line: Line, south: str
) -> None:
    line.run("territory", "reassign", south, "--to", REP)
    later = ("--from", "in 2 weeks", "--by", TEAM_LEAD)
    planned = line.ask("territory", "reassign", south, "--to", "Lena Hartmann", *later)
    assert planned["from_on"]
    assert push(line) == REP
    assert line.ask("territory", "take-back", planned["deed"], "--by", TEAM_LEAD)["rep_name"] == REP
    assert history_of(line, south) == [(None, REP, "")]


def push(line: Line) -> str:
    """Push the next lead to whoever the territory names; return who that is."""
    pushed = line.record(line.next_lead(), "push_to_sales", "--reason", "asked for a rep")
    offered = select(tables.Person.name).join(
        tables.HandOff, tables.HandOff.rep_id == tables.Person.id
    )
    names = rows_of(line.target, offered.where(tables.HandOff.id == pushed["hand_off_id"]))
    assert names == [(pushed["rep_name"],)]
    name: str = pushed["rep_name"]
    return name


def history_of(line: Line, name: str) -> list[tuple[object, ...]]:
    before, after = aliased(tables.Person), aliased(tables.Person)
    change = tables.TerritoryChange
    return rows_of(
        line.target,
        select(before.name, after.name, change.note)
        .select_from(change)
        .join(tables.Territory, tables.Territory.id == change.territory_id)
        .join(after, after.id == change.to_rep_id)
        .outerjoin(before, before.id == change.from_rep_id)
        .where(tables.Territory.name == name)
        .order_by(change.id),
    )
