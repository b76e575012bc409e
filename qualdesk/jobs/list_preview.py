"""What a list holds and how it would be read: told before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from qualdesk.exchange.column_matching import Matching
from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_lists import LeadList, Reading, numbers_without_region
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
    cells = tuple(record.cells for record in source.records()[:_SHOWN] if not record.fault)
    rows = source.rows()
    problems = (*source.problems_around(), *(one for row in rows for one in row.problems))
    return ListPreview(
        path=path,
        file_name=path.name,
        encoding=source.encoding,
        delimiter=source.delimiter,
        row_count=len(rows),
        columns=_preview_columns(source, cells),
        rows=cells,
        counts=_file_counts(rows, problems),
        problems=problems,
        first=tuple(islice((row.lead for row in rows if row.lead), _FIRST)),
        joins=joins,
        matching_used_again=is_used_again,
        names_somebody=source.names_somebody,
        lacks_region=bool(numbers_without_region(rows)),
        lacks_moment=source.lacks_moment,
    )


def _file_counts(rows: Sequence[ReadRow], problems: tuple[Problem, ...]) -> ImportReport:
    leads = [row.lead for row in rows if row.lead]
    valid = sum(bool(lead.phones) for lead in leads)
    invalid = sum(lead.has_bad_phone and not lead.phones for lead in leads)
    closed = sum(lead.is_closed for lead in leads)
    can_call = sum(bool(lead.phones) and not lead.is_closed for lead in leads)
    return ImportReport(
        rows=len(rows),
        not_taken=len(rows) - len(leads),
        phones_valid=valid,
        phones_invalid=invalid,
        phones_missing=len(leads) - valid - invalid,
        closed=closed,
        callable=can_call,
        to_find_out=len(leads) - closed - can_call,
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
