"""The rows of a table as Qt reads them; the cells themselves are painted by the delegate."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualdesk_ui.widgets.table_column import Column, GroupHead

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole


class TableModel(QAbstractTableModel, Generic[R]):
    """Frozen rows under columns that are data."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[R | GroupHead] = []
        self._places: dict[Hashable, int] = {}

    def set_rows(self, rows: Sequence[R | GroupHead]) -> None:
        """Exchange all rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {
            self._key(row): place
            for place, row in enumerate(self._rows)
            if not isinstance(row, GroupHead)
        }
        self.endResetModel()

    def row_at(self, place: int) -> R | None:
        """Return the row at a place, None for a head or outside."""
        found = self._rows[place] if 0 <= place < len(self._rows) else None
        return None if isinstance(found, GroupHead) else found

    def head_at(self, place: int) -> GroupHead | None:
        """Return the head at a place, None for a row."""
        found = self._rows[place] if 0 <= place < len(self._rows) else None
        return found if isinstance(found, GroupHead) else None

    def heads(self) -> list[int]:
        """Return the places of the heads."""
        return [place for place, row in enumerate(self._rows) if isinstance(row, GroupHead)]

    def key_at(self, place: int) -> Hashable | None:
        """Return the key of the row at a place."""
        row = self.row_at(place)
        return None if row is None else self._key(row)

    def place_of(self, key: Hashable) -> int:
        """Return where the row of a key stands, -1 when it is gone."""
        return self._places.get(key, -1)

    def first_place(self) -> int:
        """Return the place of the first row that is no head, -1 when there is none."""
        return next(iter(self._places.values()), -1)

    def row_text(self, row: R) -> str:
        """Return all of a row as one sentence for those who listen."""
        return row_text(row, self.columns)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.head_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        row, head = self.row_at(index.row()), self.head_at(index.row())
        if head is not None:
            return f"{head.title} {head.note}".strip() if index.column() == 0 else None
        if row is None:
            return None
        if role == _Role.AccessibleTextRole and index.column() == 0:
            return self.row_text(row)
        return cell_text(row, self.columns[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return self.columns[section].title


def row_text(row: R, columns: Sequence[Column[R]]) -> str:
    """Return all of a row as one sentence for those who listen."""
    cells = [cell_text(row, column) for column in columns]
    return ", ".join(cell for cell in cells if cell)


def cell_text(row: R, column: Column[R]) -> str:
    """Return the words of one cell."""
    chip = column.chip(row) if column.chip else None
    more = [told(row) for told in (column.beside, column.secondary) if told]
    parts = (column.text(row), chip.text if chip else "", *more)
    return ", ".join(dict.fromkeys(part for part in parts if part))
