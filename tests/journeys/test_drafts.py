"""A program that is killed in the middle of a call: what was heard and typed is there again."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from qualdesk.settings import Settings, save_settings
from qualdesk.store import tables
from tests.journeys.driving import CALLER, NOW, Line, a_list, rows_of
from tests.journeys.typing_desk import NOTE, WHEN, WHY, WITH

ROOT = Path(__file__).resolve().parents[2]


def test_the_program_reopens_on_the_call_in_which_it_was_killed(line: Line, tmp_path: Path) -> None:
    a_desk_with_leads(line, tmp_path)
    assert killed_after(line.target, "type") == {"is_kept": True}
    ((claimed,),) = rows_of(line.target, select(tables.Claim.lead_id))
    assert rows_of(line.target, select(func.count()).select_from(tables.Touch)) == [(0,)]
    seen = killed_after(line.target, "look")
    assert seen == {"lead": claimed, "answers": {"moment": "Yes"}, "note": NOTE}


def test_the_panel_is_open_again_with_its_words_and_the_timer_goes_on(
    line: Line, tmp_path: Path
) -> None:
    a_desk_with_leads(line, tmp_path)
    assert killed_after(line.target, "call-and-type") == {"is_kept": True}
    ((dialled_at,),) = rows_of(line.target, select(tables.Dial.dialled_at))
    seen = killed_after(line.target, "look-at-panel")
    began = datetime.fromisoformat(seen.pop("began"))
    assert seen == {"when": WHEN, "with": WITH, "stage": "on_call"}
    assert timedelta(0) <= began - dialled_at < timedelta(minutes=1)


def test_a_reason_half_typed_is_asked_for_again_with_its_words(line: Line, tmp_path: Path) -> None:
    a_desk_with_leads(line, tmp_path)
    assert killed_after(line.target, "type-why") == {"is_kept": True}
    assert killed_after(line.target, "look-at-why") == {"is_asking": True, "why": WHY}


def a_desk_with_leads(line: Line, folder: Path) -> None:
    """Let the caller have two prospects to call."""
    line.add_people()
    line.run("import", str(a_list(folder, 2)), "--campaign", "Spring", "--at", NOW.isoformat())
    save_settings(Settings(person_name=CALLER))


def killed_after(target: str, deed: str) -> Any:
    """Start the program, wait until it has said one thing, and kill it (SIGKILL) at that moment."""
    started = [sys.executable, "-m", "tests.journeys.typing_desk", deed, target]
    unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True, env=unseen, cwd=ROOT) as desk:
        assert desk.stdout is not None
        try:
            return json.loads(desk.stdout.readline())
        finally:
            desk.kill()
