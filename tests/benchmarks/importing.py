"""How fast a list is read in, against the raw pipeline, into an empty and into a filled store.

Raw is the fastest reader of CSV, the same phone library and bare inserts by the same driver into
the same tables, in transactions of the same size: accounts, sites, prospects, numbers and leads,
without history, queue, journal or any look for who is known. Times are for all rows; a ratio of
1.33 is three quarters of the raw speed.
"""

import csv
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import phonenumbers
from sqlalchemy import select

from qualdesk.commands.campaigns import add_campaign
from qualdesk.commands.requests.campaigns import AddCampaign
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Campaign
from tests.benchmarks.figures import verdict

EXCL = False
NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
_ROWS, _ROWS_LARGE = 50_000, 1_000_000
_FAIR = "Fair"
_WITHOUT, _WITH = 1 / 0.75, 1 / 0.5
_HEAD = (
    "Company",
    "First name",
    "Last name",
    "E-mail",
    "Phone",
    "Street",
    "Zip",
    "City",
    "Country",
)
_FIRST = ("Carla", "Tom", "Maria", "Jan", "Priya", "Jonas", "Karen", "Sam", "Lena", "Dov")
_TRADES = ("Mills", "Packaging", "Foods", "Brewing", "Dairy", "Labs", "Tools")


@dataclass
class Timed:
    """How many seconds reading took, and when looking for duplicates is counted too."""

    read: float = 0.0
    whole: float = 0.0
    begun: float = field(default_factory=time.perf_counter)

    def note(self, done: int, total: int) -> None:
        """Take the moment the last row was in."""
        if done >= total:
            self.read = time.perf_counter() - self.begun


def measure(*, is_large: bool = False) -> bool:
    """Print rows a second of both, and return whether the ratios keep their limits."""
    count = _ROWS_LARGE if is_large else _ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, raw = Database.open(folder / "ours.qualdesk"), Database.open(folder / "raw.qualdesk")
        kept = []
        for run, first in (("empty", 0), ("filled", count)):
            path = _write_list(folder / f"{run}.csv", first, count)
            kept += _compare(run, count, _time_raw(raw, path), _time_ours(ours, path))
        ours.close()
        raw.close()
    return all(kept)


def _compare(run: str, count: int, raw: float, ours: Timed) -> list[bool]:
    figures = (("raw", raw), ("read in", ours.read), ("with duplicates", ours.whole))
    for name, seconds in figures:
        print(f"{run:<8}{name:<18}{count / seconds:9,.0f} rows/s   {seconds:8.1f} s")
    is_last = run == "filled"
    return [
        verdict(f"import-{run}-duplicates", ours.whole / raw, _WITH),
        verdict("import" if is_last else f"import-{run}", ours.read / raw, _WITHOUT),
    ]


def _time_ours(database: Database, path: Path) -> Timed:
    timed = Timed()
    order = ImportOrder(path, _FAIR, region="US", responded="never", is_exclusive=EXCL)
    report = import_list(database, order, now=NOW, progress=timed.note)
    timed.whole = time.perf_counter() - timed.begun
    if report.problems or report.prospects_added != report.rows:
        raise RuntimeError(f"The list was not read as it was made: {report}.")
    return timed


def _time_raw(database: Database, path: Path) -> float:
    campaign_id = _campaign(database)
    pooled = database.engine.raw_connection()
    connection: Any = pooled.driver_connection
    first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM prospect").fetchone()[0]
    begun = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        while part := list(islice(rows, 400)):
            _insert(connection, part, first, campaign_id)
            first += len(part)
    seconds = time.perf_counter() - begun
    pooled.close()
    return seconds


def _campaign(database: Database) -> int:
    """Return the one campaign that the raw leads belong to."""
    with database.read() as session:
        known = session.scalar(select(Campaign.id).where(Campaign.name == _FAIR))
    if known is not None:
        return known
    request = AddCampaign(_FAIR, script="inquiry")
    added = database.carry_out(add_campaign, request, press=Press.new(), now=NOW)
    return added.campaign_id


def _insert(connection: Any, rows: list[list[str]], first: int, campaign_id: int) -> None:
    """Insert rows under ids that are counted up, so that nothing has to be asked for."""
    ids = range(first, first + len(rows))
    people = list(zip(ids, rows, map(_e164, (row[4] for row in rows)), strict=True))
    sets = (
        [(key, row[0], row[0].lower()) for key, row, _ in people],
        [(key, key, row[5], row[7], row[6], row[8]) for key, row, _ in people],
        [(key, key, key, row[1], row[2], row[3], row[3].split("@")[1]) for key, row, _ in people],
        [(key, phone, phone[::-1]) for key, _, phone in people],
        [(key, key) for key in ids],
        [(key, key, key, campaign_id, NOW.isoformat(), NOW.isoformat()) for key in ids],
    )
    connection.execute("BEGIN IMMEDIATE")
    for statement, values in zip(_INSERTS, sets, strict=True):
        connection.executemany(statement, values)
    connection.execute("COMMIT")


_INSERTS = (
    (
        "INSERT INTO account (id, name, folded_name, audience, industry, website, installed)"
        " VALUES (?, ?, ?, 'b2b', '', '', '')"
    ),
    (
        "INSERT INTO site (id, account_id, street, city, region, postal_code, country, zone)"
        " VALUES (?, ?, ?, ?, '', ?, ?, '')"
    ),
    (
        "INSERT INTO prospect (id, account_id, site_id, title, first_name, last_name, job_title,"
        " email, email_domain, folded_words, language, consent)"
        " VALUES (?, ?, ?, '', ?, ?, '', ?, ?, '', '', '')"
    ),
    "INSERT INTO number (id, e164, digits_from_end, kind, zones) VALUES (?, ?, ?, '', '')",
    (
        "INSERT INTO prospect_number (prospect_id, number_id, label, extension, position)"
        " VALUES (?, ?, 'Office', '', 0)"
    ),
    (
        "INSERT INTO lead (id, prospect_id, account_id, campaign_id, territory_id, state, lane,"
        " due_at, attempts, owner_kind, version, opened_at)"
        " VALUES (?, ?, ?, ?, 1, 'queued', 'fresh', ?, 0, 'territory', 1, ?)"
    ),
)


def _e164(text: str) -> str:
    number = phonenumbers.parse(text, "US")
    if not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _write_list(path: Path, first: int, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(_HEAD)
        writer.writerows(_rows(first, count))
    return path


def _word(number: int) -> str:
    """Return eight letters that hardly any other number has, nor nearly so."""
    scattered = number * 0x9E3779B97F4A7C15 % 2**64
    return "".join(chr(ord("a") + (scattered >> 5 * place) % 26) for place in range(3, 11)).title()


def _rows(first: int, count: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of whom nobody is another, at numbers that are valid in Boston and New York."""
    for number in range(first, first + count):
        area = ("617", "212", "312", "415")[number % 4]
        exchange, line = 200 + number // 40_000 % 700, number // 4 % 10_000
        company = f"{_word(number)} {_TRADES[number % len(_TRADES)]}"
        yield (
            company,
            _FIRST[number % len(_FIRST)],
            _word(number * 7_919 + 13),
            f"p{number}@{_word(number).lower()}.example",
            f"({area}) {exchange}-{line:04}",
            f"{number % 900 + 1} Main Street",
            f"{number * 37 % 90_000 + 10_000}",
            "Boston",
            "US",
        )
