"""Applying a list: what is staged goes into the database part by part, each exactly once."""

import gc
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from time import perf_counter
from typing import NamedTuple
from uuid import UUID

import msgspec

from qualdesk.commands.campaigns import add_campaign
from qualdesk.commands.import_fates import planned
from qualdesk.commands.import_known import Known
from qualdesk.commands.imports import finish_import, import_rows, start_import
from qualdesk.commands.requests.campaigns import AddCampaign
from qualdesk.commands.requests.imports import FinishImport, ImportRows
from qualdesk.errors import InputError
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.find_duplicates import find_duplicates
from qualdesk.jobs.import_order import ImportOrder, ListShape, source_of, start_of
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.pace import Doubling, IsCancelled, Pace, Progress, paced
from qualdesk.jobs.staging import FRAME, Frame, Staging
from qualdesk.queries.duplicates import open_pairs_of_list
from qualdesk.queries.imports import campaign_named, press_of_import, problems_of_import
from qualdesk.store.import_parts import part_id, parts_done
from qualdesk.store.session import Database, Press
from qualdesk.store.statistics import count_tables, has_outgrown
from qualdesk.store.word_index import merge_words

_GENERAL_SCRIPT = "inquiry"
"""For a list that says nothing of where it comes from."""

_FRAMES_OF_EXCLUSIVE_PARTS = (2_000 // FRAME, 200_000 // FRAME)
"""How many the first has, few, so that PostgreSQL learns early how tables grow; and the largest."""

_COUNTS = [one.name for one in fields(ImportReport) if one.type is int]


class _Begun(NamedTuple):
    """A list that was opened, and the press by which it was."""

    list_id: int
    campaign_id: int
    press_id: UUID


class Application:
    """One staged list on its way into the database."""

    def __init__(
        self,
        database: Database,
        order: ImportOrder,
        shape: ListShape,
        staging: Staging,
        now: datetime,
    ) -> None:
        self._database = database
        self._order = order
        self._shape = shape
        self._staging = staging
        self._now = now
        self._source = source_of(order, shape)

    def carry_out(
        self, progress: Progress | None, is_cancelled: IsCancelled | None
    ) -> ImportReport:
        """Read in part by part and look for duplicates; a run that broke off is gone on with."""
        begun = self._begin()
        counts = self._read_in(begun, progress, is_cancelled)
        self._look_for_duplicates(begun.list_id, counts, is_cancelled)
        with self._database.read() as session:
            problems = problems_of_import(session, begun.list_id)
        return replace(report_of(counts, problems, self._shape), list_id=begun.list_id)

    def _read_in(
        self, begun: _Begun, progress: Progress | None, is_cancelled: IsCancelled | None
    ) -> Counter[str]:
        """Read in all parts that are not in yet; return what became of the rows of all."""
        counts = Counter[str]()
        done = self._done_before(begun)
        for counted in done:
            counts.update(counted)
        pace = Doubling(*_FRAMES_OF_EXCLUSIVE_PARTS) if self._order.is_exclusive else Pace()
        counted_at = 0
        parts = paced(self._staging.frames(after=counts["rows"]), pace)
        self._rehearse(begun)
        # What is loaded by now stays: the collector took 100 ms to look through it, within a part.
        gc.collect()
        gc.freeze()
        for number, part in enumerate(parts, start=len(done)):
            if is_cancelled is not None and is_cancelled():
                break
            started = perf_counter()
            counts.update(self._apply(begun, number, part))
            pace.note(perf_counter() - started)
            if progress is not None:
                progress(counts["rows"], self._shape.row_count)
            if has_outgrown(counted_at, counts["rows"]):
                count_tables(self._database)
                counted_at = counts["rows"]
            merge_words(self._database)
            self._database.let_others_first()
        return counts

    def _begin(self) -> _Begun:
        campaign_id = self._campaign_id()
        request = start_of(self._order, self._shape, campaign_id)
        press = Press.new(self._order.person_id)
        started = self._database.carry_out(start_import, request, press=press, now=self._now)
        with self._database.read() as session:
            begun_as = press_of_import(session, started.list_id)
        return _Begun(started.list_id, campaign_id, begun_as)

    def _done_before(self, begun: _Begun) -> list[Mapping[str, int]]:
        with self._database.read() as session:
            return [event.counts for _press, event in parts_done(session, begun.press_id)]

    def _rehearse(self, begun: _Begun) -> None:
        """Plan the first rows for nothing: what is made ready once is so before anything is locked."""
        first = next(self._staging.frames(), None)
        if first is not None:
            with self._database.read() as session:
                known = Known(session, begun.campaign_id)
                planned(session, known, first.unpacked(), self._source, self._now)

    def _apply(self, begun: _Begun, number: int, part: Sequence[Frame]) -> Mapping[str, int]:
        done = self._database.carry_out(
            import_rows,
            ImportRows(
                begun.list_id,
                begun.campaign_id,
                self._source,
                tuple(frame.rows for frame in part),
            ),
            press=Press(part_id(begun.press_id, number), self._order.person_id),
            now=self._now,
        )
        return done.counts

    def _look_for_duplicates(
        self, list_id: int, counts: Counter[str], is_cancelled: IsCancelled | None
    ) -> None:
        """Merge whom the list surely has twice, and count whom a person must look at."""
        found = find_duplicates(
            self._database, self._now, list_id=list_id, is_cancelled=is_cancelled
        )
        counts["prospects_added"] -= found.merged
        counts["prospects_joined"] += found.merged
        if not (is_cancelled is not None and is_cancelled()):
            request, press = FinishImport(list_id), Press.new(self._order.person_id)
            self._database.carry_out(finish_import, request, press=press, now=self._now)
        with self._database.read() as session:
            counts["duplicates_flagged"] = open_pairs_of_list(session, list_id)

    def _campaign_id(self) -> int:
        with self._database.read() as session:
            found = campaign_named(session, self._order.campaign)
        if found is not None:
            return found
        name = self._order.campaign.strip()
        if not name:
            raise InputError("The list needs a campaign: give its name.")
        press = Press.new(self._order.person_id)
        request = AddCampaign(name, script=_GENERAL_SCRIPT)
        added = self._database.carry_out(add_campaign, request, press=press, now=self._now)
        return added.campaign_id


def report_of(
    counts: Mapping[str, int], problems: Iterable[Problem], shape: ListShape
) -> ImportReport:
    """Return what became of the rows of a list."""
    counted = {name: counts[name] for name in _COUNTS if name in counts}
    return replace(
        msgspec.convert(counted, ImportReport),
        matching_used_again=shape.saved is not None,
        problems=tuple(sorted(problems, key=lambda one: one.line)),
    )
