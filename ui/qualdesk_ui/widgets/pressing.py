"""Enter presses a button as Space does, whatever the platform’s custom is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def enter_presses(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press `button` if the key is Enter alone; False for any other key."""
    has_modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in _ENTER or has_modifiers:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
