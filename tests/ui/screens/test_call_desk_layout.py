"""The desk at every width and text size: what folds, what stays, and nothing cut."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from qualdesk.domain.present_call import Stage
from qualdesk_ui.screens.call_desk.header import Way
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.spoken_text import SpokenText
from tests.builders import NOW
from tests.ui.fitting import cut, overlapping
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")

RAIL = 76
Doing = Callable[[Setting], None]
PANELS = ("push", "call-back", "nurture", "close-out", "gatekeeper", "wrong", "do-not-call")


@pytest.fixture
def _large_text() -> Iterator[None]:
    yield
    current().set_text_percent(100)


def _resize(setting: Setting, width: int, height: int) -> None:
    setting.screen.resize(width - RAIL, height)
    QApplication.processEvents()
    QApplication.processEvents()


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
    heights = [_height_while(setting, doing, state) for doing, state in SIX_STATES]
    assert heights == [123] * 6


def _height_while(setting: Setting, doing: Doing, state: tuple[Stage, Way]) -> int:
    doing(setting)
    QApplication.processEvents()
    on_desk = setting.screen.calling.on_desk
    assert on_desk is not None
    shown = on_desk.header(NOW)
    assert (shown.call.stage, shown.way) == state
    return setting.screen.centre.header.height()


def _wait(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)


def _dial(setting: Setting) -> None:
    setting.screen.show_subject(setting.maria)
    setting.screen.perform("dial")


def _answer(setting: Setting) -> None:
    setting.screen.line.press_return()


def _end(setting: Setting) -> None:
    setting.screen.perform("call-over")


def _bar(setting: Setting) -> None:
    """Have Tom call no more, and show him all the same."""
    setting.screen.show_subject(setting.tom)
    setting.screen.perform("outcome-do-not-call")
    setting.confirm()
    setting.screen.show_subject(setting.tom)


def _idle(setting: Setting) -> None:
    """Leave Maria on the desk, who may be called."""
    assert setting.name() == "Maria Keller"


SIX_STATES: tuple[tuple[Doing, tuple[Stage, Way]], ...] = (
    (_idle, (Stage.IDLE, Way.DIAL)),
    (_wait, (Stage.IDLE, Way.WAIT)),
    (_dial, (Stage.DIALLING, Way.CALL_OVER)),
    (_answer, (Stage.ON_CALL, Way.CALL_OVER)),
    (_end, (Stage.OVER, Way.NOTHING)),
    (_bar, (Stage.IDLE, Way.NEXT)),
)
"""Ready, outside hours, dialling, on the call, over, do not call: one after the other."""


@pytest.mark.parametrize("width", [1440, 1680, 2200])
def test_what_is_read_aloud_is_never_wider_than_720(setting: Setting, width: int) -> None:
    _resize(setting, width, 1050)
    spoken = [one for one in setting.screen.findChildren(SpokenText) if one.isVisible()]
    assert spoken
    assert max(one.width() for one in spoken) <= 720


def test_1280_says_less_where_1440_says_all(setting: Setting) -> None:
    bar, consent = setting.screen.centre.outcomes, setting.screen.centre.header._consent
    _resize(setting, 1440, 900)
    assert bar._heading.isVisible()
    wide = consent.width()
    _resize(setting, 1280, 800)
    assert not bar._heading.isVisible()
    assert consent.width() <= wide


@pytest.mark.parametrize(("width", "height"), [(1680, 1050), (1440, 900), (1280, 800), (1100, 700)])
def test_nothing_is_cut_at_the_usual_text_size(setting: Setting, width: int, height: int) -> None:
    _resize(setting, width, height)
    assert cut(setting.screen) == []
    assert overlapping(setting.screen) == []


@pytest.mark.usefixtures("_large_text")
def test_nothing_is_cut_at_the_largest_text_size(setting: Setting) -> None:
    current().set_text_percent(140)
    _resize(setting, 1680, 1050)
    assert cut(setting.screen) == []


@pytest.mark.usefixtures("_large_text")
@pytest.mark.parametrize("action", PANELS)
def test_no_panel_is_cut_at_the_largest_text_size(setting: Setting, action: str) -> None:
    current().set_text_percent(140)
    _resize(setting, 1440, 900)
    setting.screen.perform(f"outcome-{action}")
    QApplication.processEvents()
    panel = setting.screen.calling.panels.open_panel
    assert panel is not None
    assert cut(panel) == []
    assert overlapping(panel) == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1100, 700)])
@pytest.mark.parametrize("action", PANELS)
def test_no_panel_is_wider_than_its_place(
    setting: Setting, action: str, width: int, height: int
) -> None:
    _resize(setting, width, height)
    setting.screen.perform(f"outcome-{action}")
    QApplication.processEvents()
    panel = setting.screen.calling.panels.open_panel
    assert panel is not None
    page = panel.findChildren(QScrollArea)[0]
    content = page.widget()
    assert content is not None
    assert content.width() <= page.viewport().width()


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
