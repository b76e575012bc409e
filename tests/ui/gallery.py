"""Paints every widget light and dark side by side, to be held beside the design's pictures."""

import os
import sys
from collections.abc import Callable
from datetime import time
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, Scheme, Theme, current, install
from qualdesk_ui.widgets.buttons import (
    DangerButton,
    LinkButton,
    NormalButton,
    PrimaryButton,
    QuietButton,
)
from qualdesk_ui.widgets.check import CheckBox, Radio, Toggle
from qualdesk_ui.widgets.chip import Chip, ChipLook
from qualdesk_ui.widgets.choice import Choice
from qualdesk_ui.widgets.field import Field, FieldWithError
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.hours_track import HoursTrack
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.message_bar import MessageBar
from qualdesk_ui.widgets.paragraph import Run, RunLook
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.toast import Toast
from qualdesk_ui.widgets.tone import Tone
from tests.ui.gallery_desk import desk_page, panel_page, table_page

W = TypeVar("W", bound=QWidget)


def pretend(widget: W, *, hover: bool = False, focus: bool = False) -> W:
    """Have a widget paint itself as under the mouse or with the focus."""
    if hover:
        widget.underMouse = _yes  # type: ignore[method-assign]
    if focus:
        widget.hasFocus = _yes  # type: ignore[method-assign]
    return widget


def _yes() -> bool:
    return True


def components_page() -> QWidget:
    """Return the page of the design's component picture."""
    page = QWidget()
    page.resize(720, 900)
    column = QVBoxLayout(page)
    column.setContentsMargins(28, 20, 28, 20)
    column.setSpacing(10)
    column.addWidget(Label("Dark" if current().tokens.is_dark else "Light", Role.TITLE))
    column.addLayout(_type_sample())
    column.addWidget(Hairline())
    for name, widgets in _rows():
        column.addLayout(_row(name, widgets))
    outcomes = QHBoxLayout()
    outcomes.setSpacing(8)
    for button in _outcomes():
        outcomes.addWidget(button)
    column.addLayout(outcomes)
    column.addLayout(_row("Hours", _tracks()))
    for bar in _bars():
        column.addWidget(bar)
    column.addStretch(1)
    toast = Toast(page)
    runs = [
        Run("Closed out "),
        Run("Maria Keller", RunLook.STRONG),
        Run("  ·  e-mail goes in 30 s"),
    ]
    toast.show_for(30, runs, "mail")
    toast.place_over(QRect(0, 0, 720, 900))
    return page


def _type_sample() -> QHBoxLayout:
    row = QHBoxLayout()
    for text, role in (
        ("28 Title", Role.DISPLAY),
        ("20 Page", Role.TITLE),
        ("16 Spoken text", Role.SPOKEN),
        ("15 Heading", Role.HEADING),
        ("13 Body", Role.BODY),
        ("12 Secondary", Role.SMALL),
        ("11 Rail", Role.TINY),
    ):
        row.addWidget(Label(text, role))
    return row


