"""qualdesk script and qualdesk definition: what is printed, what is refused, and the exit codes."""

import json
from pathlib import Path

import pytest

from qualdesk.cli import main


@pytest.fixture
def desk(tmp_path: Path, empty_sqlite: bytes) -> list[str]:
    """Lend the options that name a desk with a team lead, a caller and a campaign."""
    path = tmp_path / "desk.qualdesk"
    path.write_bytes(empty_sqlite)
    database = ["--database", str(path)]
    assert main(["people", "add", "Sam Reed", "--role", "team_lead", *database]) == 0
    assert main(["people", "add", "Priya Nair", "--role", "caller", *database]) == 0
    assert main(["campaign", "add", "Caps", "--script", "inquiry", *database]) == 0
    return database


def written(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, key: str
) -> Path:
    """Write what `show --toml` prints into a file."""
    capsys.readouterr()
    assert main([kind, "show", key, "--toml", *desk]) == 0
    path = tmp_path / f"{key}.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_the_list_names_version_and_campaigns(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["script", "list", "--json", *desk]) == 0
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["inquiry"]["version"], rows["inquiry"]["campaigns"]) == (1, ["Caps"])
    assert "agreed-lead" not in rows


def test_a_script_is_shown_as_text(desk: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["script", "show", "webinar", *desk]) == 0
    text = capsys.readouterr().out
    assert "this is {caller} from {firm}" in text
    assert "\nVoicemail\n" in text


def test_what_is_shown_as_a_file_is_the_same_when_it_is_read_again(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(desk, tmp_path, capsys, "script", "webinar")
    assert main(["script", "add", str(path), "--by", "Sam Reed", *desk]) == 1
    assert "webinar.toml: Webinar follow-up is like that already" in capsys.readouterr().err


def test_a_changed_file_becomes_a_version_that_campaigns_use(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(desk, tmp_path, capsys, "script", "inquiry")
    path.write_text(path.read_text().replace("title = ", 'title = "Warmer" # ', 1))
    assert main(["script", "add", str(path), "--by", "sam reed", *desk]) == 0
    said = capsys.readouterr().out
    assert said == "Warmer is saved as version 2; used from now on by Caps.\n"


def test_a_faulty_file_is_refused_with_file_step_and_fix(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(desk, tmp_path, capsys, "script", "inquiry")
    path.write_text(path.read_text().replace("{first_name}", "{forename}", 1))
    assert main(["script", "add", str(path), "--by", "Sam Reed", *desk]) == 1
    said = capsys.readouterr().err
    assert said.startswith("inquiry.toml: ")
    assert "uses {forename}, which does not exist: use one of" in said


def test_a_caller_adds_no_script(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(desk, tmp_path, capsys, "script", "inquiry")
    assert main(["script", "add", str(path), "--by", "Priya Nair", *desk]) == 1
    assert "Only a team lead may" in capsys.readouterr().err


def test_a_campaign_is_given_another_script(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    edit = ["script", "edit", "webinar", "--use-in", "caps", "--by", "Sam Reed"]
    assert main([*edit, *desk]) == 0
    said = capsys.readouterr().out
    assert said == "Caps uses Webinar follow-up, version 1, from its next call on.\n"


def test_nothing_newer_is_taken_where_nothing_newer_ships(
    desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    edit = ["script", "edit", "webinar", "--take-shipped", "--by", "Sam Reed"]
    assert main([*edit, *desk]) == 1
    assert "Nothing newer ships under “webinar”" in capsys.readouterr().err


def test_a_definition_needs_the_day_sales_agreed(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(desk, tmp_path, capsys, "definition", "agreed-lead")
    assert main(["definition", "add", str(path), "--by", "Sam Reed", *desk]) == 1
    assert "agreed-lead.toml: Sales has not agreed to it yet" in capsys.readouterr().err
    path.write_text('agreed_on = 2026-11-12\nagreed_with = "Jonas Weber"\n' + path.read_text())
    assert main(["definition", "add", str(path), "--by", "Sam Reed", *desk]) == 0
    capsys.readouterr()
    assert main(["definition", "show", "agreed-lead", *desk]) == 0
    assert "agreed with sales on 2026-11-12, Jonas Weber" in capsys.readouterr().out


def test_a_script_that_does_not_ask_what_is_required_now_is_a_problem_listed(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(desk, tmp_path, capsys, "definition", "agreed-lead")
    agreed = 'agreed_on = 2026-11-12\nagreed_with = "Jonas Weber"\n'
    size = '\n[[criteria]]\nid = "size"\ntitle = "Size"\n'
    path.write_text(agreed + path.read_text() + size)
    assert main(["definition", "add", str(path), "--by", "Sam Reed", *desk]) == 3
    assert "does not ask for all that is required yet" in capsys.readouterr().out
