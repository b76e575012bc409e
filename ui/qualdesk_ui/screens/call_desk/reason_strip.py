"""A strip under the header that asks why somebody is dialled outside calling hours."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton, QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.tone import Tone

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReasonStrip(QWidget):
    """Hidden until asked for; `reason_given` carries the words, which stay until they are used."""

    reason_given = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = Label("", Role.BODY_STRONG)
        self.field = Field("Why it cannot wait", placeholder="Why it cannot wait – it is logged")
        self._dial = NormalButton("Dial anyway", "phone", "Enter")
        self._back = QuietButton("Back", key="Esc")
        self.field.returnPressed.connect(self._give)
        self._dial.clicked.connect(self._give)
        self._back.clicked.connect(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(CENTRE_MARGIN + 26, 8, CENTRE_MARGIN, 8)
        row.setSpacing(8)
        row.addWidget(self._time)
        row.addWidget(self.field, 1)
        row.addWidget(self._dial)
        row.addWidget(self._back)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether it asks for the reason now."""
        return not self.isHidden()

    def ask(self, time_there: str) -> None:
        """Open with the time there, such as "04:32 in Albany"."""
        self._time.setText(f"It is {time_there}.")
        self.field.set_error("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def fold(self) -> None:
        """Ask no more; what was typed stays."""
        self.hide()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.fold()
        elif event.key() not in _RETURN:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.fillRect(self.rect(), current().tokens.warn_tint)
        middle = QRectF(self.rect()).center().y()
        put_icon(painter, CENTRE_MARGIN, middle, "moon", 16, Tone.WARN.colour())

    def _give(self) -> None:
        reason = self.field.text().strip()
        if not reason:
            self.field.set_error(
                "Say why: outside calling hours each call is logged with a reason."
            )
            self.field.setPlaceholderText("Say why – each call outside hours is logged")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.fold()
        self.reason_given.emit(reason)
