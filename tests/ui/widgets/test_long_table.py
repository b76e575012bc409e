"""A long table asks for what is in sight only, skips its heads, and marks without holding rows."""

from array import array
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk_ui.widgets.long_model import Block, Ranked
from qualdesk_ui.widgets.long_table import MOST_CHOSEN, LongTable
from qualdesk_ui.widgets.table_column import Column, GroupHead

MANY = 1_000_000


@dataclass(frozen=True)
class Person:
    key: int

    @property
    def name(self) -> str:
        return f"Person {self.key}"


def name_of(one: Ranked[Person]) -> str:
    return one.row.name


def rank_of(one: Ranked[Person]) -> str:
    return str(one.rank)


def key_of(one: Ranked[Person]) -> str:
    return f"key {one.row.key}"


class Reader:
    """Answers what a table asks for, and remembers what that was."""

    def __init__(self, table: LongTable[Person]) -> None:
        self.asked: list[list[int]] = []
        self.is_quick = True
        self._table = table
        table.wanted.connect(self.read)

    def read(self, keys: list[int]) -> None:
        self.asked.append(keys)
        if self.is_quick:
            self.answer(keys)

    def answer(self, keys: list[int]) -> None:
        self._table.take_rows({key: Person(key) for key in keys})


@pytest.fixture
def table(qtbot: QtBot) -> LongTable[Person]:
    columns: list[Column[Ranked[Person]]] = [
        Column("", 18, rank_of, is_right=True),
        Column("Prospect", 0, name_of),
        Column("Again", 200, key_of, drop=1),
    ]
    made: LongTable[Person] = LongTable("Queue", columns)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


@pytest.fixture(autouse=True)
def reader(table: LongTable[Person]) -> Reader:
    return Reader(table)


def blocks(*lengths: int) -> list[Block]:
    found, start = list[Block](), 1
    for length in lengths:
        keys = array("q", range(start, start + length))
        found.append(Block(keys, range(start, start + length), GroupHead(f"From {start}")))
        start += length
    return found


def row_name(table: LongTable[Person]) -> str:
    row = table.focused_row()
    return row.row.name if row is not None else ""


def test_of_a_million_rows_only_those_near_the_sight_are_read(
    table: LongTable[Person], reader: Reader
) -> None:
    table.set_blocks(blocks(MANY))
    table.grab()
    read = {key for keys in reader.asked for key in keys}
    assert 0 < len(read) < 100
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    table.grab()
    assert any(abs(key - MANY // 2) < 100 for key in reader.asked[-1])
    assert len(reader.asked[-1]) < 100


def test_the_scroll_bar_spans_all_rows(table: LongTable[Person], reader: Reader) -> None:
    table.set_blocks(blocks(MANY))
    assert table.verticalScrollBar().maximum() > MANY * 30
    assert reader.is_quick


def test_what_is_on_its_way_is_not_asked_for_twice(
    table: LongTable[Person], reader: Reader
) -> None:
    reader.is_quick = False
    table.set_blocks(blocks(MANY))
    table.grab()
    table.grab()
    assert len(reader.asked) == 1


def test_bars_stand_still_only_where_rows_are_slow(
    table: LongTable[Person], reader: Reader, qtbot: QtBot
) -> None:
    reader.is_quick = False
    table.set_blocks(blocks(50))
    before = table.grab().toImage()
    qtbot.waitUntil(lambda: table._reading.is_late)
    assert table.grab().toImage() != before
    reader.answer(reader.asked[-1])
    table.grab()
    assert not table._reading.is_late


def test_the_arrows_skip_heads_and_end_goes_to_the_last(
    table: LongTable[Person], qtbot: QtBot
) -> None:
    table.set_blocks(blocks(2, 3))
    table.focus_place(0)
    table.grab()
    assert row_name(table) == "Person 1"
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert row_name(table) == "Person 3"
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert row_name(table) == "Person 2"
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert row_name(table) == "Person 5"
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert row_name(table) == "Person 1"


def test_a_page_down_moves_by_what_is_in_sight(
    table: LongTable[Person], reader: Reader, qtbot: QtBot
) -> None:
    table.set_blocks(blocks(MANY))
    table.focus_place(0)
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    key = table.focused_key()
    assert key is not None
    assert 5 < key < 15
    assert reader.is_quick


def test_marks_stay_while_the_arrows_move_and_go_with_escape(
    table: LongTable[Person], reader: Reader, qtbot: QtBot
) -> None:
    table.set_blocks(blocks(9))
    table.focus_place(0)
    table.turn_mark()
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    table.turn_mark()
    assert table.chosen_keys() == [1, 3]
    assert table.clear_marks()
    assert table.chosen_keys() == [3]
    assert reader.is_quick


def test_shift_selects_over_heads(table: LongTable[Person], reader: Reader, qtbot: QtBot) -> None:
    table.set_blocks(blocks(2, 3))
    table.focus_place(0)
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_keys() == [1, 2, 3]
    assert reader.is_quick


def test_all_of_a_million_can_be_selected_and_a_few_are_acted_on(
    table: LongTable[Person], reader: Reader, qtbot: QtBot
) -> None:
    table.set_blocks(blocks(MANY))
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen_count() >= MANY
    assert len(table.chosen_keys()) == MOST_CHOSEN
    assert reader.is_quick


def test_new_keys_keep_the_focused_one_and_its_new_rank(
    table: LongTable[Person], reader: Reader
) -> None:
    table.set_blocks(blocks(5))
    assert table.focus_key(4)
    table.set_blocks([Block(array("q", [9, 4, 1]), range(1, 4), None)])
    table.grab()
    assert table.focused_row() == Ranked(2, Person(4))
    assert reader.is_quick


def test_when_the_focused_row_goes_its_place_is_kept(
    table: LongTable[Person], reader: Reader
) -> None:
    table.set_blocks(blocks(5))
    table.focus_key(3)
    table.set_blocks([Block(array("q", [1, 2, 4, 5]), range(1, 5), GroupHead("From 1"))])
    assert table.focused_key() == 4
    assert reader.is_quick


def test_more_can_come_behind_without_moving_what_is_there(
    table: LongTable[Person], reader: Reader
) -> None:
    table.set_blocks(blocks(3))
    table.focus_key(2)
    table.extend([Block(array("q", [7, 8]), range(4, 6), None)])
    assert (table.focused_key(), table.rows.rowCount()) == (2, 6)
    assert table.rows.key_at(5) == 8
    assert reader.is_quick


def test_a_narrow_table_drops_what_may_go(table: LongTable[Person], reader: Reader) -> None:
    table.set_blocks(blocks(3))
    assert not table.isColumnHidden(2)
    table.resize(400, 400)
    assert table.isColumnHidden(2)
    assert reader.is_quick


def test_a_row_is_heard_whole_and_a_head_as_its_title(
    table: LongTable[Person], reader: Reader
) -> None:
    table.set_blocks(blocks(3))
    table.grab()
    heard = [
        table.model().index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) for place in (0, 1)
    ]
    assert heard == ["From 1", "1, Person 1, key 1"]
    assert reader.is_quick


def test_enter_opens_and_space_peeks_once_the_row_is_there(
    table: LongTable[Person], reader: Reader, qtbot: QtBot
) -> None:
    table.set_blocks(blocks(3))
    table.focus_place(0)
    table.grab()
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.peeked) as peeked:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert opened.args == peeked.args == [Ranked(1, Person(1))]
    assert reader.is_quick
