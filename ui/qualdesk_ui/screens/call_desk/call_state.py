"""The state of the call in the header: a dot or an icon, a word, the timer, and what comes next."""

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qualdesk.domain.present_call import PresentCall, Stage
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.tone import Tone

_WORDS = {
    Stage.DIALLING: ("Dialling", Tone.SECONDARY),
    Stage.ON_CALL: ("On call", Tone.OK),
    Stage.OVER: ("Ended after", Tone.SECONDARY),
}


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage.IDLE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(8 if self.stage is Stage.ON_CALL else 16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        middle = self.height() / 2
        if self.stage is Stage.ON_CALL:
            dot = self.rect().toRectF().adjusted(0, middle - 4, 0, 4 - middle)
            plate(painter, dot, fill=Tone.OK.colour(), radius=4)
        else:
            put_icon(painter, 0, middle, "phone-outgoing", 16, Tone.SECONDARY.colour())


class CallState(QWidget):
    """What is happening, in a word; only the timer's digits move while somebody speaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = _Mark()
        self._word = Label("", Role.BODY_MEDIUM, Tone.SECONDARY)
        self._timer = Label("", Role.TIMER)
        self._question = Label("How did it end?", Role.BODY_STRONG, Tone.ACCENT)
        self._keys = (KeyCap("1"), Label("to", Role.SMALL, Tone.SECONDARY), KeyCap("0"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(8)
        for widget in (self._mark, self._word, self._timer, self._question, *self._keys):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_call(self, call: PresentCall, now: datetime, idle_words: str) -> None:
        """Show a moment of the call; `idle_words` stand there while nothing rings."""
        is_idle, is_over = call.stage is Stage.IDLE, call.stage is Stage.OVER
        word, tone = _WORDS.get(call.stage, (idle_words, _idle_tone(idle_words)))
        seconds = call.seconds(now)
        self._mark.stage = call.stage
        self._mark.setVisible(call.is_running)
        self._mark.updateGeometry()
        self._mark.update()
        self._word.setText(word)
        self._word.set_tone(tone)
        self._word.setVisible(bool(word))
        self._timer.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
        self._timer.set_tone(Tone.TEXT if call.stage is Stage.ON_CALL else Tone.SECONDARY)
        self._timer.setVisible(not is_idle)
        for widget in (self._question, *self._keys):
            widget.setVisible(is_over)
        self.setAccessibleName(word if is_idle else f"{word} {self._timer.text()}")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().scaled(32))


def _idle_tone(words: str) -> Tone:
    return Tone.BAD if words == "Dialling is off" else Tone.SECONDARY
