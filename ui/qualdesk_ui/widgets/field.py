"""A line to type in, with an icon and an error that keeps the typed text."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import cap, cap_width, painter_on, plate, put_icon, ring
from qualdesk_ui.widgets.tone import Tone

_ICON = 16
_PADDING = 12
_BESIDE = QBoxLayout.Direction.LeftToRight


class Field(QLineEdit):
    """A text field with a spoken name."""

    error_changed = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._key = key
        self._error = ""
        self._base_height = CONTROL
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        current().changed.connect(self._dress)
        self._dress()

    def error(self) -> str:
        """Return the sentence that says what is wrong, or nothing."""
        return self._error

    def set_error(self, sentence: str) -> None:
        """Mark the field as wrong with a sentence, or as right with none; the text stays."""
        self._error = sentence
        self.setAccessibleDescription(sentence)
        self.error_changed.emit(sentence)
        self.update()

    def set_height(self, height: int) -> None:
        """Take another height than 32, such as 40 for a panel's main field."""
        self._base_height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(self._base_height))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, current().scaled(self._base_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_frame()
        super().paintEvent(event)

    def _paint_frame(self) -> None:
        painter = painter_on(self)
        tokens, rect = current().tokens, QRectF(self.rect())
        fill = tokens.raised if self.isEnabled() else tokens.sunken
        border = tokens.bad if self._error else tokens.edge
        plate(painter, rect, fill=fill, border=border if self.isEnabled() else tokens.line)
        if self.hasFocus() and not self._error:
            ring(painter, rect)
        elif self.hasFocus():
            plate(painter, rect, border=tokens.bad, stroke=2)
        middle = rect.center().y()
        if self._icon:
            put_icon(painter, _PADDING - 2, middle, self._icon, _ICON, tokens.text3)
        if self._key and not self.hasFocus():
            cap(painter, rect.right() - cap_width(self._key) - 8, middle, self._key)

    def _dress(self) -> None:
        tokens = current().tokens
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, tokens.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.text3)
        self.setPalette(palette)
        self.setFont(current().font(Role.BODY))
        left = _PADDING - 2 + _ICON + 8 if self._icon else _PADDING
        right = cap_width(self._key) + 12 if self._key else _PADDING
        # Qt keeps two pixels of its own on each side of the text.
        self.setTextMargins(left - 2, 0, right - 2, 0)


class FieldWithError(QWidget):
    """A field and the sentence that says what is wrong, right of it or under it."""

    def __init__(
        self,
        field: Field,
        direction: QBoxLayout.Direction = _BESIDE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._sentence = Label("", Role.SMALL, Tone.BAD)
        self._sentence.hide()
        layout = QBoxLayout(direction, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8 if direction is _BESIDE else 4)
        layout.addWidget(field)
        layout.addWidget(self._sentence)
        field.error_changed.connect(self._say)

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
