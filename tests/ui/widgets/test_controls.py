"""Buttons, fields and the small things: they fit their words and keep what was typed."""

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk_ui.theme import Role, Scheme, Theme
from qualdesk_ui.widgets.buttons import (
    Button,
    DangerButton,
    LinkButton,
    NormalButton,
    PrimaryButton,
    QuietButton,
)
from qualdesk_ui.widgets.field import Field, FieldWithError
from qualdesk_ui.widgets.hours_track import HoursTrack
from qualdesk_ui.widgets.painting import width_of
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.spoken_text import SpokenText

BUTTONS: tuple[Callable[[str], Button], ...] = (
    PrimaryButton,
    NormalButton,
    QuietButton,
    DangerButton,
    LinkButton,
)


@pytest.mark.parametrize("kind", BUTTONS)
@pytest.mark.parametrize("percent", [90, 100, 140])
def test_no_button_cuts_its_words(
    qtbot: QtBot, theme: Theme, kind: Callable[[str], Button], percent: int
) -> None:
    theme.set_text_percent(percent)
    button = kind("Close without e-mail")
    qtbot.addWidget(button)
    assert button.sizeHint().width() >= width_of("Close without e-mail", Role.BODY_STRONG)
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.sizeHint().height() >= theme.metrics(Role.BODY_STRONG).height()


def test_a_button_says_its_key(qtbot: QtBot) -> None:
    button = PrimaryButton("Push to Jonas", "Ctrl+Enter")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Push to Jonas, key Ctrl+Enter"


def test_a_button_that_is_off_says_why(qtbot: QtBot) -> None:
    button = NormalButton("Export")
    qtbot.addWidget(button)
    button.set_off_because("Nothing is shown to export.")
    assert not button.isEnabled()
    assert button.toolTip() == "Nothing is shown to export."


def test_an_error_keeps_the_typed_text(qtbot: QtBot) -> None:
    row = FieldWithError(Field("Day"))
    qtbot.addWidget(row)
    row.show()
    qtbot.keyClicks(row.field, "31.02.27")
    row.field.set_error("There is no 31 February")
    assert row.field.text() == "31.02.27"
    assert row.field.accessibleDescription() == "There is no 31 February"
    assert row._sentence.isVisible()


def test_the_placeholder_is_as_dark_as_a_hint(qtbot: QtBot, theme: Theme) -> None:
    field = Field("Day", placeholder="Another time")
    qtbot.addWidget(field)
    theme.choose(Scheme.DARK)
    assert field.palette().placeholderText().color() == theme.tokens.text3


def test_the_hours_track_is_heard_as_a_sentence(qtbot: QtBot) -> None:
    track = HoursTrack()
    qtbot.addWidget(track)
    track.set_hours(time(8), time(18), time(10, 32))
    assert track.accessibleName() == "Calling hours 8 to 18, now 10:32, inside"
    track.set_hours(time(8), time(18), time(18))
    assert track.accessibleName() == "Calling hours 8 to 18, now 18:00, outside"


def test_a_missing_merge_field_is_named_and_never_blank(qtbot: QtBot) -> None:
    spoken = SpokenText()
    qtbot.addWidget(spoken)
    spoken.set_spoken("Good morning {first_name} of {company}.", {"first_name": "Maria"})
    assert spoken.text() == "Good morning Maria of [company]."


def test_arrows_switch_a_segment_at_once(qtbot: QtBot) -> None:
    segment = Segment("Meeting", [Option("video", "Video"), Option("phone", "Phone")])
    qtbot.addWidget(segment)
    segment.show()
    with qtbot.waitSignal(segment.chosen) as chosen:
        qtbot.keyClick(segment, Qt.Key.Key_Right)
    assert chosen.args == ["phone"]
