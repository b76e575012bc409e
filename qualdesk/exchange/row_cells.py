"""Row cells: the cells of one line by the field they are read as, and what is wrong with them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from qualdesk.exchange import cell_words
from qualdesk.exchange.cell_values import is_nothing, name_of, one_line
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import Problem, Sheet

_SHOWN = 500


class RowCells:
    """The cells of one line; most fields have no column, and asking for one costs next to nothing."""

    __slots__ = ("_by_field", "cells", "line", "problems", "sheet")

    def __init__(self, sheet: Sheet, line: int, cells: Sequence[str]) -> None:
        self.sheet = sheet
        self.line = line
        self.problems: list[Problem] = []
        self._by_field = sheet.by_field
        self.cells = cells

    def of(self, wanted: Field) -> Sequence[tuple[Column, str]]:
        """Return the columns of a field with their cells."""
        places = self._by_field.get(wanted)
        if places is None:
            return ()
        return [(column, self.cells[index]) for index, column in places]

    def lacks(self, wanted: AbstractSet[Field]) -> bool:
        """Whether the list has no column of these fields, so that nothing need be asked of them."""
        return self.sheet.fields.isdisjoint(wanted)

    def first(self, wanted: Field) -> str:
        """Return the first cell that holds anything, on one line."""
        for index, _column in self._by_field.get(wanted, ()):
            if self.cells[index].strip():
                return one_line(self.cells[index])
        return ""

    def value(self, wanted: Field) -> str:
        """Return the first cell that tells something, on one line."""
        for index, _column in self._by_field.get(wanted, ()):
            if not is_nothing(whole := one_line(self.cells[index])):
                return whole
        return ""

    def name(self, wanted: Field) -> str:
        """Return the first name among the cells, unless it only says that there is none."""
        for index, _column in self._by_field.get(wanted, ()):
            if name := name_of(self.cells[index]):
                return "" if cell_words.says_nothing(name) else name
        return ""

    def words(self, wanted: Field) -> str:
        """Return what the cells say as it was typed, one below the other."""
        cells = [cell.replace("\x00", "") for _column, cell in self.of(wanted)]
        return "\n".join(cell for cell in cells if cell.strip(" "))

    def says(self, wanted: Field) -> bool:
        """Whether a column that forbids something says so; a day or a reason says yes."""
        return any(forbids(cell) for _column, cell in self.of(wanted))

    def report(self, column: str, kind: str, value: str, message: str) -> None:
        """Keep what is wrong with a cell."""
        self.problems.append(Problem(self.line, column, kind, one_line(value)[:_SHOWN], message))


def forbids(cell: str) -> bool:
    """Whether a cell of a column that forbids something says so; a day or a reason says yes."""
    if cell_words.is_yes(cell) or cell_words.is_refusal(cell):
        return True
    is_free = cell_words.allows(cell) or cell_words.is_unbarred(cell)
    return not (is_nothing(cell) or cell_words.is_no(cell) or is_free)
