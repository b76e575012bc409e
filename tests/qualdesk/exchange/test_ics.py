"""Calendar files, read back by a second library: zones, text, people, cancellations."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject

from qualdesk.domain.hand_off import HandOffState, MeetingMedium
from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.exchange.ics import Meeting, appointments_ics, invitation_ics

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
START = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
ROW = AppointmentRow(
    hand_off_id=7,
    appointment_id=3,
    uid="abc@qualdesk",
    sequence=2,
    starts_at=START,
    ends_at=START + timedelta(minutes=20),
    wall_time="2026-11-19T10:00",
    zone="Europe/Berlin",
    medium=MeetingMedium.VIDEO,
    state=HandOffState.ACCEPTED,
    is_cancelled=False,
    changed_at=NOW,
    rep="Jonas Weber",
    rep_email="jonas@aldergrove.example",
    prospect="Maria Keller",
    prospect_email="maria.keller@bergmann-molkerei.example",
    prospect_phone="+498999998210",
    job_title="Head of Quality",
    company="Bergmann Molkerei GmbH",
    city="München",
    campaign="Webinar: wet lines",
    brief="Runs 2 lines; third planned, in spring.\nAudit in April – Größe \\ offen.",
)


def read_back(data: bytes) -> list[Any]:
    return list(vobject.readOne(data.decode()).vevent_list)


def test_a_second_library_reads_what_was_written() -> None:
    (event,) = read_back(appointments_ics([ROW]))
    assert event.uid.value == ROW.uid
    assert event.sequence.value == "2"
    assert event.status.value == "CONFIRMED"
    assert event.summary.value == "Maria Keller, Bergmann Molkerei GmbH"
    assert event.description.value.endswith(ROW.brief)
    assert "Hand-off 7" in event.description.value
    assert event.organizer.value == "mailto:jonas@aldergrove.example"
    assert event.contact.value == (
        "Maria Keller, Bergmann Molkerei GmbH, +498999998210,"
        " maria.keller@bergmann-molkerei.example"
    )


@pytest.mark.parametrize(
    ("starts_at", "zone", "wall"),
    [
        (datetime(2027, 3, 26, 9, 0, tzinfo=UTC), "Europe/Berlin", "10:00+0100"),
        (datetime(2027, 3, 29, 8, 0, tzinfo=UTC), "Europe/Berlin", "10:00+0200"),
        (datetime(2026, 10, 23, 8, 0, tzinfo=UTC), "Europe/Berlin", "10:00+0200"),
        (datetime(2026, 10, 26, 9, 0, tzinfo=UTC), "Europe/Berlin", "10:00+0100"),
        (datetime(2027, 3, 15, 14, 0, tzinfo=UTC), "America/New_York", "10:00-0400"),
        (datetime(2026, 11, 2, 15, 0, tzinfo=UTC), "America/New_York", "10:00-0500"),
        (datetime(2027, 4, 6, 0, 0, tzinfo=UTC), "Australia/Sydney", "10:00+1000"),
    ],
)
def test_the_agreed_wall_time_is_kept_on_both_sides_of_a_clock_change(
    starts_at: datetime, zone: str, wall: str
) -> None:
    row = replace(ROW, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20), zone=zone)
    data = appointments_ics([row])
    (event,) = read_back(data)
    assert event.dtstart.value == starts_at
    assert f"{event.dtstart.value:%H:%M%z}" == wall
    assert f"TZID:{zone}" in data.decode()


def test_meetings_in_two_zones_bring_both_zones() -> None:
    data = appointments_ics([ROW, replace(ROW, uid="b", zone="America/New_York")]).decode()
    assert data.count("BEGIN:VTIMEZONE") == 2


def test_a_cancelled_meeting_says_so() -> None:
    (event,) = read_back(appointments_ics([replace(ROW, is_cancelled=True)]))
    assert event.status.value == "CANCELLED"


def test_no_appointments_are_an_empty_calendar() -> None:
    assert b"BEGIN:VCALENDAR" in appointments_ics([])


def test_lines_are_folded_and_end_with_both_characters() -> None:
    lines = appointments_ics([replace(ROW, brief="Größe " * 200)]).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line for line in lines)


@pytest.mark.parametrize(
    "row",
    [
        replace(ROW, prospect="X\r\nATTENDEE:mailto:evil@b.example"),
        replace(ROW, brief="X\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil"),
        replace(ROW, company="X;Y,Z\x00\x07"),
        replace(ROW, prospect_email="a@b.example\r\nATTENDEE:mailto:evil@b.example"),
        replace(ROW, rep='X";RSVP=TRUE:mailto:evil@b.example'),
        replace(ROW, rep_email="not an address"),
    ],
)
def test_words_never_become_lines_or_people_of_their_own(row: AppointmentRow) -> None:
    data = appointments_ics([row])
    (event,) = read_back(data)
    assert event.uid.value == ROW.uid
    assert "attendee" not in event.contents
    assert b"\x00" not in data
    unfolded = data.replace(b"\r\n ", b"").split(b"\r\n")
    assert not [
        line for line in unfolded if line.startswith((b"UID:evil", b"ATTENDEE:mailto:evil"))
    ]


MEETING = Meeting(
    uid=ROW.uid,
    sequence=0,
    summary="Bergmann Molkerei and Jonas Weber",
    starts_at=START,
    ends_at=START + timedelta(minutes=20),
    zone="Europe/Berlin",
    rep=(ROW.rep, ROW.rep_email),
    prospect=(ROW.prospect, ROW.prospect_email),
)


def test_an_invitation_asks_the_prospect_to_answer() -> None:
    text = invitation_ics(MEETING, NOW)
    assert "\r\nMETHOD:REQUEST\r\n" in text
    (event,) = read_back(text.encode())
    assert event.attendee.value == "mailto:maria.keller@bergmann-molkerei.example"
    assert event.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert event.dtstart.value == START


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nATTENDEE:mailto:c@d.example", 'a"@b.example', "a, c@d.example", ""]
)
def test_an_invitation_names_nobody_by_an_address_that_is_none(address: str) -> None:
    meeting = replace(MEETING, summary="X\r\nUID:evil", prospect=("Maria", address))
    text = invitation_ics(meeting, NOW)
    (event,) = read_back(text.encode())
    assert "attendee" not in event.contents
    assert event.uid.value == ROW.uid
