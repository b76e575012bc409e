"""What a million rows take in memory: as ids with a cache of rows, or as a list of all rows."""

import gc
import os
import sys
from datetime import datetime
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qualdesk.queries.queue_list import whole_order
from qualdesk.queries.queue_rows import ListedRow, queue_rows
from qualdesk.queries.queue_view import ListFilter, view_of
from qualdesk.store.session import Database, Session
from qualdesk_ui.screens.queue.rows import blocks_of, queue_columns
from qualdesk_ui.widgets.long_table import LongTable
from tests.benchmarks.big_desk import NOW

_MIB = 2**20
_SAMPLE, _CHUNK, _CACHED = 100_000, 2_000, 2_000
"""A list of all rows is read for so many leads and reckoned up: the rows are alike."""


def main(path: str, caller_id: int, way: str) -> None:
    """Print how many MiB this way takes."""
    app = QApplication([])
    database = Database.open(path)
    with database.read() as session:
        order = whole_order(session, caller_id=caller_id, now=NOW)
        sample = list(chain.from_iterable(part.lead_ids for part in order.parts))[:_SAMPLE]
        share = len(sample) / len(order)
        # Once around, so that what the first reading makes is not counted.
        _rows(session, caller_id, sample[:_CHUNK])
        del order
        before = _resident()
        if way == "ids":
            held: object = _table(session, caller_id, sample)
            share = 1.0
        else:
            held = _rows(session, caller_id, sample)
        print((_resident() - before) / _MIB / share)
    del held, app
    database.close()


def _table(session: Session, caller_id: int, sample: list[int]) -> object:
    """Return all that the window holds: the order, a view of it, the table and its cache."""
    order = whole_order(session, caller_id=caller_id, now=NOW)
    view = view_of(order, ListFilter())
    table: LongTable[ListedRow] = LongTable("Queue", queue_columns(_now))
    table.set_blocks(blocks_of(view.stretches, NOW))
    table.take_rows({row.lead_id: row for row in _rows(session, caller_id, sample[:_CACHED])})
    return order, view, table


def _rows(session: Session, caller_id: int, lead_ids: list[int]) -> list[ListedRow]:
    chunks = (lead_ids[start : start + _CHUNK] for start in range(0, len(lead_ids), _CHUNK))
    return [
        row
        for chunk in chunks
        for row in queue_rows(session, chunk, caller_id=caller_id, now=NOW, turns={}).values()
    ]


def _now() -> datetime:
    return NOW


def _resident() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
