"""A label that is cut with an ellipsis where it is too narrow and then says all in its tooltip."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import painter_on, width_of, words
from qualdesk_ui.widgets.tone import Tone


class ElidedLabel(PaintedText):
    """One line that never asks for more room than there is."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: Tone = Tone.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.role = role
        self.tone = tone
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def set_role(self, role: Role) -> None:
        """Take another size and weight."""
        self.role = role
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Mean something else by the same words."""
        self.tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._text, self.role), current().scaled(self.role.line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        words(painter_on(self), rect, self._text, self.role, self.tone.colour())
