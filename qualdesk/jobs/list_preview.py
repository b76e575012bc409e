"""What a list holds and how it would be read: told before anything is stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from qualdesk.exchange.column_matching import Matching
from qualdesk.exchange.fields import Field
from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.workbooks import SheetError
from qualdesk.jobs.import_report import ImportReport
from qualdesk.store.matchings import SavedColumns, saved_columns
from qualdesk.store.session import Database

_SHOWN, _FIRST = 20, 3


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column, the field it would be read as, and some of its cells."""

    name: str
    field: Field
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a file holds and how it would be read."""

    path: Path
    file_name: str
    encoding: str
    delimiter: str
    row_count: int
    columns: tuple[PreviewColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    counts: ImportReport
    problems: tuple[Problem, ...]
    first: tuple[LeadRow, ...] = ()
    """The first rows that name somebody, as they would be read in."""
    joins: Mapping[str, str] = field(default_factory=dict)
    """Columns joined into one, with the field of the whole."""
    matching_used_again: bool = False
    """Whether the columns are matched as a person matched them for a list of the same shape."""
    names_somebody: bool = True
    lacks_region: bool = False
    """Whether its numbers have no country, and neither the rows nor the person gave one."""
    lacks_moment: bool = False
    """Whether it shows responses and nobody has said when they came."""


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """Sheets of a workbook of which one must be chosen before anything can be shown."""

    names: tuple[str, ...]
    hidden: frozenset[str]


def open_list(
    path: Path | str, reading: Reading, database: Database, *, may_match_again: bool
) -> ListPreview | SheetChoice:
    """Read a list as a person wants it read, or return the sheets they must choose from.

    With `may_match_again` its columns are matched as they were for the last list of its shape,
    unless this reading says how.

    Raises:
        InputError: if the file cannot be read as a list.
    """
    try:
        source = LeadList(Path(path), reading, datetime.now(UTC))
    except SheetError as several:
        return SheetChoice(several.names, several.hidden)
    saved = None
    if may_match_again and not reading.mapping and not reading.joins:
        saved = _match_again(source, database)
    joins = saved.joins if saved else reading.joins
    return _preview(Path(path), source, joins, is_used_again=saved is not None)


def read_list(
    path: Path | str,
    *,
    region: str,
    mapping: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    joins: Mapping[str, str] | None = None,
) -> ListPreview:
    """Read a list without a database: its columns, first rows and what stands out.

    Raises:
        InputError: if the file cannot be read as a list.
    """
    reading = Reading(region, mapping or {}, "", encoding, delimiter, joins or {}, sheet)
    source = LeadList(Path(path), reading, datetime.now(UTC))
    return _preview(Path(path), source, reading.joins)


def _match_again(source: LeadList, database: Database) -> SavedColumns | None:
    with database.read() as session:
        saved = saved_columns(session, source.shape)
    if saved is not None:
        source.match(Matching(saved.fields, saved.joins))
    return saved


def _preview(
    path: Path, source: LeadList, joins: Mapping[str, str], *, is_used_again: bool = False
) -> ListPreview:
    cells = tuple(one.cells for one in source.first_records(_SHOWN) if not one.fault)
    told = _Told(problems=source.problems_around())
    for row in source.rows():
        told.note(row)
    problems = tuple(told.problems)
    return ListPreview(
        path=path,
        file_name=path.name,
        encoding=source.encoding,
        delimiter=source.delimiter,
        row_count=told.found.row_count,
        columns=_preview_columns(source, cells),
        rows=cells,
        counts=_file_counts(told.counts, problems),
        problems=problems,
        first=tuple(told.first),
        joins=joins,
        matching_used_again=is_used_again,
        names_somebody=source.names_somebody,
        lacks_region=told.found.lacks_region,
        lacks_moment=source.lacks_moment,
    )


@dataclass(slots=True)
class _Told:
    """What the rows tell, gathered while they are read one after another."""

    problems: list[Problem]
    found: Findings = field(default_factory=Findings)
    counts: Counter[str] = field(default_factory=Counter)
    first: list[LeadRow] = field(default_factory=list)

    def note(self, row: ReadRow) -> None:
        """Take one row into account."""
        self.found.note(row)
        self.problems += row.problems
        self.counts["rows"] += 1
        lead = row.lead
        if lead is None:
            self.counts["not_taken"] += 1
            return
        if len(self.first) < _FIRST:
            self.first.append(lead)
        faulty = "phones_invalid" if lead.has_bad_phone else "phones_missing"
        self.counts["phones_valid" if lead.phones else faulty] += 1
        self.counts[_stands_as(lead)] += 1


def _stands_as(lead: LeadRow) -> str:
    """Return under what a row is counted by what it says itself; an import knows more."""
    if lead.is_closed and not lead.may_not_call:
        return "closed"
    if lead.may_be_called:
        return "callable"
    return "suppressed" if lead.may_not_call or lead.phones else "to_find_out"


def _file_counts(counts: Counter[str], problems: tuple[Problem, ...]) -> ImportReport:
    return ImportReport(
        rows=counts["rows"],
        not_taken=counts["not_taken"],
        phones_valid=counts["phones_valid"],
        phones_invalid=counts["phones_invalid"],
        phones_missing=counts["phones_missing"],
        closed=counts["closed"],
        suppressed=counts["suppressed"],
        callable=counts["callable"],
        to_find_out=counts["to_find_out"],
        problems=problems,
    )


def _preview_columns(
    source: LeadList, rows: Sequence[tuple[str, ...]]
) -> tuple[PreviewColumn, ...]:
    return tuple(
        PreviewColumn(
            column.name,
            column.field,
            tuple(row[index] for row in rows if index < len(row) and row[index].strip())[:3],
        )
        for index, column in enumerate(source.columns)
    )
