"""qualdesk hours: the rules in force, and the doors that change them."""

from pathlib import Path

import pytest

from qualdesk.cli import main

_AT = ["--at", "2026-11-18T16:00Z"]


def test_an_emergency_is_declared_and_ends_by_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = ["--database", str(tmp_path / "desk.qualdesk")]
    assert main([*desk, "people", "add", "Lena Brandt", "--role", "team_lead"]) == 0
    by = ["--by", "Lena Brandt"]
    assert main([*desk, "hours", "stop", "us-la", *by, *_AT]) == 0
    assert main([*desk, "hours", "restore", "US-LA", *by]) == 1
    assert "Say why" in capsys.readouterr().err
    assert main([*desk, "hours", "list"]) == 0
    assert "Louisiana: Mon–Fri none, Sat none, Sun none" in capsys.readouterr().out
    assert main([*desk, "hours", "restore", "US-LA", *by, "--reason", "it is over"]) == 0
    assert "US-LA are looser now" in capsys.readouterr().out


def test_the_house_has_hours_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = ["--database", str(tmp_path / "desk.qualdesk")]
    assert main([*desk, "people", "add", "Lena Brandt", "--role", "team_lead"]) == 0
    changed = ["hours", "change", "house", "--weekdays", "09:00-17:00", "--by", "Lena Brandt"]
    assert main([*desk, *changed]) == 0
    assert "house are no looser now" in capsys.readouterr().out
    assert main([*desk, "hours", "list"]) == 0
    assert "house  Our own hours: Mon–Fri 09:00-17:00" in capsys.readouterr().out
