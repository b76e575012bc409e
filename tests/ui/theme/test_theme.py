"""The theme follows a person's wish and scales the type as one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualdesk.paths import resource
from qualdesk_ui.theme import Contrast, Role, Scheme, Theme, current, install
from qualdesk_ui.theme.icons import icon
from qualdesk_ui.theme.tokens import DARK, LIGHT, high_contrast
from qualdesk_ui.theme.typography import is_figures


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    before, theme = current(), Theme()
    install(theme)
    theme.apply_to(qapp)
    yield theme
    install(before)


def test_choosing_dark_paints_dark_and_tells_every_widget(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    assert theme.tokens is DARK
    assert QApplication.palette().window().color() == DARK.page


def test_high_contrast_is_a_wish_of_its_own_beside_light_and_dark(
    theme: Theme, qtbot: QtBot
) -> None:
    theme.choose(Scheme.DARK)
    with qtbot.waitSignal(theme.changed):
        theme.choose_contrast(Contrast.HIGH)
    assert theme.tokens == high_contrast(DARK)
    theme.choose_contrast(Contrast.NORMAL)
    assert theme.tokens is DARK


def test_the_systems_wish_for_contrast_is_followed_until_one_is_chosen(theme: Theme) -> None:
    theme.choose(Scheme.LIGHT)
    theme._follow_contrast(Qt.ContrastPreference.HighContrast)
    assert theme.tokens == high_contrast(LIGHT)
    theme.choose_contrast(Contrast.NORMAL)
    assert theme.tokens is LIGHT


def test_without_motion_everything_takes_no_time(theme: Theme) -> None:
    assert theme.duration(120) == 120
    theme.set_still(wanted=True)
    assert theme.duration(120) == 0


def test_text_size_stays_between_90_and_140_percent(theme: Theme) -> None:
    theme.set_text_percent(300)
    assert theme.font(Role.BODY).pixelSize() == 18
    theme.set_text_percent(10)
    assert theme.font(Role.BODY).pixelSize() == 12


def test_the_bundled_inter_is_what_is_drawn(theme: Theme) -> None:
    info = QFontInfo(theme.font(Role.HEADING))
    assert (info.family(), info.weight()) == ("Inter", Role.HEADING.weight.value)


def test_a_font_is_made_once(theme: Theme) -> None:
    assert theme.font(Role.BODY) is theme.font(Role.BODY)


def test_figures_stand_in_columns_and_words_keep_their_hyphens() -> None:
    assert is_figures("+49 89 99998 210")
    assert not is_figures("Hand-offs")


def test_every_icon_can_be_drawn(theme: Theme) -> None:
    for path in resource("icons").glob("*.svg"):
        drawn = icon(path.stem, 16, theme.tokens.text).toImage()
        assert any(drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), path.stem
