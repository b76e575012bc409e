"""Results from the CRM: matched by the hand-off every export carries, and no row is lost."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from qualdesk.errors import InputError
from qualdesk.exchange.crm_presets import Crm
from qualdesk.jobs.exporting import Export, ExportFormat, ExportKind, write_export
from qualdesk.jobs.import_results import ResultsReport, import_results
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.qualdesk.commands.handed import Handed, handed_over
from tests.workbooks import Rows, an_xlsx

DAY = timedelta(days=1)


def bring(handed: Handed, folder: Path, text: str) -> ResultsReport:
    path = folder / "results.csv"
    path.write_text(text, "utf-8")
    report = import_results(handed.database, path, NOW + DAY, by_id=handed.caller_id)
    assert report.rows == report.answered + report.unchanged + len(report.problems)
    return report


def test_a_result_is_the_reps_answer_by_the_crms_door(database: Database, tmp_path: Path) -> None:
    handed = handed_over(database)
    head = "Hand-off,Stage,Last activity,Amount,Reason\n"
    bring(handed, tmp_path, f'{head}{handed.hand_off_id},Proposal,2026-11-17,"€ 62,000",\n')
    answer = handed.only(tables.HandOffAnswer)
    assert (answer.door, answer.answer) == ("crm", "working")
    assert (answer.said_by_id, answer.entered_by_id) == (handed.rep_id, handed.caller_id)
    assert (answer.stage, answer.amount) == ("Proposal", "€ 62,000")
    assert answer.last_activity_on == date(2026, 11, 17)
    assert handed.hand_off().state == "accepted"


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        ("Accepted", "accepted"),
        ("Meeting held", "met"),
        ("Closed Won", "won"),
        ("Customer", "won"),
        ("Closed Lost", "lost"),
        ("No-show", "no_show"),
        ("Negotiation", "accepted"),
    ],
)
def test_a_stage_in_the_crms_words_is_understood(
    database: Database, tmp_path: Path, stage: str, state: str
) -> None:
    handed = handed_over(database)
    report = bring(handed, tmp_path, f"Hand-off;Lead Status\n{handed.hand_off_id};{stage}\n")
    assert (report.answered, report.problems) == (1, [])
    assert handed.hand_off().state == state


@pytest.mark.parametrize("stage", ["New", "Offered", "Open - not contacted", ""])
def test_a_lead_nobody_touched_there_is_unchanged(
    database: Database, tmp_path: Path, stage: str
) -> None:
    handed = handed_over(database)
    report = bring(handed, tmp_path, f"Hand-off,Stage,Amount\n{handed.hand_off_id},{stage},0\n")
    assert (report.unchanged, handed.hand_off().state) == (1, "offered")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Wrong territory", "misrouted"),
        ("duplicate", "already_ours"),
        ("Missing data", "incomplete"),
        ("criteria not met", "not_as_agreed"),
    ],
)
def test_a_reason_in_the_crms_words_is_understood(
    database: Database, tmp_path: Path, said: str, reason: str
) -> None:
    handed = handed_over(database)
    text = f"Hand-off,Status,Status Reason\n{handed.hand_off_id},Rejected,{said}\n"
    assert bring(handed, tmp_path, text).answered == 1
    assert handed.only(tables.HandOffAnswer).reason == reason
    assert handed.lead().lane == "returned"


def test_every_row_is_accounted_for(database: Database, tmp_path: Path) -> None:
    handed = handed_over(database)
    text = (
        "Name,Hand-off,Stage,Reason\n"
        f"Maria,{handed.hand_off_id},Meeting held,\n"
        "Nobody,,Won,\n"
        "Stranger,999,Won,\n"
        f"Maria,{handed.hand_off_id},Rejected,because\n"
        f"Maria,{handed.hand_off_id},Rejected,misrouted\n"
        f'Maria,{handed.hand_off_id},"Broken,\n'
    )
    report = bring(handed, tmp_path, text)
    assert (report.rows, report.answered) == (6, 1)
    assert [(one.line, one.message.split(".")[0]) for one in report.problems] == [
        (3, "No hand-off is named here"),
        (4, "There is no hand-off 999"),
        (5, "“because” is no reason to give it back"),
        (6, "Misrouted is said before the meeting"),
        (7, "A quote opened on this line is not closed where the row ends"),
    ]


def test_the_same_file_twice_changes_nothing_more(database: Database, tmp_path: Path) -> None:
    handed = handed_over(database)
    text = f"Hand-off,Stage,Amount\n{handed.hand_off_id},Proposal,62000\n"
    assert bring(handed, tmp_path, text).answered == 1
    assert bring(handed, tmp_path, text).unchanged == 1
    assert len(handed.all(tables.HandOffAnswer)) == 1


@pytest.mark.parametrize("form", [*Crm, "csv", "xlsx"])
def test_our_own_export_finds_its_way_back(database: Database, tmp_path: Path, form: str) -> None:
    handed = handed_over(database)
    handed.answer("met")
    path = tmp_path / f"out.{'xlsx' if form == 'xlsx' else 'csv'}"
    export = Export(ExportKind.HANDOFFS, ExportFormat(form))
    write_export(database, export, path, NOW)
    if form in {Crm.SALESFORCE, Crm.DYNAMICS}:
        with pytest.raises(InputError, match="no column Stage or Status"):
            import_results(database, path, NOW)
        text = path.read_text("utf-8-sig").replace("Rating", "Status").replace("Hot", "Won")
        path.write_text(text, "utf-8")
        assert import_results(database, path, NOW).answered == 1
        return
    assert import_results(database, path, NOW).unchanged == 1


def test_a_workbook_is_read_too(database: Database, tmp_path: Path) -> None:
    handed = handed_over(database)
    path = tmp_path / "results.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Hand-off", "Stage", "Amount"])
        page.write_row(1, 0, [handed.hand_off_id, "Closed Won", 62000])
    assert import_results(database, path, NOW).answered == 1
    assert handed.only(tables.HandOffAnswer).amount == "62000"


def test_of_several_sheets_the_one_that_is_named_is_read(
    database: Database, tmp_path: Path
) -> None:
    handed = handed_over(database)
    results: Rows = [["Hand-off", "Stage"], [handed.hand_off_id, "Closed Won"]]
    sheets: dict[str, Rows] = {"Notes": [["Nothing"]], "Deals": results}
    path = an_xlsx(tmp_path / "results.xlsx", sheets)
    with pytest.raises(InputError, match="“Notes”, “Deals”"):
        import_results(database, path, NOW)
    assert import_results(database, path, NOW, sheet="Deals").answered == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"a,b\n1,2\n", "no column Stage"), (b"PK\x03\x04broken", "workbook")],
)
def test_a_file_that_holds_no_results_is_refused(
    sqlite_database: Database, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "results"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        import_results(sqlite_database, path, NOW)
