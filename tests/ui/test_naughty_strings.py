"""Strings that break programs: each stands on the screen as it stood in the file."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.queries.timeline import timeline
from qualdesk.store.session import Database
from qualdesk.store.tables import Prospect
from qualdesk_ui.panels.timeline_entries import timeline_entry
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.timeline import Timeline
from tests.builders import NOW
from tests.real_lists import real_list

pytestmark = pytest.mark.real_lists

_BYTE_ORDER_MARKS = "\ufeff\ufffe"
"""Signs without a shape, which Qt takes for marks of byte order where they stand first."""


def _strings() -> list[str]:
    lines = real_list("../text/blns.txt").read_text("utf-8").split("\n")
    return [line for line in lines if line.strip(" ") and not line.startswith("#")]


def test_every_string_of_a_list_stands_in_the_timeline_as_it_was_written(
    qtbot: QtBot, sqlite_database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Company", "E-mail", "Note"])
        writer.writerows(["Acme", "ann@acme.example", one] for one in _strings())
    import_list(sqlite_database, ImportOrder(path, "Spring", "US"), now=NOW)
    with sqlite_database.read() as session:
        (prospect_id,) = session.scalars(select(Prospect.id))
        rows = timeline(session, prospect_id)
    shown = Timeline([timeline_entry(row, "UTC", NOW) for row in rows])
    qtbot.addWidget(shown)
    shown.resize(600, 20_000)
    assert not shown.grab().isNull()
    assert {one.text() for one in shown.findChildren(Paragraph)} == set(_strings())


def test_every_string_is_plain_text_in_a_label_and_a_cell(qtbot: QtBot) -> None:
    for one in _strings():
        label, elided = Label(one), ElidedLabel(one)
        qtbot.addWidget(label)
        qtbot.addWidget(elided)
        assert (label.text(), elided.text()) == (one.lstrip(_BYTE_ORDER_MARKS), one)
        assert label.textFormat() is Qt.TextFormat.PlainText
