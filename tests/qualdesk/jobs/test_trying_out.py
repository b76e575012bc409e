"""A list that is tried out says what its import will say, and holds one part of it in memory."""

import tracemalloc
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.stage_list import stage
from qualdesk.jobs.staging import FRAME, Staging
from qualdesk.store.session import Database
from tests.builders import NOW

HEAD = "Company,Street,Zip,First name,Last name,Phone,E-mail,Do not call,Response date\n"
ANN = "Acme,1 Main St,02139,Ann,Lee,(617) 253-1000,ann@acme.test,,\n"


def _list(folder: Path, *rows: str, name: str = "list.csv") -> ImportOrder:
    path = folder / name
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return ImportOrder(path, "Spring", "US")


def _others(count: int) -> list[str]:
    """Return rows of as many others: enough of them, and what is repeated is in another part."""
    words = [sha256(str(one).encode()).hexdigest() for one in range(count)]
    return [
        f"{one[:9]},{one[9:18]},{10_000 + number},{one[18:27]},{one[27:36]},"
        f"(503) 588-{1000 + number % 9000},{one[36:42]}@{one[42:50]}.test,,\n"
        for number, one in enumerate(words)
    ]


def _tried(database: Database, order: ImportOrder) -> ImportReport:
    return import_list(database, replace(order, is_dry_run=True), now=NOW)


@pytest.mark.parametrize(
    "later",
    [
        "Acme Inc,,,Ann,Lee,(503) 588-9999,ANN@acme.test,,\n",
        "Acme,1 Main Street,02139,Ann,Lee,(617) 253-1000,,,\n",
        "Acme,1 Main St,02139,Ann,Lee,,ann@acme.test,yes,\n",
        "Acme,1 Main St,02139,Ann,Lee,,ann@acme.test,,2026-10-12\n",
        "Acme,1 Main St,02139,Cy,Orr,(617) 253-1000,,,\n",
    ],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_it_says_what_the_import_says_however_far_apart_the_rows_of_one_are(
    database: Database, tmp_path: Path, later: str, *, is_known: bool
) -> None:
    if is_known:
        import_list(database, _list(tmp_path, ANN, name="before.csv"), now=NOW)
    others = _others(FRAME + 1)
    order = _list(tmp_path, ANN, *others, later, *others[:3], later)
    tried = _tried(database, order)
    done = import_list(database, order, now=NOW)
    assert tried == replace(done, list_id=None)


def test_it_holds_no_more_in_memory_than_reading_the_list_does(
    sqlite_database: Database, tmp_path: Path
) -> None:
    order = _list(tmp_path, *_others(6_000))
    _tried(sqlite_database, _list(tmp_path, *_others(60), name="few.csv"))
    tracemalloc.start()
    with closing(Staging(tmp_path)) as staging:
        stage(LeadList(tmp_path / "list.csv", Reading("US"), NOW), staging)
    _now, of_reading = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    _tried(sqlite_database, order)
    _now, of_trying = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert of_trying < 1.2 * of_reading
