"""The question at the way out: mail that waits for the end of its undo window."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.tone import Tone


class HeldMailBar(QWidget):
    """Hidden until `ask`; one of two answers ends the program."""

    send_now_chosen = Signal()
    next_start_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label()
        send, later = PrimaryButton("Send now"), NormalButton("At next start")
        send.clicked.connect(self.send_now_chosen)
        later.clicked.connect(self.next_start_chosen)
        self.setFocusProxy(send)
        row = QHBoxLayout(self)
        row.setContentsMargins(42, 6, 12, 6)
        row.addWidget(self._words, 1)
        row.addWidget(send)
        row.addWidget(later)
        self.hide()

    def ask(self, count: int) -> None:
        """Name the mail that waits."""
        mails = "One e-mail waits" if count == 1 else f"{count} e-mails wait"
        self._words.setText(f"{mails} for the end of the time to undo.")
        self.show()
        self.setFocus()
        announce(self, self._words.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=Tone.WARN.tint(), radius=0)
        put_icon(painter, 16, rect.center().y(), "mail", 16, Tone.WARN.colour())
