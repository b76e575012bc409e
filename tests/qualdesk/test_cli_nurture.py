"""qualdesk record nurture --track, worker, letters and report, as typed."""

import csv
import json
from pathlib import Path

import pytest

from qualdesk.cli import main

START, IN_THREE_MONTHS = "2026-11-24T15:00:00+00:00", "2027-02-24T15:00:00+00:00"
LIST = (
    "Company,Name,Street,City,State,Zip,Phone,Email\n"
    "=Acme,Ann Lee,1 Main St,Boston,MA,02108,(617) 253-1000,ann@acme.example\n"
)


@pytest.fixture
def nurtured(tmp_path: Path, empty_sqlite: bytes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put Ann on the track for direct mail; lend the options that name the desk."""
    settings = tmp_path / "qualdesk" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[firm]\nname = "Aldergrove"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path, leads = tmp_path / "desk.qualdesk", tmp_path / "leads.csv"
    path.write_bytes(empty_sqlite)
    leads.write_text(LIST)
    desk = ["--database", str(path)]
    assert main(["people", "add", "Priya Nair", "--role", "caller", *desk]) == 0
    imported = ["import", str(leads), "--campaign", "Spring", "--region", "US"]
    assert main([*imported, "--at", START, *desk]) == 0
    record = ["record", "1", "nurture", "--caller", "Priya Nair", "--at", START, *desk]
    assert main([*record, "--track", "no such"]) == 1
    assert main([*record, "--track", "direct-mail"]) == 0
    # Without a mail server the worker does what is due and says that mail must wait.
    assert main(["worker", "--once", "--at", IN_THREE_MONTHS, *desk]) == 1
    return desk


def test_letters_are_listed_written_into_a_file_and_counted_once(
    nurtured: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--at", IN_THREE_MONTHS, *nurtured]
    capsys.readouterr()
    assert main(["letters", "list", *at]) == 0
    assert capsys.readouterr().out == "Ann Lee, =Acme: How one firm went about it\n"
    page = tmp_path / "letters.html"
    assert main(["letters", "print", "--output", str(tmp_path), *at]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert main(["letters", "print", "--output", str(page), *at]) == 0
    assert "1 letter written" in capsys.readouterr().out
    text = page.read_text()
    assert "<address>=Acme\nAnn Lee\n1 Main St\n02108 Boston" in text
    assert "Priya Nair\nAldergrove" in text
    assert main(["letters", "print", "--output", str(page), *at]) == 0
    assert capsys.readouterr().out == "No letter waits to be printed.\n"


def test_a_mail_merge_gets_rows_without_formulas(nurtured: list[str], tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    output = ["letters", "print", "--output", str(path), "--at", IN_THREE_MONTHS]
    assert main([*output, *nurtured]) == 0
    (row,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    assert row["address"].startswith("'=Acme\n")


def test_the_yield_of_each_track_is_counted(
    nurtured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["report", "tracks", "--json", *nurtured]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["title"], row["started"], row["running"]) == ("After a letter from us", 1, 1)
    assert (row["emails"], row["letters"], row["responded"]) == (0, 0, 0)
    assert main(["report", "tracks", *nurtured]) == 0
    assert "After a letter from us: 1 started, 1 running;" in capsys.readouterr().out
