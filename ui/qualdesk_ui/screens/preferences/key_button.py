"""A key of one's own: pressed once it listens, and the next key pressed is the one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from qualdesk_ui.widgets.buttons import NormalButton

_NONE, _LISTENS = "Add a key", "Press a key"
_GOES = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
_ALONE = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_unknown,
}


class KeyButton(NormalButton):
    """`pressed_key` says which key was pressed, or nothing for Backspace: no own key any more."""

    pressed_key = Signal(str)

    def __init__(self, action_text: str) -> None:
        super().__init__(_NONE)
        self._action_text = action_text
        self._key = ""
        self.is_listening = False
        self.set_height(28)
        self.show_key("")
        self.clicked.connect(self._listen)

    def show_key(self, key: str) -> None:
        """Show the key that is set, or that there is none."""
        self._key, self.is_listening = key, False
        self.setText(key or _NONE)
        self._name(key or "none")

    def event(self, event: QEvent) -> bool:
        if self.is_listening and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the key is meant for here, whatever else it does
            return True
        if self.is_listening and isinstance(event, QKeyEvent) and _is_press(event):
            self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.is_listening:
            self.show_key(self._key)

    def _listen(self) -> None:
        self.is_listening = True
        self.setText(_LISTENS)
        self._name("press a key; Esc keeps what is set, Backspace takes it away")

    def _take(self, event: QKeyEvent) -> None:
        pressed = Qt.Key(event.key())
        if pressed in _ALONE:
            return
        if pressed == Qt.Key.Key_Escape:
            self.show_key(self._key)
        elif pressed in _GOES:
            self.pressed_key.emit("")
        else:
            self.pressed_key.emit(_portable(event))

    def _name(self, state: str) -> None:
        self.setAccessibleName(f"Own key for {self._action_text}: {state}")


def _is_press(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress


def _portable(event: QKeyEvent) -> str:
    """Return a press in Qt's portable spelling; of "?" the Shift is part of the sign already."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if len(text) == 1 and text.isprintable() and not text.isalpha():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    sequence = QKeySequence(int(modifiers.value) | event.key())
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
