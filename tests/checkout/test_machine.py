"""What is asked of a machine, and what is said when that is missing."""

import pytest

from checkout.machine import apt_line, has_display, missing_packages
from tests.checkout.screens import without_a_screen


def test_a_library_that_cannot_be_loaded_names_its_package() -> None:
    libraries = {"libno-such-thing.so.9": "libno-such-thing9"}
    assert missing_packages(libraries) == ["libno-such-thing9"]


def test_nothing_is_missing_where_nothing_is_wanted() -> None:
    assert missing_packages({}) == []


def test_the_line_to_run_installs_every_missing_package_without_a_question() -> None:
    line = apt_line(["libegl1", "libgl1"])
    assert line == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


def test_a_window_needs_a_screen_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    without_a_screen(monkeypatch)
    assert not has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()
