"""What stands in a layout, taken out or exchanged."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take everything out; hidden at once, for widgets are gone only when the event loop turns."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()


def fill(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Let these widgets stand where others stood."""
    empty(layout)
    for widget in widgets:
        layout.addWidget(widget)
