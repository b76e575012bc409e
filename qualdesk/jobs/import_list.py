"""Importing a list: what it holds, then part by part into the database, with a full account."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import select

from qualdesk.commands.campaigns import add_campaign
from qualdesk.commands.import_fates import planned
from qualdesk.commands.import_known import Known
from qualdesk.commands.imports import (
    ImportRows,
    StartImport,
    import_rows,
    part_id,
    start_import,
)
from qualdesk.commands.requests.campaigns import AddCampaign
from qualdesk.errors import InputError
from qualdesk.exchange.column_matching import Matching
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.read_rows import ReadRow, packed
from qualdesk.jobs.find_duplicates import find_duplicates
from qualdesk.jobs.import_report import ImportReport
from qualdesk.queries.duplicates import open_pairs_of_list
from qualdesk.queries.imports import finished_import
from qualdesk.store.matchings import SavedColumns, saved_columns
from qualdesk.store.session import Database, Press, Session
from qualdesk.store.tables import Campaign, ImportedList, ImportProblem

_GENERAL_SCRIPT = "inquiry"
"""For a list that says nothing of where it comes from."""

ROWS_AT_ONCE = 400
"""Rows a transaction: about 50 ms, so that a waiting outcome goes first."""

_WAY_OF_READING = 2
"""Raise it when rows are read otherwise: a list that broke off then starts anew."""

_COUNTS = [one.name for one in fields(ImportReport) if one.type is int]

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
    joins: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    may_match_again: bool = False
    """Whether columns may be matched as they were for the last list of the same shape."""
    is_dry_run: bool = False
    person_id: int | None = None


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
    source = LeadList(path, _reading(order), now)
    saved = _match_again(database, order, source)
    rows = source.rows()
    source.check(rows)
    rows = _with_lines_around(rows, source.problems_around())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    run = _Run(database, order, rows, sha256, now, source.shape, saved)
    if order.is_dry_run:
        return run.try_out()
    if (read_before := run.read_before()) is not None:
        return replace(run.try_out(), read_before_on=read_before.date())
    return run.carry_out(progress, is_cancelled)


def _reading(order: ImportOrder) -> Reading:
    return Reading(
        order.region,
        order.mapping,
        order.responded,
        order.encoding,
        order.delimiter,
        order.joins,
        order.sheet,
    )


def _match_again(database: Database, order: ImportOrder, source: LeadList) -> SavedColumns | None:
    """Match the columns as for the last list of this shape, unless this order says how."""
    if order.mapping or order.joins or not order.may_match_again:
        return None
    with database.read() as session:
        saved = saved_columns(session, source.shape)
    if saved is not None:
        source.match(Matching(saved.fields, saved.joins))
    return saved


class _Run:
    """One import of one list."""

    def __init__(
        self,
        database: Database,
        order: ImportOrder,
        rows: Sequence[ReadRow],
        sha256: str,
        now: datetime,
        shape: str,
        saved: SavedColumns | None,
    ) -> None:
        self._database = database
        self._order = order
        self._rows = rows
        self._sha256 = sha256
        self._now = now
        self._shape = shape
        self._saved = saved

    def read_before(self) -> datetime | None:
        """Return when the same file was read to its end in the same way, or None."""
        with self._database.read() as session:
            campaign_id = self._known_campaign(session)
            if campaign_id is None:
                return None
            request = self._request(campaign_id)
            return finished_import(session, campaign_id, request.file_sha256, request.options)

    def try_out(self) -> ImportReport:
        """Report what an import would do; nothing is written."""
        counts: Counter[str] = Counter()
        problems: list[Problem] = []
        with self._database.read() as session:
            campaign_id = self._known_campaign(session)
            known = Known(session, campaign_id)
            for part in _parts(self._rows):
                plan = planned(session, known, part, self._sha256, self._now)
                counts += plan.counts
                problems += plan.problems
        return self._report(counts, problems)

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
                ImportRows(list_id, campaign_id, self._sha256, (packed(part),)),
                press=Press(part_id(press_id, number), self._order.person_id),
                now=self._now,
            )
            counts.update(done.counts)
            if progress is not None:
                progress(counts["rows"], len(self._rows))
        self._look_for_duplicates(list_id, counts, is_cancelled)
        return replace(self._report(counts, self._problems(list_id)), list_id=list_id)

    def _look_for_duplicates(
        self, list_id: int, counts: Counter[str], is_cancelled: Callable[[], bool] | None
    ) -> None:
        """Merge whom the list surely has twice, and count whom a person must look at."""
        found = find_duplicates(
            self._database, self._now, list_id=list_id, is_cancelled=is_cancelled
        )
        counts["prospects_added"] -= found.merged
        counts["prospects_joined"] += found.merged
        with self._database.read() as session:
            counts["duplicates_flagged"] = open_pairs_of_list(session, list_id)

    def _campaign_id(self) -> int:
        name = self._order.campaign.strip()
        if not name:
            raise InputError("The list needs a campaign: give its name.")
        with self._database.read() as session:
            found = self._known_campaign(session)
        if found is not None:
            return found
        press = Press.new(self._order.person_id)
        request = AddCampaign(name, script=_GENERAL_SCRIPT)
        added = self._database.carry_out(add_campaign, request, press=press, now=self._now)
        return added.campaign_id

    def _known_campaign(self, session: Session) -> int | None:
        name = self._order.campaign.strip()
        return session.scalar(select(Campaign.id).where(Campaign.name == name))

    def _start(self, campaign_id: int) -> tuple[int, UUID]:
        request = self._request(campaign_id)
        press = Press.new(self._order.person_id)
        started = self._database.carry_out(start_import, request, press=press, now=self._now)
        with self._database.read() as session:
            begun_as = session.scalar(
                select(ImportedList.command_id).where(ImportedList.id == started.list_id)
            )
        return started.list_id, UUID(begun_as)

    def _request(self, campaign_id: int) -> StartImport:
        order = self._order
        options = [
            order.region,
            dict(order.mapping),
            dict(order.joins),
            order.sheet,
            order.responded,
            order.encoding,
            order.delimiter,
            self._saved,
            _WAY_OF_READING,
        ]
        is_matched = bool(order.mapping or order.joins)
        return StartImport(
            campaign_id=campaign_id,
            file_name=Path(order.path).name,
            file_sha256=self._sha256,
            row_count=len(self._rows),
            options=msgspec.json.encode(options).decode(),
            shape=self._shape,
            matching=SavedColumns(order.mapping, order.joins) if is_matched else None,
        )

    def _report(self, counts: Mapping[str, int], problems: Iterable[Problem]) -> ImportReport:
        counted = {name: counts[name] for name in _COUNTS if name in counts}
        return replace(
            msgspec.convert(counted, ImportReport),
            matching_used_again=self._saved is not None,
            problems=tuple(sorted(problems, key=lambda one: one.line)),
        )

    def _problems(self, list_id: int) -> list[Problem]:
        with self._database.read() as session:
            rows = session.scalars(
                select(ImportProblem)
                .where(ImportProblem.list_id == list_id)
                .order_by(ImportProblem.line, ImportProblem.id)
            )
            return [Problem(row.line, row.column, row.kind, row.value, row.message) for row in rows]


def _parts(rows: Sequence[ReadRow]) -> Iterator[Sequence[ReadRow]]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]


def _with_lines_around(rows: list[ReadRow], around: Sequence[Problem]) -> list[ReadRow]:
    """Hang the lines around the list on its first row, so that they are kept with it."""
    if not rows or not around:
        return rows
    first = rows[0]
    return [ReadRow(first.line, first.lead, (*around, *first.problems)), *rows[1:]]
