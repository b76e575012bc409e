"""A field under its label, hidden and shown as one; words that stand beside a button."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk_ui.widgets.label import secondary


class Labelled(QWidget):
    """Says above a field what belongs into it."""

    def __init__(self, words: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = secondary(words)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)


def centred(words: QWidget) -> QVBoxLayout:
    """Return a layout that keeps wrapped words in the middle of a higher row."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(words)
    column.addStretch(1)
    return column
