"""The report of a fault of ours: shown in place, kept in a file, never instead of the form."""

import platform
import re
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.paragraph import Paragraph

_KEPT = (
    "What was saved is safe, and what you typed is still here. The report below names no prospect;"
    " it helps whoever looks after QualDesk."
)
# SQLAlchemy writes the values of a statement into its errors: names and numbers of prospects.
_VALUES = re.compile(r"^\[parameters: .*?\]$|^DETAIL: .*$", re.MULTILINE | re.DOTALL)


def report_text(fault: BaseException, at: datetime) -> str:
    """Return what happened and where, without the values of a statement."""
    trace = "".join(traceback.format_exception(fault))
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return (
        f"QualDesk {_version()}, {at:%Y-%m-%d %H:%M:%S} UTC, {system}\n\n{_VALUES.sub('', trace)}"
    )


def kept_report(text: str, at: datetime, folder: Path | None = None) -> Path | None:
    """Write a report to the platform's folder for logs; None where that cannot be done."""
    folder = folder or platformdirs.user_log_path("qualdesk")
    path = folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


class CrashPanel(Panel):
    """Shows a report in place, with a button that copies it."""

    def __init__(self, text: str, path: Path | None, parent: QWidget) -> None:
        super().__init__("This did not work, and the fault is QualDesk’s", "", "Close", parent)
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Report")
        self._text.setFont(current().font(Role.SMALL))
        self._text.setMinimumHeight(180)
        copy = NormalButton("Copy the report")
        copy.clicked.connect(self._copy)
        self.body.setSpacing(12)
        self.body.addWidget(Paragraph(_KEPT))
        self.body.addWidget(self._text, 1)
        self.foot.addWidget(copy)
        self.foot.addWidget(Paragraph(f"Kept in {path}" if path else "It could not be kept."), 1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())


def _version() -> str:
    try:
        return version("qualdesk")
    except PackageNotFoundError:
        return "from a checkout"
