"""A desk that is killed in the middle of a call: what was heard and typed is there again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from qualdesk.store import tables
from tests.journeys.driving import Line, a_list, at_the_desk, rows_of
from tests.journeys.typing_desk import NOTE

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.usefixtures("_theme")


def test_what_was_typed_is_there_after_the_desk_is_killed(
    qtbot: QtBot, line: Line, tmp_path: Path
) -> None:
    line.add_people()
    line.run("import", str(a_list(tmp_path, 2)), "--campaign", "Spring")
    type_and_be_killed(line.target, tmp_path)
    assert rows_of(line.target, select(func.count()).select_from(tables.Touch)) == [(0,)]
    with at_the_desk(qtbot, line.target, tmp_path) as hands:
        on_desk = hands.call_desk.calling.on_desk
        assert on_desk is not None
        assert on_desk.draft.answers == {"moment": "Yes"}
        assert hands.call_desk.details.notes.text() == NOTE


def type_and_be_killed(target: str, folder: Path) -> None:
    started = [sys.executable, "-m", "tests.journeys.typing_desk", target, str(folder)]
    unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True, env=unseen, cwd=ROOT) as desk:
        assert desk.stdout is not None
        said = iter(desk.stdout.readline, "")
        try:
            assert "typed\n" in said
            assert "kept\n" in said
        finally:
            desk.kill()
