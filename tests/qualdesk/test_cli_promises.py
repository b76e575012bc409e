"""Promises on the command line: who calls, what is overdue, who is away and who leaves."""

import json
from pathlib import Path

import pytest

from qualdesk.cli import main

AT, LATE = "2026-11-24T15:00:00+00:00", "2026-11-25T15:20:00+00:00"
PRIYA = ["--caller", "Priya Nair"]

ACCOUNT = """
[firm]
name = "Aldergrove"
postal_address = "1 Mill Lane, York"
from_address = "hello@aldergrove.example"
[smtp]
host = "localhost"
security = "none"
"""


@pytest.fixture
def desk(tmp_path: Path, empty_sqlite: bytes) -> list[str]:
    """Lend the options that name a desk with two callers, a team lead and a lead."""
    path, leads = tmp_path / "desk.qualdesk", tmp_path / "leads.csv"
    path.write_bytes(empty_sqlite)
    leads.write_text("Company,State,Phone\nAcme,MA,(617) 253-1000\n")
    database = ["--database", str(path)]
    for name, role in (
        ("Priya Nair", "caller"),
        ("Sam Cole", "caller"),
        ("Tessa Brook", "team_lead"),
    ):
        assert main(["people", "add", name, "--role", role, *database]) == 0
    assert main(["import", str(leads), "--campaign", "Spring", "--region", "US", *database]) == 0
    return database


def promise(desk: list[str], *more: str) -> None:
    words = ["record", "1", "call_back_later", *PRIYA, "--when", "tomorrow 10", "--at", AT]
    assert main([*words, *more, *desk]) == 0


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(list(words)) == code
    read = capsys.readouterr()
    return read.out + read.err


def test_an_overdue_promise_is_listed_and_stands_in_every_queue(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    promise(desk)
    late = told(capsys, "promises", "--at", LATE, *desk)
    assert late == "lead 1  Acme, Acme  20 min late, Priya Nair\n"
    queue = told(capsys, "queue", "--caller", "Tessa Brook", "--at", LATE, "--json", *desk)
    assert [row["head"] for row in json.loads(queue)] == ["Promised calls"]


def test_a_call_of_sales_is_seen_coming(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    promise(desk, "--who", "sales", "--reason", "the audit")
    coming = told(capsys, "promises", "--at", AT, *desk)
    assert coming == "lead 1  Acme, Acme  sales calls on Wed 25 Nov, 10:00 their time, confirmed\n"


def test_an_absence_is_listed_before_it_is_noted_and_ends(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    promise(desk)
    away = ["people", "away", "Priya Nair", "--until", "27.11.2026", "--at", AT, *desk]
    listed = told(capsys, *away, "--dry-run")
    assert listed.splitlines() == [
        "Priya Nair would be away until Fri 27 Nov; 1 promise would move.",
        "  Acme, Acme, Wed 25 Nov, 10:00 their time: moves to Mon 30 Nov, 09:00",
    ]
    assert "goes to Sam Cole" in told(capsys, *away, "--deputy", "Sam Cole")
    back = told(capsys, "people", "back", "Priya Nair", "--at", AT, *desk)
    assert back == "Priya Nair is back; 1 promise is theirs as agreed.\n"


def test_nobody_leaves_with_something_of_theirs_left(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    promise(desk)
    leave = ["people", "deactivate", "Priya Nair", "--by", "Tessa Brook", "--at", AT, *desk]
    refused = "Priya Nair still has 1 promise. Name who takes that over.\n"
    assert told(capsys, *leave, code=1) == refused
    assert "  promise: Acme, Acme" in told(capsys, *leave, "--to", "Sam Cole", "--dry-run")
    assert "All of this is Sam Cole’s now:" in told(capsys, *leave, "--to", "Sam Cole")


def test_a_leaving_is_taken_back_by_its_press(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    promise(desk)
    by = ["--by", "Tessa Brook", "--at", AT, *desk]
    said = told(capsys, "people", "deactivate", "Priya Nair", "--to", "Sam Cole", "--json", *by)
    again = told(capsys, "people", "reactivate", json.loads(said)["deed"], *by)
    assert again == "Priya Nair works here again.\n"
    refused = told(capsys, "people", "reactivate", "no-such-press", *by, code=1)
    assert refused == "Nobody left by that press, so there is nothing to take back.\n"


def test_a_calendar_is_chosen_and_read(
    desk: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "sam.ics"
    chosen = told(capsys, "people", "calendar", "Sam Cole", "--ics", str(path), "--at", AT, *desk)
    assert chosen == f"Sam Cole’s calendar is read at {path}.\n"
    missing = told(capsys, "people", "read-calendars", "--at", AT, *desk, code=3)
    assert missing.startswith(f"Sam Cole’s calendar: not read: {path} cannot be read")
    path.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n")
    read = told(capsys, "people", "read-calendars", "Sam Cole", "--at", AT, *desk)
    assert read == "Sam Cole’s calendar: read on Tue 24 Nov, 15:00 (UTC)\n"
    settings = tmp_path / "qualdesk" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(ACCOUNT)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    later = "2026-11-24T15:10:00+00:00"
    worked = told(capsys, "worker", "--once", "--at", later, "--json", *desk)
    assert json.loads(worked)["calendars"] == 1
    assert "is read no more" in told(capsys, "people", "calendar", "Sam Cole", "--none", *desk)
