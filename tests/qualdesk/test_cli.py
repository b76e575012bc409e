import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualdesk.cli import _VERBS, main
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


def test_a_list_is_withdrawn_by_the_number_that_its_import_named(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text(LIST)
    arguments = ["import", str(path), "--campaign", "Spring", "--region", "US", *desk]
    assert main(arguments) == 0
    assert "withdraw it with: import --withdraw 1" in capsys.readouterr().out
    assert main(["import", "--withdraw", "1", *desk]) == 0
    said = "leads.csv is withdrawn: 12 rows, 12 prospects.\n"
    assert capsys.readouterr().out == said
    assert main(["import", "--withdraw", "1", *desk]) == 1
    assert "withdrawn already" in capsys.readouterr().err


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
    assert tried | {"list_id": done["list_id"]} == done
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


def test_an_answer_is_read_as_its_question_asks(
    leads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    caller = ["--caller", "Priya Nair", "--at", AT, *leads]
    lead = _next_lead(capsys, leads)
    said = ["--answer", "need=It costs us", "--answer", "cost=about 40k"]
    assert main(["record", lead, "voicemail", *said, *caller]) == 0
    heard = _json(capsys, "undo", *caller)["answers"]
    assert heard == {"need": "It costs us", "cost": "USD 40000"}


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        ("cost=a lot", "“a lot” is no sum."),
        ("shoes=42", "Inquiry does not ask “shoes”. Answer one of: moment, "),
        ("cost", "“cost” answers nothing."),
    ],
)
def test_what_no_question_asks_is_refused(
    leads: list[str], capsys: pytest.CaptureFixture[str], answer: str, refusal: str
) -> None:
    lead = _next_lead(capsys, leads)
    told = ["--answer", answer, "--caller", "Priya Nair", "--at", AT, *leads]
    assert main(["record", lead, "voicemail", *told]) == 1
    assert refusal in capsys.readouterr().err


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


