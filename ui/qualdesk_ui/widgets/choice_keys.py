"""The keys of a group of answers: arrows walk, a letter presses; the group is one stop for Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

LETTERS = "ABCDEFGH"
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_RETURN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_UNHELD = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class ChoiceKeys(QObject):
    """Listens to the buttons, which would eat the arrows; the group asks `take` for the rest.

    `walked` says on which one the arrows stand now, `returned` that Return was pressed and presses
    none of them.
    """

    walked = Signal(object)
    returned = Signal()

    def __init__(self, group: QWidget, *presses: Qt.Key) -> None:
        super().__init__(group)
        self._group = group
        self._presses = frozenset(presses)
        self._choices: Sequence[QAbstractButton] = ()
        self.letters = LETTERS

    def watch(self, choices: Sequence[QAbstractButton]) -> None:
        """Listen to these buttons."""
        self._choices = choices
        for choice in choices:
            choice.installEventFilter(self)

    def keep_one_stop(self, stop: QAbstractButton | None) -> None:
        """Let Tab reach one of them, and the group hand its focus there."""
        for choice in self._choices:
            reach = Qt.FocusPolicy.StrongFocus if choice is stop else Qt.FocusPolicy.ClickFocus
            choice.setFocusPolicy(reach)
        if stop is not None:
            self._group.setFocusProxy(stop)

    def choose_letter(self, letter: str) -> bool:
        """Press the answer of a letter; False where there is none."""
        index = self.letters.find(letter.upper()) if letter else -1
        if not 0 <= index < len(self._choices) or not self._choices[index].isEnabled():
            return False
        self._choices[index].click()
        return True

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False where it means nothing."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier not in _UNHELD:
            return False
        focused = next((one for one in self._choices if one.hasFocus()), None)
        if focused is not None and key in _STEPS:
            self._walk(focused, _STEPS[key])
        elif focused is not None and key in self._presses:
            focused.click()
        elif key in _RETURN - self._presses:
            self.returned.emit()
        else:
            return self.choose_letter(event.text().strip())
        return True

    def eventFilter(self, _choice: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        return is_key and isinstance(event, QKeyEvent) and self.take(event)

    def _walk(self, focused: QAbstractButton, step: int) -> None:
        able = [one for one in self._choices if one.isEnabled()]
        following = able[(able.index(focused) + step) % len(able)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self.walked.emit(following)
