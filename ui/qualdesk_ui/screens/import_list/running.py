"""While rows are read in: how far it is, and the way to stop."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.screens.import_list.words import rows_of
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.label import heading, secondary
from qualdesk_ui.widgets.painting import painter_on, plate

_WIDTH, _HEIGHT = 420, 8
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class ProgressLine(QWidget):
    """A line that fills from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill to a share between 0 and 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleName(f"{self._share:.0%} done")
        self.update()

    def share(self) -> float:
        """Return how far it is filled."""
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(_WIDTH), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        plate(painter, rect, fill=tokens.hover, border=tokens.line, radius=_HEIGHT / 2)
        if self._share:
            rect.setWidth(max(rect.width() * self._share, _HEIGHT))
            plate(painter, rect, fill=tokens.accent, radius=_HEIGHT / 2)


class Running(QWidget):
    """`stop_asked` by its button."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._sentence = heading("Reading the rows in"), secondary()
        self.line = ProgressLine()
        self.stop = NormalButton("Stop", key="Esc")
        self.stop.clicked.connect(self.stop_asked)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._title, self.line, self._sentence, self.stop):
            column.addWidget(widget, 0, _CENTRE)
        column.addStretch(3)

    def show_reading(self, done: int, total: int) -> None:
        """Show how many rows of the file are read; nothing of them is stored yet."""
        self._show(done, total, _LOOKING, _NOTHING_YET)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many rows are in."""
        is_read = 0 < total <= done
        title = "Looking for who stands there twice" if is_read else _READING
        self._show(done, total, title, _STAYS)

    def words(self) -> str:
        """Return how far it is, in a sentence."""
        return self._sentence.text()

    def _show(self, done: int, total: int, title: str, said: str) -> None:
        self._title.setText(title)
        self._sentence.setText(f"{done:,} of {rows_of(total)}. {said}")
        self.line.set_share(done / total if total else 0)
        self.stop.set_off_because("")

    def show_stopping(self) -> None:
        """Say that it ends after the part it is at."""
        self._title.setText("Stopping after this part")
        self.stop.set_off_because("It stops as soon as the rows at hand are whole.")


_LOOKING = "Reading the file"
_NOTHING_YET = "Nothing is stored yet: when you stop now, nothing stays."
_READING = "Reading the rows in"
_STAYS = "When you stop, you choose: go on later, or withdraw it as a whole."
