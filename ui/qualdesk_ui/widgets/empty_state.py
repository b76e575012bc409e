"""What stands where nothing is: one icon, one title, one sentence, at most one action."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.label import heading
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_ICON, _SENTENCE = 28, 420


class _Icon(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_ICON, _ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        put_icon(painter_on(self), 0, self.height() / 2, self.name, _ICON, current().tokens.text3)


class EmptyState(QWidget):
    """Centred in whatever room it is given."""

    action_chosen = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = _Icon(icon)
        self._title = heading()
        self._sentence = Paragraph("", Role.BODY, Tone.SECONDARY)
        self._sentence.set_centred()
        self._sentence.setMaximumWidth(current().scaled(_SENTENCE))
        self._action = NormalButton("")
        self._action.clicked.connect(self.action_chosen)
        self._lay_out()
        self.say(icon, title, sentence, action)

    def say(self, icon: str, title: str, sentence: str, action: str = "", key: str = "") -> None:
        """Show other words; `key` is drawn in the button."""
        self._icon.name = icon
        self._icon.update()
        self._title.setText(title)
        self._sentence.set_text(sentence)
        self._action.set_key(key)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {sentence}")

    def take_focus(self) -> None:
        """Put the focus on its action."""
        self._action.setFocus(Qt.FocusReason.OtherFocusReason)

    def title(self) -> str:
        """Return the title."""
        return self._title.text()

    def sentence(self) -> str:
        """Return the sentence."""
        return self._sentence.text()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addStretch(2)
        column.addWidget(self._icon, 0, _CENTRE)
        column.addSpacing(8)
        column.addWidget(self._title, 0, _CENTRE)
        # An alignment in the box would give it the height of one line, however it wraps.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 1000)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(12)
        column.addWidget(self._action, 0, _CENTRE)
        column.addStretch(3)
