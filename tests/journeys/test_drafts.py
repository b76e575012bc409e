"""A program that is killed in the middle of a call: what was heard and typed is there again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from qualdesk.settings import Settings, save_settings
from qualdesk.store import tables
from tests.journeys.driving import CALLER, NOW, Line, a_list, rows_of
from tests.journeys.typing_desk import NOTE

ROOT = Path(__file__).resolve().parents[2]


def test_the_program_reopens_on_the_call_in_which_it_was_killed(line: Line, tmp_path: Path) -> None:
    line.add_people()
    line.run("import", str(a_list(tmp_path, 2)), "--campaign", "Spring", "--at", NOW.isoformat())
    save_settings(Settings(person_name=CALLER))
    assert killed_after(line.target, "type") == {"is_kept": True}
    ((claimed,),) = rows_of(line.target, select(tables.Claim.lead_id))
    assert rows_of(line.target, select(func.count()).select_from(tables.Touch)) == [(0,)]
    seen = killed_after(line.target, "look")
    assert seen == {"lead": claimed, "answers": {"moment": "Yes"}, "note": NOTE}


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
