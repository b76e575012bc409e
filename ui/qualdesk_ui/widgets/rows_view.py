"""What every table of rows does alike: opens, peeks, leaves letters alone, and shows where one is."""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QTableView, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.painting import plate, ring
from qualdesk_ui.widgets.table_look import plate_of

R = TypeVar("R")
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsView(QTableView, Generic[R]):
    """`opened` on Enter or a double click, `peeked` on Space, `focused` when the arrows move.

    `margin` is how far its rows stand from its sides.
    """

    opened = Signal(object)
    peeked = Signal(object)
    focused = Signal(object)

    def __init__(self, name: str, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._hovered = -1
        self.setAccessibleName(name)
        self.doubleClicked.connect(self._open)

    def row_at(self, place: int) -> R | None:
        """Return the row at a place; None where a head stands or nothing is read yet."""
        raise NotImplementedError

    def focused_row(self) -> R | None:
        """Return the row the arrows stand on, once it is read."""
        return self.row_at(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.focused_row()
        if row is not None and event.key() in _OPENS and not event.modifiers():
            self.opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space:
            self.peeked.emit(row)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or event.text().isalpha():
            # Letters are the screen's single keys, not a search for a row that starts so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self.rowAt(event.position().toPoint().y())
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()

    def paint_plate(self, painter: QPainter, place: int, rect: QRect, *, is_chosen: bool) -> None:
        """Paint the line under a row, and what lies behind it: chosen, where one is, pointed at."""
        tokens, margin = current().tokens, self._margin
        painter.fillRect(margin, rect.bottom(), rect.width() - 2 * margin, 1, tokens.line)
        is_current = place == self.currentIndex().row()
        if is_current or is_chosen:
            border = tokens.accent_edge if is_current else None
            plate(painter, plate_of(self, place, margin), fill=tokens.accent_tint, border=border)
        elif place == self._hovered:
            plate(painter, plate_of(self, place, margin), fill=tokens.hover)

    def paint_ring(self, painter: QPainter) -> None:
        """Paint the focus round the row the arrows stand on."""
        ring(painter, plate_of(self, self.currentIndex().row(), self._margin))

    def report_focus(self) -> None:
        """Say on which row the arrows stand."""
        self.viewport().update()
        row = self.focused_row()
        if row is not None:
            self.focused.emit(row)

    def _open(self, index: QModelIndex) -> None:
        row = self.row_at(index.row())
        if row is not None:
            self.opened.emit(row)
