"""Whom a row of a list means, who stays apart, and what is added to whoever was known before."""

from pathlib import Path

import pytest
from sqlalchemy import select

from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW
from tests.workbooks import an_xlsx

JANE = "Company,First name,Last name,Phone\nAcme Inc,Jane,Doe,(617) 253-1000\n"
JANE_BY_MAIL = "Company,First name,Last name,E-mail\nAcme Inc,Jane,Doe,jane@acme.example\n"


def read_in(database: Database, folder: Path, words: str, name: str = "list.csv") -> ImportReport:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return import_list(database, ImportOrder(path, "Spring", "US", may_match_again=True), now=NOW)


def people(database: Database) -> list[tuple[str, str, str]]:
    """Return last name, e-mail and job title of everybody."""
    told = tables.Prospect
    query = select(told.last_name, told.email, told.job_title).where(told.merged_into_id.is_(None))
    with database.read() as session:
        return [tuple(row) for row in session.execute(query.order_by(told.id))]  # type: ignore[misc]


def test_two_sheets_of_one_workbook_are_two_lists(database: Database, tmp_path: Path) -> None:
    head = ["First name", "Last name", "Company", "Phone"]
    path = tmp_path / "two.xlsx"
    an_xlsx(
        path,
        {
            "Boston": [head, ["Anna", "Lee", "Acme", "(617) 253-1000"]],
            "New York": [head, ["Dora", "Kern", "Bolt", "(212) 998-1212"]],
        },
    )
    for sheet in ("Boston", "New York"):
        import_list(database, ImportOrder(path, "Spring", "US", sheet=sheet), now=NOW)
    assert [name for name, _email, _title in people(database)] == ["Lee", "Kern"]


def test_a_file_read_otherwise_is_believed_anew(database: Database, tmp_path: Path) -> None:
    words = "Who,What,Num\nAnn Lee,Acme,(617) 253-1000\n"
    read_in(database, tmp_path, words)
    path = tmp_path / "list.csv"
    mapping = {"Who": "full_name", "What": "company", "Num": "phone"}
    import_list(database, ImportOrder(path, "Spring", "US", mapping=mapping), now=NOW)
    assert people(database)[-1][0] == "Lee"


@pytest.mark.parametrize(
    "rows",
    [
        "Email,Company\na@acme.example,Acme\nb@acme.example,Acme\n",
        (
            "Email,Company,Phone\na@acme.example,Acme,(617) 253-1000\n"
            "b@acme.example,Acme,(617) 253-1000\n"
        ),
        (
            "Email,Company,First name,Last name\nj.smith@acme.example,Acme,John,Smith\n"
            "jsmith2@acme.example,Acme,John,Smith\n"
        ),
    ],
)
def test_addresses_tell_people_of_one_company_apart(
    database: Database, tmp_path: Path, rows: str
) -> None:
    assert read_in(database, tmp_path, rows).prospects_added == 2
    assert len(people(database)) == 2


def test_like_names_at_one_switchboard_with_addresses_of_their_own_are_for_a_person(
    sqlite_database: Database, tmp_path: Path
) -> None:
    rows = (
        "First name,Last name,Company,E-mail,Phone\n"
        "Christian,Weber,Acme,christian.weber@acme.example,(617) 253-1000\n"
        "Christina,Weber,Acme,christina.weber@acme.example,(617) 253-1000\n"
    )
    report = read_in(sqlite_database, tmp_path, rows)
    assert (report.prospects_added, report.duplicates_flagged) == (2, 1)


def test_a_bare_address_means_whoever_is_alone_at_it(database: Database, tmp_path: Path) -> None:
    read_in(database, tmp_path, JANE_BY_MAIL)
    report = read_in(database, tmp_path, "Email,Opted out\njane@acme.example,yes\n", "stop.csv")
    assert (report.prospects_added, report.prospects_joined) == (0, 1)
    with database.read() as session:
        barred = session.scalars(select(tables.Suppression.prospect_id)).all()
        jane = session.scalar(select(tables.Prospect.id))
    assert jane in barred


def test_what_a_joined_row_tells_is_filled_in_and_nothing_is_replaced(
    database: Database, tmp_path: Path
) -> None:
    read_in(database, tmp_path, JANE)
    more = (
        "Company,First name,Last name,Phone,E-mail,Job title\n"
        "Acme Inc,Jane,Doe,(617) 253-1000,jane@acme.example,CFO\n"
    )
    assert read_in(database, tmp_path, more, "more.csv").prospects_joined == 1
    assert people(database) == [("Doe", "jane@acme.example", "CFO")]
    other = more.replace("jane@", "j.doe@").replace("CFO", "CEO")
    read_in(database, tmp_path, other, "other.csv")
    assert people(database)[0] == ("Doe", "jane@acme.example", "CFO")


def test_what_was_filled_in_goes_when_its_list_is_withdrawn(
    database: Database, tmp_path: Path
) -> None:
    read_in(database, tmp_path, JANE)
    more = JANE.replace("Phone", "Phone,E-mail").replace("1000\n", "1000,jane@acme.example\n")
    report = read_in(database, tmp_path, more, "more.csv")
    assert people(database) == [("Doe", "jane@acme.example", "")]
    request = WithdrawImport(report.list_id or 0)
    database.carry_out(withdraw_import, request, press=Press.new(), now=NOW)
    assert people(database) == [("Doe", "", "")]


def test_columns_matched_by_hand_once_are_the_same_reading_later(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Who,Num\nAcme,(617) 253-1000\n", encoding="utf-8")
    mapping = {"Who": "company", "Num": "phone"}
    import_list(database, ImportOrder(path, "Spring", "US", mapping=mapping), now=NOW)
    again = import_list(database, ImportOrder(path, "Spring", "US", may_match_again=True), now=NOW)
    assert again.read_before_on == NOW.date()
