"""What a list says besides names: flags, responses, extensions, where the data is from."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from qualdesk.domain.lead import LeadState, Resolution
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.places import ZoneSource
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.queries.card_parts import card_numbers
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_prospect, writing

HEAD = "Company,First name,Last name,Phone,E-mail,Do not call,Email opt out,Status\n"
ANN = "Acme,Ann,Lee,(617) 253-1000,ann@acme.example"
BOB = "Bolt,Bob,Ray,(503) 588-5000,bob@bolt.example"


def _import(database: Database, folder: Path, words: str, name: str = "list.csv") -> ImportReport:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return import_list(database, ImportOrder(path, "Spring", "US"), now=NOW)


def _leads(database: Database) -> dict[str, tuple[str, str | None]]:
    query = select(tables.Prospect.first_name, tables.Lead.state, tables.Lead.resolution).join(
        tables.Lead, tables.Lead.prospect_id == tables.Prospect.id
    )
    with database.read() as session:
        return {name: (state, resolution) for name, state, resolution in session.execute(query)}


def test_do_not_call_becomes_a_suppression_of_the_person_only(
    database: Database, tmp_path: Path
) -> None:
    others = "Acme,Cy,Orr,(617) 253-1000,,,,\n"
    report = _import(database, tmp_path, f"{HEAD}{ANN},1,,\n{BOB},0,,\n{others}")
    assert (report.suppressed, report.callable, report.leads_opened) == (1, 2, 2)
    assert _leads(database)["Ann"] == (LeadState.CLOSED, Resolution.DO_NOT_CONTACT)
    with database.read() as session:
        bar = session.scalars(select(tables.Suppression)).one()
        assert (bar.scope, bar.medium, bar.source) == (
            SuppressionScope.PERSON,
            Medium.PHONE,
            "list.csv",
        )


def test_a_later_list_ends_the_lead_of_who_must_not_be_called_any_more(
    database: Database, tmp_path: Path
) -> None:
    _import(database, tmp_path, f"{HEAD}{ANN},,,\n")
    assert _leads(database)["Ann"][0] == LeadState.QUEUED
    report = _import(database, tmp_path, f"{HEAD}{ANN},yes,,\n", "later.csv")
    assert (report.suppressed, report.prospects_joined) == (1, 1)
    with database.read() as session:
        assert session.scalars(select(tables.QueueEntry)).all() == []


def test_an_opt_out_of_mail_leaves_the_phone(database: Database, tmp_path: Path) -> None:
    report = _import(database, tmp_path, f"{HEAD}{ANN},,TRUE,\n")
    assert (report.callable, report.suppressed, report.mail_suppressed) == (1, 0, 1)
    with database.read() as session:
        bar = session.scalars(select(tables.Suppression)).one()
        assert (bar.scope, bar.medium, bar.address) == (
            SuppressionScope.ADDRESS,
            Medium.MAIL,
            "ann@acme.example",
        )


def test_what_is_no_lead_is_left_out_and_counted(sqlite_database: Database, tmp_path: Path) -> None:
    report = _import(sqlite_database, tmp_path, f"{HEAD}{ANN},,,Refunded\n{BOB},,,\n")
    assert (report.rows, report.prospects_added) == (2, 1)
    assert (report.not_taken, report.left_out) == (1, 1)
    assert [(one.line, one.column, one.kind) for one in report.problems] == [
        (2, "Status", "left_out")
    ]


def test_a_number_is_barred_for_all_only_where_the_list_names_it(
    database: Database, tmp_path: Path
) -> None:
    head = "Last name,Direct phone,Mobile phone,Mobile Phone Do Not Call\n"
    report = _import(database, tmp_path, f"{head}Lee,(617) 253-1000,(503) 588-5000,1\n")
    assert report.callable == 1
    with database.read() as session:
        assert session.scalars(select(tables.Suppression.e164)).all() == ["+15035885000"]


def test_a_response_keeps_its_kind_moment_zone_minutes_and_question(
    database: Database, tmp_path: Path
) -> None:
    head = "Last name,Attended,Join time,Time in session (minutes),Questions,Stand note\n"
    _import(database, tmp_path, f"{head}Lee,Yes,2026-11-05 16:00 CET,61,Does it scale?,Tall\n")
    with database.read() as session:
        response = session.scalars(select(tables.Response)).one()
        assert (response.kind, response.zone, response.minutes) == (
            ResponseKind.ATTENDED,
            "CET",
            61,
        )
        assert response.happened_at == datetime(2026, 11, 5, 15, tzinfo=UTC)
        asked = session.get_one(tables.TouchText, response.text_id)
        assert asked.words == "Does it scale?"
        note = session.scalars(select(tables.Touch)).one()
        assert session.get_one(tables.TouchText, note.text_id).words == "Tall"


def test_numbers_keep_their_type_zones_and_extension(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, "Company,Phone\nAcme,(617) 253-1000 ext. 12; +442079460123\n")
    with database.read() as session:
        numbers = session.scalars(select(tables.Number).order_by(tables.Number.e164)).all()
        assert [(one.kind, one.zones) for one in numbers] == [
            ("fixed_line_or_mobile", "America/New_York"),
            ("fixed_line", "Europe/London"),
        ]
        query = select(tables.ProspectNumber.extension).order_by(tables.ProspectNumber.position)
        assert session.scalars(query).all() == ["12", ""]
        prospect = session.scalars(select(tables.Prospect)).one()
        shown = [one.spoken for one in card_numbers(session, prospect.id, NOW)]
        assert shown == ["+1 617-253-1000 ext. 12", "+44 20 7946 0123"]


def test_consent_and_source_are_kept_for_each_row(database: Database, tmp_path: Path) -> None:
    head = "Company,Last name,E-mail,Consent,Lead source\n"
    ann = "Acme,Lee,ann@acme.example"
    _import(database, tmp_path, f"{head}{ann},agreed 12 Oct 2026,Fair\n{ann},agreed in 2027,Web\n")
    with database.read() as session:
        query = select(tables.ImportedRow.consent, tables.ImportedRow.source)
        rows = session.execute(query.order_by(tables.ImportedRow.line)).all()
        assert [tuple(row) for row in rows] == [
            ("agreed 12 Oct 2026", "Fair"),
            ("agreed in 2027", "Web"),
        ]
        assert session.scalar(select(tables.Prospect.consent)) == "agreed 12 Oct 2026"


@pytest.mark.parametrize(
    ("told", "zone", "source"),
    [
        ("America/Denver,", "America/Denver", ZoneSource.LIST),
        (",2898", "Australia/Lord_Howe", ZoneSource.POSTAL_CODE),
        ("Europe/London,2898", "Europe/London", ZoneSource.LIST),
        ("Denver time,", "", None),
    ],
)
def test_a_site_knows_its_zone_and_who_told_it(
    database: Database, tmp_path: Path, told: str, zone: str, source: ZoneSource | None
) -> None:
    row = f"Acme,Australia,{told}"
    _import(database, tmp_path, f"Company,Country,Time zone,Postcode\n{row}\n")
    with database.read() as session:
        kept = session.execute(select(tables.Site.zone, tables.Site.zone_source)).one()
        assert tuple(kept) == (zone, source)


def test_no_zone_stands_without_one_who_tells_it(database: Database) -> None:
    with writing(database) as session:
        a_prospect(session)
        site = session.scalars(select(tables.Site)).one()
        site.zone = "Europe/London"
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
