"""The frame: pages made on their first visit, read again when they must, reached by every way."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.commands.people import add_person
from qualdesk.commands.requests.people import AddPerson
from qualdesk.domain.person import Role
from qualdesk.events.calls import TookBack
from qualdesk.events.people import AddedPerson
from qualdesk_ui.actions import ActionId, Keys, Place
from qualdesk_ui.actions.keys_sheet import KeysSheet
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.menu import Menu
from qualdesk_ui.theme import Scheme, current
from tests.ui.conftest import the_clock


class Page(QWidget):
    """A screen that writes down what the window asks of it."""

    refreshes_on: ClassVar[tuple[type, ...]] = (AddedPerson,)
    go_to = Signal(str, object)

    def __init__(self, made: list[Place], place: Place, desk: Desk) -> None:
        super().__init__()
        made.append(place)
        self.desk = desk
        self.takes: set[str] = set()
        self.performed: list[str] = []
        self.subjects: list[object] = []
        self.refreshed = 0
        self.field = QLineEdit()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QVBoxLayout(self).addWidget(self.field)

    def refresh(self) -> None:
        self.refreshed += 1

    def perform(self, action_id: str) -> bool:
        self.performed.append(action_id)
        return action_id in self.takes

    def show_subject(self, subject: object) -> None:
        self.subjects.append(subject)


@pytest.fixture
def made() -> list[Place]:
    return []


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    del qtbot
    return Desk(Lanes.inline(), clock=the_clock)


@pytest.fixture
def window(desk: Desk, made: list[Place], qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    makers = {place: partial(Page, made, place) for place in Place}
    store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = furnished(desk, store=store, log_folder=tmp_path, makers=makers)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.look.apply(Scheme.LIGHT, 100)


@pytest.fixture
def open_window(window: MainWindow, desk: Desk, seat: Seat) -> MainWindow:
    desk.open(lambda: seat)
    page_of(window).setFocus()
    return window


def page_of(window: MainWindow) -> Page:
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    return page


def place_of(window: MainWindow) -> Place | None:
    return window.pages.place


def add_somebody(desk: Desk, name: str = "Jonas Weber") -> None:
    desk.submit(desk, add_person, AddPerson(name=name, role=Role.SALES))


def test_before_a_desk_is_open_no_page_is_made(window: MainWindow, made: list[Place]) -> None:
    for key in (Qt.Key.Key_5, Qt.Key.Key_G, Qt.Key.Key_Q, Qt.Key.Key_Escape):
        QTest.keyClick(window, key)
    assert made == []


def test_the_call_desk_is_the_first_page(open_window: MainWindow, made: list[Place]) -> None:
    assert made == [Place.CALL_DESK]
    assert open_window.pages.place is Place.CALL_DESK
    assert page_of(open_window).refreshed == 1


def test_a_page_is_made_once_and_not_read_again_for_nothing(
    open_window: MainWindow, made: list[Place]
) -> None:
    for place in (Place.QUEUE, Place.CALL_DESK, Place.QUEUE):
        open_window.pages.visit(place)
    assert made == [Place.CALL_DESK, Place.QUEUE]
    assert page_of(open_window).refreshed == 1


def test_the_page_shown_reads_again_after_an_event_it_lists(
    open_window: MainWindow, desk: Desk
) -> None:
    add_somebody(desk)
    assert page_of(open_window).refreshed == 2


def test_a_page_out_of_sight_reads_again_on_its_next_visit(
    open_window: MainWindow, desk: Desk
) -> None:
    desk_page = page_of(open_window)
    open_window.pages.visit(Place.QUEUE)
    add_somebody(desk)
    assert desk_page.refreshed == 1
    open_window.pages.visit(Place.CALL_DESK)
    assert desk_page.refreshed == 2


def test_an_event_a_page_does_not_list_leaves_it_alone(open_window: MainWindow, desk: Desk) -> None:
    desk.committed.emit(object())
    assert page_of(open_window).refreshed == 1
    assert TookBack not in Page.refreshes_on


def test_a_page_can_lead_to_a_lead_on_another(open_window: MainWindow) -> None:
    open_window.pages.visit(Place.QUEUE)
    page_of(open_window).go_to.emit("call-desk", 7)
    assert open_window.pages.place is Place.CALL_DESK
    assert page_of(open_window).subjects == [7]


def test_twenty_quick_keys_end_on_the_page_they_name(open_window: MainWindow) -> None:
    letters = (Qt.Key.Key_Q, Qt.Key.Key_H, Qt.Key.Key_T, Qt.Key.Key_D)
    digits = (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1)
    places = (Place.QUEUE, Place.HAND_OFFS, Place.TERRITORIES, Place.CALL_DESK)
    for index in range(20):
        way = index % 4
        if index % 2:
            QTest.keyClick(open_window, digits[way], Qt.KeyboardModifier.AltModifier)
        else:
            QTest.keyClick(open_window, Qt.Key.Key_G)
            QTest.keyClick(open_window, letters[way])
        assert open_window.pages.place is places[way]
    assert page_of(open_window).refreshed == 1


def test_the_page_shown_takes_an_action_first(open_window: MainWindow) -> None:
    QTest.keyClick(open_window, Qt.Key.Key_5)
    assert page_of(open_window).performed == ["outcome-no-answer"]


def test_undo_from_another_page_goes_to_the_call_desk_and_may_be_refused(
    open_window: MainWindow,
) -> None:
    open_window.pages.visit(Place.TERRITORIES)
    QTest.keyClick(open_window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert open_window.pages.place is Place.CALL_DESK
    assert open_window.messages.bar.isVisible()


def test_ctrl_z_takes_back_nothing_that_this_desk_did_not_do(open_window: MainWindow) -> None:
    open_window.pages.visit(Place.TERRITORIES)
    QTest.keyClick(open_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_window.pages.place is Place.TERRITORIES
    assert open_window.messages.bar.accessibleName().startswith(
        "There is nothing to take back here"
    )


def test_the_page_may_keep_undo_to_itself(open_window: MainWindow) -> None:
    page_of(open_window).takes.add("undo")
    QTest.keyClick(open_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not open_window.messages.bar.isVisible()


def test_ctrl_z_in_a_field_undoes_the_text(open_window: MainWindow) -> None:
    page = page_of(open_window)
    page.field.setFocus()
    QTest.keyClicks(page.field, "Audit in April")
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == ""
    assert page.performed == []


def test_escape_returns_from_the_import_to_the_page_before(open_window: MainWindow) -> None:
    open_window.pages.visit(Place.QUEUE)
    QTest.keyClick(open_window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert place_of(open_window) is Place.IMPORT
    QTest.keyClick(open_window, Qt.Key.Key_Escape)
    assert place_of(open_window) is Place.QUEUE


def test_escape_returns_from_the_scripts_to_the_page_before(open_window: MainWindow) -> None:
    open_window.pages.visit(Place.QUEUE)
    QTest.keyClick(open_window, Qt.Key.Key_G)
    QTest.keyClick(open_window, Qt.Key.Key_S)
    assert place_of(open_window) is Place.SCRIPTS
    QTest.keyClick(open_window, Qt.Key.Key_Escape)
    assert place_of(open_window) is Place.QUEUE


def test_a_refusal_stands_in_the_bar_and_escape_takes_it_away(
    open_window: MainWindow, desk: Desk
) -> None:
    page_of(open_window).field.setText("what I typed")
    add_somebody(desk, "")
    assert open_window.messages.bar.isVisible()
    assert page_of(open_window).field.text() == "what I typed"
    QTest.keyClick(open_window, Qt.Key.Key_Escape)
    assert not open_window.messages.bar.isVisible()


def test_while_the_sheet_of_keys_is_open_no_digit_records(open_window: MainWindow) -> None:
    page_of(open_window).field.setFocus()
    open_window.furniture.perform(ActionId.ALL_KEYS)
    sheet = open_window.findChild(KeysSheet)
    assert isinstance(sheet, KeysSheet)
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_5)
    assert "outcome-no-answer" not in page_of(open_window).performed
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert page_of(open_window).field.hasFocus()


def test_a_question_mark_opens_the_sheet_of_keys(open_window: MainWindow) -> None:
    QTest.keyClicks(open_window, "?")
    sheet = open_window.findChild(KeysSheet)
    assert isinstance(sheet, KeysSheet)
    assert sheet.isVisible()


def test_text_grows_and_shrinks_within_bounds(window: MainWindow) -> None:
    for _ in range(9):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert current().text_percent == 140
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert current().text_percent == 100


def test_the_window_stands_again_where_it_stood(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    # The offscreen display is 800 high, and a window is not restored beyond its display.
    window.resize(1100, 750)
    window.close()
    store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    again = furnished(desk, store=store, makers={})
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1100, 750)


def test_a_window_that_asks_first_stays_until_it_is_told_to_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.asks_before_closing = True
    with qtbot.waitSignal(window.quit_asked):
        window.close()
    assert window.isVisible()
    window.end()
    assert not window.isVisible()


def test_every_entry_of_the_menu_does_what_it_says(open_window: MainWindow) -> None:
    done: list[object] = []
    menu = Menu(open_window, done.append, done.append, Keys())
    entries = [entry for entry in menu.actions() if not entry.isSeparator()]
    for entry in entries:
        entry.trigger()
    assert len(done) == len(entries)
    assert set(Scheme) <= set(done)


def test_preferences_open_by_their_key_and_esc_goes_back(open_window: MainWindow) -> None:
    open_window.pages.visit(Place.QUEUE)
    QTest.keyClick(open_window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert place_of(open_window) is Place.PREFERENCES
    QTest.keyClick(open_window, Qt.Key.Key_Escape)
    assert place_of(open_window) is Place.QUEUE


def test_keys_that_were_changed_work_at_once(open_window: MainWindow, desk: Desk) -> None:
    desk.choices.put(single_keys=False, own_keys={"go-queue": "F12"})
    QTest.keyClick(open_window, Qt.Key.Key_5)
    assert page_of(open_window).performed == []
    QTest.keyClick(open_window, Qt.Key.Key_F12)
    assert place_of(open_window) is Place.QUEUE


def test_the_sheet_of_keys_leads_to_the_page_where_they_are_changed(
    open_window: MainWindow,
) -> None:
    QTest.keyClick(open_window, Qt.Key.Key_F1)
    sheet = open_window.findChild(KeysSheet)
    assert sheet is not None
    sheet.change_asked.emit()
    assert not sheet.isVisible()
    assert place_of(open_window) is Place.PREFERENCES
