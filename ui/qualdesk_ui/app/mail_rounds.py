"""The mail of a one-person program: what is due goes every ten seconds, what came in is read."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qualdesk.errors import InputError
from qualdesk.settings import Settings
from qualdesk_ui.desk import Desk

if TYPE_CHECKING:
    from qualdesk.jobs.receiving import ReadReport
    from qualdesk.jobs.sending import SentReport
    from qualdesk.store.session import Database

_ROUND_MS, _READING_MS = 10_000, 60_000
_ALL_HELD = timedelta(days=1)


class MailRounds(QObject):
    """Sends what is due in the pool; `held_counted` says how many mails still wait at the end."""

    held_counted = Signal(int)
    sent_all = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_out = self._is_reading = False
        self._timer, self._reading = QTimer(self), QTimer(self)
        self._timer.setInterval(_ROUND_MS)
        self._reading.setInterval(_READING_MS)
        self._timer.timeout.connect(self.go)
        self._reading.timeout.connect(self.read)
        desk.opened.connect(self._begin)
        desk.choices.changed.connect(self._begin)

    @property
    def is_configured(self) -> bool:
        """Whether there is a server to send by."""
        return bool(self._settings.smtp.host)

    @property
    def _settings(self) -> Settings:
        return self._desk.choices.settings

    def go(self) -> None:
        """Send what is due, unless the last round is still out."""
        if self._is_out or not self._desk.is_open:
            return
        self._is_out = True
        job = partial(_send, self._desk.database, self._settings, self._desk.now())
        self._desk.run(self, self._come_back, job, self._stop)

    def read(self) -> None:
        """Read what came in, unless the last round is still out."""
        if self._is_reading or not self._desk.is_open:
            return
        self._is_reading = True
        job = partial(_read, self._desk.database, self._settings, self._desk.now())
        self._desk.run(self, self._take_in, job, self._stop_reading)

    def count_held(self) -> None:
        """Ask how many mails wait for the end of their undo window."""
        job = partial(_held, self._desk.database, self._desk.now())
        self._desk.run(self, self.held_counted.emit, job)

    def send_held(self) -> None:
        """Send all that waits now, as if its undo window were over."""
        job = partial(_send, self._desk.database, self._settings, self._desk.now() + _ALL_HELD)
        self._desk.run(self, self._end, job, self._stop)

    def _begin(self) -> None:
        # A team's mail goes and comes by its worker, never by a desk.
        is_own = self._desk.is_open and self._desk.database.dialect == "sqlite"
        _run(self._timer, wanted=is_own and self.is_configured)
        _run(self._reading, wanted=is_own and bool(self._settings.imap.host))

    def _come_back(self, report: "SentReport") -> None:
        self._is_out = False
        if sentence := trouble(report):
            self._desk.refused.emit(InputError(sentence))

    def _take_in(self, report: "ReadReport") -> None:
        from qualdesk.events.receiving import ReadMailbox  # noqa: PLC0415

        self._is_reading = False
        if report.concerning:
            self._desk.committed.emit(ReadMailbox(report.concerning))
        if report.problems:
            self._desk.refused.emit(InputError(" ".join(report.problems)))

    def _stop_reading(self, _refusal: Exception) -> None:
        # The bar has said what is missing; another choice, or the next start, tries again.
        self._is_reading = False
        self._reading.stop()

    def _end(self, _report: "SentReport") -> None:
        self.sent_all.emit()

    def _stop(self, _refusal: Exception) -> None:
        # The bar has said what is missing; another choice, or the next start, tries again.
        self._is_out = False
        self._timer.stop()


def _run(timer: QTimer, *, wanted: bool) -> None:
    if wanted and not timer.isActive():
        timer.start()
    elif not wanted:
        timer.stop()


def trouble(report: "SentReport") -> str:
    """Return what a caller must know at once of mails that did not go, or nothing."""
    failed, unsure = ", ".join(report.failed_to), ", ".join(report.unsure_of)
    parts = (
        f"The e-mail to {failed} failed. Tell them another way, or correct the address."
        if failed
        else "",
        f"Nobody knows whether the e-mail to {unsure} went. Ask before you repeat it."
        if unsure
        else "",
    )
    return " ".join(part for part in parts if part)


def _send(database: "Database", settings: Settings, now: datetime) -> "SentReport":
    from qualdesk.jobs.sending import send_due_mail  # noqa: PLC0415 - mail is loaded when it goes
    from qualdesk.mail.sending import SmtpTransport  # noqa: PLC0415
    from qualdesk.settings import mail_password  # noqa: PLC0415

    transport = SmtpTransport(settings.firm, settings.smtp, mail_password(settings.smtp))
    return send_due_mail(database, transport, now)


def _held(database: "Database", now: datetime) -> int:
    from qualdesk.queries.outbox import due_mail  # noqa: PLC0415

    with database.read() as session:
        return len(due_mail(session, now=now + _ALL_HELD))


def _read(database: "Database", settings: Settings, now: datetime) -> "ReadReport":
    from qualdesk.jobs.receiving import read_account  # noqa: PLC0415 - mail is loaded when it comes

    return read_account(database, settings, now)
