"""A meeting agreed on a call, read back from the files that leave the desk."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import vobject
from sqlalchemy import select

from qualdesk.store import tables
from tests.journeys.driving import REP, Line, a_list, rows_of

THERE, WITH_THE_REP = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London")
MEETING = datetime(2026, 11, 19, 10, tzinfo=THERE)
BRIEF = "Runs 2 lines; third planned, in spring."


def test_an_appointment_is_read_back_from_its_ics_by_another_library(
    line: Line, tmp_path: Path
) -> None:
    push_with_a_meeting(line, tmp_path)
    (event,) = vobject.readOne(exported(line, tmp_path, "ics").decode()).vevent_list
    assert [(event.uid.value,)] == rows_of(line.target, select(tables.Appointment.uid))
    assert event.summary.value == "Maria Keller 0, Firm 0"
    assert event.dtstart.value == MEETING
    assert event.dtstart.value.utcoffset() == timedelta(hours=1)
    assert event.dtstart.value.astimezone(WITH_THE_REP).hour == 9
    assert event.dtend.value > event.dtstart.value
    assert BRIEF in event.description.value
    assert event.organizer.value == "mailto:jonas@aldergrove.example"


def test_an_appointment_is_read_back_from_its_table(line: Line, tmp_path: Path) -> None:
    push_with_a_meeting(line, tmp_path)
    text = exported(line, tmp_path, "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert [(row["Calendar id"],)] == rows_of(line.target, select(tables.Appointment.uid))
    assert row["Starts (UTC)"] == "2026-11-19T09:00:00+00:00"
    assert row["Starts (local)"] == "2026-11-19T10:00:00+01:00"
    assert (row["Time zone"], row["Rep"]) == ("Europe/Berlin", REP)
    assert (row["Prospect"], row["Phone"]) == ("Maria Keller 0", "+498999998200")
    assert row["Brief"] == BRIEF


def push_with_a_meeting(line: Line, folder: Path) -> None:
    line.add_people()
    line.run("territory", "add", "DE South", "--rep", REP, "--rule", "DE")
    line.run("import", str(a_list(folder, 1)), "--campaign", "Spring")
    why = ("--reason", "asked for a rep", "--note", BRIEF)
    pushed = line.record(line.next_lead(), "push_to_sales", "--when", "tomorrow 10", *why)
    assert pushed["rep_name"] == REP
    assert datetime.fromisoformat(pushed["meeting_at"]) == MEETING


def exported(line: Line, folder: Path, form: str) -> bytes:
    output = folder / f"appointments.{form}"
    asked = ("export", "appointments", "--format", form, "--output", str(output), "--rep", REP)
    assert line.ask(*asked) == {"appointments": 1, "file": str(output)}
    return output.read_bytes()
