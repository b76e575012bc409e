import json
from pathlib import Path

import pytest

from qualdesk.cli import main
from qualdesk.domain.outcome import Outcome

AT = "2026-11-24T15:00:00+00:00"
HEAD = "Company,State,Phone\n"
LIST = HEAD + "".join(f"Firm {one},MA,(617) 253-10{one:02}\n" for one in range(12))

OPTIONS = {
    Outcome.CALL_BACK_LATER: ["--when", "tomorrow 10"],
    Outcome.NURTURE: ["--when", "in 3 months"],
    Outcome.CLOSE_OUT: ["--reason", "no need now"],
    Outcome.WRONG_NUMBER: ["--reason", "not_in_service"],
    Outcome.DO_NOT_CALL: ["--reason", "number"],
    Outcome.PUSH_TO_SALES: ["--reason", "asked for a rep", "--rep", "Jonas Weber"],
}


@pytest.fixture
def desk(tmp_path: Path, empty_sqlite: bytes) -> list[str]:
    """Lend the options that name a desk with a caller and a sales person."""
    path = tmp_path / "desk.qualdesk"
    path.write_bytes(empty_sqlite)
    database = ["--database", str(path)]
    assert main(["people", "add", "Priya Nair", "--role", "caller", *database]) == 0
    assert main(["people", "add", "Jonas Weber", "--role", "sales", *database]) == 0
    return database


@pytest.fixture
def leads(desk: list[str], tmp_path: Path) -> list[str]:
    path = tmp_path / "leads.csv"
    path.write_text(LIST)
    assert main(["import", str(path), "--campaign", "Spring", "--region", "US", *desk]) == 0
    return desk


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def _next_lead(capsys: pytest.CaptureFixture[str], desk: list[str]) -> str:
    return str(_json(capsys, "next", "--caller", "Priya Nair", "--at", AT, *desk)["lead"])


def test_an_import_reports_one_document_and_its_problems_by_exit_code(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(LIST + "Bad,MA,12\n")
    arguments = ["import", str(path), "--campaign", "Spring", "--region", "US", "--json", *desk]
    capsys.readouterr()
    assert main([*arguments, "--dry-run"]) == 3
    tried = json.loads(capsys.readouterr().out)
    assert main(arguments) == 3
    done = json.loads(capsys.readouterr().out)
    assert tried == done
    assert (done["rows"], done["callable"], done["phones_invalid"]) == (13, 12, 1)
    assert [(one["line"], one["column"]) for one in done["problems"]] == [(14, "Phone")]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_can_be_recorded(
    leads: list[str], capsys: pytest.CaptureFixture[str], outcome: Outcome
) -> None:
    lead = _next_lead(capsys, leads)
    told = ["--caller", "Priya Nair", "--at", AT, *OPTIONS.get(outcome, []), *leads]
    event = _json(capsys, "record", lead, outcome, *told)
    after = event["after"]
    assert isinstance(after, dict)
    assert (str(after["lead_id"]), after["outcome"]) == (lead, outcome)


def test_the_same_press_is_carried_out_once(
    leads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    press = ["--command", "11111111-1111-4111-8111-111111111111"]
    lead = _next_lead(capsys, leads)
    told = ["record", lead, "no_answer", "--caller", "Priya Nair", "--at", AT, *press, *leads]
    assert _json(capsys, *told) == _json(capsys, *told)


def test_an_outcome_can_be_taken_back(leads: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    caller = ["--caller", "Priya Nair", "--at", AT, *leads]
    lead = _next_lead(capsys, leads)
    assert main(["record", lead, "voicemail", *caller]) == 0
    assert str(_json(capsys, "undo", *caller)["lead_id"]) == lead


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["queue", "--caller", "Prya Nair"], "Did you mean Priya Nair?"),
        (["import", "no-such.csv", "--campaign", "Spring"], "cannot be read"),
        (["territory", "reassign", "Nowhere", "--to", "Jonas Weber"], "no territory"),
        (["record", "99", "busy", "--caller", "Priya Nair"], "no such lead"),
    ],
)
def test_a_refusal_is_one_sentence_on_stderr(
    desk: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main([*arguments, *desk]) == 1
    heard = capsys.readouterr().err
    assert said in heard
    assert heard.count("\n") == 1


def test_a_company_can_be_called_as_a_consumer(
    leads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    marked = _json(capsys, "account", "audience", "Firm 3", "b2c", *leads)
    assert marked == {"company": "Firm 3", "audience": "b2c", "leads": 1}
    assert main(["account", "audience", "Firm 99", "b2c", *leads]) == 1
    assert "no company" in capsys.readouterr().err


def test_usage_errors_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record"]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_database_may_be_named_before_or_after_the_verb(desk: list[str]) -> None:
    assert main([*desk, "check"]) == 0
    assert main(["check", *desk]) == 0


@pytest.mark.parametrize("form", ["ics", "csv"])
def test_appointments_are_written_into_a_file(
    leads: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    lead = _next_lead(capsys, leads)
    told = ["--when", "tomorrow 10", *OPTIONS[Outcome.PUSH_TO_SALES], "--at", AT, *leads]
    assert main(["record", lead, "push_to_sales", "--caller", "Priya Nair", *told]) == 0
    output = tmp_path / f"appointments.{form}"
    written = ["export", "appointments", "--format", form, "--output", str(output), *leads]
    assert _json(capsys, *written)["appointments"] == 1
    assert b"Firm" in output.read_bytes()
