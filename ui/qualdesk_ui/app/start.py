"""The start: options, theme and a painted window first; the store is imported after that."""

import sys
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from qualdesk.errors import InputError
from qualdesk.settings import Settings, load_settings
from qualdesk_ui.app.options import NO_DISPLAY, has_display, read_options
from qualdesk_ui.app.program import Program
from qualdesk_ui.desk import Desk, Lanes
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.theme import Theme, install


def main(arguments: Sequence[str]) -> int:
    """Open the window and return the exit code once it is closed."""
    options = read_options(arguments)
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    app = _application()
    settings, refusal = _settings()
    clock = options.clock if options.at else None
    desk = Desk(Lanes.threads(), undo_seconds=settings.undo_seconds, clock=clock)
    window = MainWindow(desk, store=QSettings("QualDesk", "QualDesk"))
    program = Program(options, settings, desk, window)
    window.first_painted.connect(program.begin, Qt.ConnectionType.QueuedConnection)
    before, sys.excepthook = sys.excepthook, _reports_to(window)
    if refusal:
        window.messages.say_refused(refusal)
    window.show()
    code = app.exec()
    sys.excepthook = before
    desk.close()
    return code


def _application() -> QApplication:
    app = QApplication(["qualdesk"])
    app.setApplicationName("QualDesk")
    app.setDesktopFileName("qualdesk")
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    return app


def _settings() -> tuple[Settings, InputError | None]:
    try:
        return load_settings(), None
    except InputError as refusal:
        return Settings(), refusal


def _reports_to(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def report(_kind: type[BaseException], fault: BaseException, _at: TracebackType | None) -> None:
        window.report(fault)

    return report
