"""An import that is killed in mid-list again and again, and gone on with: every row is in, once."""

import random
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlcipher3 import dbapi2 as sqlite

from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.faults.tally import Tally

FEW, MANY = 2, 100
_ROWS = 4_000


def suffer(kills: int) -> Tally:
    """Kill an import so often at random parts, go on with it to its end, and count."""
    with TemporaryDirectory() as folder:
        path, file = Path(folder) / "desk.qualdesk", Path(folder) / "list.csv"
        _write_list(file)
        Database.open(path).close()
        chance = random.Random(7)  # noqa: S311 - repeatable moments
        told = [_killed_import(path, file, after=chance.randrange(1, 4)) for _ in range(kills)]
        database = Database.open(path)
        order = ImportOrder(file, "Fair", "US", responded="never")
        report = import_list(database, order, now=NOW)
        database.close()
        prospects, leads, rows, lists, is_whole = _left_behind(path)
    return Tally(
        "imports",
        lost=_ROWS - rows,
        doubled=(prospects - _ROWS) + (leads - _ROWS) + (lists - 1),
        wrong={"uncounted": _ROWS - report.rows, "corrupt": int(not is_whole)},
        counts={"kills": kills, "rows_before_the_last_kill": max(told)},
    )


def _write_list(file: Path) -> None:
    rows = (f"Firm {n},(617) 253-{n:04},{n % 900:05}\n" for n in range(_ROWS))
    file.write_text("Company,Phone,Zip\n" + "".join(rows))


def _killed_import(path: Path, file: Path, *, after: int) -> int:
    """Kill an import after so many parts; return how many rows it said were in."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.busy_import", str(path), str(file)],
        stdout=subprocess.PIPE,
        text=True,
    ) as importing:
        assert importing.stdout is not None
        lines = [importing.stdout.readline() for _part in range(after)]
        importing.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        return max((int(line) for line in lines if line.endswith("\n")), default=0)


def _left_behind(path: Path) -> tuple[int, int, int, int, bool]:
    connection = sqlite.connect(str(path))  # pyright: ignore[reportAttributeAccessIssue]
    prospects, leads, rows, lists = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our names
        for table in ("prospect", "lead", "imported_row", "imported_list")
    )
    is_whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return prospects, leads, rows, lists, is_whole
