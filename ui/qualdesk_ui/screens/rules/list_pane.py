"""A do-not-call list to read in: which file, whose list, and what it would do."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.when import understood, unread
from qualdesk.jobs.import_suppressions import SuppressionOrder, SuppressionReport
from qualdesk_ui.screens.rules.bars_rows import outlook_words
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton, QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import heading, secondary
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

AskForFile = Callable[[QWidget], str]

_OWN, _REGISTER = "own", "register"
_ABOUT = {
    _OWN: "Who stands on it is barred for ever, or until a team lead lifts it.",
    _REGISTER: "A country’s do-not-call register. What this check no longer lists is lifted;"
    " a check that is too old stops dialling there.",
}
_WHICH = "Which file? A CSV file with numbers, addresses, domains or companies."
_WHERE = "Whose register is it? Type its country, such as GB."
_SHOWN = 4


class ListPane(SidePane):
    """`tried` brings an order that shall only be looked at, `asked` one to carry out."""

    tried = Signal(object)
    asked = Signal(object)
    closed = Signal()

    def __init__(
        self, now: Callable[[], datetime], zone: str, ask: AskForFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now, self._zone, self._ask = now, zone, ask
        self._path: Path | None = None
        self._file = NormalButton("Choose a file", icon="file-spreadsheet")
        self._name = Paragraph("", Role.BODY)
        self._kind = Segment("Whose list", [Option(_OWN, "Ours"), Option(_REGISTER, "A register")])
        self._about = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._source = Field("Who says so", placeholder="Who says so – else the file’s name")
        self._region = Field("Country of short numbers", placeholder="Country of short numbers: DE")
        self._country = Field("Country of the register", placeholder="Its country: GB")
        self._checked = Field("Day of the check", placeholder="Day of the check: today, 20 Nov")
        self._outlook = Paragraph("", Role.BODY)
        self._problems = Paragraph("", Role.SMALL, Tone.WARN)
        self._refusal = Paragraph("", Role.SMALL, Tone.BAD)
        self._button = PrimaryButton("Read it in", "Ctrl+Enter")
        self._lay_out()
        self._connect()
        self._show_kind()

    def begin(self) -> None:
        """Put the keyboard on the file."""
        self._file.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Ask for it to be read in, or say what is missing."""
        order = self._order(is_dry_run=False)
        if order is not None:
            self.asked.emit(order)

    def show_outlook(self, report: SuppressionReport) -> None:
        """Say what the list would do, and which lines cannot be read."""
        self.refuse("")
        self._outlook.set_text(outlook_words(report))
        lines = [f"Line {one.line}: {one.message}" for one in report.problems[:_SHOWN]]
        more = len(report.problems) - _SHOWN
        lines += [f"and {more:,} more"] if more > 0 else []
        self._problems.set_text("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def refuse(self, sentence: str) -> None:
        """Say why it is not read in; all that was chosen stays."""
        self._refusal.set_text(sentence)
        self._refusal.setVisible(bool(sentence))

    def forget(self) -> None:
        """Begin anew the next time."""
        self._path = None
        for said in (self._name, self._outlook, self._problems):
            said.set_text("")

    def _order(self, *, is_dry_run: bool) -> SuppressionOrder | None:
        """Return what is asked for, or None once it is said what is missing."""
        if self._path is None:
            self._complain(_WHICH, self._file)
            return None
        if self._kind.value() == _OWN:
            source, region = self._source.text(), self._region.text().strip()
            return SuppressionOrder(self._path, region, source=source, is_dry_run=is_dry_run)
        country, day = self._country.text().strip().upper(), self._day()
        if not country:
            self._complain(_WHERE, self._country)
            return None
        if day is None:
            self._complain(unread(self._checked.text()), self._checked)
            return None
        return SuppressionOrder(
            self._path, country, register=country, checked_on=day, is_dry_run=is_dry_run
        )

    def _complain(self, sentence: str, at: QWidget) -> None:
        self.refuse(sentence)
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self) -> date | None:
        moment = understood(self._checked.text() or "today", self._now(), self._zone)
        return moment.astimezone(ZoneInfo(self._zone)).date() if moment else None

    def _choose(self) -> None:
        if path := self._ask(self):
            self._path = Path(path)
            self._name.set_text(self._path.name)
            self._try()

    def _try(self) -> None:
        """Look ahead as soon as there is a file, and for a register its country."""
        self._outlook.set_text("")
        is_register = self._kind.value() == _REGISTER
        is_known = self._path is not None and (bool(self._country.text()) or not is_register)
        order = self._order(is_dry_run=True) if is_known else None
        if order is not None:
            self.tried.emit(order)

    def _show_kind(self) -> None:
        is_register = self._kind.value() == _REGISTER
        self._about.set_text(_ABOUT[self._kind.value()])
        for widget in (self._country, self._checked):
            widget.setVisible(is_register)
        for widget in (self._source, self._region):
            widget.setVisible(not is_register)
        self._try()

    def _connect(self) -> None:
        self._file.clicked.connect(self._choose)
        self._kind.chosen.connect(self._show_kind)
        for field in (self._region, self._country, self._checked):
            field.editingFinished.connect(self._try)
        self._button.clicked.connect(self.confirm)

    def _lay_out(self) -> None:
        close = QuietButton("Close", key="Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(heading("Read a do-not-call list in"), 1)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addWidget(self._file, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._name)
        self.body.addWidget(secondary("Whose list"))
        column = QVBoxLayout()
        column.setSpacing(8)
        for widget in (
            self._kind,
            self._about,
            self._source,
            self._region,
            self._country,
            self._checked,
            self._outlook,
            self._problems,
            self._refusal,
        ):
            column.addWidget(widget)
        self.body.addLayout(column)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self.foot.addLayout(row)


def choose_bars(parent: QWidget) -> str:
    """Ask which do-not-call list to read."""
    path, _filter = QFileDialog.getOpenFileName(
        parent, "Read a do-not-call list in", "", "Lists (*.csv *.tsv *.txt);;All files (*)"
    )
    return path
