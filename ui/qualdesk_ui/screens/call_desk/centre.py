"""The middle column: header, script, verdict and outcomes, or one sentence when nobody is there."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from qualdesk.domain.outcome import Outcome
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.panels.snoozing import PLACEHOLDER
from qualdesk_ui.screens.call_desk.bar_strip import BarStrip
from qualdesk_ui.screens.call_desk.find_strip import FindStrip
from qualdesk_ui.screens.call_desk.for_whom import ForWhom
from qualdesk_ui.screens.call_desk.header import Header
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.outcomes import (
    FITTING,
    registering_line,
    second_lines,
    short_second_lines,
)
from qualdesk_ui.screens.call_desk.reason_strip import ReasonStrip
from qualdesk_ui.screens.call_desk.script_page import ScriptPage
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.outcome_bar import OutcomeBar
from qualdesk_ui.widgets.verdict_bar import VerdictBar

_SECOND_KEY = Outcome.CALL_BACK_LATER


class Centre(QWidget):
    """Shows a prospect or an empty state; says where a panel and a toast may stand."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = Header()
        self.reason = ReasonStrip()
        self.bars = BarStrip()
        self.skipping = ChoiceStrip("arrow-right", "or why")
        self.snoozing = ChoiceStrip("clock", PLACEHOLDER)
        self.finding = FindStrip()
        self.for_whom = ForWhom()
        self.script = ScriptPage()
        self.verdict = VerdictBar()
        self.outcomes = OutcomeBar()
        self.empty = EmptyState("headset", "", "")
        self._call_page = QWidget()
        self._lay_out()

    def show_prospect(self, on_desk: OnDesk) -> None:
        """Show another prospect."""
        self._stack.setCurrentWidget(self._call_page)
        self.for_whom.show_prospect(on_desk.card)
        self.script.show_prospect(on_desk)
        self._show_verdict(on_desk)

    def show_answers(self, on_desk: OnDesk) -> None:
        """Show what was heard by now, and what it makes of the prospect."""
        self.script.show_answers(on_desk)
        self._show_verdict(on_desk)

    def show_nobody(self, icon: str, title: str, sentence: str, action: str) -> None:
        """Show why nobody is on the desk."""
        self.empty.say(icon, title, sentence, action)
        self._stack.setCurrentWidget(self.empty)

    def take_focus(self) -> None:
        """Put the focus on the question being asked, or on the outcomes once all are answered."""
        if self.empty.isVisible():
            self.empty.take_focus()
        elif self.script.view.current_step_id():
            self.script.view.focus_current()
        else:
            self.outcomes.take_focus()

    def asking(self) -> list[QWidget]:
        """Return what asks something, in the order in which Tab walks it; else why nobody is here."""
        asking = (self.reason, self.bars, self.skipping, self.snoozing, self.finding)
        return [*asking, self.for_whom, self.script, self.empty]

    @property
    def is_asking(self) -> bool:
        """Whether a line under the header asks why, until when or what is looked for."""
        return any(one.is_asking for one in (self.skipping, self.snoozing, self.finding))

    def panel_place(self) -> QRect:
        """Return where a panel may stand, in these coordinates: over the script, or where it was."""
        under = self.script if self._stack.currentWidget() is self._call_page else self.empty
        return QRect(under.mapTo(self, QPoint(0, 0)), under.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self._call_page.layout()
        if layout is not None:
            layout.activate()
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current().tokens
        painter.fillRect(self.rect(), tokens.page)
        painter.fillRect(0, 0, 1, self.height(), tokens.line)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._call_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Hairline())
        column.addWidget(self.reason)
        column.addWidget(self.bars)
        for strip in (self.skipping, self.snoozing, self.finding, self.for_whom):
            column.addWidget(strip)
        column.addWidget(self.script, 1)
        column.addWidget(self.verdict)
        column.addWidget(self.outcomes)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 0, 0, 0)
        self._stack.addWidget(self._call_page)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)

    def _show_verdict(self, on_desk: OnDesk) -> None:
        verdict = on_desk.verdict()
        self.verdict.set_verdict(verdict)
        card, event = on_desk.card, on_desk.registration
        lines, short = second_lines(card, verdict), short_second_lines(card)
        if event is not None:
            lines[_SECOND_KEY] = registering_line(event, card.hearing.today)
            short[_SECOND_KEY] = "called after it"
        self.outcomes.set_label(_SECOND_KEY, "Registered" if event else _SECOND_KEY.label)
        self.outcomes.set_second_lines(lines)
        self.outcomes.set_short_second_lines(short)
        self.outcomes.set_fitting(FITTING[verdict.grade] if verdict.grade else None)
