"""The developer's one door: what it refuses, and in which words."""

import pytest

import dev
from tests.checkout.screens import without_a_screen


def test_without_a_screen_run_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_a_screen(monkeypatch)
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


def test_what_a_command_does_not_know_is_refused_before_anything_is_installed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        dev.main(["check", "--quickly"])
    assert end.value.code == 2
    assert "--quickly" in capsys.readouterr().err
