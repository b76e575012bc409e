"""The page of preferences: each is kept and takes effect at once."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from qualdesk.settings import Contrast, Settings, Theme
from qualdesk_ui.actions import Keys, sound_keys
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.preferences.key_list import KeyList
from qualdesk_ui.screens.preferences.mail import MailForm
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import CONTROL, PAGE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.check import Toggle
from qualdesk_ui.widgets.field import Field, FieldWithError
from qualdesk_ui.widgets.label import body, heading
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.tone import Tone

_THEMES = ((Theme.SYSTEM, "Like the system"), (Theme.LIGHT, "Light"), (Theme.DARK, "Dark"))
_CONTRASTS = (
    (Contrast.SYSTEM, "Like the system"),
    (Contrast.NORMAL, "Normal"),
    (Contrast.HIGH, "High"),
)
_PERCENTS = (90, 100, 110, 120, 130, 140)
_UNDO = (10, 20, 30, 60, 120, 300)
_WIDEST, _LABEL_WIDTH = 920, 200
_NUMBER = "{number}"
_DIALS_HOW = f"Write {_NUMBER} where the number belongs, such as tel:{_NUMBER}."
_ON_KEYS = (
    "A key of your own works beside those of the program. Choose a line, then press the key;"
    " Backspace takes it away."
)


class PreferencesScreen(QWidget):
    """Esc goes back to where one was."""

    refreshes_on: ClassVar[tuple[type, ...]] = ()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = desk.choices
        self.theme = Select("Colours", _THEMES)
        self.text_size = Select("Text size", [(one, f"{one} %") for one in _PERCENTS])
        self.contrast = Select("Contrast", _CONTRASTS)
        self.motion = Toggle("Reduce motion: nothing slides or fades")
        self.undo = Select("Undo window")
        self.dial = Field("How numbers are dialled")
        self.mail = MailForm(desk)
        self.singles = Toggle("Single keys, such as 5 or N")
        self.keys = KeyList()
        self.reset = NormalButton("Only the keys of the program")
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what is set."""
        settings = self._choices.settings
        self.theme.set_value(settings.theme)
        self.text_size.set_value(current().text_percent)
        self.contrast.set_value(settings.contrast)
        self.motion.setChecked(settings.reduce_motion)
        lengths = sorted({*_UNDO, settings.undo_seconds})
        self.undo.set_options([(one, _length(one)) for one in lengths])
        self.undo.set_value(settings.undo_seconds)
        if not self.dial.error():
            self.dial.setText(settings.dial_template)
        self.mail.refresh()
        self.singles.setChecked(settings.single_keys)
        self.keys.show_keys(_keys_of(settings))
        self.reset.setEnabled(bool(settings.own_keys))

    def show_subject(self, subject: object) -> None:
        """Begin where mail is set."""
        if subject == "mail":
            self.mail.sending.host.setFocus()
            self._scroll.ensureWidgetVisible(self.mail.sending)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.theme.setFocus()

    def _lay_out(self) -> None:
        head = PageHead("Preferences")
        head.set_note("Kept at once, for you on this machine; Esc goes back")
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(heading("Look"))
        looks = (("Colours", self.theme), ("Contrast", self.contrast))
        column.addLayout(_form(*looks, ("Text size", self.text_size)))
        column.addWidget(self.motion)
        column.addSpacing(12)
        column.addWidget(heading("Calling"))
        dial = FieldWithError(self.dial, QBoxLayout.Direction.TopToBottom)
        column.addLayout(
            _form(("E-mail and offers wait", self.undo), ("Numbers are dialled by", dial))
        )
        column.addSpacing(12)
        column.addWidget(self.mail)
        column.addSpacing(12)
        column.addWidget(heading("Keys"))
        column.addWidget(self.singles)
        column.addWidget(Paragraph(_ON_KEYS, tone=Tone.SECONDARY))
        column.addWidget(self.keys)
        column.addWidget(self.reset)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        self._scroll = _scrolled(page)
        whole.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._choices.changed.connect(self.refresh)
        current().changed.connect(self.refresh)
        self.theme.chosen.connect(partial(self._put, "theme"))
        self.text_size.chosen.connect(partial(self._put, "text_scale"))
        self.contrast.chosen.connect(partial(self._put, "contrast"))
        self.motion.toggled.connect(partial(self._put, "reduce_motion"))
        self.undo.chosen.connect(partial(self._put, "undo_seconds"))
        self.singles.toggled.connect(partial(self._put, "single_keys"))
        self.dial.editingFinished.connect(self._take_dial)
        self.keys.changed.connect(self._take_keys)
        self.reset.clicked.connect(self._forget_own_keys)

    def _put(self, name: str, value: object) -> None:
        self._choices.put(**{name: value})

    def _take_dial(self) -> None:
        template = self.dial.text().strip()
        self.dial.set_error("" if _NUMBER in template else _DIALS_HOW)
        if not self.dial.error():
            self._choices.put(dial_template=template)

    def _take_keys(self, keys: Keys) -> None:
        self._choices.put(own_keys=dict(keys.own))

    def _forget_own_keys(self) -> None:
        self._choices.put(own_keys={})


def _keys_of(settings: Settings) -> Keys:
    keys = sound_keys(settings.own_keys, are_singles_on=settings.single_keys)
    return replace(keys, own=dict(keys.own))


def _form(*rows: tuple[str, QWidget]) -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    for text, field in rows:
        label = body(text)
        label.setMinimumSize(current().scaled(_LABEL_WIDTH), current().scaled(CONTROL))
        field.setMinimumWidth(current().scaled(_LABEL_WIDTH))
        form.addRow(label, field)
    return form


def _scrolled(page: QWidget) -> QScrollArea:
    page.setMaximumWidth(current().scaled(_WIDEST))
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setAlignment(Qt.AlignmentFlag.AlignLeft)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.viewport().setAutoFillBackground(False)
    return scroll


def _length(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 60 else f"{seconds // 60} min"  # noqa: PLR2004 - a minute
