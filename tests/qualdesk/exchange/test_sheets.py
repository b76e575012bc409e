"""Appointments as CSV: what a spreadsheet opens is text, and every row finds its hand-off."""

import csv
import io
from dataclasses import replace
from datetime import datetime

import pytest

from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.exchange.sheets import appointment_sheet
from qualdesk.exchange.spreadsheet import csv_file
from tests.qualdesk.exchange.test_ics import ROW, START


def read_back(rows: list[AppointmentRow]) -> list[dict[str, str]]:
    text = csv_file(appointment_sheet(rows)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_says_when_in_both_times_and_which_hand_off() -> None:
    (row,) = read_back([ROW])
    assert row["Hand-off"] == "7"
    assert row["Starts (UTC)"] == "2026-11-19T09:00:00+00:00"
    assert row["Starts (local)"] == "2026-11-19T10:00:00+01:00"
    assert row["Time zone"] == "Europe/Berlin"
    assert datetime.fromisoformat(row["Starts (local)"]) == START
    assert row["Brief"] == ROW.brief
    assert row["City"] == "München"


def test_it_begins_with_a_mark_that_spreadsheets_read_as_utf_8() -> None:
    assert csv_file(appointment_sheet([])).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00="])
def test_a_cell_that_would_run_is_text(start: str) -> None:
    words = f"{start}cmd|' /C calc'!A0"
    (row,) = read_back([replace(ROW, prospect=words, brief=words, prospect_phone=words)])
    for column in ("Prospect", "Brief", "Phone"):
        assert row[column].startswith("'"), column


def test_a_checked_phone_stays_bare() -> None:
    assert read_back([ROW])[0]["Phone"] == "+498999998210"


def test_a_cancelled_meeting_is_listed_as_such() -> None:
    assert read_back([replace(ROW, is_cancelled=True)])[0]["State"] == "Cancelled"
