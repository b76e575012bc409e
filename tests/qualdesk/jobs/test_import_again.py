"""The next list: the same file, one of the same shape, its problem rows mended."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qualdesk.cli import main
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.real_lists import real_list
from tests.workbooks import an_xlsx

WRITTEN = (
    tables.Command, tables.Prospect, tables.Lead, tables.LeadChange, tables.Touch, tables.Response,
    tables.ImportedList, tables.ImportedRow, tables.ImportProblem, tables.Suppression,
)  # fmt: skip
ROWS = "Acme,617,253-1000,2026-11-02,Tall\nBolt,503,5,2026-11-03,\n"


def _order(folder: Path, words: str, name: str = "list.csv") -> ImportOrder:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return ImportOrder(path, "Spring", "US", may_match_again=True)


def _counts(database: Database) -> list[int]:
    with database.read() as session:
        return [session.scalar(select(func.count()).select_from(one)) or 0 for one in WRITTEN]


def test_the_same_file_again_changes_nothing_and_says_so(
    database: Database, tmp_path: Path
) -> None:
    order = _order(tmp_path, f"Company,Area code,Phone,Response date,Note\n{ROWS}")
    first = import_list(database, order, now=NOW)
    before = _counts(database)
    again = import_list(database, order, now=NOW)
    assert (first.read_before_on, again.read_before_on) == (None, NOW.date())
    assert (again.prospects_added, again.prospects_joined, again.leads_opened) == (0, 2, 0)
    assert _counts(database) == before


def test_a_run_that_ended_while_it_compared_is_gone_on_with(
    database: Database, tmp_path: Path
) -> None:
    words = "Name,Company,E-mail\nMaria Keller,Acme,us@acme.example\n"
    order = _order(tmp_path, words + "Stefan Roth,Acme,us@acme.example\n")
    done: list[int] = []
    broken = import_list(
        database,
        order,
        now=NOW,
        progress=lambda rows, _total: done.append(rows),
        is_cancelled=lambda: bool(done) and done[-1] == 2,
    )
    before = _counts(database)
    again = import_list(database, order, now=NOW)
    assert (broken.rows, broken.duplicates_flagged) == (2, 0)
    assert (again.rows, again.duplicates_flagged, again.read_before_on) == (2, 1, None)
    assert _counts(database)[1:] == before[1:]
    assert import_list(database, order, now=NOW).read_before_on == NOW.date()


def test_rows_written_while_a_list_is_read_come_in_with_the_next_import(
    database: Database, tmp_path: Path
) -> None:
    order = _order(tmp_path, f"Company,Area code,Phone,Response date,Note\n{ROWS}")

    def grow(_read: int, _all: int) -> None:
        with Path(order.path).open("a", encoding="utf-8") as file:
            file.write("Cask,212,998-1212,2026-11-04,\n")

    first = import_list(database, order, now=NOW, reading=grow)
    again = import_list(database, order, now=NOW)
    assert (first.prospects_added, first.read_before_on) == (2, None)
    assert (again.prospects_added, again.read_before_on) == (1, None)


def test_a_matching_is_used_again_for_the_next_list_of_the_same_shape(
    database: Database, tmp_path: Path
) -> None:
    first = replace(
        _order(tmp_path, f"F1,F2,F3,F4,F5\n{ROWS}"),
        mapping={"F1": "company", "F5": "note"},
        joins={"F2+F3": "phone"},
        responded="F4",
    )
    assert not import_list(database, first, now=NOW).matching_used_again
    later = _order(tmp_path, "F1,F2,F3,F4,F5\nCask,212,998-1212,,\n", "later.csv")
    report = import_list(database, later, now=NOW)
    assert (report.matching_used_again, report.phones_valid) == (True, 1)


def test_a_matching_said_by_hand_beats_the_one_of_last_time(
    sqlite_database: Database, tmp_path: Path
) -> None:
    words = "F1,F2\nAcme,Bolt\n"
    order = _order(tmp_path, words)
    import_list(sqlite_database, replace(order, mapping={"F1": "company"}), now=NOW)
    report = import_list(sqlite_database, replace(order, mapping={"F2": "company"}), now=NOW)
    assert not report.matching_used_again
    with sqlite_database.read() as session:
        (saved,) = session.scalars(select(tables.SavedMatching.body)).all()
        assert saved["fields"] == {"F2": "company"}


def _qualdesk(database: Path, *arguments: str) -> int:
    return main(["--database", str(database), "import", *arguments, "--campaign", "Spring"])


def test_problem_rows_are_written_with_their_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, problems = tmp_path / "list.csv", tmp_path / "problems.csv"
    path.write_text('Company,Phone\nAcme,12\n=HYPERLINK("x"),+3\nCask,(617) 253-1000\n')
    code = _qualdesk(tmp_path / "a.qualdesk", str(path), "--problems", str(problems), "--region=US")
    assert code == 3
    with problems.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["Company", "Phone", "Problem line", "Problem column", "Problem reason"]
    assert [row[:4] for row in rows] == [
        ["Acme", "12", "2", "Phone"],
        ['\'=HYPERLINK("x")', "+3", "3", "Phone"],
    ]
    assert rows[0][4].endswith(".")
    assert "3 rows" in capsys.readouterr().out


def test_problem_rows_never_replace_the_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Company,Phone\nAcme,12\n")
    assert _qualdesk(tmp_path / "a.qualdesk", str(path), "--problems", str(path)) == 1
    assert "file of their own" in capsys.readouterr().err
    assert path.read_text() == "Company,Phone\nAcme,12\n"


def test_the_command_line_joins_columns_and_names_a_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leads = [["Firm", "Pre", "Rest"], ["Acme", "617", "253-1000"]]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": leads, "Old": leads})
    assert _qualdesk(tmp_path / "a.qualdesk", str(path)) == 1
    assert "“Leads”, “Old”" in capsys.readouterr().err
    said = ["--sheet", "Leads", "--join", "Pre+Rest=phone", "--region", "US"]
    assert _qualdesk(tmp_path / "a.qualdesk", str(path), *said) == 0
    assert "1 valid" in capsys.readouterr().out
    assert _qualdesk(tmp_path / "a.qualdesk", str(path), *said) == 0
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.real_lists
@pytest.mark.parametrize(
    ("name", "region", "valid", "invalid", "missing"),
    [
        ("us_hifld_hospitals.csv", "US", 7548, 7, 458),
        ("au_nsw_schools.csv", "AU", 107, 2108, 1),
        ("fr_annuaire_education_35.csv", "FR", 980, 0, 16),
        ("sg_schools.csv", "SG", 358, 0, 0),
    ],
)
def test_the_real_lists_come_out_as_they_were_counted(
    sqlite_database: Database, name: str, region: str, valid: int, invalid: int, missing: int
) -> None:
    order = ImportOrder(real_list(name), "Spring", region, is_dry_run=True)
    report = import_list(sqlite_database, order, now=NOW)
    assert (report.phones_valid, report.phones_invalid, report.phones_missing) == (
        valid,
        invalid,
        missing,
    )
    assert report.rows == valid + invalid + missing
    assert report.not_taken == 0
