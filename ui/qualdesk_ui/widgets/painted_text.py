"""Words that paint themselves and are a label, not an empty box, to those who listen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel


class PaintedText(QLabel):
    """Set its accessible name to the plain text; Qt knows the role of a QLabel only."""

    def minimumSizeHint(self) -> QSize:
        # QLabel would ask for the room of the text that it does not have.
        return QSize()
