import re
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.errors import InputError
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import read_list
from qualdesk.store import tables
from qualdesk.store.session import Database, command_id
from tests.builders import NOW, writing
from tests.real_lists import real_list

HEAD = "Company,Street,Zip,First name,Last name,Phone,E-mail,Note,Response date\n"
ANN = "Acme,1 Main St,02139,Ann,Lee,(617) 253-1000,ann@acme.example,Rang twice,\n"
BOB = "Acme,1 Main St,02139,Bob,Ray,(617) 253-1000,,,\n"


def _order(
    folder: Path, rows: str, *, name: str = "list.csv", campaign: str = "Spring"
) -> ImportOrder:
    path = folder / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return ImportOrder(path, campaign, "US")


def _import(database: Database, order: ImportOrder) -> ImportReport:
    report = import_list(database, order, now=NOW)
    taken = report.prospects_added + report.prospects_joined
    standing = report.callable + report.to_find_out + report.closed + report.suppressed
    assert report.rows == taken + report.not_taken == standing + report.not_taken
    return report


def _count(database: Database, table: type[tables.Table]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_list_becomes_accounts_prospects_and_leads(database: Database, tmp_path: Path) -> None:
    report = _import(database, _order(tmp_path, ANN + BOB + "Bolt,,,,,,,,\n,,x,,,,,,\n,,,,,,,,\n"))
    assert (report.prospects_added, report.leads_opened, report.not_taken) == (3, 3, 1)
    assert (report.callable, report.to_find_out) == (2, 1)
    assert _count(database, tables.Account) == 2
    assert _count(database, tables.Number) == 1
    assert _count(database, tables.QueueEntry) == 2
    assert _count(database, tables.LeadChange) == 3
    assert _count(database, tables.ImportedRow) == 4
    with database.read() as session:
        leads = session.scalars(select(tables.Lead).order_by(tables.Lead.id)).all()
        assert [one.lane for one in leads] == [Lane.FRESH, Lane.FRESH, Lane.RESEARCH]
        assert {one.interest_at for one in leads} == {None}
        assert session.scalar(select(tables.TouchText.words)) == "Rang twice"


def test_the_same_file_again_adds_nobody(database: Database, tmp_path: Path) -> None:
    order = _order(tmp_path, ANN + BOB + "Bolt,,,,,,,,\n")
    _import(database, order)
    again = _import(database, order)
    assert (again.prospects_added, again.prospects_joined, again.leads_opened) == (0, 3, 0)
    assert _count(database, tables.Touch) == 1


def test_a_company_is_one_account_whatever_its_legal_form_and_the_way_its_street_is_written(
    database: Database, tmp_path: Path
) -> None:
    _import(database, _order(tmp_path, ANN))
    others = (
        '"ACME, Inc.",1 Main Street,02139,Bob,Ray,,bob@acme.example,,\n'
        "The Acme Company,1 Main St.,02139,Cy,Orr,,cy@acme.example,,\n"
        "Acme Ltd,9 Oak St,02139,Di,Fox,,di@acme.example,,\n"
    )
    _import(database, _order(tmp_path, others, name="others.csv"))
    assert (_count(database, tables.Account), _count(database, tables.Site)) == (1, 2)


def test_people_behind_one_switchboard_stay_two(sqlite_database: Database, tmp_path: Path) -> None:
    report = _import(sqlite_database, _order(tmp_path, ANN + BOB))
    assert (report.prospects_added, report.duplicates_flagged) == (2, 0)


def test_the_same_address_and_name_is_one_person(database: Database, tmp_path: Path) -> None:
    _import(database, _order(tmp_path, ANN))
    other = "Acme Inc,,,Ann,Lee,(503) 588-5000,ANN@acme.example,,\n"
    report = _import(database, _order(tmp_path, other, name="other.csv"))
    assert report.prospects_joined == 1
    assert _count(database, tables.ProspectNumber) == 2


def test_the_same_name_and_postal_code_is_only_flagged(
    sqlite_database: Database, tmp_path: Path
) -> None:
    rows = "Acme,1 Main St,02139,,,,,,\nAcme,9 Oak St,02139,,,,,,\n"
    report = _import(sqlite_database, _order(tmp_path, rows))
    assert (report.prospects_added, report.duplicates_flagged) == (2, 1)
    assert [(one.line, one.kind) for one in report.problems] == [(3, "possible_duplicate")]


def test_a_dry_run_says_the_same_and_writes_nothing(
    sqlite_database: Database, tmp_path: Path
) -> None:
    order = _order(tmp_path, (ANN + BOB + "Bolt,,,,,1,,,\n") * 40)
    tried = _import(sqlite_database, replace(order, is_dry_run=True))
    assert _count(sqlite_database, tables.Prospect) == 0
    assert _count(sqlite_database, tables.Campaign) == 0
    done = _import(sqlite_database, order)
    assert replace(tried, problems=()) == replace(done, list_id=None, problems=())


def test_an_import_that_broke_off_goes_on_and_doubles_nothing(
    database: Database, tmp_path: Path
) -> None:
    rows = "".join(f"Firm {number},,,,,(617) 253-1{number:03},,,\n" for number in range(150))
    order = _order(tmp_path, rows)
    parts: list[int] = []
    first = import_list(
        database,
        order,
        now=NOW,
        progress=lambda done, _total: parts.append(done),
        is_cancelled=lambda: len(parts) == 1,
    )
    assert 0 < first.rows < 150
    second = import_list(database, order, now=NOW + timedelta(hours=1))
    assert (second.rows, second.prospects_added, second.prospects_joined) == (150, 150, 0)
    assert _count(database, tables.Prospect) == 150
    assert _count(database, tables.ImportedList) == 1


def test_a_list_that_is_stopped_while_it_is_read_leaves_nothing(
    sqlite_database: Database, tmp_path: Path
) -> None:
    rows = "".join(f"Firm {number},,,,,,,,\n" for number in range(2_000))
    order = _order(tmp_path, rows)
    report = import_list(sqlite_database, order, now=NOW, is_cancelled=lambda: True)
    assert (report.rows, report.list_id) == (0, None)
    assert _count(sqlite_database, tables.Campaign) == 0
    assert _count(sqlite_database, tables.ImportedList) == 0


def test_an_exclusive_import_goes_in_by_few_large_parts_and_says_the_same(
    database: Database, tmp_path: Path
) -> None:
    rows = "".join(f"Firm {number},,,,,(617) 253-{number:04},,,\n" for number in range(2_600))
    order = _order(tmp_path, (ANN + BOB) * 2 + rows)
    report = _import(database, replace(order, is_exclusive=True))
    assert (report.prospects_added, report.prospects_joined) == (2_602, 2)
    assert _count(database, tables.QueueEntry) == 2_602
    with database.read() as session:
        parts = select(func.count()).where(tables.Command.name == "import_rows")
        assert session.scalar(parts) == 2  # of 2,000 and the rest


def test_a_new_response_wakes_the_open_lead(database: Database, tmp_path: Path) -> None:
    _import(database, _order(tmp_path, ANN))
    dated = ANN.replace(",\n", ",2026-11-16\n")
    report = _import(database, _order(tmp_path, dated, name="web.csv", campaign="Webinar"))
    assert (report.prospects_joined, report.leads_opened) == (1, 0)
    with database.read() as session:
        lead = session.scalars(select(tables.Lead)).one()
        assert lead.interest_at is not None
        assert (lead.interest_at.day, lead.version) == (16, 2)
        assert session.scalar(select(func.count()).select_from(tables.CampaignMember)) == 2
        assert session.scalars(select(tables.Response)).one().happened_at == lead.interest_at


def test_a_closed_company_is_kept_but_never_called(
    sqlite_database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("NAME,TELEPHONE,STATUS\nAcme,(617) 253-1000,CLOSED\n")
    report = _import(sqlite_database, ImportOrder(path, "Spring", "US"))
    assert (report.closed, report.callable, report.leads_opened) == (1, 0, 0)
    with sqlite_database.read() as session:
        lead = session.scalars(select(tables.Lead)).one()
        assert (lead.state, lead.resolution) == (LeadState.CLOSED, Resolution.COMPANY_CLOSED)
        assert session.scalars(select(tables.Account)).one().closed_on == NOW.date()


@pytest.mark.parametrize("scope", [SuppressionScope.NUMBER, SuppressionScope.COMPANY])
def test_whom_a_suppression_protects_is_not_queued(
    database: Database, tmp_path: Path, scope: SuppressionScope
) -> None:
    _import(database, _order(tmp_path, ANN))
    with writing(database) as session:
        ids = {
            SuppressionScope.NUMBER: {"e164": session.scalar(select(tables.Number.e164))},
            SuppressionScope.COMPANY: {"account_id": session.scalar(select(tables.Account.id))},
        }
        bar = {"medium": Medium.PHONE, "since": NOW, "command_id": command_id(session)}
        session.add(tables.Suppression(scope=scope, **bar, **ids[scope]))
    report = _import(database, _order(tmp_path, BOB, name="bob.csv"))
    assert (report.suppressed, report.callable, report.prospects_added) == (1, 0, 1)
    with database.read() as session:
        entry = select(tables.QueueEntry).join(
            tables.Lead, tables.Lead.id == tables.QueueEntry.lead_id
        )
        bob = select(tables.Prospect.id).where(tables.Prospect.first_name == "Bob")
        barred = entry.where(tables.Lead.prospect_id.in_(bob))
        assert session.scalars(barred).all() == []


def test_what_is_refused_changes_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    order = replace(_order(tmp_path, ANN), region="")
    with pytest.raises(InputError, match="--region"):
        _import(sqlite_database, order)
    assert _count(sqlite_database, tables.Campaign) == 0


def test_a_preview_needs_no_database(tmp_path: Path) -> None:
    preview = read_list(_order(tmp_path, ANN + BOB).path, region="US")
    assert (preview.row_count, preview.delimiter, preview.encoding) == (2, ",", "utf-8")
    assert preview.columns[5].samples == ("(617) 253-1000", "(617) 253-1000")
    assert preview.counts.callable == 2


def test_a_preview_counts_whom_the_list_bars_as_the_import_does(
    sqlite_database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Company,Phone,Do not call\nAcme,(617) 253-1000,yes\nBolt,(212) 998-1212,no\nCask,,yes\nDuke,,\n"
    )
    order = ImportOrder(path, "Spring", "US", responded="never")
    told, tried = read_list(path, region="US").counts, _import(sqlite_database, order)
    seen = [(one.callable, one.suppressed, one.to_find_out) for one in (told, tried)]
    assert seen == [(1, 2, 1), (1, 2, 1)]


@pytest.mark.real_lists
def test_the_hospitals_come_out_exactly(sqlite_database: Database) -> None:
    order = ImportOrder(real_list("us_hifld_hospitals.csv"), "Hospitals", "US")
    report = _import(sqlite_database, order)
    assert (report.phones_valid, report.phones_missing, report.phones_invalid) == (7548, 458, 7)
    assert (report.rows, report.closed, report.not_taken) == (8013, 379, 0)
    assert report.callable + report.to_find_out + report.closed == 8013
    again = _import(sqlite_database, order)
    assert (again.prospects_added, again.prospects_joined) == (0, 8013)
    with sqlite_database.read() as session:
        lost_zero = select(func.count()).where(tables.Site.postal_code == "5301")
        assert session.scalar(lost_zero)


def _alive_by_number(database: Database) -> dict[int, set[int]]:
    """Return by number the prospects of open companies who are reached there, as who they are now."""
    query = (
        select(tables.ProspectNumber.number_id, tables.Prospect.id, tables.Prospect.merged_into_id)
        .join(tables.Prospect, tables.Prospect.id == tables.ProspectNumber.prospect_id)
        .join(tables.Account, tables.Account.id == tables.Prospect.account_id)
        .where(tables.Account.closed_on.is_(None))
    )
    found: dict[int, set[int]] = defaultdict(set)
    with database.read() as session:
        for number_id, prospect_id, merged_into_id in session.execute(query):
            found[number_id].add(merged_into_id or prospect_id)
    return found


def _joined_rows(database: Database, order: ImportOrder) -> list[list[LeadRow]]:
    """Return the rows that became one prospect, wherever several did."""
    source = LeadList(Path(order.path), Reading(order.region), NOW)
    leads = {row.line: row.lead for row in source.rows() if row.lead}
    query = select(tables.ImportedRow.line, tables.Prospect.id, tables.Prospect.merged_into_id)
    query = query.join(tables.Prospect, tables.Prospect.id == tables.ImportedRow.prospect_id)
    found: dict[int, list[LeadRow]] = defaultdict(list)
    with database.read() as session:
        for line, prospect_id, merged_into_id in session.execute(query):
            found[merged_into_id or prospect_id].append(leads[line])
    return [rows for rows in found.values() if len(rows) > 1]


def _house(row: LeadRow) -> str:
    """Return the house number, which stands at the beginning there."""
    return re.sub(r"\D.*", "", row.street)


@pytest.mark.real_lists
@pytest.mark.parametrize(
    ("name", "region", "fewest_shared"),
    [("us_hifld_hospitals.csv", "US", 240), ("fr_annuaire_education_35.csv", "FR", 42)],
)
def test_whoever_shares_a_switchboard_is_shown_and_made_one_with_nobody(
    sqlite_database: Database, name: str, region: str, fewest_shared: int
) -> None:
    order = ImportOrder(real_list(name), "Spring", region)
    _import(sqlite_database, order)
    with sqlite_database.read() as session:
        pairs = select(tables.Duplicate.one_id, tables.Duplicate.other_id)
        shown = {one for pair in session.execute(pairs) for one in pair}
    shared = [ids for ids in _alive_by_number(sqlite_database).values() if len(ids) > 1]
    assert len(shared) >= fewest_shared
    assert set().union(*shared) <= shown
    for rows in _joined_rows(sqlite_database, order):
        assert len({frozenset(row.phones) for row in rows}) == 1, rows
        assert len({_house(row) for row in rows}) == 1, rows


@pytest.mark.real_lists
def test_the_schools_come_out_exactly(database: Database) -> None:
    order = ImportOrder(real_list("fr_annuaire_education_35.csv"), "Écoles", "FR")
    tried = _import(database, replace(order, is_dry_run=True))
    report = _import(database, order)
    assert (report.phones_valid, report.phones_missing, report.phones_invalid) == (980, 16, 0)
    assert (report.callable, report.to_find_out, report.rows) == (980, 16, 996)
    assert tried.prospects_added == report.prospects_added == 996
    assert read_list(order.path, region="FR").delimiter == ";"
