"""What the page asks of the system: where a file goes, and a program that opens something."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

ChooseFile = Callable[[QWidget, str], str]
"""Asks where to write a file of that name; an empty answer means nowhere."""

OpenUrl = Callable[[QUrl], bool]
"""Opens an address or a file with the program of the system for it; False where there is none."""

_KINDS = {
    "ics": ("Calendar entry", "Calendar entry (*.ics)"),
    "pdf": ("Letters", "Pages (*.pdf)"),
    "html": ("Letters", "Pages (*.html)"),
    "csv": ("Letters", "Table (*.csv)"),
}


def choose_file(parent: QWidget, name: str) -> str:
    """Ask with the system's own dialog."""
    title, files = _KINDS[name.rpartition(".")[2]]
    path, _filter = QFileDialog.getSaveFileName(parent, title, name, files)
    return path
