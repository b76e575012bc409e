"""How fast a list is read in, against the raw pipeline, into a store as large as the list.

Raw (`bare_import`) writes the same rows, in transactions of the size ours had on average, into a
twin that stands where ours stood; with `--exclusive` both take 200,000 rows. Both take turns, and
the median of the rounds counts; a ratio of 1.33 is three quarters of the raw speed. Every import is
a process of its own, whose memory is told.
"""

import csv
import shutil
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qualdesk.store.migrate import migrate_url
from qualdesk.store.session import Database
from tests.benchmarks.bare_import import Brought, import_bare, keys_of, let_sequences_follow
from tests.benchmarks.big_desk import fill
from tests.benchmarks.figures import spread, verdict
from tests.benchmarks.measured_import import Measured, measured_import
from tests.postgres import PostgresServer, durable_server

_ROWS, _ROUNDS = 20_000, 5
_ROWS_LARGE, _ROUNDS_LARGE = 1_000_000, 1
_ROWS_EXCLUSIVE = 200_000
_CONNECTIONS = 40
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


@dataclass(slots=True)
class _Pair:
    """A store for the program, its twin for the raw pipeline, and what was measured on them."""

    ours: str
    twin: str
    rounds: list[tuple[float, Measured]] = field(default_factory=list)
    """Seconds of the raw pipeline, and what the program took for the same list."""
    exclusive: list[tuple[float, Measured]] = field(default_factory=list)

    def take_in(self, path: Path, *, is_exclusive: bool = False) -> None:
        """Read a list in by both."""
        before = self._keys()
        own = measured_import(self.ours, path, _FAIR, is_exclusive=is_exclusive)
        at_once = _ROWS_EXCLUSIVE if is_exclusive else own.rows_at_once
        raw = self._take_in_bare(path, before, at_once)
        (self.exclusive if is_exclusive else self.rounds).append((raw, own))

    def _keys(self) -> dict[str, int]:
        with closing(Database.open(self.ours)) as database:
            return keys_of(database)

    def _take_in_bare(self, path: Path, before: Mapping[str, int], at_once: int) -> float:
        with closing(Database.open(self.ours)) as database:
            brought = Brought.since(database, before)
        with closing(Database.open(self.twin)) as database:
            return import_bare(database, path, brought, at_once)


def measure(*, is_large: bool = False) -> bool:
    """Print rows a second of both on both databases; return whether the ratios keep their limits."""
    count, rounds = (_ROWS_LARGE, _ROUNDS_LARGE) if is_large else (_ROWS, _ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = [_measure_on("sqlite", _files(folder, count), folder, count, rounds)]
        with durable_server(_CONNECTIONS) as server, _databases(server, count) as pair:
            kept.append(_measure_on("postgresql", pair, folder, count, rounds))
    return all(kept)


def _files(folder: Path, count: int) -> _Pair:
    ours, twin = folder / "ours.qualdesk", folder / "twin.qualdesk"
    _fill(count, str(ours))
    shutil.copyfile(ours, twin)
    return _Pair(str(ours), str(twin))


@contextmanager
def _databases(server: PostgresServer, count: int) -> Iterator[_Pair]:
    with server.database(migrate_url) as ours, server.database(migrate_url) as twin:
        for url in (ours, twin):
            _fill(count, url)
        with closing(Database.open(ours)) as database:
            let_sequences_follow(database)
        yield _Pair(ours, twin)


def _fill(count: int, target: str) -> None:
    with closing(Database.open(target)) as database:
        fill(database, count)


def _measure_on(kind: str, pair: _Pair, folder: Path, count: int, rounds: int) -> bool:
    """Read one list after another in, by parts and exclusively in turn."""
    for number in range(2 * rounds):
        path = _write_list(folder / "list.csv", number * count, count)
        pair.take_in(path, is_exclusive=number % 2 == 1)
    _tell(kind, count, pair.rounds)
    _tell(f"{kind} exclusive", count, pair.exclusive)
    own = [ours for _raw, ours in pair.rounds]
    kept = [
        verdict(f"import-{kind}-longest-part", _median(one.longest for one in own) / _LONGEST, 1),
        verdict(f"import-{kind}-memory", max(one.megabytes for one in own) / _MEMORY, 1),
        verdict(
            f"import-{kind}-exclusive",
            _median(ours.read / raw for raw, ours in pair.exclusive),
            _EXCLUSIVE,
        ),
        verdict(
            f"import-{kind}-duplicates",
            _median(ours.whole / raw for raw, ours in pair.rounds),
            _WITH,
        ),
        verdict(f"import-{kind}", _median(ours.read / raw for raw, ours in pair.rounds), _WITHOUT),
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
            f"{run:<22}{ours.rows_at_once} rows a part, the longest {ours.longest * 1000:.0f} ms,"
            f" {ours.megabytes:,.0f} MB, each of those that read for it"
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
