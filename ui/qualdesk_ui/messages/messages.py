"""The bars above the page and the report over it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from qualdesk.errors import QualDeskError
from qualdesk_ui.messages.held_mail import HeldMailBar
from qualdesk_ui.widgets.message_bar import MessageBar
from qualdesk_ui.widgets.tone import Tone

if TYPE_CHECKING:
    from qualdesk_ui.messages.crash_report import CrashPanel


class Messages(QObject):
    """Lay out `bar` and `held_mail` above the page; reports stand over it and leave it as it is."""

    def __init__(self, page: QWidget, log_folder: Path | None = None) -> None:
        super().__init__(page)
        self.bar = MessageBar()
        self.held_mail = HeldMailBar()
        self._page = page
        self._log_folder = log_folder
        self._report: CrashPanel | None = None
        self._says_refusal = False
        page.installEventFilter(self)

    def say_refused(self, refusal: QualDeskError) -> None:
        """Say why something was not done; what was typed stays where it is."""
        strong, _, rest = str(refusal).partition(". ")
        self.bar.say(f"{strong}." if rest else strong, rest, tone=Tone.BAD)
        self._says_refusal = True

    def forget_refusal(self) -> None:
        """Take a refusal away: something was done since."""
        if self._says_refusal:
            self._says_refusal = False
            self.bar.hide()

    def report(self, fault: BaseException, at: datetime) -> None:
        """Keep a report of our fault and show it; a later one takes the place of an earlier."""
        from qualdesk_ui.messages.crash_report import (  # noqa: PLC0415 - hopefully never needed
            CrashPanel,
            kept_report,
            report_text,
        )

        text = report_text(fault, at)
        self.close_report()
        self._report = CrashPanel(text, kept_report(text, at, self._log_folder), self._page)
        self._report.closed.connect(self.close_report)
        self._report.place_over(self._page.rect())
        self._report.rise()

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        if self._report is not None and event.type() is QEvent.Type.Resize:
            self._report.place_over(self._page.rect())
        return False

    def close_report(self) -> bool:
        """Take the report away; False if there is none."""
        panel, self._report = self._report, None
        if panel is None:
            return False
        panel.hide()
        panel.deleteLater()
        return True

    def clear(self) -> bool:
        """Take away what is said, the report first; False if nothing is."""
        if self.close_report():
            return True
        is_said = self.bar.isVisible()
        self._says_refusal = False
        self.bar.hide()
        return is_said
