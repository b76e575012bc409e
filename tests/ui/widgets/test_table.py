"""A table is walked with the keys, skips its heads, and keeps its place when rows change."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk_ui.widgets.table import Column, GroupHead, Table


@dataclass(frozen=True)
class Person:
    name: str
    company: str
    calls: int = 0


TOM = Person("Tom Ashworth", "Pennine Packaging", 3)
INGRID = Person("Ingrid Solheim", "Fjordmat AS", 12)
LUC = Person("Luc Fontaine", "Laiterie du Jura")


def name_of(person: Person) -> str:
    return person.name


def company_of(person: Person) -> str:
    return person.company


def calls_of(person: Person) -> str:
    return str(person.calls)


def a_table(qtbot: QtBot) -> Table[Person]:
    columns: list[Column[Person]] = [
        Column("Prospect", 200, name_of, secondary=company_of),
        Column("Calls", 80, calls_of, is_right=True),
    ]
    table: Table[Person] = Table("Queue", columns, name_of)
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.set_rows([GroupHead("Window"), TOM, INGRID, GroupHead("Fresh"), LUC])
    table.show()
    return table


def test_the_arrows_skip_group_heads(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    assert table.focused_row() == TOM
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.focused_row() == LUC
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.focused_row() == TOM


def test_enter_opens_and_space_peeks(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.peeked) as peeked:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert (opened.args, peeked.args) == ([TOM], [TOM])


def test_shift_marks_several_rows(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_rows() == [TOM, INGRID]


def test_new_rows_keep_the_focused_one_by_its_key(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    table.focus_key("Ingrid Solheim")
    table.set_rows([LUC, Person("Ingrid Solheim", "Fjordmat AS", 13), TOM])
    row = table.focused_row()
    assert row is not None
    assert (row.name, row.calls) == ("Ingrid Solheim", 13)


def test_when_the_focused_row_goes_its_place_is_kept(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    table.focus_key("Ingrid Solheim")
    table.set_rows([TOM, LUC])
    assert table.focused_row() == LUC


def test_a_row_is_heard_whole(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    heard = table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Tom Ashworth, Pennine Packaging, 3"


def test_letters_are_left_to_the_screen(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    qtbot.keyClick(table, Qt.Key.Key_L)
    assert table.focused_row() == TOM


def test_of_ten_thousand_rows_only_those_in_sight_are_painted(qtbot: QtBot) -> None:
    painted: set[Person] = set()

    def told(person: Person) -> str:
        painted.add(person)
        return person.name

    table: Table[Person] = Table("Queue", [Column("Prospect", 200, told)], name_of)
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.set_rows([Person(f"Person {number}", "Firm", number) for number in range(10_000)])
    table.grab()
    assert 0 < len(painted) < 100


def test_a_narrow_table_leaves_out_what_may_go(qtbot: QtBot) -> None:
    columns: list[Column[Person]] = [
        Column("Prospect", 200, name_of),
        Column("Calls", 80, calls_of),
        Column("Company", 0, company_of, drop=1, least=150),
    ]
    table: Table[Person] = Table("Queue", columns, name_of)
    qtbot.addWidget(table)
    table.set_rows([TOM])
    table.show()
    table.resize(600, 400)
    assert not table.isColumnHidden(2)
    table.resize(400, 400)
    assert table.isColumnHidden(2)
    table.resize(600, 400)
    assert not table.isColumnHidden(2)
