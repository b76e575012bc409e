"""A button with its key, a label and a second line: outcomes, next steps, mends."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import KEY_CAP, OUTCOME, RADIUS_CARD
from qualdesk_ui.widgets.painting import (
    cap,
    cap_width,
    painter_on,
    plate,
    ring,
    tinted_cap,
    width_of,
    words,
)
from qualdesk_ui.widgets.pressing import enter_presses

_PADDING = 12
_GAP = 8


class KeyedButton(QAbstractButton):
    """54 high; lit while what it opened is open, fitting where the verdict points at it."""

    def __init__(
        self,
        key: str,
        label: str,
        second: str = "",
        *,
        height: int = OUTCOME,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._second = self._shown = second
        self._base_height = height
        self._is_lit = False
        self._is_fitting = False
        self.setText(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_label(self, label: str) -> None:
        """Say something else on the same key."""
        self.setText(label)
        self._name()
        self.updateGeometry()

    def set_second(self, second: str) -> None:
        """Say where it goes: "to Jonas Weber"."""
        self._second = self._shown = second
        self._name()

    def show_second(self, shown: str) -> None:
        """Draw shorter words, or none, where room is short; the full ones are still spoken."""
        self._shown = shown
        self.updateGeometry()
        self.update()

    def set_height(self, height: int) -> None:
        """Take another height than 54."""
        self._base_height = height
        self.updateGeometry()

    def set_lit(self, *, is_open: bool) -> None:
        """Stay lit while what it opened is open."""
        self._is_lit = is_open
        self.update()

    def set_fitting(self, *, fits: bool) -> None:
        """Light the key: the verdict points here. Never pressed for anybody."""
        self._is_fitting = fits
        self._name()

    def is_lit(self) -> bool:
        """Return whether it stays lit."""
        return self._is_lit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        text = max(width_of(self.text(), Role.BODY_STRONG), width_of(self._shown, Role.SMALL))
        return QSize(self._text_left() + text + _PADDING, current().scaled(self._base_height))

    def minimumSizeHint(self) -> QSize:
        text = width_of(self.text(), Role.BODY_STRONG)
        return QSize(self._text_left() + text + _GAP, current().scaled(self._base_height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        fill, border = tokens.raised, tokens.soft
        if self._is_lit:
            fill, border = tokens.accent_tint, tokens.accent_text
        elif self.isEnabled() and self.underMouse():
            fill = tokens.hover
        plate(painter, rect, fill=fill, border=border, radius=RADIUS_CARD)
        self._paint_words(painter, rect)
        if self.hasFocus():
            ring(painter, rect, RADIUS_CARD)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        tokens = current().tokens
        line = current().scaled(Role.BODY_STRONG.line)
        top = (rect.height() - (2 * line if self._shown else line)) / 2 + (
            0.5 if self._shown else 0
        )
        ink = tokens.accent_text if self._is_lit else tokens.text
        self._paint_key(painter, top + line / 2)
        place = QRectF(self._text_left(), top, rect.width() - self._text_left() - 8, line)
        words(
            painter, place, self.text(), Role.BODY_STRONG, ink if self.isEnabled() else tokens.text3
        )
        below = place.translated(0, line - 1)
        words(painter, below, self._shown, Role.SMALL, tokens.text2)

    def _paint_key(self, painter: QPainter, middle: float) -> None:
        tokens = current().tokens
        if self._is_fitting:
            inks = {"fill": tokens.accent, "border": tokens.accent, "ink": tokens.on_accent}
            tinted_cap(painter, _PADDING, middle, self._key, **inks)
        elif self._is_lit:
            inks = {"fill": tokens.raised, "border": tokens.accent_edge, "ink": tokens.accent_text}
            tinted_cap(painter, _PADDING, middle, self._key, **inks)
        else:
            cap(painter, _PADDING, middle, self._key)

    def _text_left(self) -> int:
        return _PADDING + max(cap_width(self._key), current().scaled(KEY_CAP)) + _GAP

    def _name(self) -> None:
        second = f", {self._second}" if self._second else ""
        fits = ", fits what was heard" if self._is_fitting else ""
        self.setAccessibleName(f"{self.text()}, key {self._key}{second}{fits}")
        self.updateGeometry()
        self.update()
