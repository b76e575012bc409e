"""A list that is tried out says what its import will say, and holds one part of it in memory."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.staging import FRAME
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
    return [
        f"Firm {one},{one} Oak St,97301,Bo,Ray {one},(503) 588-{1000 + one % 9000},b@f{one}.test,,\n"
        for one in range(count)
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


def test_what_it_holds_in_memory_does_not_grow_with_the_list(
    sqlite_database: Database, tmp_path: Path
) -> None:
    few = _list(tmp_path, *_others(600))
    _tried(sqlite_database, few)
    peaks = []
    for order in (few, _list(tmp_path, *_others(6_000), name="many.csv")):
        tracemalloc.start()
        _tried(sqlite_database, order)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    grown_a_row = (peaks[1] - peaks[0]) / 5_400
    assert grown_a_row < 1_000
