"""The start: a painted window first; everything heavy is imported beside it, then put into it."""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from threading import Thread

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from qualdesk_ui.app.options import NO_DISPLAY, Options, has_display, read_options
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.theme import QT_ARGUMENTS, Theme, install

SWITCH_SECONDS = 0.0005
"""How long a lane's thread may compute before the window's gets its turn: a tenth of the usual.

Qt gives the interpreter away at each of its calls; at the usual 5 ms the window waits that long
for it again, dozens of times per prospect.
"""


def main(
    arguments: Sequence[str], make_window: Callable[[QSettings], MainWindow] = MainWindow
) -> int:
    """Open the window and return the exit code once it is closed."""
    options = read_options(arguments)
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # what is imported stays; the program turns it on when its first page stands
    app = _application()
    window = make_window(QSettings("QualDesk", "QualDesk"))
    arrival = Arrival(window, options)
    window.first_painted.connect(arrival.begin)
    window.show()
    code = app.exec()
    arrival.end()
    return code


class Arrival(QObject):
    """Imports the program in a thread, so that the window lives meanwhile, then begins it."""

    _is_imported = Signal()

    def __init__(self, window: MainWindow, options: Options) -> None:
        super().__init__(window)
        self._window = window
        self._options = options
        self._end = _nothing_to_end
        self._is_imported.connect(self._begin_program)

    def begin(self) -> None:
        """Import what the window needs, once it stands on the screen."""
        thread = Thread(target=self._import_program, name="start", daemon=True)
        QTimer.singleShot(0, thread.start)

    def end(self) -> None:
        """End what was begun."""
        self._end()

    def _import_program(self) -> None:
        try:
            import_module("qualdesk_ui.app.program")
        finally:
            self._is_imported.emit()

    def _begin_program(self) -> None:
        # A module that could not be imported says so here once more, on the window's thread.
        program = import_module("qualdesk_ui.app.program").begin(self._options, self._window)
        self._end = partial(program.end)


def _application() -> QApplication:
    app = QApplication(list(QT_ARGUMENTS))
    app.setApplicationName("QualDesk")
    app.setDesktopFileName("qualdesk")
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    return app


def _nothing_to_end() -> None:
    """Have nothing begun yet."""
