"""Up next: who is called after this one, under the heads that say why."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import ROW_TWO_LINES, SIDE_MARGIN
from qualdesk_ui.widgets.list_rows import ROW, Index, ListRows
from qualdesk_ui.widgets.painting import RIGHT, plate, put_icon, ring, width_of, words
from qualdesk_ui.widgets.tone import Tone

_HEAD = 30
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class UpNextRow:
    """One prospect that waits."""

    key: Hashable
    name: str
    company: str
    reason: str
    icon: str
    tone: Tone = Tone.SECONDARY
    local_time: str = ""
    is_outside_hours: bool = False
    is_quiet: bool = False
    hint: str = ""
    """What Enter does, said where there is room for it."""


@dataclass(frozen=True, slots=True)
class LaneHead:
    """The head of a lane, with when its window closes."""

    title: str
    right: str = ""


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_head = isinstance(index.data(ROW), LaneHead)
        return QSize(100, current().scaled(_HEAD if is_head else ROW_TWO_LINES))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW)
        rect = QRectF(option.rect)
        if isinstance(row, LaneHead):
            _paint_head(painter, rect, row)
        else:
            state = option.state
            _paint_plate(painter, rect.adjusted(8, 0, -8, 0), state)
            _paint_row(painter, rect.adjusted(SIDE_MARGIN, 0, -SIDE_MARGIN, 0), row)


def _paint_head(painter: QPainter, rect: QRectF, head: LaneHead) -> None:
    tokens = current().tokens
    place = rect.adjusted(SIDE_MARGIN, 4, -SIDE_MARGIN, 0)
    words(painter, place, head.title, Role.SMALL_MEDIUM, tokens.text2)
    beside = place.adjusted(width_of(head.title, Role.SMALL_MEDIUM) + 12, 0, 0, 0)
    if beside.width() >= width_of("…", Role.SMALL):
        words(painter, beside, head.right, Role.SMALL, tokens.text2, RIGHT)


def _paint_plate(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    tokens = current().tokens
    if QStyle.StateFlag.State_Selected in state:
        plate(painter, rect, fill=tokens.accent_tint)
    elif QStyle.StateFlag.State_MouseOver in state:
        plate(painter, rect, fill=tokens.hover)
    if QStyle.StateFlag.State_HasFocus in state:
        ring(painter, rect)


def _paint_row(painter: QPainter, rect: QRectF, row: UpNextRow) -> None:
    tokens = current().tokens
    line = current().scaled(Role.BODY.line)
    first = QRectF(rect.left(), rect.center().y() - line, rect.width(), line)
    ink = tokens.text3 if row.is_quiet else tokens.text
    time_width = width_of(row.local_time, Role.BODY)
    words(painter, first, row.local_time, Role.BODY, tokens.text2, RIGHT)
    if row.is_outside_hours:
        time_width += 20
        put_icon(
            painter, first.right() - time_width + 2, first.center().y(), "moon", 14, tokens.text2
        )
    room = first.width() - time_width - 12
    name_width = min(width_of(row.name, Role.BODY_MEDIUM), room)
    name = QRectF(first.left(), first.top(), name_width, line)
    words(painter, name, row.name, Role.BODY_MEDIUM, ink)
    company = QRectF(name.right() + 8, first.top(), max(room - name_width - 8, 0), line)
    words(painter, company, row.company, Role.BODY, tokens.text2)
    below = first.translated(0, line)
    put_icon(painter, below.left(), below.center().y(), row.icon, 14, row.tone.colour())
    place = below.adjusted(19, 0, 0, 0)
    words(painter, place, row.reason, Role.SMALL, tokens.text2)
    place.setLeft(place.left() + width_of(row.reason, Role.SMALL) + 4)
    if place.width() >= width_of(row.hint, Role.SMALL):
        words(painter, place, row.hint, Role.SMALL, tokens.text2)


class UpNextList(QListView):
    """Rows of 48 under heads of 30; `opened` says the key of the row."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: ListRows[UpNextRow, LaneHead] = ListRows(LaneHead, _spoken, self)
        self.setAccessibleName("Up next")
        self.setModel(self._rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._open)
        current().changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        """Show others; the one focused stays focused while it is still there."""
        key = self.focused_key()
        self._rows.set_rows(rows)
        for place, row in enumerate(rows):
            if key is not None and isinstance(row, UpNextRow) and row.key == key:
                self.setCurrentIndex(self._rows.index(place))

    def focused_key(self) -> Hashable | None:
        """Return the key of the row the arrows stand on."""
        row = self.currentIndex().data(ROW)
        return row.key if isinstance(row, UpNextRow) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self._open(self.currentIndex())
        elif event.text().isalnum():
            # Letters and digits are the desk's single keys, not a search in the list.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, UpNextRow):
            self.opened.emit(row.key)


def _spoken(row: UpNextRow | LaneHead) -> str:
    """Return a row as it is read aloud."""
    if isinstance(row, LaneHead):
        return f"{row.title}, {row.right}" if row.right else row.title
    reason = f"{row.reason} {row.hint}".rstrip()
    return f"{row.name}, {row.company}, {reason}, local time {row.local_time}"
