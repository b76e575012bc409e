"""Up next and what was done today: read beside the call, and kept for the next start."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.queue import QueueRow, call_queue, queue_count
from qualdesk.queries.today import TodayCounts, today_counts
from qualdesk_ui.desk import Desk
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

_SHOWN_ROWS = 60


class Lists(QObject):
    """Each list comes back as a signal."""

    queue_read = Signal(list)
    counted = Signal(int)
    today_read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def read(self) -> None:
        """Read Up next and today's counts."""
        caller_id, now, fetch = self._desk.person_id, self._desk.now(), self._desk.fetch_beside
        fetch(self, self._tell_queue, call_queue, caller_id=caller_id, now=now, limit=_SHOWN_ROWS)
        fetch(self, self.counted.emit, queue_count, caller_id=caller_id, now=now)
        fetch(self, self._tell_today, today_counts, person_id=caller_id, now=now)

    def keep_last_seen(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        """Keep what stands in Up next, for the next start."""
        self._desk.kept.keep_last_seen(rows)

    def _tell_queue(self, rows: list[QueueRow]) -> None:
        self.queue_read.emit(rows)

    def _tell_today(self, counts: TodayCounts) -> None:
        self.today_read.emit(counts)
