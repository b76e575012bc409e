"""Exports as files: every kind in every format it has, whole or not at all, on both databases."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from python_calamine import CalamineWorkbook

from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.errors import InputError
from qualdesk.exchange.crm_presets import HEADINGS, Crm
from qualdesk.jobs.exporting import Export, ExportFormat, ExportKind, write_export
from qualdesk.store.session import Database
from tests.builders import NOW, a_lead, a_prospect, writing
from tests.qualdesk.commands.handed import BRIEF, MEETING, handed_over

DAY = timedelta(days=1)


def written(database: Database, folder: Path, kind: str, form: str, **asked: Any) -> Path:
    path = folder / f"{kind}.{form if form in {'ics', 'xlsx'} else 'csv'}"
    export = Export(ExportKind(kind), ExportFormat(form), **asked)
    write_export(database, export, path, NOW)
    return path


def lines(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_hand_offs_say_who_has_what_and_what_was_said(database: Database, tmp_path: Path) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    handed.answer("returned", "no_authority", words="Lucía Marco decides.")
    (row,) = lines(written(database, tmp_path, "handoffs", "csv"))
    assert row["Hand-off"] == str(handed.hand_off_id)
    assert (row["State"], row["Rep"], row["Caller"]) == ("Returned", "Jonas Weber", "Priya Nair")
    assert (row["Reason"], row["Comment"]) == ("No authority", "Lucía Marco decides.")
    assert (row["Said by"], row["By which door"]) == ("Jonas Weber", "told a caller")
    assert row["Meeting (local)"] == "2026-11-23T10:32:00+01:00"
    assert (row["Phone"], row["Brief"]) == ("+498999998210", BRIEF)


def test_a_slip_that_was_taken_back_is_not_exported(database: Database, tmp_path: Path) -> None:
    from qualdesk.commands.hand_off_undo import take_back_deed  # noqa: PLC0415
    from qualdesk.commands.requests.hand_offs import TakeBackDeed  # noqa: PLC0415

    handed = handed_over(database)
    handed.answer("accepted", words="Good one.")
    slip = handed.answer("returned", "no_need", words="Wrong row.")
    handed.do(take_back_deed, TakeBackDeed(slip.deed, handed.caller_id))
    (row,) = lines(written(database, tmp_path, "handoffs", "csv"))
    assert (row["State"], row["Comment"]) == ("Accepted", "Good one.")


def test_prospects_carry_their_hand_off_and_what_they_must_be_spared(
    database: Database, tmp_path: Path
) -> None:
    handed = handed_over(database)
    request = AddSuppression(SuppressionScope.NUMBER, "+498999998210", Medium.PHONE)
    handed.do(add_suppression, request)
    (row,) = lines(written(database, tmp_path, "prospects", "csv"))
    assert row["Hand-off"] == str(handed.hand_off_id)
    assert (row["Do not call"], row["Do not mail"]) == ("yes", "no")
    assert (row["State"], row["Owner"]) == ("With sales", "Jonas Weber")


def test_touches_tell_the_whole_story(database: Database, tmp_path: Path) -> None:
    handed = handed_over(database)
    handed.answer("met", words="Good talk.")
    rows = lines(written(database, tmp_path, "touches", "csv"))
    assert [(row["Kind"], row["Outcome"]) for row in rows] == [
        ("call", "Push to sales"),
        ("meeting", ""),
    ]
    assert {row["Hand-off"] for row in rows} == {str(handed.hand_off_id)}
    assert rows[1]["Words"].endswith("Good talk.")


@pytest.mark.parametrize("crm", list(Crm))
@pytest.mark.parametrize("kind", ["appointments", "handoffs", "prospects"])
def test_a_customer_system_gets_its_own_headings(
    database: Database, tmp_path: Path, kind: str, crm: Crm
) -> None:
    handed_over(database, meeting_at=MEETING)
    path = written(database, tmp_path, kind, crm)
    (row,) = lines(path)
    assert tuple(row) == HEADINGS[crm]
    assert row["Last Name"] == "Keller"


def test_a_workbook_holds_the_same_as_the_table(database: Database, tmp_path: Path) -> None:
    handed_over(database, meeting_at=MEETING)
    (row,) = lines(written(database, tmp_path, "handoffs", "csv"))
    book = CalamineWorkbook.from_path(written(database, tmp_path, "handoffs", "xlsx"))
    head, cells = book.get_sheet_by_index(0).to_python()
    assert dict(zip(head, cells, strict=True)) == row


@pytest.mark.parametrize("kind", ["appointments", "handoffs"])
def test_a_calendar_holds_their_meetings(database: Database, tmp_path: Path, kind: str) -> None:
    handed_over(database, meeting_at=MEETING)
    text = written(database, tmp_path, kind, "ics").read_text("utf-8")
    (event,) = vobject.readOne(text).vevent_list
    assert event.dtstart.value == MEETING


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("prospects", "ics", "A calendar holds meetings"),
        ("touches", "ics", "A calendar holds meetings"),
        ("touches", "hubspot", "HubSpot takes leads"),
    ],
)
def test_what_does_not_go_together_is_refused(
    database: Database, tmp_path: Path, kind: str, form: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        written(database, tmp_path, kind, form)
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize("kind", list(ExportKind))
def test_days_and_reps_choose_the_rows(database: Database, tmp_path: Path, kind: str) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    at = MEETING if kind == ExportKind.APPOINTMENTS else NOW
    if kind == ExportKind.PROSPECTS:
        at = NOW - 2 * DAY
    everything = lines(written(database, tmp_path, kind, "csv", rep_id=handed.rep_id))
    of_the_day = written(database, tmp_path, kind, "csv", since=at, until=at + DAY)
    assert everything == lines(of_the_day) != []
    assert lines(written(database, tmp_path, kind, "csv", since=at + DAY)) == []
    assert lines(written(database, tmp_path, kind, "csv", until=at)) == []
    assert lines(written(database, tmp_path, kind, "csv", rep_id=handed.other_rep_id)) == []


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    database: Database, tmp_path: Path
) -> None:
    handed_over(database)
    (tmp_path / "handoffs.csv").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        written(database, tmp_path, "handoffs", "csv")
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_named_leads_are_written_in_the_order_they_are_named(
    database: Database, tmp_path: Path
) -> None:
    with writing(database) as session:
        tom = a_prospect(session, "Tom Ashworth", email="", numbers=())
        leads = (a_lead(session), a_lead(session, prospect_id=tom))
        a_lead(session, prospect_id=a_prospect(session, "Nina Voss", email="", numbers=()))
    named = tuple(reversed(leads))
    rows = lines(written(database, tmp_path, "prospects", "csv", lead_ids=named))
    assert [row["Last name"] for row in rows] == ["Ashworth", "Keller"]


def test_a_name_that_would_run_as_a_formula_is_only_a_name(
    database: Database, tmp_path: Path
) -> None:
    with writing(database) as session:
        lead = a_lead(session, prospect_id=a_prospect(session, "Tom =1+1"))
    (row,) = lines(written(database, tmp_path, "prospects", "csv", lead_ids=(lead,)))
    assert row["Last name"] == "'=1+1"
