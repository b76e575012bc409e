"""A field under its label, hidden and shown as one."""

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
