"""Importing a list: read into a staging file, then applied part by part, with a full account."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from qualdesk.commands.import_earlier import EarlierRows
from qualdesk.commands.import_fates import planned
from qualdesk.commands.import_known import Known
from qualdesk.exchange.column_matching import Matching
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.apply_list import Application, report_of
from qualdesk.jobs.import_order import ImportOrder, ListShape, source_of
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.pace import IsCancelled, Progress
from qualdesk.jobs.stage_list import stage
from qualdesk.jobs.staging import Staging
from qualdesk.queries.imports import campaign_named, finished_import
from qualdesk.store.matchings import SavedColumns, saved_columns
from qualdesk.store.session import Database

__all__ = ["ImportOrder", "import_list"]


def import_list(
    database: Database,
    order: ImportOrder,
    *,
    now: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    reading: Progress | None = None,
) -> ImportReport:
    """Import a list; a run that broke off is gone on with, so that nothing is doubled.

    `reading` is told how many rows are read while nothing is locked, `progress` how many are in.

    Raises:
        InputError: if the file cannot be read as a list; nothing was changed.
    """
    source = LeadList(Path(order.path), _reading(order), now)
    saved = _match_again(database, order, source)
    with TemporaryDirectory() as folder, closing(Staging(Path(folder))) as staging:
        found = stage(source, staging, progress=reading, is_cancelled=is_cancelled)
        if found is None:
            return ImportReport()
        source.check(found)
        shape = ListShape(source.sha256, found.row_count, source.shape, saved)
        del source
        if order.is_dry_run:
            return _try_out(database, order, shape, staging, now)
        if (read_before := _read_before(database, order, shape)) is not None:
            tried = _try_out(database, order, shape, staging, now)
            return replace(tried, read_before_on=read_before.date())
        run = Application(database, order, shape, staging, now)
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
        order.dates,
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


def _read_before(database: Database, order: ImportOrder, shape: ListShape) -> datetime | None:
    """Return when the same file was read to its end in the same way, or None."""
    with database.read() as session:
        campaign_id = campaign_named(session, order.campaign)
        if campaign_id is None:
            return None
        return finished_import(session, campaign_id, *source_of(order, shape))


def _try_out(
    database: Database, order: ImportOrder, shape: ListShape, staging: Staging, now: datetime
) -> ImportReport:
    """Report what an import would do; nothing is written."""
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    source = source_of(order, shape)
    with (
        TemporaryDirectory() as folder,
        closing(EarlierRows(Path(folder))) as earlier,
        database.read() as session,
    ):
        campaign_id = campaign_named(session, order.campaign)
        for frame in staging.frames():
            rows, known = frame.unpacked(), Known(session, campaign_id)
            plan = planned(session, known, rows, source, now, earlier=earlier)
            counts += plan.counts
            problems += plan.problems
            earlier.keep((fate.row, fate.prospect) for fate in plan.fates)
    return report_of(counts, problems, shape)
