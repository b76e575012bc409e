"""Answers to choose one of, walked with the arrows and taken with Enter or a letter."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.choice_keys import LETTERS, ChoiceKeys
from qualdesk_ui.widgets.flow_layout import FlowLayout
from qualdesk_ui.widgets.named_group import NamedGroup
from qualdesk_ui.widgets.painting import (
    cap,
    cap_width,
    painter_on,
    plate,
    put_icon,
    ring,
    width_of,
    words,
)

_PADDING = 12
_MARK_LEFT = 8
_MARK_GAP = 8
_CHECK = 16
_CARD_WIDTH, _CARD_HEIGHT, _CARD_LINE = 270, 50, 18


class Choice(QAbstractButton):
    """One answer; a radio button to those who listen."""

    def __init__(
        self, text: str, letter: str = "", parent: QWidget | None = None, *, second: str = ""
    ) -> None:
        super().__init__(parent)
        self._base_height = _CARD_HEIGHT if second else CONTROL
        self._second = second
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(text)
        self.set_letter(letter)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letter(self, letter: str) -> None:
        """Draw the letter that chooses it, or none."""
        self._letter = letter
        said = f"{self.text()}, {self._second}" if self._second else self.text()
        self.setAccessibleName(f"{said}, key {letter}" if letter else said)
        self.updateGeometry()
        self.update()

    def letter(self) -> str:
        """Return its letter."""
        return self._letter

    def set_height(self, height: int) -> None:
        """Take another height than 32."""
        self._base_height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._second:
            return QSize(current().scaled(_CARD_WIDTH), current().scaled(self._base_height))
        width = self._text_left() + width_of(self.text(), Role.BODY_STRONG) + _PADDING
        return QSize(width, current().scaled(self._base_height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        tokens, rect = current().tokens, QRectF(self.rect())
        fill, border, ink, role = tokens.raised, tokens.edge, tokens.text, Role.BODY
        if not self.isEnabled():
            border, ink = tokens.line, tokens.text3
        elif self.isChecked():
            fill, border, ink = tokens.accent_tint, tokens.accent_text, tokens.accent_text
            role = Role.BODY_STRONG
        elif self.underMouse():
            fill = tokens.hover
        plate(painter, rect, fill=fill, border=border)
        middle = rect.center().y()
        if self._second:
            self._paint_lines(painter, rect, ink)
        elif self.isChecked():
            put_icon(painter, _PADDING - 2, middle, "check", _CHECK, ink)
        elif self._letter:
            cap(painter, _MARK_LEFT, middle, self._letter)
        if not self._second:
            inner = rect.adjusted(self._text_left(), 0, -_MARK_LEFT, 0)
            words(painter, inner, self.text(), role, ink)
        if self.hasFocus():
            ring(painter, rect)

    def _paint_lines(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        """Paint title and second line, the letter before them and a check behind the one chosen."""
        line = current().scaled(_CARD_LINE)
        top = rect.center().y() - line
        if self._letter:
            cap(painter, _PADDING, top + line / 2, self._letter)
        left = _PADDING + (cap_width(self._letter) + _MARK_GAP + 2 if self._letter else 0)
        inner = rect.adjusted(left, 0, -_PADDING - _CHECK - 4, 0)
        first = QRectF(inner.left(), top, inner.width(), line)
        strong = Role.BODY_STRONG if self.isChecked() else Role.BODY_MEDIUM
        words(painter, first, self.text(), strong, ink)
        below = first.translated(0, line)
        words(painter, below, self._second, Role.SMALL, current().tokens.text2)
        if self.isChecked():
            right = rect.right() - _PADDING - _CHECK
            put_icon(painter, right, rect.center().y(), "check", _CHECK, ink)

    def _text_left(self) -> int:
        if self._letter:
            return _MARK_LEFT + cap_width(self._letter) + _MARK_GAP
        return _PADDING + _CHECK + 4 if self.isChecked() else _PADDING


class ChoiceRow(NamedGroup):
    """A named group of answers that wraps; one stop for Tab."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._choices: list[Choice] = []
        self._keys = ChoiceKeys(self, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        self._layout = self._new_layout()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[str], seconds: Sequence[str] = ()) -> None:
        """Offer other answers; with a second line each they are cards of one width."""
        for choice in self._choices:
            self._layout.removeWidget(choice)
            choice.hide()  # it is gone only when the event loop turns
            choice.deleteLater()
        lines = seconds or [""] * len(options)
        self._choices = [
            self._new_choice(text, second) for text, second in zip(options, lines, strict=True)
        ]
        for choice in self._choices:
            choice.clicked.connect(self._report)
            self._layout.addWidget(choice)
        self._keys.watch(self._choices)
        self._keep_one_tab_stop()

    def show_letters(self, letters: str = LETTERS) -> None:
        """Draw A to F, or other letters: this is the question being asked."""
        self._keys.letters = letters
        for choice, letter in zip(self._choices, letters, strict=False):
            choice.set_letter(letter)

    def value(self) -> str:
        """Return the answer chosen, or nothing."""
        return next((one.text() for one in self._choices if one.isChecked()), "")

    def set_value(self, text: str) -> None:
        """Show `text` as chosen without a signal; an unknown one clears."""
        for choice in self._choices:
            choice.setAutoExclusive(False)
            choice.setChecked(choice.text() == text)
            choice.setAutoExclusive(True)
            choice.updateGeometry()
        self._keep_one_tab_stop()

    def choose_letter(self, letter: str) -> bool:
        """Take the answer of a letter; False where there is none."""
        return self._keys.choose_letter(letter)

    def focus_first(self) -> None:
        """Put the focus on the answer chosen, or on the first."""
        stop = self._stop()
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def choices(self) -> list[Choice]:
        """Return the answers as widgets."""
        return list(self._choices)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def _new_layout(self) -> QLayout:
        return FlowLayout(self)

    def _new_choice(self, text: str, second: str) -> Choice:
        return Choice(text, parent=self, second=second)

    def _report(self) -> None:
        self._keep_one_tab_stop()
        for choice in self._choices:
            choice.updateGeometry()
        self.chosen.emit(self.value())

    def _stop(self) -> Choice | None:
        able = [one for one in self._choices if one.isEnabled()]
        return next((one for one in able if one.isChecked()), able[0] if able else None)

    def _keep_one_tab_stop(self) -> None:
        self._keys.keep_one_stop(self._stop())
