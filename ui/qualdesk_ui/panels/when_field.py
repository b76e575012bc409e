"""A typed time in the prospect's zone, with what was understood shown under it at once."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.domain.when import understood
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.tone import Tone

_UNREAD = "Which {what} is “{words}”? Try “in 3 weeks”."


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(16, current().scaled(Role.BODY.line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = self.height() / 2
        put_icon(painter_on(self), 0, middle, "check", 16, current().tokens.ok)


class WhenField(QWidget):
    """`changed` whenever another time, or none, is understood; `what` is a day or a time."""

    changed = Signal()

    def __init__(
        self, name: str, placeholder: str, *, what: str = "day", height: int = CONTROL
    ) -> None:
        super().__init__()
        self._what = what
        self._context: PanelContext | None = None
        self._moment: datetime | None = None
        self.field = Field(name, placeholder=placeholder, icon="calendar")
        self.field.set_height(height)
        self.field.textChanged.connect(self._read)
        self._tick = _Tick()
        self._there = ElidedLabel("", Role.BODY_STRONG)
        # As wide as its words, as long as there is room: it must not widen a panel.
        self._there.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._here = Label("", Role.BODY, Tone.SECONDARY)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)
        self._lay_out()

    def renew(self, context: PanelContext) -> None:
        """Read what is typed from this moment on."""
        self._context = context
        self._read()

    def moment(self) -> datetime | None:
        """Return the time that was understood."""
        return self._moment

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Type something."""
        self.field.setText(text)

    def complain(self, sentence: str = "") -> None:
        """Say that no time was understood, or `sentence`, and go there."""
        unread = _UNREAD.format(what=self._what, words=self.text())
        asked = f"Which {self._what}? Choose one, or type “tomorrow 10:00”."
        self.field.set_error(sentence or (unread if self.text() else asked))
        self._say()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._tick)
        line.addWidget(self._there)
        line.addWidget(self._here, 1)
        line.addStrut(18)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(line)

    def _read(self) -> None:
        context = self._context
        if context is None:
            return
        self._moment = (
            understood(self.text(), context.now, context.card.zone) if self.text() else None
        )
        self.field.set_error("")
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        error, context = self.field.error(), self._context
        is_read = self._moment is not None and not error
        self._tick.setVisible(is_read)
        self._here.setVisible(is_read)
        self._there.set_tone(Tone.BAD if error else Tone.TEXT)
        self._there.set_role(Role.SMALL if error else Role.BODY_STRONG)
        if error or self._moment is None or context is None:
            self._there.set_text(error)
            return
        there, here = context.there(self._moment), context.here(self._moment)
        self._there.set_text(f"{there:%a} {there.day} {there:%B %Y, %H:%M} in {context.place}")
        is_same = there.utcoffset() == here.utcoffset()
        self._here.setText("" if is_same else f"{here:%H:%M} yours")
        self.field.setAccessibleDescription(self._there.text())
