"""What a key acts on in a long table: the rows that are marked, else those selected."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QObject, Signal

from qualdesk_ui.widgets.long_model import LongModel

MOST_CHOSEN = 200


class LongChoice(QObject):
    """Marks stay while the arrows move, a selection goes with them; `changed` says of both."""

    changed = Signal()

    def __init__(
        self, rows: LongModel[Any], selection: QItemSelectionModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rows, self._selection = rows, selection
        self._marks: set[int] = set()
        selection.selectionChanged.connect(self.changed)

    def turn_mark(self, key: int) -> None:
        """Mark a row, or mark it no longer."""
        self._marks ^= {key}
        self.changed.emit()

    def forget_marks(self) -> bool:
        """Mark nothing; False if no more was chosen than one row by the arrows alone."""
        had = bool(self._marks) or self.count() > 1
        self._marks.clear()
        self.changed.emit()
        return had

    def is_marked(self, place: int) -> bool:
        """Whether the row at a place is marked."""
        return bool(self._marks) and self._rows.key_at(place) in self._marks

    def count(self) -> int:
        """Return how many rows they are, heads counted with the rows they stand over."""
        return len(self._marks) or sum(last - first + 1 for first, last in self.selected())

    def keys(self) -> list[int]:
        """Return which rows they are, at most 200."""
        if self._marks:
            return sorted(self._marks)[:MOST_CHOSEN]
        found: list[int] = []
        for first, last in self.selected():
            found += self._rows.keys_between(first, min(last, first + MOST_CHOSEN))
        return found[:MOST_CHOSEN]

    def selected(self) -> list[tuple[int, int]]:
        """Return the first and last place of each stretch that is selected."""
        stretches = self._selection.selection()
        ranges = (stretches.at(number) for number in range(stretches.size()))
        return [(one.top(), one.bottom()) for one in ranges]
