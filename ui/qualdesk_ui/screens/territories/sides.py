"""The panes at the side of the page: one is seen at a time, asked by Ctrl+Enter, left by Esc."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk_ui.screens.territories.absence_pane import AbsencePane
from qualdesk_ui.screens.territories.absences import Absences
from qualdesk_ui.screens.territories.adding import Adding
from qualdesk_ui.screens.territories.calendar_pane import CalendarPane
from qualdesk_ui.screens.territories.new_territory import NewTerritory
from qualdesk_ui.screens.territories.reassign_panel import ReassignPanel
from qualdesk_ui.screens.territories.reassigning import Reassigning
from qualdesk_ui.screens.territories.rep_calendars import RepCalendars

Pane = ReassignPanel | NewTerritory | AbsencePane | CalendarPane
Side = Reassigning | Adding | Absences | RepCalendars
"""What carries out what its pane asks for: `opened` when it stands, `done` with a sentence."""


class Sides(QStackedWidget):
    """`turned` when a pane is to be seen, `left` when none is; `said` with what came of one."""

    turned = Signal()
    left = Signal()
    said = Signal(str)

    def __init__(self, sides: Sequence[Side], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = [side.pane for side in sides]
        for side in sides:
            self.addWidget(side.pane)
            side.opened.connect(partial(self._turn_to, side.pane))
            side.done.connect(self._end)
            side.pane.closed.connect(self.left)

    def shows(self, side: Side) -> bool:
        """Whether the pane in front is that one’s."""
        return self.currentWidget() is side.pane

    def confirm(self) -> None:
        """Ask for what stands in the pane in front."""
        for pane in self._panes:
            if self.currentWidget() is pane:
                pane.confirm()

    def _turn_to(self, pane: Pane) -> None:
        self.setCurrentWidget(pane)
        self.turned.emit()
        pane.begin()

    def _end(self, sentence: str) -> None:
        self.left.emit()
        self.said.emit(sentence)
