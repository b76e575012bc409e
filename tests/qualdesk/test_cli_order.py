"""The command line of the order: seats, skips, snoozes and what is called first."""

import json
from pathlib import Path

import pytest

from qualdesk.cli import main

AT = "2026-11-24T15:00:00+00:00"
LIST = "Company,State,Phone\n" + "".join(
    f"Firm {one},MA,(617) 253-10{one:02}\n" for one in range(6)
)


@pytest.fixture
def desk(tmp_path: Path, empty_sqlite: bytes) -> list[str]:
    """Lend the options that name a desk with a caller, a team lead and six leads."""
    path, leads = tmp_path / "desk.qualdesk", tmp_path / "leads.csv"
    path.write_bytes(empty_sqlite)
    leads.write_text(LIST)
    database = ["--database", str(path)]
    for name, role in (("Priya Nair", "caller"), ("Tessa Brook", "team_lead")):
        assert main(["people", "add", name, "--role", role, *database]) == 0
    assert main(["import", str(leads), "--campaign", "Spring", "--region", "US", *database]) == 0
    return database


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    answer: object = json.loads(capsys.readouterr().out)
    return answer


def _queue(capsys: pytest.CaptureFixture[str], desk: list[str]) -> list[dict[str, object]]:
    rows = _json(capsys, "queue", "--caller", "Priya Nair", "--at", AT, *desk)
    assert isinstance(rows, list)
    return rows


def _told(desk: list[str]) -> list[str]:
    return ["--caller", "Priya Nair", "--at", AT, *desk]


def test_a_skipped_lead_is_not_listed_again_today(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lead = str(_queue(capsys, desk)[0]["lead"])
    assert main(["skip", lead, "--reason", "wrong language", *_told(desk)]) == 0
    assert "is not offered to you again today." in capsys.readouterr().out
    assert lead not in {str(row["lead"]) for row in _queue(capsys, desk)}


def test_a_snoozed_lead_waits_until_the_time_there(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lead = str(_queue(capsys, desk)[0]["lead"])
    event = _json(capsys, "snooze", lead, "--when", "15:30", *_told(desk))
    assert isinstance(event, dict)
    assert event["until"] == "2026-11-24T20:30:00Z"
    assert main(["snooze", lead, "--when", "some day", *_told(desk)]) == 1
    assert "Which day is “some day”?" in capsys.readouterr().err
    assert main(["snooze", "99", "--when", "15:30", *_told(desk)]) == 1


def test_what_is_called_first_leads_the_queue_and_says_its_turn(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    last = str(_queue(capsys, desk)[-1]["lead"])
    assert main(["first", last, *_told(desk)]) == 0
    first = _queue(capsys, desk)[0]
    assert (str(first["lead"]), first["turn"]) == (last, "called_first")
    assert main(["first", last, "--for-everybody", *_told(desk)]) == 1
    assert "Only a team lead" in capsys.readouterr().err


def test_a_seat_says_what_a_caller_works(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["campaign", "add", "Autumn", *desk]) == 0
    narrowed = ["people", "seat", "Priya Nair", "--by", "Tessa Brook", "--campaign", "autumn"]
    more = ["--language", "EN", "--in-touch-every", "3"]
    assert main([*narrowed, *more, *desk]) == 0
    assert _queue(capsys, desk) == []
    people = _json(capsys, "people", "list", *desk)
    assert isinstance(people, list)
    seat = next(one for one in people if one["name"] == "Priya Nair")
    assert (seat["campaigns"], seat["languages"], seat["in_touch_every"]) == (["Autumn"], ["en"], 3)
    capsys.readouterr()
    assert main(["people", "list", *desk]) == 0
    assert "works Autumn; en; one in 3 keeps in touch" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "Priya Nair"], "Only a team lead may change a seat."),
        (["--by", "Tessa Brook", "--campaign", "Sprin"], "Did you mean Spring?"),
        (["--by", "Tessa Brook", "--territory", "Nowhere"], "no territory"),
        (["--by", "Tessa Brook", "--in-touch-every", "-1"], "One claim in how many"),
    ],
)
def test_a_seat_that_cannot_be_changed_says_why(
    desk: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["people", "seat", "Priya Nair", *arguments, *desk]) == 1
    assert said in capsys.readouterr().err
