"""Letters leave the page: to a printer, or into a file; nothing counts as posted by that."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.errors import QualDeskError
from qualdesk.jobs.printing import write_letters
from qualdesk.queries.post import WaitingLetter, letter_rows
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.asking import ChooseFile
from qualdesk_ui.screens.outbox.paper import put_on_paper, write_pdf
from qualdesk_ui.screens.outbox.ways import Ways
from qualdesk_ui.screens.outbox.words import counted

_WAYS = {
    "Print": "",
    "Save as PDF": "pdf",
    "HTML pages": "html",
    "Mail merge": "csv",
}


def print_pages(parent: QWidget, letters: Sequence[WaitingLetter], desk: Desk) -> bool:
    """Ask for a printer with the system's own dialog, and print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - seldom needed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not QPrintDialog(printer, parent).exec():
        return False
    put_on_paper(printer, letters, desk.now().date(), printer.resolution())
    return True


class PaperDoor(QObject):
    """Asks in place how, then does it; `said` brings what came of it."""

    said = Signal(str)

    def __init__(self, desk: Desk, page: QWidget, ask_for_file: ChooseFile) -> None:
        super().__init__(page)
        self._desk, self._page, self._ask_for_file = desk, page, ask_for_file
        self._ids: list[int] = []
        self._ways = Ways("mail-open", tuple(_WAYS), self)
        self._ways.chosen.connect(self._leave)
        self.strip = self._ways.strip

    def ask(self, letter_ids: Sequence[int]) -> None:
        """Ask how these letters shall leave."""
        self._ids = list(letter_ids)
        noun = "this letter" if len(self._ids) == 1 else f"{len(self._ids)} letters"
        self._ways.ask(f"How shall {noun} leave?")

    def _leave(self, way: str) -> None:
        ending = _WAYS[way]
        if ending in {"", "pdf"}:
            paint = partial(self._paint, ending)
            self._desk.fetch(self, paint, letter_rows, ids=list(self._ids))
        elif path := self._ask_for_file(self._page, f"letters.{ending}"):
            now = self._desk.now()
            job = partial(write_letters, self._desk.database, Path(path), self._ids, now)
            self._desk.run(self, partial(self._tell_written, path), job)

    def _paint(self, ending: str, rows: dict[int, WaitingLetter]) -> None:
        letters = list(rows.values())
        try:
            if not ending:
                if print_pages(self._page, letters, self._desk):
                    self._tell(len(letters), "printed")
            elif path := self._ask_for_file(self._page, f"letters.{ending}"):
                write_pdf(path, letters, self._desk.now().date())
                self._tell_written(path, len(letters))
        except QualDeskError as refusal:
            self._desk.refused.emit(refusal)

    def _tell_written(self, path: str, count: int) -> None:
        self._tell(count, f"written to {Path(path).name}")

    def _tell(self, count: int, how: str) -> None:
        self.said.emit(f"{counted(count, 'letter')} {how} · 2 once posted")
