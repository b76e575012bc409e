"""Strings that break programs: each comes back from the database as it stood in the file."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import select

from qualdesk.exchange.spreadsheet_cells import safe_cell
from qualdesk.jobs.exporting import Export, ExportFormat, ExportKind, write_export
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.queries.prospect_card import prospect_card
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_person, writing
from tests.real_lists import real_list

pytestmark = pytest.mark.real_lists


def _strings() -> list[str]:
    """Return the strings of the list; a line of nothing but blanks says nothing in any cell."""
    lines = real_list("../text/blns.txt").read_text("utf-8").split("\n")
    return [line for line in lines if line.strip(" ") and not line.startswith("#")]


@pytest.fixture
def imported(database: Database, tmp_path: Path) -> Database:
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Company", "Last name", "E-mail", "Note"])
        writer.writerows(
            [f"Firm {line}", one, f"a{line}@b.example", one]
            for line, one in enumerate(_strings(), start=2)
        )
    report = import_list(database, ImportOrder(path, "Spring", "US"), now=NOW)
    assert (report.rows, report.not_taken) == (len(_strings()), 0)
    return database


def _notes(database: Database) -> dict[str, str]:
    query = (
        select(tables.Prospect.email, tables.TouchText.words)
        .join(tables.Touch, tables.Touch.prospect_id == tables.Prospect.id)
        .join(tables.TouchText, tables.TouchText.id == tables.Touch.text_id)
    )
    with database.read() as session:
        return {email: words for email, words in session.execute(query)}  # noqa: C416


def test_every_string_comes_back_as_it_was_written(imported: Database) -> None:
    expected = {f"a{line}@b.example": one for line, one in enumerate(_strings(), start=2)}
    assert _notes(imported) == expected


def test_names_come_back_too_but_for_blanks_around_them(imported: Database) -> None:
    with imported.read() as session:
        query = select(tables.Prospect.email, tables.Prospect.last_name)
        names = {email: name for email, name in session.execute(query)}  # noqa: C416
    nothing = {"-", "--", ".", "?", "N/A", "n/a"}
    for line, one in enumerate(_strings(), start=2):
        said = one.strip(" \t\xa0")
        assert names[f"a{line}@b.example"] == ("" if said in nothing else said)


def test_the_card_shows_naughty_words_as_they_are(imported: Database) -> None:
    with writing(imported) as session:
        caller_id = a_person(session)
    with imported.read() as session:
        query = (
            select(tables.Lead.id, tables.Prospect.last_name)
            .join(tables.Prospect, tables.Prospect.id == tables.Lead.prospect_id)
            .where(tables.Prospect.last_name.startswith("<"))
        )
        leads = session.execute(query).all()
        assert leads
        for lead_id, name in leads[:20]:
            card = prospect_card(session, lead_id=lead_id, caller_id=caller_id, now=NOW)
            assert card.name == name
            assert name in [row.words for row in card.timeline]


def test_every_string_leaves_as_it_came_but_for_the_mark_against_formulas(
    imported: Database, tmp_path: Path
) -> None:
    path = tmp_path / "touches.csv"
    write_export(imported, Export(ExportKind.TOUCHES, ExportFormat.CSV), path, NOW)
    with path.open(encoding="utf-8-sig", newline="") as file:
        words = {row["Company"]: row["Words"] for row in csv.DictReader(file, strict=True)}
    assert words == {f"Firm {line}": safe_cell(one) for line, one in enumerate(_strings(), start=2)}
    unchanged = sum(words[f"Firm {line}"] == one for line, one in enumerate(_strings(), start=2))
    assert unchanged > 0.9 * len(words)
