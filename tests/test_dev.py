"""The set-up script: what it asks of a machine, and what it says when that is missing."""

import sys
from pathlib import Path

import pytest

import dev


def test_a_library_that_cannot_be_loaded_names_its_package() -> None:
    libraries = {"libno-such-thing.so.9": "libno-such-thing9"}
    assert dev.missing_packages(libraries) == ["libno-such-thing9"]


def test_nothing_is_missing_where_nothing_is_wanted() -> None:
    assert dev.missing_packages({}) == []


def test_the_line_to_run_installs_every_missing_package_without_a_question() -> None:
    line = dev.apt_line(["libegl1", "libgl1"])
    assert line == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


def test_a_window_needs_a_screen_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_display()


def test_without_a_screen_run_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: False)
    with pytest.raises(SystemExit) as end:
        dev.main(["run"])
    assert end.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_old_python_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(SystemExit):
        dev.main(["test"])
    assert "3.11 or newer" in capsys.readouterr().err


def test_files_beside_a_database_are_not_taken_for_pythons(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "ENVIRONMENT", Path(sys.prefix))
    (tmp_path / "argparse.py").write_text("raise SystemExit(9)")
    assert dev.python("calendar", "2026", "11", cwd=tmp_path) == 0
