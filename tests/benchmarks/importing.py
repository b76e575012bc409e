"""How fast a list is read in, against the raw pipeline, into a store as large as the list.

Raw (`bare_import`) writes the same rows, in transactions of the size ours had on average, into a
twin that stands where ours stood; with `--exclusive` both take 200,000 rows. Each round begins with
fresh copies; the two take turns, and the median of the rounds counts: a ratio of 1.33 is three
quarters of the raw speed. Every import is a process of its own, whose memory is told.
"""

import csv
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qualdesk.store.migrate import migrate_url
from qualdesk.store.session import Database
from qualdesk.store.statistics import count_tables
from tests.benchmarks.bare_import import Brought, import_bare, keys_of, let_sequences_follow
from tests.benchmarks.big_desk import fill
from tests.benchmarks.figures import spread, verdict
from tests.benchmarks.measured_import import Measured, measured_import
from tests.postgres import PostgresServer, durable_server

_ROWS, _ROUNDS = 50_000, 5
"""As many as the program reads in processes of their own, as it does a million."""

_ROWS_POSTGRES = 20_000
_ROWS_LARGE, _ROUNDS_LARGE = 1_000_000, 1
_ROWS_EXCLUSIVE = 200_000
_CONNECTIONS = 40
_FAIR = "Fair"
_NAMES = ("ours.qualdesk", "twin.qualdesk")
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


Lent = Callable[[], AbstractContextManager[tuple[str, str]]]
"""Lends two stores as large as the list, alike: one for the program, one for the raw pipeline."""


@dataclass(slots=True)
class _Taken:
    """Seconds of the raw pipeline, and what the program took for the same list, round by round."""

    by_parts: list[tuple[float, Measured]] = field(default_factory=list)
    exclusive: list[tuple[float, Measured]] = field(default_factory=list)


def measure(*, is_large: bool = False) -> bool:
    """Print rows a second of both on both databases; return whether the ratios keep their limits."""
    sizes = (_ROWS_LARGE, _ROWS_LARGE) if is_large else (_ROWS, _ROWS_POSTGRES)
    rounds = _ROUNDS_LARGE if is_large else _ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = [_measure_on("sqlite", _files(folder, sizes[0]), folder, sizes[0], rounds)]
        with durable_server(_CONNECTIONS) as server:
            lent = _databases(server, sizes[1])
            kept.append(_measure_on("postgresql", lent, folder, sizes[1], rounds))
    return all(kept)


def _files(folder: Path, count: int) -> Lent:
    filled = folder / "filled.qualdesk"
    _fill(count, str(filled))

    @contextmanager
    def lent() -> Iterator[tuple[str, str]]:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            ours, twin = (shutil.copyfile(filled, Path(name) / one) for one in _NAMES)
            yield str(ours), str(twin)

    return lent


def _databases(server: PostgresServer, count: int) -> Lent:
    def filled(url: str) -> None:
        migrate_url(url)
        _fill(count, url)
        with closing(Database.open(url)) as database:
            let_sequences_follow(database)
            count_tables(database)

    @contextmanager
    def lent() -> Iterator[tuple[str, str]]:
        with server.database(filled) as ours, server.database(filled) as twin:
            yield ours, twin

    return lent


def _fill(count: int, target: str) -> None:
    with closing(Database.open(target)) as database:
        fill(database, count)


def _measure_on(kind: str, lent: Lent, folder: Path, count: int, rounds: int) -> bool:
    """Read one list after another in, by parts and exclusively in turn."""
    taken = _Taken()
    for number in range(2 * rounds):
        path = _write_list(folder / "list.csv", number * count, count)
        is_exclusive = number % 2 == 1
        with lent() as (ours, twin):
            took = _take_in(ours, twin, path, is_exclusive=is_exclusive)
        (taken.exclusive if is_exclusive else taken.by_parts).append(took)
    _tell(kind, count, taken.by_parts)
    _tell(f"{kind} exclusive", count, taken.exclusive)
    return _is_kept(kind, taken)


def _take_in(ours: str, twin: str, path: Path, *, is_exclusive: bool) -> tuple[float, Measured]:
    """Read a list in by both; return the seconds of the raw pipeline, and the program's figures."""
    with closing(Database.open(ours)) as database:
        before = keys_of(database)
    own = measured_import(ours, path, _FAIR, is_exclusive=is_exclusive)
    with closing(Database.open(ours)) as database:
        brought = Brought.since(database, before)
    at_once = _ROWS_EXCLUSIVE if is_exclusive else own.rows_at_once
    with closing(Database.open(twin)) as database:
        return import_bare(database, path, brought, at_once), own


def _is_kept(kind: str, taken: _Taken) -> bool:
    own = [ours for _raw, ours in taken.by_parts]
    exclusive = _median(ours.read / raw for raw, ours in taken.exclusive)
    duplicates = _median(ours.whole / raw for raw, ours in taken.by_parts)
    read_in = _median(ours.read / raw for raw, ours in taken.by_parts)
    longest = _median(one.parts[-1] for one in own)
    kept = [
        verdict(f"import-{kind}-longest-part", longest / _LONGEST, 1),
        verdict(f"import-{kind}-memory", max(one.megabytes for one in own) / _MEMORY, 1),
        verdict(f"import-{kind}-exclusive", exclusive, _EXCLUSIVE),
        verdict(f"import-{kind}-duplicates", duplicates, _WITH),
        verdict(f"import-{kind}", read_in, _WITHOUT),
    ]
    return all(kept)


def _tell(run: str, count: int, rounds: Sequence[tuple[float, Measured]]) -> None:
    figures = (
        ("raw", [raw for raw, _ours in rounds]),
        ("read in", [ours.read for _raw, ours in rounds]),
        ("with duplicates", [ours.whole for _raw, ours in rounds]),
    )
    for name, seconds in figures:
        print(spread(f"{run}, {name}", [count / one for one in seconds], "rows/s"))
    for _raw, ours in rounds:
        print(
            f"{run:<22}{ours.rows_at_once} rows a part, 99 of 100 within"
            f" {ours.parts[len(ours.parts) * 99 // 100] * 1000:.0f} ms, the longest"
            f" {ours.parts[-1] * 1000:.0f}, {ours.megabytes:,.0f} MB, each of those that read for it"
            f" {ours.helper_megabytes:,.0f}"
        )


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


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