@pytest.mark.parametrize("verb", [verb.name for verb in _VERBS])
def test_every_verb_in_the_help_is_there(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert f"    {verb} " in capsys.readouterr().out
    assert main([verb, "--help"]) == 0
    assert f"usage: qualdesk {verb} " in capsys.readouterr().out


def test_a_word_that_is_no_verb_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ring"]) == 2
    assert "invalid choice: 'ring'" in capsys.readouterr().err


def test_the_database_may_be_named_before_or_after_the_verb(desk: list[str]) -> None:
    assert main([*desk, "check"]) == 0
    assert main(["check", *desk]) == 0


def test_a_database_may_be_called_like_a_verb(
    desk: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(desk[1]).rename("queue")
    assert main(["--database", "queue", "check"]) == 0


OPENING = """
import sys
from qualdesk.cli import main
code = main(sys.argv[1:])
print(code, *sorted({name.partition(".")[0] for name in sys.modules}))
print(*(name for name in sys.modules if name.startswith("qualdesk.")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a display")
@pytest.mark.parametrize("words", [[], ["demo"], ["--database", "my.qualdesk"]])
def test_the_window_decides_whether_to_open_before_the_store_is_loaded(words: list[str]) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, "-c", OPENING, *words]
    said = subprocess.run(command, env=bare, check=True, capture_output=True, text=True)
    assert "needs a display" in said.stderr
    (code, *libraries), ours = (line.split() for line in said.stdout.splitlines())
    assert code == "1"
    assert "PySide6" in libraries
    assert not {"sqlalchemy", "sqlcipher3", "psycopg", "alembic"} & set(libraries)
    layers = ("qualdesk.store", "qualdesk.commands", "qualdesk.queries", "qualdesk.jobs")
    assert not [name for name in ours if name.startswith(layers)]


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


def test_a_campaigns_cadence_is_shown_and_edited(
    leads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    typed = ["--attempts", "4", "--busy-gap", "45", "--check-in-after", "30"]
    edited = _json(capsys, "campaign", "edit", "spring", *typed, *leads)
    cadence = edited["cadence"]
    assert isinstance(cadence, dict)
    assert (cadence["attempts"], cadence["voicemails"]) == (4, 3)
    assert (cadence["busy_gap"], cadence["check_in_after"]) == ("PT2700S", "P30D")
    assert main(["campaign", "list", *leads]) == 0
    assert "up to 4 attempts, then stay in touch" in capsys.readouterr().out


def test_a_campaign_is_paused_and_says_so(
    leads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["campaign", "edit", "Spring", "--state", "paused", *leads]) == 0
    capsys.readouterr()
    assert main(["campaign", "list", *leads]) == 0
    assert "campaign paused: 12 prospects, 12 to call" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--attempts", "0"], "attempts cannot be 0. Choose between 1 and 30."),
        (["--state", "running"], "Spring is like that already."),
        ([], "Spring is like that already. Name what to change"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    leads: list[str], capsys: pytest.CaptureFixture[str], typed: list[str], said: str
) -> None:
    capsys.readouterr()
    assert main(["campaign", "edit", "Spring", *typed, *leads]) == 1
    assert said in capsys.readouterr().err


def test_the_worker_settles_ended_campaigns_also_where_no_mail_is_set_up(
    leads: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert main(["campaign", "edit", "Spring", "--state", "ended", *leads]) == 0
    assert main(["worker", "--once", "--at", AT, *leads]) == 1
    capsys.readouterr()
    assert main(["campaign", "list", *leads]) == 0
    assert "campaign ended: 12 prospects, 0 to call" in capsys.readouterr().out


def test_a_suppression_list_is_accounted_for_line_by_line(
    leads: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "stop.csv"
    path.write_text("Phone\n(617) 253-1000\n(617) 253-1000\n12\n")
    arguments = ["import", "--suppressions", str(path), "--region", "US", "--json", *leads]
    capsys.readouterr()
    assert main([*arguments, "--dry-run"]) == 3
    tried = json.loads(capsys.readouterr().out)
    assert main(arguments) == 3
    done = json.loads(capsys.readouterr().out)
    assert [tried[one] for one in ("rows", "barred", "already_barred", "not_taken")] == [3, 1, 1, 1]
    assert {**done, "leads_to_find_out": 0} == tried
    assert done["leads_to_find_out"] == 1
    assert [(one["line"], one["column"]) for one in done["problems"]] == [(4, "Phone")]
    assert len(_json(capsys, "queue", "--caller", "Priya Nair", "--at", AT, *leads)) == 11


def test_a_suppression_is_added_listed_and_lifted_by_a_team_lead(
    leads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["people", "add", "Lena Hartmann", "--role", "team_lead", *leads]) == 0
    at = ["--at", AT, *leads]
    added = _json(capsys, "suppression", "add", "--number", "+16172531000", *at)
    assert (added["is_new"], added["leads_to_find_out"]) == (True, 1)
    assert main(["suppression", "list", *at]) == 0
    assert "+1 617-253-1000 (number): phone, since 2026-11-24" in capsys.readouterr().out
    lift = ["suppression", "lift", "1", "--reason", "they agreed", *at]
    assert main([*lift, "--by", "Priya Nair"]) == 1
    assert "Only a team lead" in capsys.readouterr().err
    assert main([*lift, "--by", "Lena Hartmann"]) == 0
    assert "1 lifted, 1 leads queued again" in capsys.readouterr().out
    assert main(["suppression", "list", "--all", *at]) == 0
    assert "by Lena Hartmann: they agreed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "value", "names"),
    [
        ("--address", "Ann@Acme.example", "ann@acme.example (address): mail"),
        ("--domain", "acme.example", "@acme.example (domain): mail"),
        ("--company", "Firm 3", "firm 3 (company): both"),
        ("--prospect", "1", "Firm 0 (person): both"),
    ],
)
def test_anything_that_names_somebody_can_be_suppressed(
    leads: list[str], capsys: pytest.CaptureFixture[str], option: str, value: str, names: str
) -> None:
    assert main(["suppression", "add", option, value, *leads]) == 0
    assert main(["suppression", "list", *leads]) == 0
    assert names in capsys.readouterr().out


def test_a_register_counts_from_the_day_it_was_checked_which_is_past(
    leads: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "register.csv"
    path.write_text("+16172531000\n")
    register = ["import", "--suppressions", str(path), "--register", "US", *leads]
    assert main([*register, "--checked", "2026-12-31", "--at", AT]) == 1
    assert "lies in the future" in capsys.readouterr().err
    assert main([*register, "--checked", "2026-10-01", "--at", AT]) == 0


def test_what_sales_says_is_typed_and_comes_from_a_file(
    leads: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = _next_lead(capsys, leads)
    told = ["--caller", "Priya Nair", "--at", AT, *OPTIONS[Outcome.PUSH_TO_SALES], *leads]
    pushed = _json(capsys, "record", lead, "push_to_sales", *told)
    rep, hand_off = str(pushed["rep_name"]), str(pushed["hand_off_id"])
    said = _json(capsys, "answer", hand_off, "accepted", "--said-by", rep, "--at", AT, *leads)
    assert (said["state"], said["door"]) == ("accepted", "reply")
    results = tmp_path / "results.csv"
    results.write_text(f"Hand-off,Stage,Amount\n{hand_off},Closed Won,62000\n999,Won,\n")
    capsys.readouterr()
    assert main(["import-results", str(results), "--at", AT, "--json", *leads]) == 3
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["answered"], len(report["problems"])) == (2, 1, 1)


@pytest.mark.parametrize("kind", ["appointments", "handoffs", "prospects", "touches"])
def test_everything_is_exported_as_a_table(
    leads: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    output = tmp_path / "out.csv"
    written = _json(capsys, "export", kind, "--format", "csv", "--output", str(output), *leads)
    assert written == {
        kind: len(output.read_text("utf-8-sig").splitlines()) - 1,
        "file": str(output),
    }


def test_publishing_without_a_calendar_server_says_where_to_set_one(
    desk: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    capsys.readouterr()
    assert main(["publish", *desk]) == 1
    assert "calendars.url" in capsys.readouterr().err
