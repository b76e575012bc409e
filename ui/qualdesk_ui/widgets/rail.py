"""The navigation rail: the places of the program, what waits in them, and oneself at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import RADIUS_CARD, RAIL_WIDTH
from qualdesk_ui.widgets.avatar import paint_avatar
from qualdesk_ui.widgets.logo import Logo
from qualdesk_ui.widgets.named_group import NamedGroup
from qualdesk_ui.widgets.painting import CENTRE, painter_on, plate, put_icon, ring, width_of, words
from qualdesk_ui.widgets.pressing import enter_presses
from qualdesk_ui.widgets.tone import Tone

_MARGIN = 6
_PLATE_HEIGHT = 50
_FOOT_HEIGHT = 40
_ICON = 20
_ME = 28
_BADGE_HEIGHT = 14
_CENTRED = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place: where it leads, its icon, word and key."""

    value: str
    icon: str
    word: str
    key: str = ""


class _RailButton(QAbstractButton):
    def __init__(self, item: RailItem, height: int) -> None:
        super().__init__()
        self.item = item
        self._height = height
        self._badge = 0
        self.is_here = False
        self.setText(item.word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        self._badge = count
        self._name()

    def show_here(self, *, is_here: bool) -> None:
        self.is_here = is_here
        self._name()

    def _name(self) -> None:
        waiting = f", {_needs(self._badge)}" if self._badge else ""
        here = ", open" if self.is_here else ""
        self.setAccessibleName(self.item.word + waiting + here)
        self.setToolTip(f"{self.item.word}{waiting}  {self.item.key}".rstrip())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 2 * _MARGIN, current().scaled(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        ink, role = tokens.text2, Role.TINY
        if self.is_here:
            plate(painter, rect, fill=tokens.accent_tint, radius=RADIUS_CARD)
            ink, role = tokens.accent_text, Role.TINY_STRONG
        elif self.underMouse():
            plate(painter, rect, fill=tokens.ground(tokens.line), radius=RADIUS_CARD)
        top = (rect.height() - _ICON - 4 - current().scaled(14)) / 2
        put_icon(painter, (rect.width() - _ICON) / 2, top + _ICON / 2, self.item.icon, _ICON, ink)
        line = QRectF(0, top + _ICON + 3, rect.width(), current().scaled(14))
        words(painter, line, self.text(), role, ink, CENTRE)
        if self._badge:
            self._paint_badge(painter, rect.center().x() + 8, top - 3)
        if self.hasFocus():
            ring(painter, rect, RADIUS_CARD)

    def _paint_badge(self, painter: QPainter, left: float, top: float) -> None:
        text = str(min(self._badge, 999))
        tokens, height = current().tokens, current().scaled(_BADGE_HEIGHT)
        width = min(max(height, width_of(text, Role.BADGE) + 8), self.width() - left)
        badge = QRectF(left, top, width, height)
        plate(painter, badge, fill=tokens.text2, radius=height / 2)
        words(painter, badge, text, Role.BADGE, tokens.rail, CENTRE)


def _needs(count: int) -> str:
    return "1 needs you" if count == 1 else f"{count} need you"


class _Me(QAbstractButton):
    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.OK
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_person(self, name: str, state: str, tone: Tone) -> None:
        self.setText(name)
        self._tone = tone
        self.setToolTip(f"{name}, {state}")
        self.setAccessibleName(f"{name}, {state}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(_ME + 4, _ME + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        circle = QRectF(2, 2, _ME, _ME)
        paint_avatar(painter, circle, self.text(), Role.TINY_STRONG)
        dot = QRectF(_ME - 7, _ME - 7, 8, 8)
        plate(painter, dot.adjusted(-2, -2, 2, 2), fill=tokens.rail, radius=6)
        plate(painter, dot, fill=self._tone.colour(), radius=4)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), _ME / 2 + 2)


class Rail(NamedGroup):
    """`chosen` says the place pressed; "search", "menu" and "me" stand at the bottom."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[RailItem], parent: QWidget | None = None) -> None:
        super().__init__("Places", parent)
        current().changed.connect(self._follow_text_size)
        self._follow_text_size()
        foot = (
            RailItem("search", "search", "Search", "Ctrl+K"),
            RailItem("menu", "menu", "Menu", "F10"),
        )
        self._places = {item.value: _RailButton(item, _PLATE_HEIGHT) for item in items}
        self._foot = {item.value: _RailButton(item, _FOOT_HEIGHT) for item in foot}
        self._me = _Me()
        for button in (*self._places.values(), *self._foot.values(), self._me):
            button.clicked.connect(self._report)
        self._lay_out()

    def show_place(self, value: str) -> None:
        """Light the place that is open, without a signal."""
        for key, button in self._places.items():
            button.show_here(is_here=key == value)

    def set_badge(self, value: str, count: int) -> None:
        """Say how many in a place need a person; 0 for none."""
        self._places[value].set_badge(count)

    def set_person(self, name: str, state: str, tone: Tone = Tone.OK) -> None:
        """Show who works here and whether they are ready, on a call or away."""
        self._me.set_person(name, state, tone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current().tokens
        painter.fillRect(self.rect(), tokens.rail)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.line)

    def _follow_text_size(self) -> None:
        self.setFixedWidth(max(current().scaled(RAIL_WIDTH), RAIL_WIDTH))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN + 1, 12)
        column.setSpacing(4)
        column.addWidget(Logo(), 0, _CENTRED)
        column.addSpacing(11)
        for button in self._places.values():
            column.addWidget(button)
        column.addStretch(1)
        for button in self._foot.values():
            column.addWidget(button)
        column.addSpacing(6)
        column.addWidget(self._me, 0, _CENTRED)

    def _report(self) -> None:
        button = self.sender()
        if isinstance(button, _RailButton):
            self.chosen.emit(button.item.value)
        else:
            self.chosen.emit("me")
