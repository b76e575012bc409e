"""The page of those entered twice: decided by keys, taken back, parted again."""

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.commands.duplicates import note_duplicates
from qualdesk.commands.requests.duplicates import NoteDuplicates
from qualdesk.queries.duplicates import duplicates, merges
from qualdesk.store.session import Database
from qualdesk_ui.actions import ActionId, Place, action
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.duplicates import DuplicatesScreen
from tests.builders import NOW, a_lead, a_prospect, writing


def two(database: Database, first: str, second: str) -> tuple[int, int]:
    """Return two entries that wait for a person."""
    with writing(database) as session:
        one = a_prospect(session, numbers=[first], email="maria@bergmann.example")
        other = a_prospect(session, numbers=[second], email="")
        a_lead(session, prospect_id=one)
        note_duplicates(session, NoteDuplicates(((one, other),)), NOW)
    return one, other


@pytest.fixture
def pair(sqlite_database: Database) -> tuple[int, int]:
    return two(sqlite_database, "+498999998210", "+498999998211")


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> DuplicatesScreen:
    made = DuplicatesScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    desk.committed.connect(lambda _event: made.refresh())
    made.refresh()
    return made


def waiting(database: Database) -> int:
    with database.read() as session:
        return len(duplicates(session))


def standing(database: Database) -> int:
    with database.read() as session:
        return len(merges(session))


@pytest.mark.usefixtures("pair")
def test_both_entries_stand_side_by_side(screen: DuplicatesScreen) -> None:
    assert screen.head.note() == "1 pair looks alike"
    said = screen.comparison._grid
    assert said is not None
    assert "E-mail: maria@bergmann.example, none" in said.accessibleName()
    assert "Numbers: +49 89 99998210, +49 89 99998211" in said.accessibleName()
    assert "Last touch: never, never" in said.accessibleName()
    assert screen.comparison.one.isVisible()
    assert not screen.comparison.part.isVisible()


@pytest.mark.usefixtures("pair")
def test_1_makes_them_one_and_ctrl_z_takes_it_back(
    screen: DuplicatesScreen, sqlite_database: Database
) -> None:
    assert screen.perform("make-one")
    assert (waiting(sqlite_database), standing(sqlite_database)) == (0, 1)
    assert screen.hints.sentence() == "Maria Keller is one now · Ctrl+Z takes it back"
    assert screen.perform("undo")
    assert (waiting(sqlite_database), standing(sqlite_database)) == (1, 0)
    assert not screen.perform("undo")


@pytest.mark.usefixtures("pair")
def test_2_keeps_them_apart_and_ctrl_z_takes_it_back(
    screen: DuplicatesScreen, sqlite_database: Database
) -> None:
    assert screen.perform("keep-apart")
    assert waiting(sqlite_database) == 0
    assert screen.perform("undo")
    assert waiting(sqlite_database) == 1


@pytest.mark.usefixtures("pair")
def test_a_merge_is_parted_from_the_other_tab(
    screen: DuplicatesScreen, sqlite_database: Database
) -> None:
    screen.perform("make-one")
    assert screen.perform("other-pairs")
    assert screen.comparison.part.isVisible()
    assert screen.perform("part-again")
    assert standing(sqlite_database) == 0
    assert screen.hints.sentence() == "Maria Keller and Maria Keller are two again"


@pytest.mark.usefixtures("pair")
def test_what_is_no_pair_is_not_decided(screen: DuplicatesScreen) -> None:
    assert not screen.perform("part-again")
    screen.perform("other-pairs")
    assert not screen.perform("make-one")
    assert not screen.perform("keep-apart")


@pytest.mark.usefixtures("pair")
def test_enter_opens_whoever_has_a_lead(screen: DuplicatesScreen) -> None:
    opened: list[tuple[str, object]] = []
    screen.go_to.connect(lambda place, subject: opened.append((place, subject)))
    row = screen.shelves.pairs.focused_row()
    assert row is not None
    screen.shelves.pairs.opened.emit(row)
    assert opened == [("queue", ToRead(row.one.lead_id or 0, ""))]


def test_a_pair_of_whom_a_third_was_merged_shows_who_stayed(
    screen: DuplicatesScreen, sqlite_database: Database, pair: tuple[int, int]
) -> None:
    with writing(sqlite_database) as session:
        third = a_prospect(session, numbers=["+498999998212"])
        note_duplicates(session, NoteDuplicates(((pair[1], third),)), NOW)
    screen.refresh()
    screen.perform("make-one")
    with sqlite_database.read() as session:
        (row,) = duplicates(session)
    assert {row.one.prospect_id, row.other.prospect_id} == {pair[0], third}


def test_without_pairs_the_page_says_so_and_offers_to_compare(
    screen: DuplicatesScreen, sqlite_database: Database
) -> None:
    assert screen.shelves.empty.title() == "Nobody stands here twice"
    with writing(sqlite_database) as session:
        for number in ("+498999998210", "+498999998211"):
            prospect = a_prospect(session, numbers=[number], email="maria@bergmann.example")
            a_lead(session, prospect_id=prospect)
    screen.shelves.empty.action_chosen.emit()
    assert standing(sqlite_database) == 1
    assert "1 surely the same were made one" in screen.hints.sentence()


def test_the_keys_of_the_page_rest_on_other_pages() -> None:
    names = (ActionId.MAKE_ONE, ActionId.KEEP_APART, ActionId.PART_AGAIN)
    assert {action(name).place for name in names} == {Place.DUPLICATES}
