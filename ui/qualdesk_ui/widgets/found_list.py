"""What was found: rows under heads, walked through while the keyboard stays in a field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.list_rows import ROW, Index, ListRows
from qualdesk_ui.widgets.painting import cap, cap_width, plate, put_icon, width_of, words

_HEAD, _ROW = 32, 38
_MARGIN, _INSET = 8, 14
_ICON, _GAP = 16, 12
_ENTER = "Enter"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing to open or do; `means` is handed back when it is chosen."""

    means: object
    text: str
    note: str = ""
    icon: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class FoundHead:
    """The head over rows of one kind."""

    title: str


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _height(index.data(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW)
        place = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        if isinstance(row, FoundHead):
            head = place.adjusted(_INSET, 4, -_INSET, 0)
            words(painter, head, row.title, Role.SMALL_MEDIUM, current().tokens.text2)
        else:
            is_chosen = QStyle.StateFlag.State_Selected in option.state
            _paint_row(painter, place, row, is_chosen=is_chosen)


def _paint_row(painter: QPainter, place: QRectF, row: FoundRow, *, is_chosen: bool) -> None:
    tokens = current().tokens
    if is_chosen:
        plate(painter, place, fill=tokens.accent_tint)
    ink = tokens.accent_text if is_chosen else tokens.text
    inner = place.adjusted(_INSET, 0, -_INSET, 0)
    put_icon(
        painter,
        inner.left(),
        inner.center().y(),
        row.icon,
        _ICON,
        ink if is_chosen else tokens.text2,
    )
    inner.setLeft(inner.left() + _ICON + _GAP)
    key = _ENTER if is_chosen else row.key
    if key:
        inner.setRight(inner.right() - cap_width(key))
        cap(painter, inner.right(), inner.center().y(), key)
        inner.setRight(inner.right() - _GAP)
    text_width = min(width_of(row.text, Role.BODY_MEDIUM), inner.width())
    text = QRectF(inner.left(), inner.top(), text_width, inner.height())
    words(painter, text, row.text, Role.BODY_MEDIUM, ink)
    inner.setLeft(text.right() + 10)
    if row.note and inner.width() >= width_of("…", Role.BODY):
        words(painter, inner, row.note, Role.BODY, tokens.text2)


class FoundList(QListView):
    """Never takes the focus: who holds it steps through the rows; `chosen` says what one means."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: ListRows[FoundRow, FoundHead] = ListRows(FoundHead, spoken, self)
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)
        current().changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[FoundRow | FoundHead]) -> None:
        """Show others, with the first one chosen."""
        self._rows.set_rows(rows)
        first = next(iter(self._places()), None)
        if first is not None:
            self.setCurrentIndex(self._rows.index(first))

    def rows(self) -> list[FoundRow | FoundHead]:
        """Return what is shown."""
        return list(self._rows.rows)

    def height_of_rows(self) -> int:
        """Return how high all rows are together."""
        return sum(_height(row) for row in self._rows.rows)

    def step(self, by: int) -> None:
        """Stand on another row, past the heads; at an end it stays there."""
        places = self._places()
        if not places:
            return
        now = self.currentIndex().row()
        at = places.index(now) if now in places else 0
        place = places[min(max(at + by, 0), len(places) - 1)]
        self.setCurrentIndex(self._rows.index(place))
        announce(self, spoken(self._rows.rows[place]))

    def choose(self) -> None:
        """Choose the row one stands on."""
        self._choose(self.currentIndex())

    def _places(self) -> list[int]:
        return [n for n, row in enumerate(self._rows.rows) if isinstance(row, FoundRow)]

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, FoundRow):
            self.chosen.emit(row.means)


def spoken(row: FoundRow | FoundHead) -> str:
    """Return a row as it is read aloud."""
    if isinstance(row, FoundHead):
        return row.title
    key = f"key {row.key}" if row.key else ""
    return ", ".join(part for part in (row.text, row.note, key) if part)


def _height(row: FoundRow | FoundHead) -> int:
    return current().scaled(_HEAD if isinstance(row, FoundHead) else _ROW)
