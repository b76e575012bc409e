"""The calendar entry of a mail leaves beside it: a mail program that is opened takes no file along."""

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.errors import InputError
from qualdesk.queries.post import calendar_entry
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.asking import ChooseFile, OpenUrl
from qualdesk_ui.screens.outbox.ways import Ways

_SAVE, _OPEN = "Save it", "Open it"
_NAME = "meeting.ics"


class CalendarDoor(QObject):
    """Asks in place how, then does it; `said` brings what came of it."""

    said = Signal(str)

    def __init__(
        self, desk: Desk, page: QWidget, ask_for_file: ChooseFile, open_url: OpenUrl
    ) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._ask_for_file, self._open_url = ask_for_file, open_url
        self._outbox_id = 0
        self._ways = Ways("calendar", (_SAVE, _OPEN), self)
        self._ways.chosen.connect(self._leave)
        self.strip = self._ways.strip

    def ask(self, outbox_id: int) -> None:
        """Ask how the calendar entry of a mail shall reach them."""
        self._outbox_id = outbox_id
        self._ways.ask("The calendar entry does not go along. Attach it by hand:")

    def _leave(self, way: str) -> None:
        path = self._place(way)
        if path is not None:
            then = partial(self._write, path, is_opened=way == _OPEN)
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
        elif self._open_url(QUrl.fromLocalFile(str(path))):
            self.said.emit("The calendar entry is open")
        else:
            nothing = "No program opens calendar entries here. Save it as a file instead."
            self._desk.refused.emit(InputError(nothing))
