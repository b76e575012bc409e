"""What is wrong with an edit, a sentence each; a press goes to where it is put right."""

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.label import secondary
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring
from qualdesk_ui.widgets.paragraph import Paragraph

_SHOWN = 3


class FaultLine(QAbstractButton):
    """One sentence with its icon."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = Paragraph(sentence, Role.SMALL)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 4, 8, 4)
        row.addWidget(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        if self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        middle = 4 + current().scaled(Role.SMALL.line) / 2
        put_icon(painter, 8, middle, "triangle-alert", 16, tokens.warn)
        if self.hasFocus():
            ring(painter, rect)


class FaultsStrip(QWidget):
    """Shows the first few; `chosen(fault)` when one is to be put right."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[FaultLine] = []
        self._faults: list[tuple[str, str]] = []
        self._more = secondary()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(CENTRE_MARGIN - 8, 8, CENTRE_MARGIN - 8, 4)
        self._column.setSpacing(0)
        self._column.addWidget(self._more)
        self._more.setIndent(32)

    def show_faults(self, faults: list[tuple[str, str]]) -> None:
        """Show other faults with their words, or nothing where all is well."""
        self.setVisible(bool(faults))
        if faults == self._faults:
            return
        self._faults = faults
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()  # it is gone only when the event loop turns
            line.deleteLater()
        self.lines = [FaultLine(words) for _fault, words in faults[:_SHOWN]]
        for place, line in enumerate(self.lines):
            line.clicked.connect(partial(self._choose, faults[place][0]))
            self._column.insertWidget(place, line)
        left = len(faults) - len(self.lines)
        self._more.setVisible(left > 0)
        self._more.setText(f"and {left} more" if left > 0 else "")

    def _choose(self, fault: str) -> None:
        self.chosen.emit(fault)
