"""What a list holds and how it would be read: told without a database, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_lists import LeadList, Reading, ReadRow
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.import_report import ImportReport

_SHOWN = 20


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
    path = Path(path)
    reading = Reading(region, mapping or {}, "", encoding, delimiter, joins or {}, sheet)
    source = LeadList(path, reading, datetime.now(UTC))
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
