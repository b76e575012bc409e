"""Buttons: primary, normal, quiet, danger and link, each with an optional key drawn inside."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, Tokens, current
from qualdesk_ui.theme.space import CONTROL, RADIUS_CONTROL
from qualdesk_ui.widgets.painting import (
    cap,
    cap_width,
    faint,
    painter_on,
    plate,
    put_icon,
    ring,
    tinted_cap,
    width_of,
    words,
)
from qualdesk_ui.widgets.pressing import enter_presses

_ICON = 16
_ICON_GAP = 6
_CAP_GAP = 10


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one kind of button; None draws nothing there."""

    role: Role
    label: QColor
    icon: QColor
    fill: QColor | None = None
    border: QColor | None = None
    hover: QColor | None = None
    is_filled: bool = False
    padding: int = 12


def _primary(tokens: Tokens) -> Look:
    white = tokens.on_accent
    fills = (tokens.accent, None, tokens.accent_hover)
    return Look(Role.BODY_STRONG, white, white, *fills, is_filled=True)


def _normal(tokens: Tokens) -> Look:
    fills = (tokens.raised, tokens.soft, tokens.hover)
    return Look(Role.BODY_STRONG, tokens.text, tokens.text2, *fills)


def _quiet(tokens: Tokens) -> Look:
    return Look(Role.BODY_MEDIUM, tokens.text2, tokens.text2, hover=tokens.hover)


def _danger(tokens: Tokens) -> Look:
    fills = (tokens.raised, faint(tokens.bad, 0.6), tokens.bad_tint)
    return Look(Role.BODY_STRONG, tokens.bad, tokens.bad, *fills)


def _link(tokens: Tokens) -> Look:
    ink = tokens.accent_text
    return Look(Role.BODY_STRONG, ink, ink, hover=tokens.accent_tint, padding=4)


class Button(QAbstractButton):
    """A labelled button that paints itself in the look it is given."""

    def __init__(
        self,
        text: str,
        look: Callable[[Tokens], Look],
        *,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._key = key
        self._base_height = CONTROL
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(f"{text}, key {self._key}" if self._key else text)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Draw another key, or none for an empty one."""
        self._key = key
        self.setText(self.text())

    def set_height(self, height: int) -> None:
        """Take another height than 32, such as 28 inside rows."""
        self._base_height = height
        self.updateGeometry()

    def set_off_because(self, why: str) -> None:
        """Switch off with the reason as the tooltip, or on again for an empty reason."""
        self.setEnabled(not why)
        self.setToolTip(why)
        self.setAccessibleDescription(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        look = self._look(current().tokens)
        width = 2 * look.padding + width_of(self.text(), look.role)
        width += _ICON + _ICON_GAP if self._icon else 0
        width += _CAP_GAP + cap_width(self._key) - 2 if self._key else 0
        return QSize(width, current().scaled(self._base_height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        look = self._look(current().tokens)
        rect = QRectF(self.rect())
        if not self.isEnabled():
            look = _switched_off(look, current().tokens)
        self._paint_plate(painter, rect, look)
        self._paint_content(painter, rect, look)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def _paint_plate(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        is_lit = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = look.hover if is_lit and look.hover else look.fill
        if not self.hasFocus():
            plate(painter, rect, fill=fill, border=look.border)
        elif look.is_filled:
            plate(painter, rect, fill=current().tokens.page)
            ring(painter, rect)
            inner = rect.adjusted(4, 4, -4, -4)
            plate(painter, inner, fill=fill, radius=RADIUS_CONTROL - 3)
        else:
            plate(painter, rect, fill=fill)
            ring(painter, rect)

    def _paint_content(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        middle = rect.center().y()
        left = (rect.width() - self.sizeHint().width()) / 2 + look.padding
        if self._icon:
            put_icon(painter, left, middle, self._icon, _ICON, look.icon)
            left += _ICON + _ICON_GAP
        label_width = width_of(self.text(), look.role)
        words(
            painter, QRectF(left, 0, label_width, rect.height()), self.text(), look.role, look.label
        )
        if self._key:
            self._paint_key(painter, left + label_width + _CAP_GAP, middle, look)

    def _paint_key(self, painter: QPainter, left: float, middle: float, look: Look) -> None:
        if look.is_filled:
            ink = look.label
            fills = {"fill": faint(ink, 0.14), "border": faint(ink, 0.55), "ink": ink}
            tinted_cap(painter, left, middle, self._key, **fills)
        else:
            cap(painter, left, middle, self._key)


class PrimaryButton(Button):
    """The one thing a panel or page is for."""

    def __init__(
        self, text: str, key: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, _primary, icon=icon, key=key, parent=parent)


class NormalButton(Button):
    """Any other thing one may do."""

    def __init__(
        self, text: str, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, _normal, icon=icon, key=key, parent=parent)


class QuietButton(Button):
    """A thing that may stay in the background: no border until the mouse is on it."""

    def __init__(
        self, text: str, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, _quiet, icon=icon, key=key, parent=parent)


class DangerButton(Button):
    """Something that ends or takes away, such as End call."""

    def __init__(
        self, text: str, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, _danger, icon=icon, key=key, parent=parent)


class LinkButton(Button):
    """Leads to more of the same, in the colour of a link."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, _link, parent=parent)
        self.set_height(24)


def _switched_off(look: Look, tokens: Tokens) -> Look:
    if look.fill is None:
        return Look(look.role, tokens.text3, tokens.text3, padding=look.padding)
    fills = (tokens.sunken, tokens.line)
    return Look(Role.BODY_MEDIUM, tokens.text3, tokens.text3, *fills)
