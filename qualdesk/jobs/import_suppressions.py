"""Importing a list of whom not to contact: part by part, each exactly once, with a full account."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import select

from qualdesk.commands.barring import Terms, not_yet_barred
from qualdesk.commands.requests.suppressions import (
    FinishSuppressionList,
    LiftUnlisted,
    ListedBar,
    StartSuppressionList,
    SuppressRows,
)
from qualdesk.commands.suppression_lists import (
    finish_suppression_list,
    lift_unlisted,
    rows_by_fate,
    start_suppression_list,
    suppress_rows,
)
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.phone import has_numbers
from qualdesk.domain.places import country_code
from qualdesk.domain.suppression import usual_medium
from qualdesk.errors import InputError
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.suppression_rows import NamingRow, SuppressionReading, read_suppressions
from qualdesk.jobs.pace import IsCancelled
from qualdesk.store.session import Database, Press
from qualdesk.store.suppressions import Target
from qualdesk.store.tables import SuppressionList

_PART = 25
"""Rows a transaction: about 50 ms, so that a waiting outcome goes first."""

_WIDE_PART = 3
"""The same where a row names a company or domain, and so many leads at once."""

_WAY_OF_READING = 1
"""Raise it when rows are read otherwise: a list that broke off then starts anew."""

_WIDE = {SuppressionScope.COMPANY, SuppressionScope.DOMAIN}


@dataclass(frozen=True, slots=True)
class SuppressionOrder:
    """Which list to read, and on which terms it bars.

    Without a medium a number bars calls, an address or domain mail, a company both. With a
    register (ISO code) the list is that country's do-not-call register as of `checked_on`.
    """

    path: Path
    region: str = ""
    medium: Medium | None = None
    source: str = ""
    expires_on: date | None = None
    """The last day it holds, UTC; None for ever."""
    register: str = ""
    checked_on: date | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    is_dry_run: bool = False
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class SuppressionReport:
    """What became of the rows; `rows` is the sum of barred, already barred and not taken."""

    rows: int = 0
    barred: int = 0
    already_barred: int = 0
    not_taken: int = 0
    leads_closed: int = 0
    leads_to_find_out: int = 0
    mails_cancelled: int = 0
    lifted: int = 0
    """What earlier checks of the same register listed and this one does not."""
    problems: tuple[Problem, ...] = ()


def import_suppressions(
    database: Database,
    order: SuppressionOrder,
    *,
    now: datetime,
    is_cancelled: IsCancelled | None = None,
) -> SuppressionReport:
    """Import a list; a run that broke off is gone on with, so that nothing is doubled.

    Raises:
        InputError: if the file cannot be read as such a list; nothing was changed.
    """
    _check(order, now)
    reading = SuppressionReading(order.region, order.mapping, order.encoding, order.delimiter)
    rows = read_suppressions(order.path, reading)
    run = _Run(database, order, rows, now)
    if order.is_dry_run:
        return run.try_out()
    return run.carry_out(is_cancelled)


def _check(order: SuppressionOrder, now: datetime) -> None:
    if bool(order.register) != (order.checked_on is not None):
        raise InputError("A register needs its country and the day of its check: give both.")
    if order.register and not has_numbers(country_code(order.register)):
        raise InputError(f"There is no register “{order.register}”. Give a country, such as GB.")
    if order.checked_on is not None and order.checked_on > now.date():
        raise InputError("The day of the check lies in the future. Give the day it was made.")
    if order.register and (order.expires_on or order.medium not in {None, Medium.PHONE}):
        raise InputError(
            "A register bars calls until a newer check lists a number no more. Leave out the"
            " medium and the day of expiry."
        )
    if order.expires_on is not None and order.expires_on < now.date():
        raise InputError("The day of expiry is past. Give a later one, or none.")


class _Run:
    """One import of one list."""

    def __init__(
        self, database: Database, order: SuppressionOrder, rows: Sequence[NamingRow], now: datetime
    ) -> None:
        self._database = database
        self._order = order
        self._taken = [row for row in rows if row.named]
        self._not_taken = len(rows) - len(self._taken)
        self._problems = [one for row in rows for one in row.problems]
        self._sha256 = hashlib.sha256(order.path.read_bytes()).hexdigest()
        self._now = now
        self._register = country_code(order.register)

    def try_out(self) -> SuppressionReport:
        """Report what an import would do; nothing is written."""
        counts: Counter[str] = Counter()
        seen: set[tuple[Target, Medium]] = set()
        terms = Terms("", self._now, self._expires_at)
        with self._database.read() as session:
            for part in _parts(self._taken):
                rows = [
                    [(Target(one.scope, one.value), one.medium) for one in self._bars(row)]
                    for row in part
                ]
                new = not_yet_barred(session, [bar for row in rows for bar in row], terms)
                counts.update(rows_by_fate(rows, [bar for bar in new if bar not in seen]))
                seen.update(new)
        return self._report(counts)

    def carry_out(self, is_cancelled: IsCancelled | None) -> SuppressionReport:
        """Read in part by part, then say that the list is whole; each step exactly once."""
        list_id, press_id = self._start()
        counts: Counter[str] = Counter()
        for number, part in enumerate(_parts(self._taken)):
            if is_cancelled is not None and is_cancelled():
                return self._report(counts)
            rows = tuple(tuple(self._bars(row)) for row in part)
            request = SuppressRows(list_id, rows, self._source, self._expires_at)
            press = self._press(press_id, str(number))
            done = self._database.carry_out(suppress_rows, request, press=press, now=self._now)
            counts.update(done.counts)
        if self._register:
            counts["lifted"] = self._lift_unlisted(list_id, press_id)
        finish = FinishSuppressionList(list_id)
        press = self._press(press_id, "finish")
        self._database.carry_out(finish_suppression_list, finish, press=press, now=self._now)
        return self._report(counts)

    @property
    def _source(self) -> str:
        if self._order.source.strip():
            return self._order.source.strip()
        return f"{self._register} register" if self._register else self._order.path.name

    @property
    def _expires_at(self) -> datetime | None:
        """Midnight after the last day it holds."""
        last = self._order.expires_on
        if last is None:
            return None
        return datetime.combine(last + timedelta(days=1), time(), UTC)

    def _bars(self, row: NamingRow) -> Iterator[ListedBar]:
        for scope, value in row.named:
            medium = Medium.PHONE if self._register else self._order.medium or usual_medium(scope)
            yield ListedBar(scope, value, medium)

    def _start(self) -> tuple[int, UUID]:
        order = self._order
        options = [
            order.region,
            order.medium,
            self._source,
            order.expires_on,
            dict(order.mapping),
            order.encoding,
            order.delimiter,
            _WAY_OF_READING,
        ]
        request = StartSuppressionList(
            file_name=order.path.name,
            file_sha256=self._sha256,
            row_count=len(self._taken) + self._not_taken,
            options=msgspec.json.encode(options).decode(),
            register=self._register,
            checked_on=order.checked_on,
        )
        press = Press.new(order.person_id)
        started = self._database.carry_out(
            start_suppression_list, request, press=press, now=self._now
        )
        with self._database.read() as session:
            begun_as = session.scalar(
                select(SuppressionList.command_id).where(SuppressionList.id == started.list_id)
            )
        return started.list_id, UUID(begun_as)

    def _lift_unlisted(self, list_id: int, press_id: UUID) -> int:
        """Lift, some at a time, what the register does not list any more; return how much."""
        lifted = 0
        for number in count():
            press = self._press(press_id, f"lift {number}")
            request = LiftUnlisted(list_id)
            done = self._database.carry_out(lift_unlisted, request, press=press, now=self._now)
            lifted += done.count
            if not done.count:
                break
        return lifted

    def _press(self, press_id: UUID, step: str) -> Press:
        return Press(uuid5(press_id, step), self._order.person_id)

    def _report(self, counts: Mapping[str, int]) -> SuppressionReport:
        known = {one.name for one in fields(SuppressionReport)} - {"rows", "not_taken", "problems"}
        return SuppressionReport(
            rows=counts["rows"] + self._not_taken,
            not_taken=self._not_taken,
            problems=tuple(self._problems),
            **{name: count for name, count in counts.items() if name in known},
        )


def _parts(rows: Sequence[NamingRow]) -> Iterator[Sequence[NamingRow]]:
    is_wide = any(scope in _WIDE for row in rows for scope, _value in row.named)
    size = _WIDE_PART if is_wide else _PART
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
