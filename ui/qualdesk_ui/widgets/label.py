"""Words on a page by their role; never read as HTML."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.tone import Tone


class Label(QLabel):
    """One line of text in a role of the type scale and a tone; `Paragraph` wraps."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: Tone = Tone.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        current().changed.connect(self._dress)
        self._dress()

    def set_tone(self, tone: Tone) -> None:
        """Mean something else by the same words."""
        self._tone = tone
        self._dress()

    def set_role(self, role: Role) -> None:
        """Take another place on the type scale."""
        self._role = role
        self._dress()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setFont(current().font(self._role, text))

    def _dress(self) -> None:
        self.setFont(current().font(self._role, self.text()))
        self.setMinimumHeight(current().scaled(self._role.line))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._tone.colour())
        self.setPalette(palette)


def title(text: str = "", parent: QWidget | None = None) -> Label:
    """Return a page title or a prospect's name, 20 / 26."""
    return Label(text, Role.TITLE, Tone.TEXT, parent)


def heading(text: str = "", parent: QWidget | None = None) -> Label:
    """Return the title of a panel or a card, 15 / 20."""
    return Label(text, Role.HEADING, Tone.TEXT, parent)


def section(text: str = "", parent: QWidget | None = None) -> Label:
    """Return the head of a section, 13 / 18 and strong."""
    return Label(text, Role.BODY_STRONG, Tone.TEXT, parent)


def body(text: str = "", parent: QWidget | None = None) -> Label:
    """Return plain words, 13 / 18."""
    return Label(text, Role.BODY, Tone.TEXT, parent)


def secondary(text: str = "", parent: QWidget | None = None) -> Label:
    """Return a second line, 12 / 18."""
    return Label(text, Role.SMALL, Tone.SECONDARY, parent)


def hint(text: str = "", parent: QWidget | None = None) -> Label:
    """Return a hint, 12 / 18 and quiet."""
    return Label(text, Role.SMALL, Tone.HINT, parent)
