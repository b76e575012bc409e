"""The rows of a list as Qt reads them: frozen rows under heads, which cannot be chosen."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

R = TypeVar("R")
H = TypeVar("H")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
ROW = _Role.UserRole
"""The role under which a row comes whole."""


class ListRows(QAbstractListModel, Generic[R, H]):
    """`head` is the class of a head; `spoken` says a row or head to those who listen."""

    def __init__(self, head: type[H], spoken: Callable[[R | H], str], parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[R | H] = []
        self._head, self._spoken = head, spoken

    def set_rows(self, rows: Sequence[R | H]) -> None:
        """Exchange all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], self._head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        return self._spoken(row) if role in (_Role.DisplayRole, _Role.AccessibleTextRole) else None
