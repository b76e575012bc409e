"""How fast a list is read in, against the raw pipeline, into an empty and into a filled store.

Raw (`raw_import`) takes transactions of the size ours had on average; with `--exclusive` both take
200,000 rows. Times are for all rows; a ratio of 1.33 is three quarters of the raw speed. Every
import is a process of its own, whose memory is told.
"""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from qualdesk.commands.campaigns import add_campaign
from qualdesk.commands.requests.campaigns import AddCampaign
from qualdesk.store.migrate import migrate_url
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Campaign
from tests.benchmarks.figures import verdict
from tests.benchmarks.measured_import import Measured, measured_import
from tests.benchmarks.raw_import import import_raw
from tests.builders import NOW
from tests.postgres import running_server

_ROWS, _ROWS_LARGE = 50_000, 1_000_000
_FILLED_AT_ONCE = _ROWS_EXCLUSIVE = 200_000
_FAIR = "Fair"
_WITHOUT, _WITH, _EXCLUSIVE = 1 / 0.75, 1 / 0.5, 1 / 0.4
_LONGEST, _MEMORY = 0.050, 500
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


def measure(*, is_large: bool = False) -> bool:
    """Print rows a second of both on both databases; return whether the ratios keep their limits."""
    count = _ROWS_LARGE if is_large else _ROWS
    with tempfile.TemporaryDirectory() as name, running_server() as server:
        folder = Path(name)
        with server.database(migrate_url) as ours, server.database(migrate_url) as raw:
            kept = _measure_on("postgresql", folder, (ours, raw), count)
        files = (str(folder / "ours.qualdesk"), str(folder / "raw.qualdesk"))
        return _measure_on("sqlite", folder, files, count) and kept


def _measure_on(kind: str, folder: Path, targets: tuple[str, str], count: int) -> bool:
    """Fill both stores alike, then read one list in by parts and another one exclusively."""
    filling, by_parts, alone = (
        _write_list(folder / f"{kind}{part}.csv", part * count, count) for part in range(3)
    )
    ours, raw = targets
    for target in targets:
        database = Database.open(target)
        import_raw(database, filling, _campaign(database), _FILLED_AT_ONCE)
        database.close()
    own = measured_import(ours, by_parts, _FAIR, is_exclusive=False)
    kept = _compare(kind, count, _raw_seconds(raw, by_parts, own.rows_at_once), own)
    large = measured_import(ours, alone, _FAIR, is_exclusive=True)
    raw_large = _raw_seconds(raw, alone, _ROWS_EXCLUSIVE)
    _tell(f"{kind} exclusive", count, raw_large, large)
    return verdict(f"import-{kind}-exclusive", large.read / raw_large, _EXCLUSIVE) and kept


def _compare(kind: str, count: int, raw: float, ours: Measured) -> bool:
    _tell(kind, count, raw, ours)
    kept = [
        verdict(f"import-{kind}-longest-part", ours.longest / _LONGEST, 1),
        verdict(f"import-{kind}-memory", ours.megabytes / _MEMORY, 1),
        verdict(f"import-{kind}-duplicates", ours.whole / raw, _WITH),
        verdict(f"import-{kind}", ours.read / raw, _WITHOUT),
    ]
    return all(kept)


def _tell(run: str, count: int, raw: float, ours: Measured) -> None:
    figures = (("raw", raw), ("read in", ours.read), ("with duplicates", ours.whole))
    for name, seconds in figures:
        print(f"{run:<22}{name:<18}{count / seconds:9,.0f} rows/s   {seconds:8.1f} s")
    held = f"{ours.megabytes:,.0f} MB, each of those that read for it {ours.helper_megabytes:,.0f}"
    print(
        f"{run:<22}{ours.rows_at_once} rows a part, the longest {ours.longest * 1000:.0f} ms, {held}"
    )


def _raw_seconds(target: str, path: Path, rows_at_once: int) -> float:
    database = Database.open(target)
    seconds, _count = import_raw(database, path, _campaign(database), rows_at_once)
    database.close()
    return seconds


def _campaign(database: Database) -> int:
    """Return the one campaign that all leads belong to."""
    with database.read() as session:
        known = session.scalar(select(Campaign.id).where(Campaign.name == _FAIR))
    if known is not None:
        return known
    request = AddCampaign(_FAIR, script="inquiry")
    added = database.carry_out(add_campaign, request, press=Press.new(), now=NOW)
    return added.campaign_id


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
            f"{number * 7_919 % 9_973 + 1} {_word(number // 7 * 31 + 5)} Street",
            f"{number * 37 % 90_000 + 10_000}",
            f"{_word(number * 31 % 9_967)}ville",
            "US",
        )
