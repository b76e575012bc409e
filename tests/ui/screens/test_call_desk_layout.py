"""The desk at every width and text size: what folds, what stays, and nothing cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.slot_list import _Slot
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.buttons import Button
from qualdesk_ui.widgets.choice import Choice
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.text_area import TextArea
from tests.ui.screens.call_desk_setting import Setting, a_call_desk

pytestmark = pytest.mark.usefixtures("_theme")

RAIL = 76
PANELS = ("push", "call-back", "nurture", "close-out", "gatekeeper", "wrong", "do-not-call")


@pytest.fixture
def setting(desk: Desk, qtbot: QtBot) -> Setting:
    made = a_call_desk(desk)
    qtbot.addWidget(made.screen)
    return made


@pytest.fixture
def _large_text() -> Iterator[None]:
    yield
    current().set_text_percent(100)


def _resize(setting: Setting, width: int, height: int) -> None:
    setting.screen.resize(width - RAIL, height)
    QApplication.processEvents()
    QApplication.processEvents()


def _cut(within: QWidget) -> list[str]:
    kinds: tuple[type[QWidget], ...] = (Label, Button, Choice, KeyedButton, _Slot)
    return [
        f"{type(one).__name__} {one.accessibleName() or one.property('text')}"
        for kind in kinds
        for one in within.findChildren(kind)
        if one.isVisible()
        and (one.width() < one.minimumSizeHint().width() or one.height() < one.sizeHint().height())
    ]


def _overlapping(panel: QWidget) -> list[tuple[str, str]]:
    kinds: tuple[type[QWidget], ...] = (Label, Button, Choice, Field, TextArea, _Slot)
    shown = [one for kind in kinds for one in panel.findChildren(kind) if one.isVisible()]
    places = [(one, QRect(one.mapTo(panel, QPoint(0, 0)), one.size())) for one in shown]
    return [
        (type(one).__name__, type(other).__name__)
        for index, (one, place) in enumerate(places)
        for other, other_place in places[index + 1 :]
        if one.parent() is other.parent() and place.intersects(other_place)
    ]


@pytest.mark.parametrize(
    ("width", "up_next", "details"), [(1680, 304, 368), (1440, 280, 336), (1280, 252, 300)]
)
def test_the_sides_keep_their_widths(
    setting: Setting, width: int, up_next: int, details: int
) -> None:
    _resize(setting, width, 900)
    assert setting.screen.up_next.width() == up_next
    assert setting.screen.details.width() == details
    assert setting.screen.details.isVisible()


def test_the_smallest_window_folds_details_and_keeps_430_for_the_script(setting: Setting) -> None:
    _resize(setting, 1100, 700)
    assert not setting.screen.details.isVisible()
    assert setting.screen.centre.script.height() >= 430


def test_f7_slides_the_notes_over_and_esc_takes_them_back(setting: Setting) -> None:
    _resize(setting, 1100, 700)
    setting.screen.perform("notes")
    assert setting.screen.details.isVisible()
    assert setting.screen.details.notes.hasFocus()
    assert setting.screen.details.width() == 336
    setting.screen.perform("back")
    assert not setting.screen.details.isVisible()


def test_the_header_never_changes_its_height(setting: Setting) -> None:
    header = setting.screen.centre.header
    heights = {header.height()}
    setting.screen.perform("dial")
    QApplication.processEvents()
    heights.add(header.height())
    setting.screen.line.press_return()
    setting.screen.perform("call-over")
    QApplication.processEvents()
    heights.add(header.height())
    setting.screen.show_subject(setting.dana)
    QApplication.processEvents()
    heights.add(header.height())
    assert heights == {123}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1100, 700)])
def test_nothing_is_cut_at_the_usual_text_size(setting: Setting, width: int, height: int) -> None:
    _resize(setting, width, height)
    assert _cut(setting.screen) == []


@pytest.mark.usefixtures("_large_text")
def test_nothing_is_cut_at_the_largest_text_size(setting: Setting) -> None:
    current().set_text_percent(140)
    _resize(setting, 1680, 1050)
    assert _cut(setting.screen) == []


@pytest.mark.usefixtures("_large_text")
@pytest.mark.parametrize("action", PANELS)
def test_no_panel_is_cut_at_the_largest_text_size(setting: Setting, action: str) -> None:
    current().set_text_percent(140)
    _resize(setting, 1440, 900)
    setting.screen.perform(f"outcome-{action}")
    QApplication.processEvents()
    panel = setting.screen.calling.panels.open_panel
    assert panel is not None
    assert _cut(panel) == []
    assert _overlapping(panel) == []


@pytest.mark.parametrize(("width", "percent"), [(1440, 100), (1440, 140), (1100, 140)])
@pytest.mark.usefixtures("_large_text")
def test_a_tall_panel_leaves_the_header_alone(setting: Setting, width: int, percent: int) -> None:
    current().set_text_percent(percent)
    _resize(setting, width, 900)
    setting.screen.perform("outcome-push")
    panel = setting.screen.calling.panels.open_panel
    assert panel is not None
    assert panel.geometry().top() >= setting.screen.centre.panel_place().top()


def test_the_hours_get_many_words_again_when_the_window_grows(setting: Setting) -> None:
    work = setting.screen.centre.header.work
    setting.screen.resize(760, 700)
    setting.screen.resize(1364, 900)
    assert work.hours_words() == " · calling hours until 18:00"


def test_every_control_has_a_name(setting: Setting) -> None:
    for one in setting.screen.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() != 0 and one.accessibleName() == "":
            assert type(one).__name__ in {"QWidget", "QScrollBar", "OverlayScrollBar"}, one
