"""Lead lists of any kind: columns matched to fields, each row read, every fault named with its line."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from qualdesk.domain.phone import has_numbers
from qualdesk.domain.places import country_code, folded
from qualdesk.errors import InputError
from qualdesk.exchange.cell_moments import DateOrder, FoundOrder, date_order, is_clock, read_moment
from qualdesk.exchange.cell_values import is_nothing
from qualdesk.exchange.column_matching import (
    Column,
    Matching,
    layout_of,
    matched_columns,
    own_names,
)
from qualdesk.exchange.fields import IDENTIFYING, Field
from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_rows import Problem, Sheet
from qualdesk.exchange.list_shape import ListTable
from qualdesk.exchange.list_tables import Opening, open_table
from qualdesk.exchange.passing_lines import words_of
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.records import Record, unpacked_records
from qualdesk.exchange.rows_reader import RowsReader

NEVER = "never"
"""Said instead of a date: nobody of this list has responded."""

_MATCHED_BY = 300
_DATED = frozenset({Field.RESPONDED_AT, Field.ATTENDED_AT})
_UNDATED = frozenset({Field.RESPONSE, Field.RSVP, Field.MINUTES, Field.QUESTION})


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
    dates: DateOrder | None = None
    """What stands first in dates of numbers, where the list itself does not tell."""


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
    def sha256(self) -> str:
        """The hash of the bytes that were read."""
        return self._table.sha256

    @property
    def lacks_moment(self) -> bool:
        """Whether the list shows that people responded and nobody has said when."""
        fields = {one.field for one in self._sheet.columns}
        is_undated = not fields & _DATED and bool(fields & _UNDATED)
        return not self._reading.responded and (is_undated or self._tells_only_clocks())

    @property
    def names_somebody(self) -> bool:
        """Whether a column is known by which a person or company can be told."""
        return bool({one.field for one in self._sheet.columns} & IDENTIFYING)

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
        self._found_orders: Mapping[int, FoundOrder] | None = None
        self._sheet = Sheet(
            columns, self._region, self._now, responded_at=responded_at, is_never=is_never
        )

    @property
    def record_count(self) -> int:
        """How many records stand under the headings."""
        return len(self._table.rows)

    def first_records(self, count: int) -> list[Record]:
        """Return the first records under the headings."""
        return self._table.rows[:count]

    def parts(self) -> Iterator[bytes]:
        """Yield the records under the headings, packed."""
        return self._table.rows.parts()

    def problems_around(self) -> list[Problem]:
        """Return the lines around the list, so that nothing is passed over in silence."""
        passed = [
            Problem(one.record.line, "", one.kind, words_of(one.record), one.reason)
            for one in self._table.passed_over
        ]
        return [*passed, *self._remarks(), *self._doubtful_dates()]

    def reader(self) -> RowsReader:
        """Return what reads the records as leads."""
        month_first = {
            index: found.order is DateOrder.MONTH_FIRST for index, found in self._orders().items()
        }
        sheet = replace(self._sheet, month_first=month_first)
        width = _width_of(self._table.rows.widths, len(self._headings))
        return RowsReader(sheet, self._headings, width)

    def rows(self) -> Iterator[ReadRow]:
        """Read every row, one after another."""
        reader = self.reader()
        for part in self.parts():
            yield from reader.read(unpacked_records(part))

    def _orders(self) -> Mapping[int, FoundOrder]:
        """Return how each column of dates writes them; all rows are looked through once."""
        if self._found_orders is None:
            dated = [index for index, one in enumerate(self._sheet.columns) if one.field in _DATED]
            said = self._reading.dates
            self._found_orders = {
                index: FoundOrder(said)
                if said
                else date_order(self._cells_at(index), self._sheet.region)
                for index in dated
            }
        return self._found_orders

    def _cells_at(self, index: int) -> Iterator[str]:
        return (one.cells[index] if index < len(one.cells) else "" for one in self._table.rows)

    def _remarks(self) -> Iterator[Problem]:
        """Yield what is said of lines, and of columns that are read."""
        for one in self._table.remarks:
            column = None if one.column is None else self._sheet.columns[one.column]
            if column is None or column.field:
                name = column.name if column else ""
                yield Problem(one.line, name, one.kind, one.value, one.message)

    def _doubtful_dates(self) -> Iterator[Problem]:
        """Yield for each column the first date that fits both orders, if none of its cells tells."""
        is_asked = not self._sheet.is_never and self._sheet.responded_at is None
        for index, found in self._orders().items() if is_asked else ():
            if found.doubtful is not None:
                record, column = self._table.rows[found.doubtful], self._sheet.columns[index]
                taken = "month" if found.order is DateOrder.MONTH_FIRST else "day"
                said = (
                    f"Dates here fit both orders; the {taken} is taken to stand first. Change it if"
                    " it is the other way round."
                )
                yield Problem(
                    record.line, column.name, ProblemKind.DATE_ORDER, record.cells[index], said
                )

    def _tells_only_clocks(self) -> bool:
        """Whether the first rows tell times of day and no day: some meetings' reports do."""
        dated = [index for index, one in enumerate(self._sheet.columns) if one.field in _DATED]
        first = self._table.rows[:_MATCHED_BY]
        cells = [row.cells[index] for row in first for index in dated if index < len(row.cells)]
        told = [cell for cell in cells if not is_nothing(cell)]
        return bool(told) and all(map(is_clock, told))

    def check(self, found: Findings) -> None:
        """Make sure that the list can be imported, by what was found in its rows.

        Raises:
            InputError: if it has no rows, no column names anybody, its numbers have neither a
                country code nor a country or region, or nobody says when they responded.
        """
        if not found.row_count:
            raise InputError(f"{self._name} has headings and no rows. Choose a file with rows.")
        self._check_columns()
        if found.lacks_region and (lost := found.homeless_number) is not None:
            raise InputError(
                f"The phone numbers in {self._name} have no country code, for example"
                f" “{lost.value}” in line {lost.line}. Say where they belong, for example"
                " --region US."
            )
        if not (found.names_anybody or found.leaves_out):
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


def _width_of(widths: Collection[int], heading_count: int) -> int:
    """Return how many cells a whole row has: fewer than headings if that is so throughout."""
    return next(iter(widths)) if len(widths) == 1 and max(widths) < heading_count else heading_count


def _responded(said: str, columns: Sequence[Column]) -> tuple[datetime | None, bool]:
    if not said or said in {one.name for one in columns}:
        return None, False
    if said == NEVER:
        return None, True
    moment = read_moment(said, month_first=False)
    if moment is None:
        raise InputError(
            f"“{said}” is neither a column, a date like 2026-10-12 nor “never”. Choose one of them."
        )
    return moment.at, False


def _region_of(text: str) -> str:
    region = country_code(text)
    if text and not has_numbers(region):
        raise InputError(f"There is no region “{text}”. Give a country, for example US, DE or FR.")
    return region
