"""The environment that everything runs in."""

import sys
from pathlib import Path

import pytest

from checkout import environment


def test_files_beside_a_database_are_not_taken_for_pythons(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "ENVIRONMENT", Path(sys.prefix))
    (tmp_path / "argparse.py").write_text("raise SystemExit(9)")
    assert environment.python("calendar", "2026", "11", cwd=tmp_path) == 0
