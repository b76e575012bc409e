"""The palette: people, actions and places by a few letters, from any page, by keys alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from qualdesk.commands.claims import take_lead
from qualdesk.domain.lead import LeadState
from qualdesk.queries.found import Found
from qualdesk.store import tables
from qualdesk_ui.actions import ActionId, Keys, Place
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.pages import MAKERS
from qualdesk_ui.main_window.palette import Palette
from qualdesk_ui.main_window.palette_rows import InQueue, palette_rows
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.queue import QueueScreen
from qualdesk_ui.widgets.found_list import FoundHead, FoundRow
from qualdesk_ui.widgets.list_rows import ROW
from tests.builders import NOW, a_lead, a_person, a_prospect, a_touch_of, writing
from tests.ui.conftest import the_clock

CTRL = Qt.KeyboardModifier.ControlModifier


class OnePiece:
    """An executor that waits until it is told to go on."""

    def __init__(self) -> None:
        self.waiting: list[object] = []

    def run(self, work: object) -> None:
        self.waiting.append(work)

    def go_on(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()  # type: ignore[operator]

    def stop(self) -> None:
        self.go_on()


def ring_nobody(_number: object) -> bool:
    return True


def make_call_desk(desk: Desk) -> CallDesk:
    return CallDesk(desk, opener=ring_nobody)


@pytest.fixture
def desk(qapp: QApplication) -> Desk:  # noqa: ARG001 - signals need the application
    return Desk(Lanes.inline(), clock=the_clock)


@pytest.fixture
def window(
    desk: Desk, seat: Seat, qtbot: QtBot, tmp_path: Path, _theme: None
) -> Iterator[MainWindow]:
    fill(seat)
    store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    makers = {**MAKERS, Place.CALL_DESK: make_call_desk}
    window = furnished(desk, store=store, log_folder=tmp_path, makers=makers)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    desk.open(lambda: seat)
    yield window
    window.furniture.covers.uncover()


def fill(seat: Seat) -> None:
    with writing(seat.database) as session:
        for n, (name, company, state) in enumerate(
            (
                ("Maria Keller", "Bergmann Molkerei", LeadState.QUEUED),
                ("Stefan Kelm", "Glashütte Jena", LeadState.QUEUED),
                ("Beate Lang", "Lang Kellerei", LeadState.NURTURE),
                ("Franz Huber", "Huber Fruchtsaft", LeadState.QUEUED),
                ("Noor Haddad", "Zuivel", LeadState.QUEUED),
            )
        ):
            prospect = a_prospect(
                session, name, company=company, numbers=(f"+49899999820{n}",), email=""
            )
            interest = NOW - timedelta(hours=n + 1)
            a_lead(session, prospect_id=prospect, state=state, interest_at=interest)
        sold = {"state": LeadState.WITH_SALES, "lane": None}
        session.execute(update(tables.Lead).where(tables.Lead.id == 4).values(sold))
        a_touch_of(session, 5, seat.person_id, kind="call", happened_at=NOW)
        take_lead(session, 5, a_person(session, "Sam Okoro"), NOW)


def search(window: MainWindow, typed: str = "") -> Palette:
    QTest.keyClick(focus_of(window), Qt.Key.Key_K, CTRL)
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.field, typed)
    return palette


def focus_of(window: MainWindow) -> QWidget:
    # PySide's stubs forget that nothing may have the focus.
    focused: QWidget | None = QApplication.focusWidget()
    return focused if focused is not None else window


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(focus_of(window), key)


def texts(palette: Palette) -> list[str]:
    return [row.title if isinstance(row, FoundHead) else row.text for row in palette.list.rows()]


def name_on_desk(window: MainWindow) -> str:
    screen = window.pages.screen_at(Place.CALL_DESK)
    assert isinstance(screen, CallDesk)
    on_desk = screen.calling.on_desk
    return on_desk.card.name if on_desk else ""


def queue_of(window: MainWindow) -> QueueScreen:
    screen = window.pages.currentWidget()
    assert isinstance(screen, QueueScreen)
    return screen


def test_people_actions_and_places_are_found_by_how_a_word_begins(window: MainWindow) -> None:
    assert name_on_desk(window) == "Maria Keller"
    palette = search(window, "kel")
    assert texts(palette) == [
        "People",
        "Maria Keller",
        "Stefan Kelm",
        "Beate Lang",
        "Lang Kellerei",
        "Actions",
        "Call back Maria Keller later",
        "Close out Maria Keller courteously",
        "Do not call Maria Keller again",
        "Go to",
        "Queue, filtered to “kel”",
    ]


def test_enter_calls_the_person_one_stands_on(window: MainWindow) -> None:
    palette = search(window, "kel")
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert name_on_desk(window) == "Stefan Kelm"


def test_whom_somebody_else_is_calling_opens_to_read_only(window: MainWindow) -> None:
    search(window, "haddad")
    press(window, Qt.Key.Key_Return)
    peek = queue_of(window).side.peek
    assert peek.busy_sentence() == "Sam Okoro is calling now. This is to read only."
    assert name_on_desk(window) == "Maria Keller"


def test_a_lead_that_sales_has_opens_to_read_only(window: MainWindow) -> None:
    search(window, "huber")
    press(window, Qt.Key.Key_Return)
    assert (
        queue_of(window).side.peek.busy_sentence() == "Sales has this lead. This is to read only."
    )


def test_while_a_call_is_on_the_line_nobody_else_comes_onto_the_desk(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F5)
    search(window, "kelm")
    press(window, Qt.Key.Key_Return)
    assert name_on_desk(window) == "Maria Keller"
    assert window.messages.bar.isVisible()


def test_an_action_is_done_by_a_few_letters(window: MainWindow) -> None:
    search(window, "full scr")
    press(window, Qt.Key.Key_Return)
    assert window.isFullScreen()


def test_a_place_is_reached_by_a_few_letters(window: MainWindow) -> None:
    search(window, "terri")
    press(window, Qt.Key.Key_Return)
    assert window.pages.place is Place.TERRITORIES


def test_the_queue_is_narrowed_to_what_was_typed(window: MainWindow) -> None:
    search(window, "kel")
    for _row in range(9):
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert queue_of(window).filters.wanted().words == "kel"


def test_the_way_to_the_queue_says_how_many_are_meant(window: MainWindow) -> None:
    palette = search(window, "kel")
    row = palette.list.rows()[-1]
    assert isinstance(row, FoundRow)
    # Maria is on the desk already, Noor on another one, Franz with sales.
    assert (row.note, row.key) == ("2 of 3", "G Q")


def test_a_company_says_how_many_we_know_there_and_lists_them(window: MainWindow) -> None:
    palette = search(window, "kellerei")
    press(window, Qt.Key.Key_Down)
    row = palette.list.currentIndex().data(ROW)
    assert (row.text, row.note) == ("Lang Kellerei", "1 contact · DE South")
    press(window, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert texts(palette) == ["Lang Kellerei", "Beate Lang"]
    press(window, Qt.Key.Key_Return)
    assert name_on_desk(window) == "Beate Lang"


def test_before_anything_is_typed_the_last_people_stand_there(window: MainWindow) -> None:
    assert texts(search(window))[:2] == ["Recent", "Noor Haddad"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, "ctrl-k"])
def test_esc_and_the_same_key_go_back_to_where_one_was(window: MainWindow, key: object) -> None:
    before = focus_of(window)
    palette = search(window, "kel")
    modifier = CTRL if key == "ctrl-k" else Qt.KeyboardModifier.NoModifier
    pressed = Qt.Key.Key_K if key == "ctrl-k" else Qt.Key.Key_Escape
    QTest.keyClick(focus_of(window), pressed, modifier)
    assert not palette.isVisible()
    assert focus_of(window) is before


def test_tab_stays_in_the_palette(window: MainWindow) -> None:
    palette = search(window, "kel")
    press(window, Qt.Key.Key_Tab)
    assert palette.field.hasFocus()


def test_the_keys_of_the_desk_rest_under_the_palette(window: MainWindow) -> None:
    palette = search(window)
    QTest.keyClicks(palette.field, "5")
    QTest.keyClick(palette.field, Qt.Key.Key_5, CTRL)
    assert name_on_desk(window) == "Maria Keller"
    assert palette.field.text() == "5"


@pytest.mark.usefixtures("_theme")
def test_enter_waits_for_the_rows_of_what_was_typed(qtbot: QtBot, seat: Seat) -> None:
    fill(seat)
    lane = OnePiece()
    desk = Desk(replace(Lanes.inline(), typed=lane), clock=the_clock)
    desk.open(lambda: seat)
    below = QWidget()
    qtbot.addWidget(below)
    palette = Palette(desk, below)
    palette.begin(Place.QUEUE, Keys())
    lane.go_on()
    chosen: list[object] = []
    palette.person_chosen.connect(chosen.append)
    QTest.keyClicks(palette.field, "kelm")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen == []
    lane.go_on()
    assert [one.name for one in chosen] == ["Stefan Kelm"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "place", "name"),
    [
        ("new prosp", Place.CALL_DESK, ActionId.NEW_PROSPECT),
        ("new prosp", Place.QUEUE, ActionId.NEW_IN_QUEUE),
        ("export", Place.QUEUE, ActionId.EXPORT_QUEUE),
        ("find script", Place.CALL_DESK, ActionId.FIND_ON_DESK),
        ("details", Place.QUEUE, ActionId.QUEUE_DETAILS),
    ],
)
def test_what_a_page_does_by_key_is_found_by_its_words(
    typed: str, place: Place, name: ActionId
) -> None:
    rows = palette_rows(typed, Found(), place, Keys())
    assert name in [row.means for row in rows if isinstance(row, FoundRow)]


def test_keys_of_another_page_are_not_offered() -> None:
    rows = palette_rows("reassign", Found(), Place.QUEUE, Keys())
    assert [row.means for row in rows if isinstance(row, FoundRow)] == [InQueue("reassign")]
    rows = palette_rows("reassign", Found(), Place.TERRITORIES, Keys())
    assert ActionId.REASSIGN in [row.means for row in rows if isinstance(row, FoundRow)]


def test_f6_goes_from_pane_to_pane_and_back(window: MainWindow) -> None:
    screen = window.pages.screen_at(Place.CALL_DESK)
    assert isinstance(screen, CallDesk)
    screen.centre.script.view.focus_current()
    seen = [pane_after(window, screen, Qt.KeyboardModifier.NoModifier) for _press in range(4)]
    assert seen == [1, 2, 3, 0]
    assert pane_after(window, screen, Qt.KeyboardModifier.ShiftModifier) == len(screen.panes())


def pane_after(window: MainWindow, screen: CallDesk, modifier: Qt.KeyboardModifier) -> int:
    """Press F6 and return which pane has the keyboard; the rail comes after those of the page."""
    QTest.keyClick(focus_of(window), Qt.Key.Key_F6, modifier)
    holders = (*screen.panes(), window.furniture.frame)
    return next(n for n, one in enumerate(holders) if one.isAncestorOf(focus_of(window)))


def came_in(window: MainWindow, typed: str) -> Palette:
    window.furniture.perform(ActionId.CAME_IN)
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.field, typed)
    return palette


def touches_in(seat: Seat) -> list[tuple[str, int]]:
    with seat.database.read() as session:
        rows = session.query(tables.Touch).filter(tables.Touch.direction == "in")
        return [(one.kind, one.lead_id) for one in rows]


def on_my_desk(window: MainWindow) -> str:
    screen = window.pages.screen_at(Place.CALL_DESK)
    assert isinstance(screen, CallDesk)
    return screen.calling.on_desk.card.name if screen.calling.on_desk else ""


def test_who_called_is_on_the_desk_at_once_with_the_script(window: MainWindow, seat: Seat) -> None:
    window.furniture.perform(ActionId.GO_QUEUE)
    palette = came_in(window, "lang")
    assert [type(row) for row in palette.list.rows()] == [FoundHead, FoundRow]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.place is Place.CALL_DESK
    assert on_my_desk(window) == "Beate Lang"
    assert touches_in(seat) == [("call", 3)]


def test_who_did_not_call_after_all_leaves_the_desk_by_ctrl_z(
    window: MainWindow, seat: Seat
) -> None:
    before = on_my_desk(window)
    palette = came_in(window, "lang")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert on_my_desk(window) == "Beate Lang"
    window.furniture.perform(ActionId.UNDO)
    assert on_my_desk(window) == before
    with seat.database.read() as session:
        touches = session.query(tables.Touch).order_by(tables.Touch.id.desc()).limit(2).all()
    assert touches[0].takes_back_id == touches[1].id


def test_ctrl_enter_says_that_they_wrote(window: MainWindow, seat: Seat) -> None:
    palette = came_in(window, "99820 1")
    QTest.keyClick(palette.field, Qt.Key.Key_Return, CTRL)
    assert on_my_desk(window) == "Stefan Kelm"
    assert touches_in(seat) == [("email", 2)]


@pytest.mark.parametrize(("typed", "lead_id"), [("huber", 4), ("noor", 5)])
def test_whom_sales_or_a_colleague_has_is_kept_and_shown_to_read(
    window: MainWindow, seat: Seat, typed: str, lead_id: int
) -> None:
    before = on_my_desk(window)
    palette = came_in(window, typed)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.place is Place.QUEUE
    assert on_my_desk(window) == before
    assert touches_in(seat) == [("call", lead_id)]


def test_nobody_comes_onto_the_desk_while_somebody_is_on_the_line(
    window: MainWindow, desk: Desk, seat: Seat
) -> None:
    refusals: list[object] = []
    desk.refused.connect(refusals.append)
    window.furniture.perform(ActionId.DIAL)
    window.furniture.perform(ActionId.GO_QUEUE)
    window.furniture.perform(ActionId.CAME_IN)
    assert [str(one) for one in refusals] == [
        "The call is still on the line. Shift+F5 says that it is over."
    ]
    assert window.findChild(Palette) is None
    assert touches_in(seat) == []


def test_the_search_is_itself_again_after_it_asked_who_came(window: MainWindow) -> None:
    palette = came_in(window, "nobody of that name")
    assert [row.title for row in palette.list.rows() if isinstance(row, FoundHead)] == [
        "Nobody has that name, address or number"
    ]
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    window.furniture.perform(ActionId.SEARCH)
    QTest.keyClicks(palette.field, "que")
    assert any(isinstance(row, FoundRow) and row.text == "Queue" for row in palette.list.rows())
