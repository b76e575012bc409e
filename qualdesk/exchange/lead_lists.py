"""Lead lists of any kind: columns matched to fields, each row read, every fault named with its line."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from qualdesk.domain.phone import has_numbers
from qualdesk.domain.places import country_code, folded
from qualdesk.errors import InputError
from qualdesk.exchange import cell_values, headings
from qualdesk.exchange.column_matching import (
    Column,
    Matching,
    layout_of,
    matched_columns,
    own_names,
)
from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_rows import Problem, Sheet
from qualdesk.exchange.list_tables import ListTable, Opening, open_table
from qualdesk.exchange.phone_cells import NumberProblem
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.records import Record, without_empty_end
from qualdesk.exchange.row_reader import RowReader

NEVER = "never"
"""Said instead of a date: nobody of this list has responded."""

_MATCHED_BY = 300
_SHOWN = 500
_DATED = frozenset({Field.RESPONDED_AT, Field.ATTENDED_AT})
_UNDATED = frozenset({Field.RESPONSE, Field.MINUTES, Field.QUESTION})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file shall be read: what the person chose; empty means found out."""

    region: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    responded: str = ""
    encoding: str = ""
    delimiter: str = ""
    joins: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


class LeadList:
    """An opened list: its columns are known, its rows are read on demand."""

    def __init__(self, path: Path, reading: Reading, now: datetime) -> None:
        self._name = path.name
        self._reading = reading
        opening = Opening(reading.encoding, reading.delimiter, reading.sheet)
        self._table = open_table(path, opening)
        self.encoding, self.delimiter = self._table.encoding, self._table.delimiter
        self._region = _region_of(reading.region)
        self._headings = _headings_of(self._table, self._region)
        self._now = now
        self.match(Matching(reading.mapping, reading.joins))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns under names of their own, with the field each is read as."""
        return self._sheet.columns[: len(self._headings)]

    @property
    def shape(self) -> str:
        """What files with the same columns have in common: a hash of their headings in order."""
        words = "\n".join(folded(name) or name for name in self._headings)
        return hashlib.sha256(words.encode(errors="replace")).hexdigest()

    @property
    def lacks_moment(self) -> bool:
        """Whether the list shows that people responded and nobody has said when."""
        fields = {one.field for one in self._sheet.columns}
        return bool(fields & _UNDATED) and not (fields & _DATED or self._reading.responded)

    @property
    def names_somebody(self) -> bool:
        """Whether a column is known by which a person or company can be told."""
        return bool({one.field for one in self._sheet.columns} & headings.IDENTIFYING)

    def match(self, matching: Matching) -> None:
        """Match the columns, as the person says where they say anything.

        Raises:
            InputError: if a column or field is named that is not there.
        """
        names = own_names(self._headings)
        fields = dict(matching.fields)
        if self._reading.responded in names:
            fields[self._reading.responded] = Field.RESPONDED_AT
        sample = [one.cells for one in self._table.rows[:_MATCHED_BY] if not one.fault]
        columns = matched_columns(names, sample, self._region, Matching(fields, matching.joins))
        responded_at, is_never = _responded(self._reading.responded, columns)
        self._sheet = Sheet(
            columns, self._region, self._now, responded_at=responded_at, is_never=is_never
        )

    def records(self) -> list[Record]:
        """Return the records under the headings."""
        return list(self._table.rows)

    def problems_around(self) -> list[Problem]:
        """Return the lines around the list, so that nothing is passed over in silence."""
        return [
            Problem(one.record.line, "", one.kind, _words_of(one.record), one.reason)
            for one in self._table.passed_over
        ]

    def rows(self) -> list[ReadRow]:
        """Read every row."""
        found = self.records()
        sheet = replace(self._sheet, month_first=_month_first(found, self._sheet))
        width = _width_of(found, len(self._headings))
        return [_read_row(record, sheet, width, len(self._headings)) for record in found]

    def check(self, rows: Sequence[ReadRow]) -> None:
        """Make sure that the list can be imported.

        Raises:
            InputError: if it has no rows, no column names anybody, its numbers have neither a
                country code nor a country or region, or nobody says when they responded.
        """
        if not rows:
            raise InputError(f"{self._name} has headings and no rows. Choose a file with rows.")
        self._check_columns()
        _check_region(rows, self._name)
        if not any(row.lead for row in rows) and not any(
            one.kind == "left_out" for row in rows for one in row.problems
        ):
            raise InputError(
                f"No row of {self._name} has a company, name, e-mail address or phone number that"
                " can be used. Check the file, or say which column is which with --map."
            )

    def _check_columns(self) -> None:
        if not self.names_somebody:
            raise InputError(
                f"No column of {self._name} is known as a company, person, e-mail or phone."
                ' Say which is which, for example --map "COLUMN=company".'
            )
        if self.lacks_moment:
            raise InputError(
                f"{self._name} shows how people responded, but not when. Say so with --responded:"
                " a column, a date such as 2026-10-12, or never."
            )


def _headings_of(table: ListTable, region: str) -> tuple[str, ...]:
    if table.has_headings:
        return table.headings
    sample = [one.cells for one in table.rows[:_MATCHED_BY] if not one.fault]
    return layout_of(sample, region) or table.headings


def _width_of(found: Sequence[Record], heading_count: int) -> int:
    """Return how many cells a whole row has: fewer than headings if that is so throughout."""
    widths = {without_empty_end(one.cells, heading_count) for one in found if not one.fault}
    return next(iter(widths)) if len(widths) == 1 and max(widths) < heading_count else heading_count


def _read_row(record: Record, sheet: Sheet, width: int, heading_count: int) -> ReadRow:
    fault = _shape_fault(record, width)
    if fault and not _is_usable(record, width):
        return ReadRow(record.line, None, (fault,))
    cells = (record.cells + ("",) * heading_count)[:heading_count]
    joined = tuple(_joined(cells, column) for column in sheet.columns[heading_count:])
    reader = RowReader(sheet, record.line, cells + joined)
    lead = reader.lead()
    return ReadRow(record.line, lead, ((fault,) if fault else ()) + tuple(reader.problems))


def _joined(cells: Sequence[str], column: Column) -> str:
    """Return the parts of a joined column; an area code alone is no number."""
    parts = [cells[index].strip() for index in column.parts]
    if column.field in headings.PHONES and cell_values.is_nothing(parts[-1]):
        return ""
    return " ".join(part for part in parts if not cell_values.is_nothing(part))


def _shape_fault(record: Record, width: int) -> Problem | None:
    if record.fault:
        return Problem(
            record.line, "", "broken_row", cell_values.one_line(record.raw)[:_SHOWN], record.fault
        )
    filled = without_empty_end(record.cells, width)
    if filled == width:
        return None
    kind = "too_many_cells" if filled > width else "too_few_cells"
    said = f"The row has {filled} cells under {width} headings."
    if _is_usable(record, width):
        said += " The missing ones were read as empty."
    return Problem(record.line, "", kind, _words_of(record), said)


def _is_usable(record: Record, width: int) -> bool:
    """Whether only empty ends were cut off; a row with less than half is a piece of another."""
    return not record.fault and width > len(record.cells) >= (width + 1) // 2


def _words_of(record: Record) -> str:
    return cell_values.one_line(" ".join(record.filled))[:_SHOWN]


def _responded(said: str, columns: Sequence[Column]) -> tuple[datetime | None, bool]:
    if not said or said in {one.name for one in columns}:
        return None, False
    if said == NEVER:
        return None, True
    moment = cell_values.read_moment(said, month_first=False)
    if moment is None:
        raise InputError(
            f"“{said}” is neither a column, a date like 2026-10-12 nor “never”. Choose one of them."
        )
    return moment.at, False


def _month_first(found: Sequence[Record], sheet: Sheet) -> dict[int, bool]:
    return {
        index: cell_values.is_month_first(
            [one.cells[index] for one in found if index < len(one.cells)], sheet.region
        )
        for index, column in enumerate(sheet.columns)
        if column.field in _DATED
    }


def _region_of(text: str) -> str:
    region = country_code(text)
    if text and not has_numbers(region):
        raise InputError(f"There is no region “{text}”. Give a country, for example US, DE or FR.")
    return region


def numbers_without_region(rows: Sequence[ReadRow]) -> list[Problem]:
    """Return the numbers of a list of which nobody, nor any row, says in what country they are."""
    if any(row.lead and row.lead.country for row in rows):
        return []
    return [one for row in rows for one in row.problems if one.kind == NumberProblem.NEEDS_REGION]


def _check_region(rows: Sequence[ReadRow], file_name: str) -> None:
    lost = numbers_without_region(rows)
    if lost:
        raise InputError(
            f"The phone numbers in {file_name} have no country code, for example “{lost[0].value}”"
            f" in line {lost[0].line}. Say where they belong, for example --region US."
        )
