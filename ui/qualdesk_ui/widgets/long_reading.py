"""Reading what comes into sight of a long table: each row is asked for once, and may be late."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from qualdesk_ui.widgets.long_model import LongModel

LATE_AFTER_MS = 300


class LongReading(QObject):
    """`wanted` names keys whose rows are needed, `late` comes when they take their time."""

    wanted = Signal(list)
    late = Signal()

    def __init__(self, rows: LongModel[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._asked: frozenset[int] = frozenset()
        self._is_late = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LATE_AFTER_MS)
        self._patience.timeout.connect(self._tell_late)

    @property
    def is_late(self) -> bool:
        """Whether rows in sight have been waited for so long that bars stand for them."""
        return self._is_late

    def begin_anew(self) -> None:
        """Count nothing as asked for: other keys stand there now."""
        self._asked = frozenset()

    def ask(self, sight: range) -> None:
        """Ask for the rows at these places that were not read, unless they are on their way."""
        keys = self._rows.keys_between(sight.start, sight.stop - 1)
        missing = {key for key in keys if not self._rows.has(key)}
        if not missing:
            self._is_late = False
            self._patience.stop()
        elif not missing <= self._asked:
            unread = [key for key in self._around(sight) if not self._rows.has(key)]
            self._asked = frozenset(unread)
            if not self._patience.isActive() and not self._is_late:
                self._patience.start()
            self.wanted.emit(unread)

    def ask_again(self, sight: range) -> None:
        """Ask once more, for what was read too: something has happened to these rows."""
        keys = self._around(sight)
        self._asked = frozenset(keys)
        if keys:
            self.wanted.emit(keys)

    def _around(self, sight: range) -> list[int]:
        """Return the keys of the page in sight, and of the pages before and after it."""
        page = len(sight)
        return self._rows.keys_between(sight.start - page, sight.stop - 1 + page)

    def _tell_late(self) -> None:
        self._is_late = True
        self.late.emit()
