"""Withdrawing a list: all it brought goes, what was there before is as it was, work is respected."""

from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import RecordNoAnswer
from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.errors import Conflict, InputError
from qualdesk.events.imports import WithdrewImport
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.staging import FRAME
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_person, writing

HEAD = "Company,Name,Email,Phone,Postal code,Note,Registered\n"
MARIA = "Bergmann,Maria Keller,maria@bergmann.example,+498999998210,80331,,2026-10-01\n"
TOM = "Pennine,Tom Ashworth,tom@pennine.example,+441134960142,LS1,asked for a price,2026-10-02\n"
LATER = NOW + timedelta(hours=1)
_KEPT = {
    "command",
    "campaign",
    "campaign_change",
    "imported_list",
    "saved_matching",
    "clock",
    "bucket",
}
"""What tells that there was an import, or belongs to no one list."""


def imported(
    database: Database, folder: Path, rows: str, *, campaign: str = "Webinar"
) -> ImportReport:
    path = folder / f"{campaign}.csv"
    path.write_text(HEAD + rows, "utf-8")
    return import_list(database, ImportOrder(path, campaign), now=LATER)


def withdrawn(database: Database, report: ImportReport) -> WithdrewImport:
    assert report.list_id is not None
    request = WithdrawImport(report.list_id)
    return database.carry_out(withdraw_import, request, press=Press.new(), now=LATER)


def sizes(database: Database) -> Counter[str]:
    """Return how many rows each table has."""
    with database.read() as session:
        return Counter(
            {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in tables.Table.metadata.sorted_tables
                if table.name not in _KEPT
            }
        )


def lead_of(database: Database, first_name: str) -> tables.Lead:
    with database.read() as session:
        query = select(tables.Lead).join(
            tables.Prospect, tables.Prospect.id == tables.Lead.prospect_id
        )
        return session.scalars(query.where(tables.Prospect.first_name == first_name)).one()


def test_nothing_is_left_of_a_list_that_is_withdrawn(database: Database, tmp_path: Path) -> None:
    before = sizes(database)
    report = imported(database, tmp_path, (MARIA + TOM) * 40)
    event = withdrawn(database, report)
    assert (event.row_count, event.prospect_count) == (80, 2)
    assert sizes(database) == before


def test_what_another_list_brought_before_is_as_it_was(database: Database, tmp_path: Path) -> None:
    imported(database, tmp_path, MARIA)
    before = sizes(database)
    image = lead_of(database, "Maria")
    other = (
        "Bergmann,Maria Keller,maria@bergmann.example,+498999998299,80331,call soon,2026-11-01\n"
    )
    report = imported(database, tmp_path, other + TOM, campaign="Fair")
    assert lead_of(database, "Maria").interest_at != image.interest_at
    withdrawn(database, report)
    after = lead_of(database, "Maria")
    assert (after.interest_at, after.campaign_id) == (image.interest_at, image.campaign_id)
    assert sizes(database) - before == Counter({"lead_change": 2})
    assert before - sizes(database) == Counter()


def test_a_list_that_somebody_has_worked_with_stays(database: Database, tmp_path: Path) -> None:
    report = imported(database, tmp_path, MARIA + TOM)
    with writing(database) as session:
        priya = a_person(session)
    call = a_call(lead_of(database, "Maria").id, priya)
    database.carry_out(record_no_answer, RecordNoAnswer(call), press=Press.new(), now=LATER)
    before = sizes(database)
    with pytest.raises(Conflict, match="worked with"):
        withdrawn(database, report)
    assert sizes(database) == before


def test_a_list_whose_prospects_another_list_names_too_stays(
    database: Database, tmp_path: Path
) -> None:
    report = imported(database, tmp_path, MARIA)
    imported(database, tmp_path, MARIA, campaign="Fair")
    with pytest.raises(Conflict, match="worked with"):
        withdrawn(database, report)


def test_whom_the_program_made_one_because_of_the_list_is_parted(
    database: Database, tmp_path: Path
) -> None:
    imported(database, tmp_path, MARIA)
    before = sizes(database)
    twin = "Bergman Dairy,Maria Keller,,+498999998210,80331,,2026-10-05\n"
    report = imported(database, tmp_path, twin, campaign="Fair")
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.Merge)) == 1
    withdrawn(database, report)
    after = sizes(database)
    assert after["merge"] == 0
    assert (after["prospect"], after["lead"]) == (before["prospect"], before["lead"])
    assert lead_of(database, "Maria").state == "queued"


def test_the_same_file_is_read_in_again_after_it_was_withdrawn(
    database: Database, tmp_path: Path
) -> None:
    withdrawn(database, imported(database, tmp_path, MARIA))
    report = imported(database, tmp_path, MARIA)
    assert (report.prospects_added, report.read_before_on) == (1, None)


def test_a_list_is_withdrawn_once(database: Database, tmp_path: Path) -> None:
    report = imported(database, tmp_path, MARIA)
    withdrawn(database, report)
    with pytest.raises(InputError, match="already"):
        withdrawn(database, report)


def test_an_import_that_was_stopped_is_withdrawn_whole(database: Database, tmp_path: Path) -> None:
    before = sizes(database)
    path = tmp_path / "long.csv"
    rows = "".join(f"Firm {n},,,+4989999982{n:02},,,\n" for n in range(90))
    path.write_text(HEAD + rows, "utf-8")
    asked = count()
    report = import_list(
        database, ImportOrder(path, "Fair"), now=LATER, is_cancelled=lambda: next(asked) > 0
    )
    assert report.rows == FRAME
    assert withdrawn(database, report).row_count == FRAME
    assert sizes(database) == before


def test_who_asked_not_to_be_called_stays_barred(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "barred.csv"
    path.write_text("Company,Phone,Email,Unsubscribed\nAlp,+498999998210,a@alp.example,yes\n")
    report = import_list(database, ImportOrder(path, "Fair"), now=LATER)
    withdrawn(database, report)
    with database.read() as session:
        query = select(tables.Suppression.address).where(tables.Suppression.lifted_at.is_(None))
        assert "a@alp.example" in session.scalars(query).all()
