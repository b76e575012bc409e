"""The rules that no compiler checks: who may import whom, and what no file may say."""

import re
import subprocess
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# The dots and brackets keep these patterns from finding themselves.
FORBIDDEN = {
    "a package registry's host": re.compile(r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs"),
    "a path of one machine": re.compile(r"/(?:work|root)[/]|/(?:home|Users)[/]\w+[/]"),
}


def _tracked_files() -> list[Path]:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def test_imports_run_downwards_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    kept = lint_imports("pyproject.toml", no_cache=True, no_logo=True) == EXIT_STATUS_SUCCESS
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_says(what: str) -> None:
    said = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in _tracked_files()
        if (found := FORBIDDEN[what].search(path.read_text("utf-8", errors="ignore")))
    ]
    assert not said


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_carries_hashes_and_no_addresses(lock: Path) -> None:
    text = lock.read_text("utf-8")
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert packages
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "an option stands among the packages"


def test_the_locks_agree_on_every_package() -> None:
    assert _pins("run") <= _pins("test")


def _pins(lock: str) -> set[str]:
    text = (ROOT / f"requirements/{lock}.txt").read_text("utf-8")
    return set(re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE))
