"""The numbers of a prospect side by side; the lit one is dialled, a barred one is off."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualdesk.queries.card_parts import CardNumber
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.painting import faint, painter_on, plate, put_icon, ring, width_of, words

_PADDING, _ICON, _GAP = 10, 16, 7
_BETWEEN = 8


class NumberLook(Enum):
    """How a number stands."""

    PLAIN = auto()
    LIT = auto()
    IN_USE = auto()
    OFF = auto()


class _NumberButton(QAbstractButton):
    def __init__(self, number: CardNumber, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.look = NumberLook.PLAIN
        self.is_short = False
        self.setText(number.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_look(self, look: NumberLook) -> None:
        self.look = look
        said = {
            NumberLook.LIT: ", will be dialled",
            NumberLook.IN_USE: ", in use",
            NumberLook.OFF: ", off",
        }
        self.setAccessibleName(f"{self.number.label} {self.text()}{said.get(look, '')}")
        self.setToolTip(_why_off(self.number) if look is NumberLook.OFF else "")
        self.update()

    def sizeHint(self) -> QSize:
        number = width_of(self.text(), Role.BODY_STRONG)
        label = 0 if self.is_short else 8 + width_of(self.number.label, Role.SMALL)
        width = 2 * _PADDING + _ICON + _GAP + number + label
        return QSize(width, current().scaled(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        fill, border, ink, second = self._colours()
        if self.underMouse() and self.look is NumberLook.PLAIN:
            fill = tokens.hover
        plate(painter, rect, fill=fill, border=border)
        icon = {NumberLook.IN_USE: "phone-call", NumberLook.OFF: "phone-off"}.get(
            self.look, "phone"
        )
        icon_ink = second if self.look is NumberLook.PLAIN else ink
        put_icon(painter, _PADDING, rect.center().y(), icon, _ICON, icon_ink)
        left = _PADDING + _ICON + _GAP
        width = width_of(self.text(), Role.BODY_STRONG)
        role = Role.BODY_MEDIUM if self.look is NumberLook.OFF else Role.BODY_STRONG
        words(painter, QRectF(left, 0, width, rect.height()), self.text(), role, ink)
        if not self.is_short:
            label = rect.adjusted(left + width + 8, 0, 0, 0)
            words(painter, label, self.number.label, Role.SMALL, second)
        if self.hasFocus():
            ring(painter, rect)

    def _colours(self) -> tuple[QColor, QColor, QColor, QColor]:
        tokens = current().tokens
        if self.look is NumberLook.LIT:
            return tokens.accent_tint, tokens.accent_text, tokens.accent_text, tokens.accent_text
        if self.look is NumberLook.IN_USE:
            return tokens.ok_tint, faint(tokens.ok, 0.6), tokens.ok, tokens.ok
        if self.look is NumberLook.OFF:
            return tokens.sunken, tokens.line, tokens.text3, tokens.text3
        return tokens.raised, tokens.soft, tokens.text, tokens.text2


class NumberRow(QWidget):
    """As many numbers as there is room for, the lit one always among them.

    Where they do not all fit, they stand there without their kind.
    """

    number_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_NumberButton] = []
        self.setAccessibleName("Numbers")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_numbers(self, numbers: Sequence[CardNumber]) -> None:
        """Show the numbers of another prospect."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [_NumberButton(number, self) for number in numbers]
        for button in self._buttons:
            button.clicked.connect(self._report)
        self._place()

    def light(self, number_id: int | None, look: NumberLook) -> None:
        """Show one number as lit or in use; what may not be dialled is off."""
        for button in self._buttons:
            is_off = not button.number.may_be_dialled
            plain = NumberLook.OFF if is_off else NumberLook.PLAIN
            button.show_look(look if button.number.number_id == number_id else plain)
        self._place()

    def buttons(self) -> list[QAbstractButton]:
        """Return the numbers as widgets."""
        return list(self._buttons)

    def sizeHint(self) -> QSize:
        return QSize(
            sum(one.sizeHint().width() + _BETWEEN for one in self._buttons),
            current().scaled(CONTROL),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(80, current().scaled(CONTROL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        lit = [one for one in self._buttons if one.look in (NumberLook.LIT, NumberLook.IN_USE)]
        wanted = sorted(self._buttons, key=lambda one: one not in lit)
        for button in self._buttons:
            button.is_short = False
        has_room = self.sizeHint().width() - _BETWEEN <= self.width()
        for button in self._buttons:
            button.is_short = not has_room
        room, kept = self.width(), set[_NumberButton]()
        for button in wanted:
            width = button.sizeHint().width()
            if not kept or width <= room:
                kept.add(button)
                room -= width + _BETWEEN
        left = 0
        for button in self._buttons:
            button.setVisible(button in kept)
            if button in kept:
                width = min(button.sizeHint().width(), self.width() - left)
                button.setGeometry(left, 0, width, current().scaled(CONTROL))
                left += width + _BETWEEN

    def _report(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, _NumberButton) and pressed.look is NumberLook.PLAIN:
            self.number_chosen.emit(pressed.number.number_id)


def _why_off(number: CardNumber) -> str:
    if number.is_suppressed:
        return "This number is on the do-not-call list."
    if number.stale_check:
        return number.stale_check
    return "This number was found to be wrong."
