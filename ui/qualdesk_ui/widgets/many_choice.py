"""Answers of which several may hold at once: checkboxes with letters, taken together with Enter."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.check import paint_box
from qualdesk_ui.widgets.choice import LETTERS
from qualdesk_ui.widgets.flow_layout import FlowLayout
from qualdesk_ui.widgets.painting import cap, cap_width, painter_on, plate, ring, width_of, words

_PADDING, _GAP, _BOX = 8, 8, 16
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ManyChoice(QCheckBox):
    """One answer among several; a checkbox to those who listen."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._letter = ""
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letter(self, letter: str) -> None:
        """Draw the letter that checks it."""
        self._letter = letter
        self.setAccessibleName(f"{self.text()}, key {letter}")
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        width = self._text_left() + width_of(self.text(), Role.BODY_STRONG) + _PADDING + 4
        return QSize(width, current().scaled(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        is_chosen = self.isChecked()
        fill = tokens.hover if self.underMouse() else tokens.raised
        border = tokens.accent_text if is_chosen else tokens.edge
        plate(painter, rect, fill=tokens.accent_tint if is_chosen else fill, border=border)
        middle = rect.center().y()
        if self._letter:
            cap(painter, _PADDING, middle, self._letter)
        box = QRectF(self._box_left(), middle - _BOX / 2, _BOX, _BOX)
        paint_box(painter, box, self.checkState())
        place = rect.adjusted(self._text_left(), 0, -_PADDING, 0)
        ink = tokens.accent_text if is_chosen else tokens.text
        words(painter, place, self.text(), Role.BODY_STRONG if is_chosen else Role.BODY, ink)
        if self.hasFocus():
            ring(painter, rect)

    def _box_left(self) -> int:
        return _PADDING + (cap_width(self._letter) + _GAP if self._letter else 2)

    def _text_left(self) -> int:
        return self._box_left() + _BOX + _GAP


class ManyRow(QWidget):
    """A named group of checkboxes that wraps; one stop for Tab, Enter takes all that are checked.

    One `alone` goes with no other: checking it clears the rest, checking another clears it.
    """

    changed = Signal()
    taken = Signal()

    def __init__(
        self,
        name: str,
        options: Sequence[str],
        alone: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._alone = frozenset(alone)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = FlowLayout(self)
        self._choices = [ManyChoice(text, self) for text in options]
        for choice in self._choices:
            choice.clicked.connect(partial(self._settle, choice))
            choice.installEventFilter(self)
            layout.addWidget(choice)
        if self._choices:
            self._keep_one_tab_stop(self._choices[0])

    def show_letters(self) -> None:
        """Draw A to F: this is the question being asked."""
        for choice, letter in zip(self._choices, LETTERS, strict=False):
            choice.set_letter(letter)

    def value(self) -> list[str]:
        """Return what is checked, in order."""
        return [one.text() for one in self._choices if one.isChecked()]

    def set_value(self, checked: Collection[str]) -> None:
        """Check these and no others, without a signal."""
        for choice in self._choices:
            choice.setChecked(choice.text() in checked)

    def choices(self) -> list[ManyChoice]:
        """Return the answers as widgets."""
        return list(self._choices)

    def choose_letter(self, letter: str) -> bool:
        """Check or clear the answer of a letter; False where there is none."""
        index = LETTERS.find(letter.upper()) if letter else -1
        if not 0 <= index < len(self._choices):
            return False
        self._choices[index].click()
        return True

    def focus_first(self) -> None:
        """Put the focus on the first answer."""
        if self._choices:
            self._choices[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((one for one in self._choices if one.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif focused is not None and step:
            self._move_focus(focused, step)
        elif focused is not None and event.key() == Qt.Key.Key_Space:
            focused.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif not self.choose_letter(event.text().strip()):
            super().keyPressEvent(event)

    def eventFilter(self, _watched: object, event: object) -> bool:
        # A button would keep the arrows to itself before this group sees the key.
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            self.keyPressEvent(event)
            is_taken = event.isAccepted()
            # As it came: Tab would be carried out by the button and once more by its group.
            event.accept()
            return is_taken
        return False

    def _settle(self, pressed: ManyChoice) -> None:
        for choice in self._choices:
            goes_with_none = not self._alone.isdisjoint({choice.text(), pressed.text()})
            if choice is not pressed and goes_with_none:
                choice.setChecked(False)
        self.changed.emit()

    def _move_focus(self, focused: ManyChoice, step: int) -> None:
        place = (self._choices.index(focused) + step) % len(self._choices)
        self._keep_one_tab_stop(self._choices[place])
        self._choices[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _keep_one_tab_stop(self, stop: ManyChoice) -> None:
        for choice in self._choices:
            is_stop = choice is stop
            choice.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(stop)
