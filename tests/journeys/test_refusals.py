"""What cannot be read is refused in one sentence, and everything stays as it was."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from qualdesk.cli import main
from qualdesk.jobs.list_preview import read_list
from qualdesk.store.file_head import SCHEMA_VERSION
from qualdesk.store.session import Database, Press
from qualdesk_ui.screens.import_list.words import countries

WORKBOOK = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00[Content_Types].xml"
BINARY = bytes(range(256)) * 8
BAD_FILES = {
    "workbook.xlsx": WORKBOOK,
    "workbook-called.csv": WORKBOOK,
    "binary.csv": BINARY,
    "empty.csv": b"",
    "only-a-mark.csv": b"\xef\xbb\xbf",
    "no-country.csv": b"Company,Phone\nBergmann,089 9999 8210\n",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Carry out a command that is refused; return its one sentence."""
    capsys.readouterr()
    assert main(arguments) == 1
    heard = capsys.readouterr()
    assert heard.out == ""
    assert_one_sentence(heard.err)
    return heard.err


def assert_one_sentence(said: str) -> None:
    assert said.count("\n") == 1
    assert said.endswith(".\n")
    assert "Traceback" not in said


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_one_sentence(
    name: str, sqlite_target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    before = contents(tmp_path)
    asked = ("import", str(path), "--campaign", "Spring", "--database", sqlite_target)
    said = refused(capsys, *asked)
    assert name in said or "--region" in said
    assert contents(tmp_path) == before


def test_no_country_on_offer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Company,Phone\nBergmann,+498999998210\n", "utf-8")
    assert all(read_list(path, region=code).row_count == 1 for code, _name in countries())


@pytest.mark.parametrize(
    "name", ["foreign.db", "empty.qualdesk", "newer.qualdesk", "text.qualdesk"]
)
def test_a_bad_database_is_refused_with_one_sentence(
    name: str, empty_sqlite: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    make_bad(path, empty_sqlite)
    before = contents(tmp_path)
    said = refused(capsys, "people", "add", "Ann Lee", "--role", "caller", "--database", str(path))
    assert name in said
    assert contents(tmp_path) == before


def make_bad(path: Path, good: bytes) -> None:
    if path.name == "foreign.db":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE bookmark (id INTEGER PRIMARY KEY)")
        connection.close()
        return
    newer = good[:60] + (SCHEMA_VERSION + 1).to_bytes(4, "big") + good[64:]
    path.write_bytes(
        {"empty.qualdesk": b"", "newer.qualdesk": newer, "text.qualdesk": b"Dear all,\n"}[path.name]
    )


def test_a_database_that_another_program_writes_is_refused_with_one_sentence(
    sqlite_target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Database.open(sqlite_target)
    with other.transaction(Press.new()) as session:
        session.connection()
        add = ("people", "add", "Ann Lee", "--role", "caller", "--database", sqlite_target)
        said = refused(capsys, *add)
    other.close()
    assert "locked by another program" in said
    assert main(add) == 0


def test_a_refusal_reaches_the_shell_as_exit_code_1_and_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.qualdesk"
    path.write_bytes(b"Dear all,\n")
    asked = [sys.executable, "-m", "qualdesk", "queue", "--database", str(path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert_one_sentence(done.stderr)
    assert path.read_bytes() == b"Dear all,\n"
