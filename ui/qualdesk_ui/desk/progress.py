"""How far a long job has come, told from its thread to the window, and the way to stop it."""

from threading import Event

from PySide6.QtCore import QObject, Signal


class Progress(QObject):
    """A job's `progress` and, by its method, its `is_cancelled`; `moved` reaches the window."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the job is; called in the job's thread."""
        self.moved.emit(done, total)

    def cancel(self) -> None:
        """Ask the job to stop after the part it is at."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Say whether the job shall stop."""
        return self._stop.is_set()
