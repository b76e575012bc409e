"""Drafts: what was typed is there after a crash."""

import os
import subprocess
import sys
from pathlib import Path

from qualdesk.domain.present_call import NO_CALL
from qualdesk.store.drafts import Draft, Drafts
from tests.builders import NOW

DRAFT = Draft({"need": "By hand"}, "Runs 2 bottling lines.")


def test_a_draft_comes_back_and_is_forgotten_with_its_outcome(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.save(7, Draft({}, "Runs"))
    drafts.save(7, DRAFT)
    assert drafts.load(7) == DRAFT
    drafts.forget(7)
    assert drafts.load(7) is None
    drafts.close()


def test_an_emptied_draft_is_forgotten(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.save(7, DRAFT)
    drafts.save(7, Draft({"need": ""}, ""))
    assert drafts.load(7) is None
    drafts.close()


def test_panels_and_the_call_come_back_as_they_were(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    forms = {"call-back": {"when": "in 3 months", "start-with": "the audit"}}
    on_call = NO_CALL.dialled(3, 4, NOW).answered(NOW)
    kept = Draft({}, "", forms=forms, open_form="call-back", call=on_call)
    drafts.save(7, kept)
    assert drafts.load(7) == kept
    drafts.close()


def test_edits_are_kept_by_key_until_they_are_saved(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.save_edit("script:webinar", "one")
    drafts.save_edit("script:webinar", "two")
    drafts.save_edit("definition:bant", "three")
    assert drafts.edits() == {"script:webinar": "two", "definition:bant": "three"}
    drafts.forget_edit("script:webinar")
    assert drafts.edits() == {"definition:bant": "three"}
    drafts.close()


def test_what_was_typed_survives_a_killed_desk(tmp_path: Path) -> None:
    path = tmp_path / "drafts"
    typing = (
        "import os, signal, sys; from pathlib import Path;"
        "from qualdesk.store.drafts import Draft, Drafts;"
        "Drafts(Path(sys.argv[1])).save(7, Draft({'need': 'By hand'}, 'Runs 2 bottling lines.'));"
        "os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", typing, str(path)], check=False, env=os.environ, cwd=Path.cwd()
    )
    assert killed.returncode != 0
    drafts = Drafts(path)
    assert drafts.load(7) == DRAFT
    drafts.close()
