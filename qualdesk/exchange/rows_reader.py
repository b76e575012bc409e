"""Rows reader: records of a list read as leads; it can be sent to another process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualdesk.exchange import cell_values
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.fields import PHONES
from qualdesk.exchange.lead_rows import LeadRow, Problem, Sheet
from qualdesk.exchange.passing_lines import SHOWN, passing, repeating, words_of
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.records import Record, without_empty_end
from qualdesk.exchange.row_reader import read_row


@dataclass(frozen=True, slots=True)
class RowsReader:
    """All that the rows of a list are read by."""

    sheet: Sheet
    headings: tuple[str, ...]
    width: int
    """How many cells a whole row has."""

    def read(self, records: Iterable[Record]) -> list[ReadRow]:
        """Read records."""
        return [self._row(one) for one in records]

    def _row(self, record: Record) -> ReadRow:
        if twice := repeating(record, self.headings):
            return ReadRow(record.line, None, (twice,))
        fault = _shape_fault(record, self.width)
        if fault and fault.kind != ProblemKind.TOO_FEW_CELLS:
            return ReadRow(record.line, None, (fault,))
        lead, problems = read_row(self.sheet, record.line, self._cells(record))
        is_reached = lead is not None and (lead.phones or lead.email)
        if not is_reached and (passed := passing(record, len(self.headings))):
            return ReadRow(record.line, None, (passed,))
        if fault is None:
            return ReadRow(record.line, lead, problems)
        if self._is_half(record) or _is_reached(lead, problems):
            return ReadRow(record.line, lead, (_read_on(fault), *problems))
        return ReadRow(record.line, None, (fault,))

    def _cells(self, record: Record) -> Sequence[str]:
        """Return a cell for each column, those that are joined behind the others."""
        cells, heading_count = record.cells, len(self.headings)
        if len(cells) != heading_count:
            cells = (cells + ("",) * heading_count)[:heading_count]
        if len(self.sheet.columns) > heading_count:
            own = self.sheet.columns[heading_count:]
            cells += tuple(_joined(cells, column) for column in own)
        return cells

    def _is_half(self, record: Record) -> bool:
        """Whether a row has so many cells that only empty ends can have been cut off."""
        return len(record.cells) >= (self.width + 1) // 2


def _joined(cells: Sequence[str], column: Column) -> str:
    """Return the parts of a joined column; an area code alone is no number."""
    parts = [cells[index].strip() for index in column.parts]
    if column.field in PHONES and cell_values.is_nothing(parts[-1]):
        return ""
    return " ".join(part for part in parts if not cell_values.is_nothing(part))


def _shape_fault(record: Record, width: int) -> Problem | None:
    if record.fault:
        raw = cell_values.one_line(record.raw)[:SHOWN]
        return Problem(record.line, "", ProblemKind.BROKEN_ROW, raw, record.fault)
    filled = without_empty_end(record.cells, width)
    if filled == width:
        return None
    kind = ProblemKind.TOO_MANY_CELLS if filled > width else ProblemKind.TOO_FEW_CELLS
    said = f"The row has {filled} cells under {width} headings."
    return Problem(record.line, "", kind, words_of(record), said)


def _read_on(fault: Problem) -> Problem:
    """Say of a row with too few cells that it was read."""
    return replace(fault, message=f"{fault.message} The missing ones were read as empty.")


def _is_reached(lead: LeadRow | None, problems: Sequence[Problem]) -> bool:
    """Whether an address or number stands under its own heading: in a piece of a row it would not."""
    return lead is not None and bool(lead.email or lead.phones) and not problems
