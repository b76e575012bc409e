"""Staging: a list is read into a file, by one process or several, and can be stopped."""

from contextlib import closing
from pathlib import Path

import pytest

from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.records import PART, Record, RecordPack
from qualdesk.jobs.stage_list import stage
from qualdesk.jobs.staging import FRAME, Frame, Staging, frames_of
from tests.builders import NOW

HEAD = "Company,Phone,Zip\n"


def a_list(folder: Path, row_count: int) -> LeadList:
    path = folder / "list.csv"
    rows = (f"Firm {n},(617) 253-{n:04},{n % 900:05}\n" for n in range(row_count))
    path.write_text("Our list of the fair\n" + HEAD + "".join(rows))
    return LeadList(path, Reading("US"), NOW)


def rows_in(staging: Staging, *, after: int = 0) -> list[ReadRow]:
    return [row for frame in staging.frames(after=after) for row in frame.unpacked()]


def test_several_processes_read_what_one_reads(tmp_path: Path) -> None:
    source = a_list(tmp_path, 3 * PART)
    (tmp_path / "other").mkdir()
    with closing(Staging(tmp_path)) as alone, closing(Staging(tmp_path / "other")) as together:
        by_one = stage(source, alone, processes=0)
        by_two = stage(source, together, processes=2)
        assert by_one == by_two
        assert rows_in(alone) == rows_in(together)


def test_every_row_is_staged_with_what_stood_above_the_list(tmp_path: Path) -> None:
    with closing(Staging(tmp_path)) as staging:
        found = stage(a_list(tmp_path, 130), staging)
        rows = rows_in(staging)
    assert found is not None
    assert (found.row_count, len(rows), rows[0].line, rows[-1].line) == (130, 130, 3, 132)
    assert [one.kind for one in rows[0].problems] == ["above_headings"]


def test_reading_can_be_stopped_between_parts(tmp_path: Path) -> None:
    told: list[int] = []
    with closing(Staging(tmp_path)) as staging:
        found = stage(
            a_list(tmp_path, 3 * PART),
            staging,
            progress=lambda done, _total: told.append(done),
            is_cancelled=lambda: True,
        )
    assert found is None
    assert told == [PART]


def test_frames_are_read_from_the_row_on_that_is_wanted(tmp_path: Path) -> None:
    rows = [ReadRow(line, None) for line in range(FRAME * 2 + 5)]
    with closing(Staging(tmp_path)) as staging:
        staging.add(frames_of(rows))
        assert rows_in(staging) == rows
        assert rows_in(staging, after=FRAME) == rows[FRAME:]
        assert [frame.row_count for frame in staging.frames()] == [FRAME, FRAME, 5]
        assert list(staging.frames(after=len(rows))) == []
    assert Frame(b"\x90", 0).unpacked() == []


@pytest.mark.parametrize("count", [0, 1, PART - 1, PART, PART + 1, 2 * PART])
def test_packed_records_are_the_records(count: int) -> None:
    records = [Record(n, n, (str(n), "" if n % 7 else "x")) for n in range(count)]
    pack = RecordPack(records)
    assert list(pack) == records
    assert len(pack) == count
    assert pack[: count // 2] == records[: count // 2]
    assert [pack[index] for index in range(-count, count)] == records * 2
    assert list(pack.cut(count // 2)) == records[: count // 2]
    assert pack.lone == [n for n in range(count) if n % 7]
