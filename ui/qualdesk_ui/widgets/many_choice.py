"""Answers of which several may hold at once: checkboxes with letters, taken together with Enter."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.check import paint_box
from qualdesk_ui.widgets.choice_keys import LETTERS, ChoiceKeys
from qualdesk_ui.widgets.flow_layout import FlowLayout
from qualdesk_ui.widgets.painting import cap, cap_width, painter_on, plate, ring, width_of, words

_PADDING, _GAP, _BOX = 8, 8, 16


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
        self._keys = ChoiceKeys(self, Qt.Key.Key_Space)
        self._keys.returned.connect(self.taken)
        self._keys.walked.connect(self._keys.keep_one_stop)
        layout = FlowLayout(self)
        self._choices = [ManyChoice(text, self) for text in options]
        for choice in self._choices:
            choice.clicked.connect(partial(self._settle, choice))
            layout.addWidget(choice)
        self._keys.watch(self._choices)
        self._keys.keep_one_stop(next(iter(self._choices), None))

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
        return self._keys.choose_letter(letter)

    def focus_first(self) -> None:
        """Put the focus on the first answer."""
        if self._choices:
            self._choices[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def _settle(self, pressed: ManyChoice) -> None:
        for choice in self._choices:
            goes_with_none = not self._alone.isdisjoint({choice.text(), pressed.text()})
            if choice is not pressed and goes_with_none:
                choice.setChecked(False)
        self.changed.emit()