def _row(name: str, widgets: list[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    label = Label(name, Role.SMALL, Tone.HINT)
    label.setFixedWidth(76)
    row.addWidget(label)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _off(widget: W) -> W:
    widget.setEnabled(False)
    return widget


def _checked(button: Choice | CheckBox | Radio | Toggle) -> QWidget:
    button.setChecked(True)
    return button


def _rows() -> list[tuple[str, list[QWidget]]]:
    partly = CheckBox(spoken="Partly")
    partly.setTristate(True)
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    segment = Segment("Who", [Option("me", "Me"), Option("any", "Anyone free")])
    return [
        (
            "Primary",
            [
                PrimaryButton("Push", "Ctrl+Enter"),
                pretend(PrimaryButton("Hover"), hover=True),
                pretend(PrimaryButton("Focus"), focus=True),
                _off(PrimaryButton("Off")),
            ],
        ),
        (
            "Normal",
            [
                NormalButton("Export", "download"),
                pretend(NormalButton("Hover"), hover=True),
                pretend(NormalButton("Focus"), focus=True),
                _off(NormalButton("Off")),
                DangerButton("End call", "phone-off"),
            ],
        ),
        (
            "Quiet",
            [
                QuietButton("Skip", key="S"),
                pretend(QuietButton("Hover"), hover=True),
                pretend(QuietButton("Focus"), focus=True),
                LinkButton("Show 3 earlier"),
            ],
        ),
        (
            "Choice",
            [
                Choice("Rest", "A"),
                pretend(Choice("Hover", "B"), hover=True),
                pretend(Choice("Focus", "C"), focus=True),
                _checked(Choice("Chosen")),
                _off(Choice("Off")),
            ],
        ),
        ("Field", _fields()),
        ("Select", [*_selects(), segment]),
        (
            "Toggle",
            [
                _checked(CheckBox(spoken="On")),
                CheckBox(spoken="Off"),
                partly,
                _checked(Radio(spoken="On")),
                Radio(spoken="Off"),
                _checked(Toggle(spoken="On")),
                Toggle(spoken="Off"),
                KeyCap("F5"),
                KeyCap("Ctrl+K"),
                KeyCap("?"),
            ],
        ),
        (
            "State",
            [
                Chip(ChipLook("Offered", "send", Tone.ACCENT)),
                Chip(ChipLook("Accepted", "check", Tone.OK)),
                Chip(ChipLook("Returned", "corner-up-left", Tone.BAD)),
                Chip(ChipLook("Met", "check-check")),
                Chip(ChipLook("Open", "map", Tone.WARN)),
            ],
        ),
    ]


def _fields() -> list[QWidget]:
    typed = pretend(Field("Focus"), focus=True)
    typed.setText("Focus")
    wrong = Field("Day")
    wrong.setText("31.02.27")
    shown = FieldWithError(wrong, QBoxLayout.Direction.LeftToRight)
    wrong.set_error("There is no 31 February")
    fields = [Field("Empty", placeholder="Placeholder"), typed, wrong]
    for field in fields:
        field.setFixedWidth(123)
    return [fields[0], typed, shown]


def _selects() -> list[QWidget]:
    closed = Select("Rep", [("all", "All reps")])
    focused = pretend(Select("Rep", [("focus", "Focus")]), focus=True)
    for select in (closed, focused):
        select.setFixedWidth(123)
    return [closed, focused]


def _outcomes() -> list[KeyedButton]:
    lit = KeyedButton("4", "Open", "e-mail")
    lit.set_lit(is_open=True)
    return [
        KeyedButton("1", "Rest", "to Jonas Weber"),
        pretend(KeyedButton("2", "Hover", "a time"), hover=True),
        pretend(KeyedButton("3", "Focus", "Dairy track"), focus=True),
        lit,
    ]


def _tracks() -> list[QWidget]:
    inside, outside = HoursTrack(), HoursTrack()
    inside.set_hours(time(8), time(18), time(10, 32))
    outside.set_hours(time(8), time(18), time(4, 32))
    return [inside, outside]


def _bars() -> list[QWidget]:
    offline, failed = MessageBar(), MessageBar()
    offline.say("Working offline.", "4 outcomes wait to be sent.", icon="wifi-off")
    offline.hide_close()
    failed.say(
        "The e-mail did not go.", "It waits in the outbox.", tone=Tone.BAD, action="Try again"
    )
    return [offline, failed]


PAGES: dict[str, Callable[[], QWidget]] = {
    "components": components_page,
    "desk": desk_page,
    "table": table_page,
    "panel": panel_page,
}


def paint(page: Callable[[], QWidget], app: QApplication) -> QPixmap:
    """Return a page painted light and, beside it, dark."""
    shots: list[QPixmap] = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        current().choose(scheme)
        widget = page()
        widget.show()
        app.sendPostedEvents()
        app.processEvents()
        focused = app.focusWidget()
        if focused is not None:
            focused.clearFocus()
        shots.append(widget.grab())
        widget.close()
    size = shots[0].size()
    both = QPixmap(size.width() * 2, size.height())
    painter = QPainter(both)
    painter.drawPixmap(0, 0, shots[0])
    painter.drawPixmap(size.width(), 0, shots[1])
    painter.end()
    return both


def main() -> None:
    """Write OUT.png; then may come a page of PAGES and a text size in per cent."""
    app = QApplication([])
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    theme.set_still(wanted=True)
    theme.set_text_percent(int(sys.argv[3]) if len(sys.argv) > 3 else 100)
    name = sys.argv[2] if len(sys.argv) > 2 else "components"
    paint(PAGES[name], app).save(sys.argv[1])


if __name__ == "__main__":
    main()
