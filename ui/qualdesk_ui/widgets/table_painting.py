"""How a table's cells and column heads are painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.avatar import AVATAR, paint_avatar
from qualdesk_ui.widgets.chip import paint_chip
from qualdesk_ui.widgets.painting import LEFT, RIGHT, plate, put_icon, width_of, words
from qualdesk_ui.widgets.table_column import Column, GroupHead
from qualdesk_ui.widgets.table_model import TableModel
from qualdesk_ui.widgets.tone import Tone

_GAP = 16
_HEADER = 32
_DOT, _DOT_PITCH = 6, 10
_LEAST = 12
_BAR, _BAR_SHARES = 10, (0.6, 0.7, 0.5)


def cell_place(rect: QRect, *, is_first: bool, is_last: bool, margin: int) -> QRectF:
    """Return where a cell's content stands: rows keep the page's margins, columns a gap."""
    left = margin if is_first else 0
    right = margin if is_last else _GAP
    return QRectF(rect).adjusted(left, 0, -right, 0)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell: avatar or icon, a line or two, a chip, dots."""

    def __init__(self, model: TableModel[Any], margin: int, table: QTableView) -> None:
        super().__init__(table)
        self._model = model
        self._table = table
        self._margin = margin

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.rect.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._model.row_at(index.row())
        if row is None:
            return
        count = len(self._model.columns)
        last = max(place for place in range(count) if not self._table.isColumnHidden(place))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = self._model.columns[index.column()]
        place = cell_place(
            option.rect,
            is_first=index.column() == 0,
            is_last=index.column() == last,
            margin=self._margin,
        )
        paint_cell(painter, place, row, column)


def paint_cell(painter: QPainter, place: QRectF, row: Any, column: Column[Any]) -> None:
    """Draw the content of one cell."""
    middle = place.center().y()
    chip = column.chip(row) if column.chip else None
    if chip is not None:
        paint_chip(painter, place.left(), middle, chip)
        return
    if column.has_avatar:
        size = current().scaled(AVATAR)
        paint_avatar(painter, QRectF(place.left(), middle - size / 2, size, size), column.text(row))
        place.setLeft(place.left() + size + 8)
    if column.dots:
        place.setLeft(_paint_dots(painter, place, column.dots(row)) + 4)
    icon = column.icon(row) if column.icon else None
    if icon is not None:
        put_icon(painter, place.left(), middle, icon[0], 14, icon[1].colour())
        place.setLeft(place.left() + 22)
    mark = column.mark(row) if column.mark else None
    if mark is not None:
        place.setRight(place.right() - 18)
        put_icon(painter, place.right() + 4, middle, mark[0], 14, mark[1].colour())
    _paint_lines(painter, place, row, column)


def _paint_lines(painter: QPainter, place: QRectF, row: Any, column: Column[Any]) -> None:
    tone = column.tone(row) if column.tone else Tone.TEXT
    align = RIGHT if column.is_right else LEFT
    second = column.secondary(row) if column.secondary else ""
    beside = column.beside(row) if column.beside else ""
    if beside:
        text = column.text(row)
        words(painter, place, text, column.role, tone.colour())
        if text:
            place.setLeft(place.left() + width_of(text, column.role) + 8)
        if place.width() >= _LEAST:
            words(painter, place, beside, Role.BODY, current().tokens.text2)
        return
    if not second:
        words(painter, place, column.text(row), column.role, tone.colour(), align)
        return
    line = current().scaled(Role.BODY.line)
    first = QRectF(place.left(), place.center().y() - line + 1, place.width(), line)
    words(painter, first, column.text(row), column.role, tone.colour(), align)
    below = first.translated(0, line - 1)
    words(painter, below, second, Role.SMALL, current().tokens.text2, align)


def _paint_dots(painter: QPainter, place: QRectF, dots: tuple[int, int]) -> float:
    done, total = dots
    tokens = current().tokens
    top = place.center().y() - _DOT / 2
    for number in range(total):
        dot = QRectF(place.left() + number * _DOT_PITCH, top, _DOT, _DOT)
        if number < done:
            plate(painter, dot, fill=tokens.text2, radius=_DOT / 2)
        else:
            plate(painter, dot, border=tokens.edge, radius=_DOT / 2)
    return place.left() + total * _DOT_PITCH


def paint_head(painter: QPainter, rect: QRect, head: GroupHead, margin: int) -> None:
    """Draw the head of a group across the whole row."""
    tokens = current().tokens
    place = QRectF(rect).adjusted(margin, 4, -margin, 0)
    words(painter, place, head.title, Role.SMALL_STRONG, tokens.text2)
    left = current().metrics(Role.SMALL_STRONG).horizontalAdvance(head.title) + 8
    words(painter, place.adjusted(left, 0, 0, 0), head.note, Role.SMALL, tokens.text3)


def paint_bars(painter: QPainter, rect: QRect, columns: Sequence[QRect]) -> None:
    """Draw still bars where the cells of a row will stand once it is read."""
    tokens, height = current().tokens, current().scaled(_BAR)
    for number, column in enumerate(columns):
        length = column.width() * _BAR_SHARES[number % len(_BAR_SHARES)]
        bar = QRectF(column.x(), rect.center().y() - height / 2, length, height)
        plate(painter, bar, fill=tokens.hover, radius=height / 2)


class ColumnHeads(QHeaderView):
    """The column heads, quiet and aligned with their cells."""

    def __init__(self, columns: Sequence[Column[Any]], margin: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._margin = margin
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(0, current().scaled(_HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = current().tokens
        column = self._columns[section]
        last = max(n for n in range(len(self._columns)) if not self.isSectionHidden(n))
        place = cell_place(
            rect, is_first=section == 0, is_last=section == last, margin=self._margin
        )
        align = RIGHT if column.is_right else LEFT
        words(painter, place, column.title, Role.SMALL_MEDIUM, tokens.text3, align)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, tokens.line)


MARGIN = PAGE_MARGIN
