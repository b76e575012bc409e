"""The mailbox is read from the page, where this desk reads one."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.errors import QualDeskError
from qualdesk.events.receiving import ReadMailbox
from qualdesk.jobs.receiving import ReadReport, read_account
from qualdesk_ui.desk import Desk
from qualdesk_ui.widgets.buttons import NormalButton


class MailboxReader(QObject):
    """Keeps its button hidden where a team’s worker reads; `said` brings what came in."""

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.button = NormalButton("Read what came in", icon="mail-open")
        self.button.clicked.connect(self._read)

    def refresh(self, *, is_team: bool) -> None:
        """Show the button where a mailbox is set here."""
        self.button.setHidden(is_team or not self._desk.choices.settings.imap.host)

    def _read(self) -> None:
        self.button.set_off_because("The mailbox is being read.")
        settings, now = self._desk.choices.settings, self._desk.now()
        job = partial(read_account, self._desk.database, settings, now)
        self._desk.run(self, self._tell, job, self._tell_unread)

    def _tell(self, report: ReadReport) -> None:
        self.button.set_off_because("")
        self.said.emit(f"Read: {report.words}")
        self._desk.committed.emit(ReadMailbox(report.concerning))

    def _tell_unread(self, _refusal: QualDeskError) -> None:
        self.button.set_off_because("")
