"""What a million rows take in memory: as ids with a cache of rows, or as a list of all rows."""

import gc
import os
import sys
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qualdesk.queries.queue_list import whole_order
from qualdesk.queries.queue_rows import queue_rows
from qualdesk.queries.queue_view import ListFilter, view_of
from qualdesk.store.session import Database
from qualdesk_ui.screens.queue.rows import blocks_of, queue_columns
from qualdesk_ui.widgets.long_table import LongTable
from tests.benchmarks.big_desk import NOW

_MIB = 2**20
_SAMPLE, _CHUNK, _CACHED = 100_000, 2_000, 2_000
"""A list of all rows is read for so many leads and reckoned up: the rows are alike."""


def main(path: str, caller_id: int, way: str) -> None:
    """Print how many MiB this way takes."""
    app = QApplication([])
    assert app is not None
    database = Database.open(path)
    with database.read() as session:
        order = whole_order(session, caller_id=caller_id, now=NOW, first=200)
        ids = list(chain.from_iterable(part.lead_ids for part in order.parts))[:_SAMPLE]
        total = len(order)
        # Once around, so that what the first reading makes is not counted.
        queue_rows(session, ids[:_CHUNK], caller_id=caller_id, now=NOW, turns={})
        del order
        before = _resident()
        if way == "ids":
            held: object = _as_ids(session, caller_id, ids)
            print((_resident() - before) / _MIB)
        else:
            held = [
                row
                for start in range(0, len(ids), _CHUNK)
                for row in queue_rows(
                    session, ids[start : start + _CHUNK], caller_id=caller_id, now=NOW, turns={}
                ).values()
            ]
            print((_resident() - before) / _MIB * total / len(ids))
    assert held is not None
    database.close()


def _as_ids(session: object, caller_id: int, ids: list[int]) -> object:
    from qualdesk.store.session import Session  # noqa: PLC0415

    assert isinstance(session, Session)
    order = whole_order(session, caller_id=caller_id, now=NOW)
    view = view_of(order, ListFilter())
    table: LongTable[object] = LongTable("Queue", queue_columns(lambda: NOW))  # type: ignore[arg-type]
    table.set_blocks(blocks_of(view.stretches, NOW))
    rows = queue_rows(session, ids[:_CACHED], caller_id=caller_id, now=NOW, turns={})
    table.take_rows(rows)
    return order, view, table


def _resident() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
