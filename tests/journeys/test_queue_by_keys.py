"""A caller walks the queue by keys alone: find, peek, put first, snooze, undo, open on the desk."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.events.imports import WithdrewImport
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.order import LeftInOrder, PutFirst, SnoozedLead
from qualdesk_ui.actions import Place
from qualdesk_ui.screens.queue import QueueScreen
from qualdesk_ui.screens.rules import RulesScreen
from tests.journeys.driving import NOW, Hands, Line, a_list, at_the_desk

pytestmark = pytest.mark.usefixtures("_theme")


def test_the_queue_is_walked_by_keys_alone(
    qtbot: QtBot, line: Line, target: str, tmp_path: Path
) -> None:
    line.add_people()
    leads = str(a_list(tmp_path, 6))
    line.run("import", leads, "--campaign", "Spring", "--at", NOW.isoformat())
    with at_the_desk(qtbot, target, tmp_path) as hands:
        first = hands.lead_id()
        _peek(hands)
        chosen = _find_and_open(hands, "Keller 4")
        assert hands.lead_id() == chosen != first
        _put_first(hands)
        _snooze_two_and_take_it_back(hands)
        hands.press("F5")
        assert hands.window.pages.place is Place.CALL_DESK
        assert hands.seen.refusals == []


def test_a_new_prospect_is_added_found_and_taken_back_by_keys_alone(
    qtbot: QtBot, line: Line, target: str, tmp_path: Path
) -> None:
    line.add_people()
    leads = str(a_list(tmp_path, 2))
    line.run("import", leads, "--campaign", "Spring", "--at", NOW.isoformat())
    with at_the_desk(qtbot, target, tmp_path) as hands:
        first = hands.lead_id()
        _add(hands, "Carla Neri", "+39 0521 555019")
        assert hands.lead_id() == first
        hands.press("Alt+2")
        _add(hands, "Tom Ashworth", "+44 113 496 0142")
        added = [one for one in hands.seen.events if isinstance(one, AddedProspect)]
        assert [one.prospect_name for one in added] == ["Carla Neri", "Tom Ashworth"]
        hands.press("Ctrl+Z", "Ctrl+Z")
        withdrawn = [one for one in hands.seen.events if isinstance(one, WithdrewImport)]
        assert [one.list_id for one in withdrawn] == [one.list_id for one in reversed(added)]
        assert hands.seen.refusals == []


def test_the_calling_rules_are_read_by_keys_alone(
    qtbot: QtBot, line: Line, target: str, tmp_path: Path
) -> None:
    line.add_people()
    with at_the_desk(qtbot, target, tmp_path) as hands:
        hands.press("G", "U", "/")
        hands.type("louisiana")
        hands.press("Return")
        rules = hands.window.pages.screen_at(Place.RULES)
        assert isinstance(rules, RulesScreen)
        row = rules._hours.table.focused_row()
        assert row is not None
        assert row.law == "US-LA"
        hands.press("Ctrl+PgDown", "Escape")
        assert hands.window.pages.place is Place.CALL_DESK
        assert hands.seen.refusals == []


def _add(hands: Hands, name: str, number: str) -> None:
    hands.press("Ctrl+N")
    hands.type(name)
    hands.press("Tab", "Tab")
    hands.type(number)
    hands.press("Ctrl+Return")


def _peek(hands: Hands) -> None:
    hands.press("Alt+2")
    queue = _queue(hands)
    queue.grab()
    hands.press("Down", "Space")
    assert queue.side.peek.lead_id() == queue.table.focused_key()
    hands.press("Escape")
    assert not queue.side.peek.isVisible()


def _find_and_open(hands: Hands, words: str) -> int:
    hands.press("/")
    hands.type(words)
    hands.press("Return")
    queue = _queue(hands)
    queue.grab()
    row = queue.table.focused_row()
    assert row is not None
    assert row.row.name.endswith(words)
    hands.press("Return")
    assert hands.window.pages.place is Place.CALL_DESK
    return row.row.lead_id


def _put_first(hands: Hands) -> None:
    hands.press("Alt+2", "Escape", "End")
    queue = _queue(hands)
    queue.grab()
    last = queue.table.focused_key()
    hands.press("P", "Home")
    queue.grab()
    assert isinstance(hands.seen.events[-1], PutFirst)
    ranked = [key for key in queue.table.rows.keys_between(0, 9) if key != hands.lead_id()]
    assert ranked[0] == last


def _snooze_two_and_take_it_back(hands: Hands) -> None:
    queue = _queue(hands)
    before = queue.table.rows.keys_between(0, 9)
    hands.press("End", "X", "Up", "X")
    queue.grab()
    assert len(queue.table.chosen_keys()) == 2
    hands.press("Z", "A")
    assert [type(event) for event in hands.seen.events[-2:]] == [SnoozedLead, SnoozedLead]
    assert len(queue.table.rows.keys_between(0, 9)) == len(before) - 2
    hands.press("Ctrl+Z")
    assert isinstance(hands.seen.events[-1], LeftInOrder)
    assert sorted(queue.table.rows.keys_between(0, 9)) == sorted(before)


def _queue(hands: Hands) -> QueueScreen:
    screen = hands.window.pages.screen_at(Place.QUEUE)
    assert isinstance(screen, QueueScreen)
    return screen
