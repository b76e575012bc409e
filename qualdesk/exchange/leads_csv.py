"""Lead lists as CSV: columns matched to fields, each row read, every fault named with its line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from qualdesk.domain.phone import has_numbers
from qualdesk.domain.places import country_code
from qualdesk.errors import InputError
from qualdesk.exchange import cell_values, headings
from qualdesk.exchange.cell_values import NumberProblem, one_line
from qualdesk.exchange.csv_text import Record, Text, read_text, records
from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_rows import Column, LeadRow, Problem, RowReader, Sheet

NEVER = "never"
"""Said instead of a date: nobody of this list has responded."""

_LINES_ABOVE = 20
_FEWEST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: what it tells, or None when it can only stand in the list of problems."""

    line: int
    lead: LeadRow | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file shall be read: what the person chose; empty means found out."""

    region: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    responded: str = ""
    encoding: str = ""
    delimiter: str = ""


class LeadList:
    """An opened list: its columns are known, its rows are read on demand."""

    def __init__(self, path: Path, reading: Reading, now: datetime) -> None:
        self._name = path.name
        self._text = read_text(path, encoding=reading.encoding, delimiter=reading.delimiter)
        self._head, self._above = _head_of(self._text)
        self.encoding = self._text.encoding
        self.delimiter = self._text.delimiter
        columns = _columns(self._head.cells, reading)
        responded_at, is_never = _responded(reading.responded, columns)
        region = _region_of(reading.region)
        self._sheet = Sheet(columns, region, now, responded_at=responded_at, is_never=is_never)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns under names of their own, with the field each is read as."""
        return self._sheet.columns

    def records(self) -> list[Record]:
        """Return the records under the headings."""
        return list(records(self._text, after=self._head.last_line, width=len(self.columns)))

    def problems_above(self) -> list[Problem]:
        """Return the lines above the headings, so that nothing is passed over in silence."""
        said = "The line stands above the headings and was passed over."
        return [
            Problem(one.line, "", "above_headings", " ".join(one.cells)[:500], said)
            for one in self._above
        ]

    def rows(self) -> list[ReadRow]:
        """Read every row."""
        found = self.records()
        sheet = replace(self._sheet, month_first=_month_first(found, self._sheet))
        return [_read_row(record, sheet) for record in found]

    def check(self, rows: Sequence[ReadRow]) -> None:
        """Make sure that the list can be imported.

        Raises:
            InputError: if no column names anybody, or its numbers have neither a country code nor
                a country or region.
        """
        if not {one.field for one in self.columns} & headings.IDENTIFYING:
            raise InputError(
                f"No heading of {self._name} is known as a company, person, e-mail or phone column."
                ' Say which is which, for example --map "COLUMN=company".'
            )
        _check_region(rows, self._name)


def _read_row(record: Record, sheet: Sheet) -> ReadRow:
    width = len(sheet.columns)
    fault = _shape_fault(record, width)
    if fault and not _is_usable(record, width):
        return ReadRow(record.line, None, (fault,))
    cells = (record.cells + ("",) * width)[:width]
    reader = RowReader(sheet, record.line, cells)
    lead = reader.lead()
    problems = ((fault,) if fault else ()) + tuple(reader.problems)
    if lead is None:
        said = "The row names neither a company, a person, an address nor a number."
        problems += (Problem(record.line, "", "empty_row", "", said),)
    return ReadRow(record.line, lead, problems)


def _shape_fault(record: Record, width: int) -> Problem | None:
    if record.fault:
        return Problem(record.line, "", "broken_row", record.raw.strip()[:500], record.fault)
    filled = len(record.cells)
    while filled > width and not record.cells[filled - 1].strip():
        filled -= 1
    if filled == width:
        return None
    kind = "too_many_cells" if filled > width else "too_few_cells"
    said = f"The row has {filled} cells under {width} headings."
    if _is_usable(record, width):
        said += " The missing ones were read as empty."
    return Problem(record.line, "", kind, " ".join(record.cells)[:500], said)


def _is_usable(record: Record, width: int) -> bool:
    """Whether only empty ends were cut off; a row with less than half is a piece of another."""
    return not record.fault and width > len(record.cells) >= (width + 1) // 2


def _head_of(text: Text) -> tuple[Record, list[Record]]:
    """Return the headings and the lines above them: a title, a date, blank lines."""
    first = list(islice((one for one in records(text) if not one.fault), _LINES_ABOVE))
    if not first:
        raise InputError("No line of this file can be read as headings. Save it as CSV again.")
    best = max(first, key=lambda one: _known_headings(one.cells))
    if _known_headings(first[0].cells) or _known_headings(best.cells) < _FEWEST_HEADINGS:
        best = first[0]
    return best, first[: first.index(best)]


def _known_headings(cells: Sequence[str]) -> int:
    return sum(one is not Field.IGNORED for one in headings.guessed_fields(cells))


def _columns(cells: Sequence[str], reading: Reading) -> tuple[Column, ...]:
    names = _apart([one_line(cell) for cell in cells])
    chosen = _chosen_fields(reading.mapping, names)
    guessed = headings.guessed_fields(cells)
    if reading.responded in names:
        chosen[reading.responded] = Field.RESPONDED_AT
    return tuple(
        Column(name, chosen.get(name, guess)) for name, guess in zip(names, guessed, strict=True)
    )


def _apart(names: Sequence[str]) -> list[str]:
    """Return headings with doubles kept apart: "Phone", "Phone (2)"; empty ones get a number."""
    seen: Counter[str] = Counter()
    apart = []
    for position, name in enumerate(names, start=1):
        own = name or f"Column {position}"
        seen[own] += 1
        apart.append(own if seen[own] == 1 else f"{own} ({seen[own]})")
    return apart


def _chosen_fields(mapping: Mapping[str, str], names: Sequence[str]) -> dict[str, Field]:
    chosen = {}
    for name, target in mapping.items():
        if name not in names:
            raise InputError(f"There is no column “{name}”. The columns are: {', '.join(names)}.")
        if target not in set(Field):
            known = ", ".join(one for one in Field if one)
            raise InputError(f"There is no field “{target}”. The fields are: {known}.")
        chosen[name] = Field(target)
    return chosen


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
    return moment, False


def _month_first(found: Sequence[Record], sheet: Sheet) -> dict[int, bool]:
    return {
        index: cell_values.is_month_first(
            [one.cells[index] for one in found if index < len(one.cells)], sheet.region
        )
        for index, column in enumerate(sheet.columns)
        if column.field is Field.RESPONDED_AT
    }


def _region_of(text: str) -> str:
    region = country_code(text)
    if text and not has_numbers(region):
        raise InputError(f"There is no region “{text}”. Give a country, for example US, DE or FR.")
    return region


def _check_region(rows: Sequence[ReadRow], file_name: str) -> None:
    lost = [one for row in rows for one in row.problems if one.kind == NumberProblem.NEEDS_REGION]
    if lost and not any(row.lead and row.lead.country for row in rows):
        raise InputError(
            f"The phone numbers in {file_name} have no country code, for example “{lost[0].value}”"
            f" in line {lost[0].line}. Say where they belong, for example --region US."
        )
