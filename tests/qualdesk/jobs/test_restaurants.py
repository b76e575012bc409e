"""Businesses without people, listed twice: what is joined by itself is right, hardly any is missed."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import select

from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store.session import Database
from qualdesk.store.tables import Duplicate, ImportedRow, Prospect
from tests.builders import NOW
from tests.restaurants import Restaurant, two_guides

Pair = tuple[int, int]


@pytest.mark.parametrize("seed", [1997, 2026])
def test_what_is_joined_is_right_and_hardly_a_pair_is_missed(
    sqlite_database: Database, tmp_path: Path, seed: int
) -> None:
    listed = two_guides(seed=seed)
    true = {
        pair for pair in combinations(range(len(listed)), 2) if _are_one(*(listed[n] for n in pair))
    }
    joined, flagged = _found(sqlite_database, _written(tmp_path, listed))
    assert len(joined & true) / len(joined) >= 0.99
    assert len(joined) >= len(true) / 3
    assert len((joined | flagged) & true) / len(true) >= 0.95


def _are_one(one: Restaurant, other: Restaurant) -> bool:
    return one.house == other.house


def _written(folder: Path, listed: list[Restaurant]) -> Path:
    path = folder / "guides.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "addr", "city", "phone", "type"])
        rows.writerows(one.cells for one in listed)
    return path


def _found(database: Database, path: Path) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs of rows that were joined, and those that wait for a person."""
    import_list(database, ImportOrder(path, "Guides", "US"), now=NOW)
    with database.read() as session:
        became = session.execute(
            select(ImportedRow.line, Prospect.id, Prospect.merged_into_id).join(
                Prospect, Prospect.id == ImportedRow.prospect_id
            )
        ).all()
        waiting = session.execute(select(Duplicate.one_id, Duplicate.other_id)).all()
    rows, now_in = defaultdict(set), {}
    for line, prospect_id, merged_into_id in became:
        now_in[prospect_id] = merged_into_id or prospect_id
        rows[now_in[prospect_id]].add(line - 2)
    joined = {pair for places in rows.values() for pair in combinations(sorted(places), 2)}
    flagged = {
        (min(one, other), max(one, other))
        for first, second in waiting
        for one in rows[now_in.get(first, first)]
        for other in rows[now_in.get(second, second)]
    }
    return joined, flagged
