"""Letters leave the page: to a printer, or into a file; nothing counts as posted by that."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qualdesk.errors import QualDeskError
from qualdesk.jobs.printing import write_letters
from qualdesk.queries.post import WaitingLetter, letter_rows
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.screens.outbox.paper import put_on_paper, write_pdf

_WAYS = {
    "Print": "",
    "Save as PDF": "pdf",
    "HTML pages": "html",
    "Mail merge": "csv",
}
_FILTERS = {"pdf": "Pages (*.pdf)", "html": "Pages (*.html)", "csv": "Table (*.csv)"}

ChooseFile = Callable[[QWidget, str], str]
"""Asks where to write a file of that name; an empty answer means nowhere."""

PrintPages = Callable[[QWidget, Sequence[WaitingLetter], "Desk"], bool]
"""Prints letters; False when nobody wanted to after all."""


def choose_file(parent: QWidget, name: str) -> str:
    """Ask with the system's own dialog."""
    kind = name.rpartition(".")[2]
    path, _filter = QFileDialog.getSaveFileName(parent, "Letters", name, _FILTERS[kind])
    return path


def print_pages(parent: QWidget, letters: Sequence[WaitingLetter], desk: Desk) -> bool:
    """Ask for a printer with the system's own dialog, and print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - seldom needed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not QPrintDialog(printer, parent).exec():
        return False
    put_on_paper(printer, letters, desk.now().date(), printer.resolution())
    return True


class PaperDoor(QObject):
    """Asks in place how, then does it; `said` brings what came of it, `done` the keyboard back."""

    said = Signal(str)
    done = Signal()

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        *,
        ask_for_file: ChooseFile = choose_file,
        print_them: PrintPages = print_pages,
    ) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._ask_for_file, self._print = ask_for_file, print_them
        self._ids: list[int] = []
        self.strip = ChoiceStrip("mail-open", "or one of these")
        self.strip.decided.connect(self._decide)
        self.strip.closed.connect(self.done)

    def ask(self, letter_ids: Sequence[int]) -> None:
        """Ask how these letters shall leave."""
        self._ids = list(letter_ids)
        noun = "this letter" if len(self._ids) == 1 else f"{len(self._ids)} letters"
        self.strip.ask(f"How shall {noun} leave?", list(_WAYS))

    def _decide(self, words: str) -> None:
        begun = words.casefold()
        ways = [way for way in _WAYS if begun and way.casefold().startswith(begun)]
        if len(ways) != 1:
            self.strip.refuse(f"“{words}” is no way. Choose one by its letter.")
            return
        self.strip.close_strip()
        ending = _WAYS[ways[0]]
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
                if self._print(self._page, letters, self._desk):
                    self._tell(len(letters), "printed")
            elif path := self._ask_for_file(self._page, f"letters.{ending}"):
                write_pdf(path, letters, self._desk.now().date())
                self._tell_written(path, len(letters))
        except QualDeskError as refusal:
            self._desk.refused.emit(refusal)

    def _tell_written(self, path: str, count: int) -> None:
        self._tell(count, f"written to {Path(path).name}")

    def _tell(self, count: int, how: str) -> None:
        noun = "1 letter" if count == 1 else f"{count} letters"
        self.said.emit(f"{noun} {how} · 2 once posted")
