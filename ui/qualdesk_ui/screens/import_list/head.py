"""The head of the page: the file, the steps, the way back and the one way on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.screens.import_list.steps import Step, Steps
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import PrimaryButton, QuietButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import title
from qualdesk_ui.widgets.tone import Tone

_HEIGHT = 70
_STEPS_FROM = 1180
"""Below this width the steps give their room to the buttons."""


class Head(QWidget):
    """`gone_on` and `gone_back` by its two buttons; an empty word hides one."""

    gone_on = Signal()
    gone_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ElidedLabel("", Role.BODY, Tone.SECONDARY)
        self._steps = Steps()
        self._back = QuietButton("Cancel", key="Esc")
        self._on = PrimaryButton("", "Ctrl+Enter")
        self._back.clicked.connect(self.gone_back)
        self._on.clicked.connect(self.gone_on)
        self._note.hide()
        self._lay_out()

    def show_step(self, step: Step, *, way_on: str = "", way_back: str = "") -> None:
        """Stand at a step with these ways from it."""
        self._steps.set_step(step)
        self._on.setText(way_on)
        self._back.setText(way_back)
        self._on.setVisible(bool(way_on))
        self._back.setVisible(bool(way_back))

    def set_note(self, sentence: str) -> None:
        """Say which file it is."""
        self._note.set_text(sentence)
        self._note.setVisible(bool(sentence))

    def note(self) -> str:
        """Return what is said of the file."""
        return self._note.text()

    def way_on(self) -> str:
        """Return the words of the way on."""
        return self._on.text()

    def step(self) -> Step:
        """Return the step one is at."""
        return self._steps.step()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._steps.setVisible(self.width() >= current().scaled(_STEPS_FROM))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(title("Import a list"))
        names.addWidget(self._note)
        names.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addWidget(self._steps)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        ways.addWidget(self._back)
        ways.addWidget(self._on)
        row.addLayout(ways, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Hairline())
        self.setMinimumHeight(current().scaled(_HEIGHT))
