"""A strip over the editor: what is to be known of this edit, and the one thing to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk_ui.screens.scripts.labelled import centred
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.paragraph import Paragraph


class Notice(QWidget):
    """Hidden while there is nothing to say."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Paragraph("", Role.SMALL)
        self.button = NormalButton("")
        self.button.set_height(28)
        self.button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(CENTRE_MARGIN, 8, CENTRE_MARGIN, 8)
        row.setSpacing(12)
        row.addLayout(centred(self._sentence), 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, sentence: str, action: str = "") -> None:
        """Show a sentence with what to do, or nothing."""
        self._sentence.set_text(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setVisible(bool(sentence))

    def sentence(self) -> str:
        """Return what it says."""
        return self._sentence.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current().tokens
        painter.fillRect(self.rect(), tokens.warn_tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
