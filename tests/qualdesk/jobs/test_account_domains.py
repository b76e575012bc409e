"""Accounts are known again by the domain of their people's addresses, and get a site for each place."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store import tables
from qualdesk.store.session import Database, command_id
from tests.builders import NOW, writing

HEAD = "Company,Street,Zip,City,First name,Last name,E-mail,Phone\n"
ANN = "Acme Inc,1 Main St,02139,Boston,Ann,Lee,ann@acme.test,(617) 253-1000\n"


def _import(database: Database, folder: Path, rows: str, name: str) -> None:
    path = folder / name
    path.write_text(HEAD + rows, encoding="utf-8")
    import_list(database, ImportOrder(path, "Spring", "US"), now=NOW)


def _places(database: Database) -> list[tuple[str, str, int, int]]:
    """Return last name, company, account and site of everybody."""
    with database.read() as session:
        found = session.execute(
            select(
                tables.Prospect.last_name,
                tables.Account.name,
                tables.Prospect.account_id,
                tables.Prospect.site_id,
            )
            .join(tables.Account, tables.Account.id == tables.Prospect.account_id)
            .order_by(tables.Prospect.id)
        )
        return [tuple(row) for row in found]  # type: ignore[misc]


def _count(database: Database, table: type[tables.Table]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    "row",
    [
        ",,,,Bob,Ray,bob@acme.test,\n",
        '"ACME, Incorporated",,,,Bob,Ray,bob@acme.test,\n',
        "The Acme Company,1 Main Street,02139,Boston,Bob,Ray,bob@acme.test,\n",
        "Acme,,,Boston,Bob,Ray,bob@acme.test,\n",
    ],
)
def test_who_writes_from_a_known_company_is_at_its_account_and_site(
    database: Database, tmp_path: Path, row: str
) -> None:
    _import(database, tmp_path, ANN, "one.csv")
    _import(database, tmp_path, row, "two.csv")
    ann, bob = _places(database)
    assert bob[1:] == ann[1:]
    assert _count(database, tables.Site) == 1


@pytest.mark.parametrize("name", ["one.csv", "two.csv"])
def test_another_address_is_another_site_of_the_account(
    database: Database, tmp_path: Path, name: str
) -> None:
    """Whether it stands in the same list or a later one."""
    there = "Acme,9 Oak St,97301,Salem,Bob,Ray,bob@acme.test,\n"
    again = "Acme LLC,9 Oak Street,97301,Salem,Cy,Orr,cy@acme.test,\n"
    first = ANN + (there if name == "one.csv" else "")
    _import(database, tmp_path, first, "one.csv")
    _import(database, tmp_path, there + again, "two.csv")
    ann, bob, cy = _places(database)
    assert {one[2] for one in (ann, bob, cy)} == {ann[2]}
    assert bob[3] == cy[3] != ann[3]
    assert _count(database, tables.Account) == 1


def test_the_website_of_a_known_company_tells_its_people(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "companies.csv"
    site = "https://www.acme.test/en"
    path.write_text(f"Company,Street,Zip,Website\nAcme Inc,1 Main St,02139,{site}\n", "utf-8")
    import_list(database, ImportOrder(path, "Spring", "US"), now=NOW)
    _import(database, tmp_path, ",,,,Bob,Ray,bob@acme.test,\n", "two.csv")
    company, bob = _places(database)
    assert bob[1:] == company[1:]


def test_another_city_without_a_street_is_another_site_too(
    database: Database, tmp_path: Path
) -> None:
    _import(database, tmp_path, ANN, "one.csv")
    _import(database, tmp_path, "Acme,,,Berlin,Bob,Ray,bob@acme.test,\n", "two.csv")
    ann, bob = _places(database)
    assert bob[2] == ann[2]
    assert bob[3] != ann[3]


@pytest.mark.parametrize(
    ("first", "row"),
    [
        (ANN, "Bolt Ltd,,,,Bob,Ray,bob@acme.test,\n"),
        (ANN.replace("acme.test", "gmail.com"), "Acme,9 Oak St,97301,,Bob,Ray,bob@gmail.com,\n"),
        (ANN.replace("acme.test", "comcast.net"), ",,,,Bob,Ray,bob@comcast.net,\n"),
        (ANN + "Bolt Ltd,,,,Cy,Orr,cy@acme.test,\n", "Acme,9 Oak St,97301,,Bob,Ray,b@acme.test,\n"),
        (ANN, "Acme,9 Oak St,97301,Salem,Bob,Ray,,(503) 588-5000\n"),
    ],
)
def test_nothing_else_makes_two_companies_one(
    database: Database, tmp_path: Path, first: str, row: str
) -> None:
    """Not another name, a mail provider, a domain of several, nor the name alone elsewhere."""
    _import(database, tmp_path, first, "one.csv")
    _import(database, tmp_path, row, "two.csv")
    *before, bob = _places(database)
    assert bob[2] not in {one[2] for one in before}


def test_a_bar_on_the_company_holds_for_who_joins_it_by_domain(
    database: Database, tmp_path: Path
) -> None:
    _import(database, tmp_path, ANN, "one.csv")
    with writing(database) as session:
        account_id = session.scalar(select(tables.Account.id))
        bar = {"medium": Medium.PHONE, "since": NOW, "command_id": command_id(session)}
        scope = SuppressionScope.COMPANY
        session.add(tables.Suppression(scope=scope, account_id=account_id, **bar))
    path = tmp_path / "two.csv"
    path.write_text(f"{HEAD},,,,Bob,Ray,bob@acme.test,(617) 253-1001\n", encoding="utf-8")
    report = import_list(database, ImportOrder(path, "Spring", "US"), now=NOW)
    assert (report.suppressed, report.callable) == (1, 0)


def test_a_site_that_a_list_brought_goes_with_it(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, ANN, "one.csv")
    _import(database, tmp_path, "Acme,9 Oak St,97301,Salem,Bob,Ray,bob@acme.test,\n", "two.csv")
    with database.read() as session:
        list_id = session.scalar(select(func.max(tables.ImportedList.id))) or 0
    with writing(database) as session:
        withdraw_import(session, WithdrawImport(list_id), NOW)
    assert (_count(database, tables.Account), _count(database, tables.Site)) == (1, 1)


def test_a_dry_run_makes_as_few_accounts_of_a_list(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + ANN + ",,,,Bob,Ray,bob@acme.test,\n", encoding="utf-8")
    tried = import_list(database, ImportOrder(path, "Spring", "US", is_dry_run=True), now=NOW)
    assert (tried.prospects_added, _count(database, tables.Account)) == (2, 0)
