"""A table whose columns are data, with group heads and a focused row that survives new rows."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QTableView, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import GROUP_ROW, ROW
from qualdesk_ui.widgets.painting import painter_on, plate, ring
from qualdesk_ui.widgets.table_column import Column, GroupHead
from qualdesk_ui.widgets.table_look import be_quiet, hide_highlight, plate_of
from qualdesk_ui.widgets.table_model import TableModel
from qualdesk_ui.widgets.table_painting import MARGIN, CellDelegate, ColumnHeads, paint_head

__all__ = ["Column", "GroupHead", "Table"]

R = TypeVar("R")
_KEEP = QItemSelectionModel.SelectionFlag
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(QTableView, Generic[R]):
    """`opened` on Enter or a double click, `peeked` on Space, `focused` when the arrows move."""

    opened = Signal(object)
    peeked = Signal(object)
    focused = Signal(object)
    marked = Signal(list)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        *,
        row_height: int = ROW,
        margin: int = MARGIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._base_height = row_height
        self._margin = margin
        self._hovered = -1
        self._former_heads: set[int] = set()
        self._rows: TableModel[R] = TableModel(columns, key, self)
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self._rows, margin, self))
        self.setHorizontalHeader(ColumnHeads(self._rows.columns, margin, self))
        be_quiet(self)
        self.selectionModel().currentRowChanged.connect(self._report_focus)
        self.selectionModel().selectionChanged.connect(self._report_marks)
        self.doubleClicked.connect(self._open)
        current().changed.connect(self._dress)
        hide_highlight(self)

    def set_rows(self, rows: Sequence[R | GroupHead]) -> None:
        """Exchange all rows; the focused one stays focused, or the one now in its place."""
        before, key = self.currentIndex().row(), self._rows.key_at(self.currentIndex().row())
        marks = {self._rows.key_at(index.row()) for index in self.selectionModel().selectedRows()}
        scrolled = self.verticalScrollBar().value()
        self._rows.set_rows(rows)
        self._size_rows()
        place = self._rows.place_of(key) if key is not None else -1
        if place < 0:
            place = min(max(before, 0), self._rows.rowCount() - 1)
        self._focus_place(
            place if self._rows.row_at(place) is not None else self._rows.first_place()
        )
        for mark in marks - {key, None}:
            self._mark(self._rows.place_of(mark))
        self.verticalScrollBar().setValue(scrolled)

    def focused_row(self) -> R | None:
        """Return the row the arrows stand on."""
        return self._rows.row_at(self.currentIndex().row())

    def selected_rows(self) -> list[R]:
        """Return the rows marked, or the focused one alone."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self._rows.row_at(place) for place in places]
        return [row for row in rows if row is not None]

    def focus_key(self, key: Hashable) -> bool:
        """Move to the row of a key; False when it is not shown."""
        place = self._rows.place_of(key)
        self._focus_place(place)
        return place >= 0

    def row_text(self, row: R) -> str:
        """Return a row as it is spoken."""
        return self._rows.row_text(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.focused_row()
        if row is not None and event.key() in _OPENS and not event.modifiers():
            self.opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space:
            self.peeked.emit(row)
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self._focus_place(self._rows.first_place())
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self._focus_place(self._rows.rowCount() - 1)
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focused_row() is None:
            self._focus_place(self._rows.first_place())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_rows(event.rect())
        super().paintEvent(event)
        if self.hasFocus() and self.focused_row() is not None:
            ring(
                painter_on(self.viewport()), plate_of(self, self.currentIndex().row(), self._margin)
            )

    def _paint_rows(self, dirty: QRect) -> None:
        painter = painter_on(self.viewport())
        first = max(self.rowAt(dirty.top()), 0)
        last = self.rowAt(dirty.bottom())
        for place in range(first, (self._rows.rowCount() - 1 if last < 0 else last) + 1):
            head = self._rows.head_at(place)
            rect = QRect(
                0, self.rowViewportPosition(place), self.viewport().width(), self.rowHeight(place)
            )
            if head is not None:
                paint_head(painter, rect, head, self._margin)
            else:
                self._paint_row(painter, place, rect)

    def _paint_row(self, painter: QPainter, place: int, rect: QRect) -> None:
        tokens = current().tokens
        line = QRect(self._margin, rect.bottom(), rect.width() - 2 * self._margin, 1)
        painter.fillRect(line, tokens.line)
        is_current = place == self.currentIndex().row()
        is_marked = self.selectionModel().isRowSelected(place, QModelIndex())
        if is_current or is_marked:
            border = tokens.accent_edge if is_current else None
            plate(
                painter, plate_of(self, place, self._margin), fill=tokens.accent_tint, border=border
            )
        elif place == self._hovered:
            plate(painter, plate_of(self, place, self._margin), fill=tokens.hover)

    def _dress(self) -> None:
        hide_highlight(self)
        self._size_rows()

    def _size_rows(self) -> None:
        rows = self.verticalHeader()
        height = current().scaled(self._base_height)
        rows.setDefaultSectionSize(height)
        heads = set(self._rows.heads())
        for place in self._former_heads - heads:
            # A row where a head stood would keep the head's height.
            self.setRowHeight(place, height)
        for place in heads:
            self.setRowHeight(place, current().scaled(GROUP_ROW + 8))
        self._former_heads = heads
        self.horizontalHeader().setFixedHeight(current().scaled(32))

    def _size_columns(self) -> None:
        columns = self._rows.columns
        widths = [current().scaled(column.width) for column in columns]
        widths[0] += self._margin if columns[0].width else 0
        widths[-1] += self._margin if columns[-1].width else 0
        stretching = [place for place, column in enumerate(columns) if not column.width]
        spare = max(self.viewport().width() - sum(widths), 80 * len(stretching))
        for place, width in enumerate(widths):
            share = spare // len(stretching) if place in stretching else width
            self.setColumnWidth(place, share)

    def _focus_place(self, place: int) -> None:
        if place >= 0:
            self.selectRow(place)
            flags = _KEEP.ClearAndSelect | _KEEP.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(place, 0), flags)

    def _mark(self, place: int) -> None:
        if place >= 0:
            flags = _KEEP.Select | _KEEP.Rows
            self.selectionModel().select(self._rows.index(place, 0), flags)

    def _report_focus(self) -> None:
        self.viewport().update()
        row = self.focused_row()
        if row is not None:
            self.focused.emit(row)

    def _report_marks(self) -> None:
        self.viewport().update()
        self.marked.emit(self.selected_rows())

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row)
