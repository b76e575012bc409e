"""The mail of a one-person program: what is due goes every ten seconds while the window is open."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qualdesk.errors import InputError
from qualdesk.settings import Settings
from qualdesk_ui.desk import Desk

if TYPE_CHECKING:
    from qualdesk.jobs.sending import SentReport
    from qualdesk.store.session import Database

_ROUND_MS = 10_000
_ALL_HELD = timedelta(days=1)


class MailRounds(QObject):
    """Sends what is due in the pool; `held_counted` says how many mails still wait at the end."""

    held_counted = Signal(int)
    sent_all = Signal()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._is_out = False
        self._timer = QTimer(self)
        self._timer.setInterval(_ROUND_MS)
        self._timer.timeout.connect(self.go)
        desk.opened.connect(self._begin)

    @property
    def is_configured(self) -> bool:
        """Whether there is a server to send by."""
        return bool(self._settings.smtp.host)

    def go(self) -> None:
        """Send what is due, unless the last round is still out."""
        if self._is_out or not self._desk.is_open:
            return
        self._is_out = True
        job = partial(_send, self._desk.database, self._settings, self._desk.now())
        self._desk.run(self, self._come_back, job, self._stop)

    def count_held(self) -> None:
        """Ask how many mails wait for the end of their undo window."""
        job = partial(_held, self._desk.database, self._desk.now())
        self._desk.run(self, self.held_counted.emit, job)

    def send_held(self) -> None:
        """Send all that waits now, as if its undo window were over."""
        job = partial(_send, self._desk.database, self._settings, self._desk.now() + _ALL_HELD)
        self._desk.run(self, self._end, job, self._stop)

    def _begin(self) -> None:
        # A team's mail is sent by its worker, never by a desk.
        if self.is_configured and self._desk.database.dialect == "sqlite":
            self._timer.start()

    def _come_back(self, report: "SentReport") -> None:
        self._is_out = False
        if sentence := trouble(report):
            self._desk.refused.emit(InputError(sentence))

    def _end(self, _report: "SentReport") -> None:
        self.sent_all.emit()

    def _stop(self, _refusal: Exception) -> None:
        # The bar has said what is missing; the next start tries again.
        self._timer.stop()


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
