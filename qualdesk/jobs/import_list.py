"""Importing a list: what it holds, then part by part into the database, with a full account."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import select

from qualdesk.commands.campaigns import add_campaign
from qualdesk.commands.import_fates import planned
from qualdesk.commands.import_known import Known
from qualdesk.commands.imports import ImportRows, StartImport, import_rows, start_import
from qualdesk.commands.requests.campaigns import AddCampaign
from qualdesk.errors import InputError
from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.lead_lists import LeadList, Reading, ReadRow
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Campaign, ImportedList, ImportProblem

_GENERAL_SCRIPT = "inquiry"
"""For a list that says nothing of where it comes from."""

_PART = 60
"""Rows a transaction: about 50 ms, so that a waiting outcome goes first."""

_WAY_OF_READING = 1
"""Raise it when rows are read otherwise: a list that broke off then starts anew."""

_SHOWN = 20

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """Which list to read into which campaign, and how."""

    path: Path | str
    campaign: str
    region: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    responded: str = ""
    encoding: str = ""
    delimiter: str = ""
    is_dry_run: bool = False
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of a list; `rows` is the sum of added, joined and not taken."""

    rows: int = 0
    prospects_added: int = 0
    prospects_joined: int = 0
    not_taken: int = 0
    leads_opened: int = 0
    phones_valid: int = 0
    phones_invalid: int = 0
    phones_missing: int = 0
    suppressed: int = 0
    closed: int = 0
    to_find_out: int = 0
    callable: int = 0
    duplicates_flagged: int = 0
    problems: tuple[Problem, ...] = ()


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
) -> ListPreview:
    """Read a list without a database: its columns, first rows and what stands out.

    Raises:
        InputError: if the file cannot be read as a list.
    """
    path = Path(path)
    reading = Reading(region, mapping or {}, "", encoding, delimiter)
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


def import_list(
    database: Database,
    order: ImportOrder,
    *,
    now: datetime,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import a list; a run that broke off is gone on with, so that nothing is doubled.

    Raises:
        InputError: if the file cannot be read as a list; nothing was changed.
    """
    path = Path(order.path)
    reading = Reading(order.region, order.mapping, order.responded, order.encoding, order.delimiter)
    source = LeadList(path, reading, now)
    rows = source.rows()
    source.check(rows)
    rows = _with_lines_around(rows, source.problems_around())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    run = _Run(database, order, rows, sha256, now)
    if order.is_dry_run:
        return run.try_out()
    return run.carry_out(progress, is_cancelled)


class _Run:
    """One import of one list."""

    def __init__(
        self,
        database: Database,
        order: ImportOrder,
        rows: Sequence[ReadRow],
        sha256: str,
        now: datetime,
    ) -> None:
        self._database = database
        self._order = order
        self._rows = rows
        self._sha256 = sha256
        self._now = now

    def try_out(self) -> ImportReport:
        """Report what an import would do; nothing is written."""
        counts: Counter[str] = Counter()
        problems: list[Problem] = []
        with self._database.read() as session:
            campaign_id = session.scalar(
                select(Campaign.id).where(Campaign.name == self._order.campaign)
            )
            known = Known(session, campaign_id)
            for part in _parts(self._rows):
                plan = planned(session, known, part, self._sha256, self._now)
                counts += plan.counts
                problems += plan.problems
        return _report(counts, problems)

    def carry_out(
        self, progress: Progress | None, is_cancelled: Callable[[], bool] | None
    ) -> ImportReport:
        """Read in part by part, each exactly once."""
        campaign_id = self._campaign_id()
        list_id, press_id = self._start(campaign_id)
        counts: Counter[str] = Counter()
        for number, part in enumerate(_parts(self._rows)):
            if is_cancelled is not None and is_cancelled():
                break
            done = self._database.carry_out(
                import_rows,
                ImportRows(list_id, campaign_id, self._sha256, tuple(part)),
                press=Press(uuid5(press_id, str(number)), self._order.person_id),
                now=self._now,
            )
            counts.update(done.counts)
            if progress is not None:
                progress(counts["rows"], len(self._rows))
        return _report(counts, self._problems(list_id))

    def _campaign_id(self) -> int:
        name = self._order.campaign.strip()
        if not name:
            raise InputError("The list needs a campaign: give its name.")
        with self._database.read() as session:
            found = session.scalar(select(Campaign.id).where(Campaign.name == name))
        if found is not None:
            return found
        press = Press.new(self._order.person_id)
        request = AddCampaign(name, script=_GENERAL_SCRIPT)
        added = self._database.carry_out(add_campaign, request, press=press, now=self._now)
        return added.campaign_id

    def _start(self, campaign_id: int) -> tuple[int, UUID]:
        options = [
            self._order.region,
            dict(self._order.mapping),
            self._order.responded,
            self._order.encoding,
            self._order.delimiter,
            _WAY_OF_READING,
        ]
        request = StartImport(
            campaign_id=campaign_id,
            file_name=Path(self._order.path).name,
            file_sha256=self._sha256,
            row_count=len(self._rows),
            options=msgspec.json.encode(options).decode(),
        )
        press = Press.new(self._order.person_id)
        started = self._database.carry_out(start_import, request, press=press, now=self._now)
        with self._database.read() as session:
            begun_as = session.scalar(
                select(ImportedList.command_id).where(ImportedList.id == started.list_id)
            )
        return started.list_id, UUID(begun_as)

    def _problems(self, list_id: int) -> list[Problem]:
        with self._database.read() as session:
            rows = session.scalars(
                select(ImportProblem)
                .where(ImportProblem.list_id == list_id)
                .order_by(ImportProblem.line, ImportProblem.id)
            )
            return [Problem(row.line, row.column, row.kind, row.value, row.message) for row in rows]


def _parts(rows: Sequence[ReadRow]) -> Iterator[Sequence[ReadRow]]:
    for start in range(0, len(rows), _PART):
        yield rows[start : start + _PART]


def _with_lines_around(rows: list[ReadRow], around: Sequence[Problem]) -> list[ReadRow]:
    """Hang the lines around the list on its first row, so that they are kept with it."""
    if not rows or not around:
        return rows
    first = rows[0]
    return [ReadRow(first.line, first.lead, (*around, *first.problems)), *rows[1:]]


def _report(counts: Mapping[str, int], problems: Iterable[Problem]) -> ImportReport:
    known = {name for name in asdict(ImportReport()) if name != "problems"}
    return ImportReport(
        **{name: count for name, count in counts.items() if name in known},
        problems=tuple(sorted(problems, key=lambda one: one.line)),
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
