"""The rows of a long table: keys of all of them, the rows themselves only for what is in sight."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualdesk_ui.widgets.table_column import Column, GroupHead
from qualdesk_ui.widgets.table_model import cell_text, row_text

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """Keys that stand together, perhaps under a head, with their ranks; 0 is no rank."""

    keys: Sequence[int]
    ranks: Sequence[int]
    head: GroupHead | None = None

    def __len__(self) -> int:
        return len(self.keys) + (self.head is not None)


class Ranked(NamedTuple, Generic[R]):
    """A row with its rank in the whole list."""

    rank: int
    row: R


class LongModel(QAbstractTableModel, Generic[R]):
    """Holds keys in blocks and a few thousand rows by key; a row not read yet is None."""

    def __init__(self, columns: Sequence[Column[Ranked[R]]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._blocks: tuple[Block, ...] = ()
        self._starts: list[int] = [0]
        self._rows: dict[int, R] = {}

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Exchange the keys; the rows that were read stay."""
        self.beginResetModel()
        self._take(blocks)
        self.endResetModel()

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add what comes after; what stands there stays where it is."""
        more = sum(map(len, blocks))
        if more:
            self.beginInsertRows(_ROOT, self._starts[-1], self._starts[-1] + more - 1)
            self._take((*self._blocks, *blocks))
            self.endInsertRows()

    def take_rows(self, rows: Mapping[int, R]) -> None:
        """Keep rows that were read, and let the oldest go."""
        for key, row in rows.items():
            self._rows.pop(key, None)
            self._rows[key] = row
        while len(self._rows) > _REMEMBERED:
            del self._rows[next(iter(self._rows))]

    def has(self, key: int) -> bool:
        """Whether the row of a key was read."""
        return key in self._rows

    def heads(self) -> list[int]:
        """Return the places of the heads."""
        return [start for start, block in zip(self._starts, self._blocks) if block.head]  # noqa: B905 - one more sum than blocks

    def head_at(self, place: int) -> GroupHead | None:
        """Return the head at a place, None for a row or outside."""
        block, offset = self._at(place)
        return block.head if block is not None and offset < 0 else None

    def key_at(self, place: int) -> int | None:
        """Return the key at a place, None for a head or outside."""
        block, offset = self._at(place)
        return block.keys[offset] if block is not None and offset >= 0 else None

    def row_at(self, place: int) -> Ranked[R] | None:
        """Return the row at a place, None for a head, outside, or what was not read yet."""
        block, offset = self._at(place)
        if block is None or offset < 0:
            return None
        row = self._rows.get(block.keys[offset])
        return None if row is None else Ranked(block.ranks[offset], row)

    def place_of(self, key: int) -> int:
        """Return where a key stands, -1 where it does not; a look through all keys at worst."""
        for start, block in zip(self._starts, self._blocks):  # noqa: B905 - one more sum than blocks
            try:
                return start + (block.head is not None) + block.keys.index(key)
            except ValueError:
                continue
        return -1

    def keys_between(self, first: int, last: int) -> list[int]:
        """Return the keys of these places, both included, without the heads."""
        places = range(max(first, 0), min(last + 1, self.rowCount()))
        found = (self.key_at(place) for place in places)
        return [key for key in found if key is not None]

    def row_near(self, place: int, step: int) -> int:
        """Return the nearest place from there on that is no head, -1 when there is none."""
        last = self.rowCount() - 1
        place = min(max(place, 0), last)
        for found in (place, place + step, place - step, place - 2 * step):
            if 0 <= found <= last and self.key_at(found) is not None:
                return found
        return -1

    def row_text(self, row: Ranked[R]) -> str:
        """Return all of a row as one sentence for those who listen."""
        return row_text(row, self.columns)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._starts[-1]

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.head_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        head = self.head_at(index.row())
        if head is not None:
            return f"{head.title} {head.note}".strip() if index.column() == 0 else None
        row = self.row_at(index.row())
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

    def _take(self, blocks: Sequence[Block]) -> None:
        self._blocks = tuple(block for block in blocks if block.keys)
        self._starts = list(accumulate(map(len, self._blocks), initial=0))

    def _at(self, place: int) -> tuple[Block | None, int]:
        """Return the block of a place and the offset of its key, -1 for its head."""
        if not 0 <= place < self._starts[-1]:
            return None, -1
        number = bisect_right(self._starts, place) - 1
        block = self._blocks[number]
        return block, place - self._starts[number] - (block.head is not None)
