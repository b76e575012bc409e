"""The calendar entry of a mail leaves beside it: a mail program that is opened takes no file along."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from qualdesk.errors import InputError
from qualdesk.queries.post import calendar_entry
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip

_SAVE, _OPEN = "Save it", "Open it"
_NAME = "meeting.ics"

ChooseFile = Callable[[QWidget, str], str]
"""Asks where to write a file of that name; an empty answer means nowhere."""

OpenFile = Callable[[QUrl], bool]
"""Opens a file with the program of the system for it; False where there is none."""


def choose_file(parent: QWidget, name: str) -> str:
    """Ask with the system's own dialog."""
    filters = "Calendar entry (*.ics)"
    path, _filter = QFileDialog.getSaveFileName(parent, "Calendar entry", name, filters)
    return path


class CalendarDoor(QObject):
    """Asks in place how, then does it; `said` brings what came of it, `done` the keyboard back."""

    said = Signal(str)
    done = Signal()

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        *,
        ask_for_file: ChooseFile = choose_file,
        open_file: OpenFile = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._ask_for_file, self._open_file = ask_for_file, open_file
        self._outbox_id = 0
        self.strip = ChoiceStrip("calendar", "or one of these")
        self.strip.decided.connect(self._decide)
        self.strip.closed.connect(self.done)

    def ask(self, outbox_id: int) -> None:
        """Ask how the calendar entry of a mail shall reach them."""
        self._outbox_id = outbox_id
        self.strip.ask("The calendar entry does not go along. Attach it by hand:", [_SAVE, _OPEN])

    def _decide(self, words: str) -> None:
        begun = words.casefold()
        ways = [way for way in (_SAVE, _OPEN) if begun and way.casefold().startswith(begun)]
        if len(ways) != 1:
            self.strip.refuse(f"“{words}” is no way. Choose one by its letter.")
            return
        self.strip.close_strip()
        path = self._place(ways[0])
        if path is not None:
            then = partial(self._write, path, is_opened=ways[0] == _OPEN)
            self._desk.fetch(self, then, calendar_entry, outbox_id=self._outbox_id)

    def _place(self, way: str) -> Path | None:
        """Return where the file goes; one that is only opened lies among what the system forgets."""
        if way == _OPEN:
            return Path(tempfile.mkdtemp(prefix="qualdesk-")) / _NAME
        chosen = self._ask_for_file(self._page, _NAME)
        return Path(chosen) if chosen else None

    def _write(self, path: Path, entry: str, *, is_opened: bool) -> None:
        try:
            path.write_bytes(entry.encode())
        except OSError as problem:
            said = f"{path} cannot be written: {problem.strerror}. Choose another place."
            self._desk.refused.emit(InputError(said))
            return
        if not is_opened:
            self.said.emit(f"Saved as {path.name}: attach it to the e-mail")
        elif self._open_file(QUrl.fromLocalFile(str(path))):
            self.said.emit("The calendar entry is open")
        else:
            nothing = "No program opens calendar entries here. Save it as a file instead."
            self._desk.refused.emit(InputError(nothing))
