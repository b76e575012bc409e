"""From the outcome key to the next prospect painted, at 100,000 leads, in the real window."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from qualdesk_ui.app.start import SWITCH_SECONDS
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.theme import Theme, install
from tests.benchmarks.big_desk import NOW, big_desk
from tests.benchmarks.figures import spread, verdict

LEADS = 100_000
PRESSES = 20
WARM_UP = 3
LIMIT_MS = 100
_PATIENCE_MS = 30_000
_BETWEEN_PRESSES_MS = 1_500
"""A call that nobody answers lasts longer; the lists of the last press arrive in between."""


def measure() -> bool:
    """Print how long the caller waits after key 5; the limit is the design's 100 ms."""
    app = QApplication([])
    sys.setswitchinterval(SWITCH_SECONDS)
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    with tempfile.TemporaryDirectory() as folder:
        database, caller_id = big_desk(Path(folder), LEADS)
        started = time.monotonic()
        desk = Desk(Lanes.threads(), clock=lambda: NOW)
        screen = CallDesk(desk)
        screen.resize(1364, 900)
        desk.open(lambda: Seat(database, caller_id, "Priya Nair"))
        _until(desk.opened)
        screen.show()
        screen.refresh()
        _until_somebody(screen)
        waits = [_press(screen) for _ in range(WARM_UP + PRESSES)][WARM_UP:]
        print(spread(f"key 5 to next painted, {LEADS:,} leads", waits))
        print(f"{'the whole round':<34} {time.monotonic() - started:8.1f} s")
        desk.close()
    return verdict("outcome", statistics.median(waits) / LIMIT_MS, 1.0)


def _press(screen: CallDesk) -> float:
    """Press key 5's action and return the milliseconds until the next prospect is painted."""
    _let_pass(_BETWEEN_PRESSES_MS)
    pressed = time.perf_counter()
    screen.perform("outcome-no-answer")
    _until_somebody(screen)
    screen.repaint()
    return (time.perf_counter() - pressed) * 1000


def _until_somebody(screen: CallDesk) -> None:
    while True:
        _until(screen.calling.prospect_shown)
        if screen.calling.on_desk is not None:
            return


def _let_pass(milliseconds: int) -> None:
    """Let the window live; QTest.qWait would keep the lanes' threads from running."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(signal: object) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit, Qt.ConnectionType.DirectConnection)  # type: ignore[attr-defined]
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
