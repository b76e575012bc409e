"""qualdesk duplicates: what a person at the command line sees and mends."""

import json
from pathlib import Path
from typing import Any

import pytest

from qualdesk.cli import main

LIST = (
    "First Name,Last Name,Company,Phone,Email,Street,Zip,City\n"
    "Maria,Keller,Bergmann,+49 89 99998210,,Hauptstr. 12,80331,München\n"
    "Maria,Kelller,Bergmann Molkerei,+49 89 99998210,,Hauptstrasse 12,80331,München\n"
    "Markus,Keller,Bergmann AG,+49 89 99998211,,Hauptstr 12,80333,München\n"
)


@pytest.fixture
def target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    database = str(tmp_path / "desk.qualdesk")
    assert main(["people", "add", "Priya Nair", "--role", "caller", "--database", database]) == 0
    words = ["import", str(path), "--campaign", "Spring", "--responded", "never"]
    assert main([*words, "--database", database]) in {0, 3}
    capsys.readouterr()
    return database


def asked(target: str, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["duplicates", *words, "--json", "--database", target]) == 0
    return json.loads(capsys.readouterr().out)


def test_who_stands_there_twice_is_found_merged_and_parted(
    target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(target, capsys, "find")
    (merge,) = asked(target, capsys, "merges")
    assert merge["kept"]["name"] == "Maria Keller"
    (pair,) = asked(target, capsys, "list")
    assert {pair["one"]["name"], pair["other"]["name"]} == {"Maria Keller", "Markus Keller"}
    asked(target, capsys, "apart", str(pair["id"]), "--by", "Priya Nair")
    assert asked(target, capsys, "list") == []
    asked(target, capsys, "part", str(merge["id"]), "--by", "Priya Nair")
    assert asked(target, capsys, "merges") == []
    two = [str(merge["kept"]["prospect_id"]), str(merge["merged"]["prospect_id"])]
    assert asked(target, capsys, "merge", *two, "--by", "Priya Nair")["name"] == "Maria Keller"
