"""The field of the palette, and the keys that mean something else in it than in other fields."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit

from qualdesk_ui.theme import Role, current

ANYTHING = "A name, a company, the end of a number, or what to do"


class SearchField(QLineEdit):
    """The field of the palette: bare, for the card is its frame."""

    ctrl_return_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setPlaceholderText(ANYTHING)
        self.setAccessibleName("Search people, actions and places")
        current().changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A field's own Ctrl+K deletes to the end of the line.
        if is_ctrl_k(event):
            event.ignore()
        elif _is_ctrl_return(event):
            self.ctrl_return_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        tokens, palette = current().tokens, self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, tokens.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.text3)
        self.setPalette(palette)
        self.setFont(current().font(Role.SEARCHED))


def is_ctrl_k(event: QKeyEvent) -> bool:
    """Whether these are the keys that open and close the palette."""
    is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_ctrl and event.key() == Qt.Key.Key_K


def _is_ctrl_return(event: QKeyEvent) -> bool:
    is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return is_ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
