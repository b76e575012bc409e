"""A table of a million rows: it asks for what comes into sight and paints bars until it is there."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import GROUP_ROW, ROW
from qualdesk_ui.widgets.long_choice import MOST_CHOSEN, LongChoice
from qualdesk_ui.widgets.long_columns import FittedColumns
from qualdesk_ui.widgets.long_model import Block, LongModel, Ranked
from qualdesk_ui.widgets.long_reading import LongReading
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.rows_view import RowsView
from qualdesk_ui.widgets.table_column import Column
from qualdesk_ui.widgets.table_look import be_quiet, hide_highlight
from qualdesk_ui.widgets.table_painting import (
    MARGIN,
    ColumnHeads,
    paint_bars,
    paint_cell,
    paint_head,
)

__all__ = ["MOST_CHOSEN", "LongTable"]

R = TypeVar("R")
_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction


class LongTable(RowsView[Ranked[R]], Generic[R]):
    """`wanted` names keys whose rows are needed: answer with `take_rows`."""

    wanted = Signal(list)
    marked = Signal()

    def __init__(
        self, name: str, columns: Sequence[Column[Ranked[R]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, MARGIN, parent)
        self.rows: LongModel[R] = LongModel(columns, self)
        self.setModel(self.rows)
        self._columns = FittedColumns(self, self.rows.columns)
        self._choice = LongChoice(self.rows, self.selectionModel(), self)
        self._reading = LongReading(self.rows, self)
        self.setHorizontalHeader(ColumnHeads(self.rows.columns, MARGIN, self))
        be_quiet(self)
        OverlayScrollBar(self)
        self._connect()
        self._dress()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Exchange all keys; the focused one stays focused, or the one now in its place."""
        before, key = self.currentIndex().row(), self.focused_key()
        scrolled = self.verticalScrollBar().value()
        self.rows.set_blocks(blocks)
        self._size_heads()
        self._reading.begin_anew()
        place = self.rows.place_of(key) if key is not None else -1
        self.focus_place(place if place >= 0 else max(before, 0))
        self.verticalScrollBar().setValue(scrolled)

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add what comes after."""
        self.rows.extend(blocks)
        self._size_heads()

    def take_rows(self, rows: Mapping[int, R]) -> None:
        """Show rows that were asked for."""
        self.rows.take_rows(rows)
        self._repaint()
        if self.focused_key() in rows:
            self.report_focus()

    def read_again(self) -> None:
        """Ask once more for the rows in sight: something has happened to them."""
        self._reading.ask_again(self._sight())

    def focused_key(self) -> int | None:
        """Return the key the arrows stand on."""
        return self.rows.key_at(self.currentIndex().row())

    def row_at(self, place: int) -> Ranked[R] | None:
        return self.rows.row_at(place)

    def focus_place(self, place: int) -> None:
        """Move to a place, or to the nearest row from there on."""
        place = self.rows.row_near(place, 1)
        if place >= 0:
            flags = _Flag.ClearAndSelect | _Flag.Rows
            self.selectionModel().setCurrentIndex(self.rows.index(place, 0), flags)

    def focus_key(self, key: int) -> bool:
        """Move to the row of a key; False when it is not shown."""
        place = self.rows.place_of(key)
        if place >= 0:
            self.focus_place(place)
        return place >= 0

    def turn_mark(self) -> None:
        """Mark the focused row, or no longer; marks stay while the arrows move."""
        key = self.focused_key()
        if key is not None:
            self._choice.turn_mark(key)

    def clear_marks(self) -> bool:
        """Mark nothing but the focused row; False if nothing was."""
        had = self._choice.forget_marks()
        self.focus_place(self.currentIndex().row())
        return had

    def chosen_count(self) -> int:
        """Return how many rows a key would act on, heads counted with the rows they stand over."""
        return self._choice.count()

    def chosen_keys(self) -> list[int]:
        """Return what a key acts on, at most 200: the marked rows, else the selected ones."""
        return self._choice.keys()

    def set_rank_width(self, width: int) -> None:
        """Give the first column this much beside the margin, whatever its own width."""
        self._columns.widen_first(width)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _held: Qt.KeyboardModifier
    ) -> QModelIndex:
        here, last = self.currentIndex().row(), self.rows.rowCount() - 1
        page = max(self.viewport().height() // max(self.rowHeight(here), 1) - 1, 1)
        steps = {
            _Move.MoveUp: (here - 1, -1),
            _Move.MoveDown: (here + 1, 1),
            _Move.MovePageUp: (max(here - page, 0), -1),
            _Move.MovePageDown: (min(here + page, last), 1),
            _Move.MoveHome: (0, 1),
            _Move.MoveEnd: (last, -1),
        }
        if action not in steps:
            return self.currentIndex()
        place = self.rows.row_near(*steps[action])
        return self.rows.index(place if place >= 0 else here, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focused_key() is None:
            self.focus_place(0)
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Cell by cell through a delegate a page took three times as long.
        self._reading.ask(self._sight())
        painter = painter_on(self.viewport())
        selected = self._choice.selected()
        for place in self._places(event.rect()):
            top = self.rowViewportPosition(place)
            rect = QRect(0, top, self.viewport().width(), self.rowHeight(place))
            head = self.rows.head_at(place)
            if head is not None:
                paint_head(painter, rect, head, MARGIN)
            else:
                is_selected = any(first <= place <= last for first, last in selected)
                self._paint_row(painter, place, rect, is_selected=is_selected)
        if self.hasFocus() and self.focused_key() is not None:
            self.paint_ring(painter)

    def _paint_row(self, painter: QPainter, place: int, rect: QRect, *, is_selected: bool) -> None:
        is_marked = self._choice.is_marked(place)
        self.paint_plate(painter, place, rect, is_chosen=is_selected or is_marked)
        row = self.rows.row_at(place)
        if row is None:
            if self._reading.is_late:
                paint_bars(painter, rect, [one.content for one in self._columns.shown[1:]])
            return
        for number, _width, content in self._columns.shown:
            cell = QRectF(content.x(), rect.y(), content.width(), rect.height())
            paint_cell(painter, cell, row, self.rows.columns[number])
        if is_marked:
            ink = current().tokens.accent_text
            put_icon(painter, 10, rect.center().y() + 1, "check", 14, ink)

    def _sight(self) -> range:
        return self._places(self.viewport().rect())

    def _places(self, dirty: QRect) -> range:
        first, last = self.rowAt(dirty.top()), self.rowAt(dirty.bottom())
        end = self.rows.rowCount() - 1 if last < 0 else last
        return range(max(first, 0), end + 1)

    def _connect(self) -> None:
        self.selectionModel().currentRowChanged.connect(self.report_focus)
        self._choice.changed.connect(self._repaint)
        self._choice.changed.connect(self.marked)
        self._reading.wanted.connect(self.wanted)
        self._reading.late.connect(self._repaint)
        current().changed.connect(self._dress)

    def _repaint(self) -> None:
        self.viewport().update()

    def _dress(self) -> None:
        hide_highlight(self)
        self.verticalHeader().setDefaultSectionSize(current().scaled(ROW))
        self.horizontalHeader().setFixedHeight(current().scaled(32))
        self._size_heads()
        self._columns.fit()

    def _size_heads(self) -> None:
        for place in self.rows.heads():
            self.setRowHeight(place, current().scaled(GROUP_ROW))
