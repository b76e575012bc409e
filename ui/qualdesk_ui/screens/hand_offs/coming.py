"""What comes to sales: calls that prospects want from a rep at a later date, the next first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.moments import moment_words
from qualdesk.queries.promises import ComingCall, coming_calls
from qualdesk_ui.desk import Desk
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_NAMED = 3


class ComingStrip(QWidget):
    """Hidden while nothing is coming."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._head = section("")
        self.lines = Paragraph("", Role.SMALL, Tone.SECONDARY)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 8)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.lines)
        self.hide()

    def refresh(self, rep_id: int | None) -> None:
        """Read again what is coming, to one rep or all."""
        now = self._desk.now()
        self._desk.fetch_beside(self, self._show, coming_calls, now=now, rep_id=rep_id)

    def _show(self, coming: list[ComingCall]) -> None:
        self.setVisible(bool(coming))
        count = "1 call" if len(coming) == 1 else f"{len(coming)} calls"
        self._head.setText(f"Coming: {count} for sales")
        more = len(coming) - _NAMED
        words = [self._words(one) for one in coming[:_NAMED]]
        self.lines.set_text("\n".join([*words, f"{more} more"] if more > 0 else words))

    def _words(self, one: ComingCall) -> str:
        when = moment_words(one.call.at, self._desk.now(), one.zone)
        mark = "confirmed" if one.call.is_confirmed else "to be confirmed"
        begin = f" · start with: {one.start_with}" if one.start_with else ""
        rep = one.call.rep or "sales"
        return f"{one.name}, {one.company} · {when} their time · {rep} calls · {mark}{begin}"
