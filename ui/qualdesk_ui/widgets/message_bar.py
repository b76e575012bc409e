"""Strips that say what is wrong or good to know, with at most one thing to do about it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.announce import announce, announce_at_once
from qualdesk_ui.widgets.buttons import LinkButton
from qualdesk_ui.widgets.icon_button import IconButton
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.tone import Tone

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ICONS = {Tone.WARN: "triangle-alert", Tone.BAD: "triangle-alert"}


class MessageBar(QWidget):
    """A strip: strong words, a sentence, an action, a way to close it; hidden at first."""

    action_chosen = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.WARN
        self._icon = ""
        self._words = Paragraph(role=Role.BODY, tone=Tone.SECONDARY)
        self._action = LinkButton("")
        self._close = IconButton("x", "Close this message", size=24)
        self._action.clicked.connect(self.action_chosen)
        self._close.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(42, 4, 8, 4)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(
        self,
        strong: str,
        sentence: str = "",
        *,
        tone: Tone = Tone.WARN,
        icon: str = "",
        action: str = "",
    ) -> None:
        """Show a message; a bad one is spoken at once."""
        self._tone = tone
        self._icon = icon or _ICONS.get(tone, "info")
        self._words.set_runs(
            (Run(strong, RunLook.STRONG), Run(f"  {sentence}" if sentence else ""))
        )
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{strong} {sentence}".strip())
        self.setMinimumHeight(current().scaled(CONTROL))
        self.show()
        self.update()
        speak = announce_at_once if tone is Tone.BAD else announce
        speak(self, self.accessibleName())

    def hide_close(self) -> None:
        """Stay until the cause is gone."""
        self._close.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN and self._action.hasFocus():
            self._action.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self._tone.tint())
        put_icon(painter, 16, rect.center().y(), self._icon, 16, self._tone.colour())

    def _go(self) -> None:
        self.hide()
        self.closed.emit()


class Note(QWidget):
    """A wrapped remark on a tint that stays, such as what a form will do."""

    def __init__(
        self,
        text: str = "",
        icon: str = "info",
        tone: Tone = Tone.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone = tone
        self._words = Paragraph(text, Role.SMALL, Tone.SECONDARY)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 10, 16, 10)
        row.addWidget(self._words)

    def set_text(self, text: str) -> None:
        """Remark something else."""
        self._words.set_text(text)

    def text(self) -> str:
        """Return the remark."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self._tone.tint(), radius=8)
        put_icon(painter, 12, rect.center().y(), self._icon, 16, self._tone.colour())
