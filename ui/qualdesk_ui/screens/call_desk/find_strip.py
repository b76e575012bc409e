"""A strip under the header that asks what is looked for in the script and the history."""

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

_WIDTH = 188
_NAME = "Find in script and history"
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindStrip(QWidget):
    """`wanted` brings each change of the words, `stepped` 1 or -1, `closed` that it is over."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()
    turned = Signal()
    """It begins or ends to ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(_NAME, placeholder=_NAME)
        self._count = Label("", Role.BODY, Tone.SECONDARY)
        self._next = NormalButton("Next", key="F3")
        self._back = QuietButton("Back", key="Esc")
        self.field.textChanged.connect(self.wanted)
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(self.closed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(CENTRE_MARGIN + 26, 7, CENTRE_MARGIN - 8, 7)
        row.setSpacing(8)
        # Narrow, and at the left: details that slide over the script leave all of it in sight.
        self.field.setMaximumWidth(current().scaled(_WIDTH))
        for widget in (self.field, self._count, self._next, self._back):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether it is open."""
        return not self.isHidden()

    def ask(self) -> None:
        """Open, or go there again; the words of last time are ready to be typed over."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.turned.emit()

    def fold(self) -> None:
        """Ask no more; the words stay."""
        self.hide()
        self.turned.emit()

    def say(self, count: str, *, is_found: bool) -> None:
        """Say how many places there are, and which of them this is."""
        self._count.setText(count)
        self._count.set_tone(Tone.SECONDARY if is_found else Tone.BAD)

    def said(self) -> str:
        """Return what is said."""
        return self._count.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (*_RETURN, Qt.Key.Key_F3):
            self.stepped.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        painter.fillRect(self.rect(), tokens.accent_tint)
        middle = QRectF(self.rect()).center().y()
        put_icon(painter, CENTRE_MARGIN, middle, "search", 16, tokens.accent_text)

    def _go_on(self) -> None:
        self.stepped.emit(1)
