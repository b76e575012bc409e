"""A table whose columns are data, with group heads and a focused row that survives new rows."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import GROUP_ROW, ROW
from qualdesk_ui.widgets.column_room import fitting
from qualdesk_ui.widgets.painting import painter_on
from qualdesk_ui.widgets.rows_view import RowsView
from qualdesk_ui.widgets.table_column import Column, GroupHead
from qualdesk_ui.widgets.table_look import be_quiet, hide_highlight
from qualdesk_ui.widgets.table_model import TableModel
from qualdesk_ui.widgets.table_painting import MARGIN, CellDelegate, ColumnHeads, paint_head

__all__ = ["Column", "GroupHead", "Table"]

R = TypeVar("R")
_KEEP = QItemSelectionModel.SelectionFlag


class Table(RowsView[R]):
    """`marked` brings the rows chosen whenever they are others."""

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
        super().__init__(name, margin, parent)
        self._base_height = row_height
        self._former_heads: set[int] = set()
        self._rows: TableModel[R] = TableModel(columns, key, self)
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self._rows, margin, self))
        self.setHorizontalHeader(ColumnHeads(self._rows.columns, margin, self))
        be_quiet(self)
        self.selectionModel().currentRowChanged.connect(self.report_focus)
        self.selectionModel().selectionChanged.connect(self._report_marks)
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

    def row_at(self, place: int) -> R | None:
        return self._rows.row_at(place)

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
        if event.key() == Qt.Key.Key_Home and not event.modifiers():
            self._focus_place(self._rows.first_place())
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self._focus_place(self._rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

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
            self.paint_ring(painter_on(self.viewport()))

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
                is_marked = self.selectionModel().isRowSelected(place, QModelIndex())
                self.paint_plate(painter, place, rect, is_chosen=is_marked)

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

        def fixed(some: Sequence[int]) -> int:
            return sum(widths[place] for place in some)

        shown = fitting(columns, self.viewport().width(), fixed)
        stretching = [place for place in shown if not columns[place].width]
        spare = max(self.viewport().width() - fixed(shown), 80 * len(stretching))
        for place, width in enumerate(widths):
            share = spare // len(stretching) if place in stretching else width
            self.setColumnHidden(place, place not in shown)
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

    def _report_marks(self) -> None:
        self.viewport().update()
        self.marked.emit(self.selected_rows())
