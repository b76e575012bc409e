"""The queue of a million: first rows, frames while scrolling, and memory, beside their yardsticks."""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QTableView

from qualdesk.queries.queue_list import queue_beginning
from qualdesk.queries.queue_rows import ListedRow
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.queue import QueueScreen
from qualdesk_ui.theme import Theme, install
from qualdesk_ui.widgets.long_table import LongTable
from tests.benchmarks.big_desk import NOW, caller_of
from tests.benchmarks.desks import Desks
from tests.benchmarks.figures import spread, verdict

LEADS = 1_000_000
SIZE = (1364, 900)
ROUNDS = 7
JUMPS, WHEELS = 120, 400
FIRST_ROWS_MS = 100
FRAME_LIMIT, MEMORY_LIMIT = 2.0, 0.25
_PATIENCE_MS = 120_000
_WHEEL = 120


def measure(desks: Desks, leads: int = LEADS) -> bool:
    """Print first rows, frames and memory; every figure with its limit."""
    path = desks.file(leads)
    database = Database.open(path)
    caller_id = caller_of(database)
    database.close()
    bare = [_told("sql_model_table", path, caller_id) for _ in range(2)]
    ours, naive = (_told("list_memory", path, caller_id, way)[0] for way in ("ids", "rows"))
    print(f"{'ids and a cache of rows':<34} {ours:8.1f} MiB")
    print(f"{'a list of all rows':<34} {naive:8.1f} MiB")
    used = [
        *_window_figures(path, caller_id, bare),
        _used("queue-memory", ours / naive, MEMORY_LIMIT),
    ]
    return verdict("queue-screen", max(used), 1.0)


def frames(
    table: QTableView, settle: Callable[[], object], chance: random.Random
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each frame after a random jump, and of each turn of the wheel.

    A jump has two frames: the one at once, and the one with its rows once `settle` has them.
    """
    jumps: list[float] = []
    bar = table.verticalScrollBar()
    for _ in range(JUMPS):
        bar.setValue(chance.randrange(bar.maximum()))
        jumps.append(_painted(table))
        settle()
        jumps.append(_painted(table))
    bar.setValue(bar.maximum() // 3)
    settle()
    return jumps, [_turned(table, settle) for _ in range(WHEELS)]


def _used(name: str, ratio: float, limit: float) -> float:
    """Print a figure with its limit; return how much of the limit it uses."""
    verdict(name, ratio, limit)
    return ratio / limit


def _window_figures(path: Path, caller_id: int, bare: Sequence[Sequence[float]]) -> list[float]:
    app = QApplication.instance() or QApplication([])
    theme = Theme()
    install(theme)
    if isinstance(app, QApplication):
        theme.apply_to(app)
    database = Database.open(path)
    desk = Desk(Lanes.threads(), clock=lambda: NOW)
    desk.open(lambda: Seat(database, caller_id, "Priya Nair"))
    _until(lambda: desk.is_open)
    with database.read() as session:  # the ground and the plan, as after the first claim
        queue_beginning(session, caller_id=caller_id, now=NOW)
    firsts = [_first_rows(desk) for _ in range(ROUNDS)]
    print(spread("queue opened to first rows painted", firsts))
    screen, whole = _whole_screen(desk)
    print(f"{'all ids read beside it':<34} {whole:8.0f} ms   {screen.table.rows.rowCount():,} rows")
    chance = random.Random(1)  # noqa: S311 - repeatable jumps, no secret
    waits: list[float] = []
    jumps, wheels = frames(screen.table, lambda: waits.append(_settle(screen.table)), chance)
    print(spread("rows there after a jump", waits[:JUMPS]))
    screen.close()
    desk.close()
    first = _used("queue-first-rows", statistics.median(firsts) / FIRST_ROWS_MS, 1.0)
    return [first, *_frame_verdicts(jumps, wheels, bare)]


def _frame_verdicts(
    jumps: Sequence[float], wheels: Sequence[float], bare: Sequence[Sequence[float]]
) -> list[float]:
    named = ("jump, median", "jump, p99", "wheel, median", "wheel, p99")
    ours = (*both(jumps), *both(wheels))
    used: list[float] = []
    for name, own, theirs in zip(named, ours, zip(*bare, strict=True), strict=True):
        yardstick = statistics.mean(theirs)
        print(f"{name:<34} {own:8.2f} ms   QSqlQueryModel {yardstick:8.2f} ms")
        used.append(_used(f"queue-{name.replace(', ', '-')}", own / yardstick, FRAME_LIMIT))
    return used


def both(values: Sequence[float]) -> tuple[float, float]:
    """Return median and 99th percentile."""
    return statistics.median(values), statistics.quantiles(values, n=100)[98]


def _first_rows(desk: Desk) -> float:
    screen = QueueScreen(desk)
    screen.resize(*SIZE)
    screen.show()
    QApplication.processEvents()
    began = time.perf_counter()
    screen.refresh()
    _until(lambda: _shows_rows(screen.table))
    screen.table.viewport().repaint()
    taken = (time.perf_counter() - began) * 1000
    _until(lambda: screen.filters.head.note() != "")  # nothing of this round runs into the next
    screen.close()
    screen.deleteLater()
    return taken


def _whole_screen(desk: Desk) -> tuple[QueueScreen, float]:
    screen = QueueScreen(desk)
    screen.resize(*SIZE)
    screen.show()
    began = time.perf_counter()
    screen.refresh()
    _until(lambda: screen.filters.head.note() != "")
    return screen, (time.perf_counter() - began) * 1000


def _shows_rows(table: LongTable[ListedRow]) -> bool:
    return all(table.rows.row_at(place) is not None for place in (1, 2, 20))


def _settle(table: LongTable[ListedRow]) -> float:
    """Let the rows in sight arrive; return how long that took."""
    began = time.perf_counter()
    middle = table.rowAt(table.viewport().height() // 2)
    ends = (table.rowAt(1), middle, table.rowAt(table.viewport().height() - 1))
    _until(lambda: all(_is_there(table, place) for place in ends))
    return (time.perf_counter() - began) * 1000


def _is_there(table: LongTable[ListedRow], place: int) -> bool:
    return table.rows.key_at(place) is None or table.rows.row_at(place) is not None


def _painted(table: QTableView) -> float:
    began = time.perf_counter()
    table.viewport().repaint()
    return (time.perf_counter() - began) * 1000


def _turned(table: QTableView, settle: Callable[[], object]) -> float:
    middle = QPointF(table.viewport().rect().center())
    turn = QWheelEvent(
        middle,
        table.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, -_WHEEL),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own argument
    )
    began = time.perf_counter()
    QApplication.sendEvent(table.viewport(), turn)
    table.viewport().repaint()
    taken = (time.perf_counter() - began) * 1000
    settle()
    return taken


def _told(module: str, path: Path, caller_id: int, *more: str) -> list[float]:
    """Run a measurement in a process of its own: one SQLite library per file and process."""
    words = [sys.executable, "-m", f"tests.benchmarks.{module}", str(path), str(caller_id), *more]
    out = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return [float(word) for word in out.split()]


def _until(is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    loop, ticks = QEventLoop(), QTimer()
    ticks.setInterval(1)
    ticks.timeout.connect(lambda: loop.quit() if is_so() else None)
    ticks.start()
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    if not is_so():
        loop.exec()
