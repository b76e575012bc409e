"""The line that warns when the agreed definition is not met, with the two ways out of it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.lead_definition import Criterion, still_open
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.buttons import NormalButton, QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone


class UnmetStrip(QWidget):
    """Hidden while all that both sides require is met."""

    ask_now = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Paragraph("", Role.BODY)
        self._ask = NormalButton("Ask now")
        self._push = QuietButton("Push with a reason")
        self.reason = Field(
            "Why sales should take it all the same",
            placeholder="Why sales should take it all the same",
        )
        self._error = Paragraph("", Role.SMALL, Tone.BAD)
        for button in (self._ask, self._push):
            button.set_height(28)
        self.reason.error_changed.connect(self._say_error)
        self.reason.textEdited.connect(self._forgive)
        self._ask.clicked.connect(self.ask_now)
        self._push.clicked.connect(self.open_reason)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._ask)
        row.addWidget(self._push)
        column = QVBoxLayout(self)
        column.setContentsMargins(38, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(row)
        for widget in (self.reason, self._error):
            column.addWidget(widget)
            widget.hide()

    def say(self, missing: tuple[Criterion, ...]) -> None:
        """Name what is open, or hide when nothing is."""
        self.setVisible(bool(missing))
        if missing:
            self._words.set_text(still_open(missing))

    def open_reason(self) -> None:
        """Ask for the reason."""
        self.reason.show()
        self._push.hide()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def put_reason(self, words: str) -> None:
        """Put back a reason that was given."""
        self.reason.setText(words)
        self.open_reason()

    def insist(self) -> None:
        """Ask for the reason, marked as missing."""
        self.reason.set_error("Write why, or ask now.")
        self.open_reason()

    def _say_error(self, sentence: str) -> None:
        self._error.set_text(sentence)
        self._error.setVisible(bool(sentence))

    def _forgive(self) -> None:
        if self._error.isVisible():
            self.reason.set_error("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        plate(painter, QRectF(self.rect()), fill=current().tokens.warn_tint, radius=8)
        middle = 6 + current().scaled(28) / 2
        put_icon(painter, 12, middle, "circle-dashed", 16, Tone.WARN.colour())
