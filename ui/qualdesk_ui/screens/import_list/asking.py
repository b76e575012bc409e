"""Asking for files with the system's own dialogs; an empty answer means none."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

AskForFile = Callable[[QWidget], str]


def choose_list(parent: QWidget) -> str:
    """Ask which list to read."""
    path, _filter = QFileDialog.getOpenFileName(
        parent, "Import a list", "", "Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)"
    )
    return path


def choose_target(parent: QWidget) -> str:
    """Ask where to write the problem rows."""
    path, _filter = QFileDialog.getSaveFileName(
        parent, "Save the problem rows", "problems.csv", "CSV (*.csv)"
    )
    return path
