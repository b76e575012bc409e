"""The line above the script that says for whom one calls, when another's promise is kept."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qualdesk.domain.moments import clock_time
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.tone import Tone


class ForWhom(QWidget):
    """Hidden unless the promise is somebody else's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Paragraph("", Role.BODY, Tone.SECONDARY)
        row = QHBoxLayout(self)
        row.setContentsMargins(CENTRE_MARGIN + 26, 8, CENTRE_MARGIN, 8)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_prospect(self, card: ProspectCard) -> None:
        """Say for whom this prospect is called, or nothing."""
        by = card.reason.promised_by
        if by:
            due_at = card.reason.due_at
            when = f" for {clock_time(due_at, card.zone)}" if due_at else ""
            said = f"  who promised this call{when}. Say it first: “I am calling for {by}.”"
            self._words.set_runs((Run(f"You call for {by},", RunLook.STRONG), Run(said)))
        self.setVisible(bool(by))

    def text(self) -> str:
        """Return what it says."""
        return self._words.text() if not self.isHidden() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        painter.fillRect(self.rect(), tokens.accent_tint)
        middle = QRectF(self.rect()).center().y()
        put_icon(painter, CENTRE_MARGIN, middle, "phone-outgoing", 16, tokens.accent_text)
