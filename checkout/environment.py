"""The environment that everything runs in: the locked packages, and the checkout itself."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from checkout import uv
from checkout.places import LOCKS, MADE, ROOT, python_of, stamp_of
from checkout.processes import must, say

ENVIRONMENT = MADE / "venv"
_STAMP = MADE / "stamp"


def set_up(lock: str) -> None:
    """Make the environment hold what a lock file says; a second time it costs nothing."""
    # Everything of run.txt is in test.txt, so an environment for tests also runs the window.
    if _STAMP.exists() and _STAMP.read_text() in {stamp_of(lock), stamp_of("test")}:
        return
    _STAMP.unlink(missing_ok=True)
    uv.bring()
    say(f"Installing the packages of requirements/{lock}.txt, once …")
    must([sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)])
    target = ["--python", str(python_of(ENVIRONMENT))]
    uv.run("pip", "sync", "--quiet", "--require-hashes", *target, str(LOCKS / f"{lock}.txt"))
    _put_checkout_on_path()
    _STAMP.write_text(stamp_of(lock))


def python(*arguments: str, cwd: Path = ROOT) -> int:
    """Run a module with the environment's Python and return its exit code."""
    # -P: a random.py in the folder where somebody keeps a database is not Python's.
    command = [str(python_of(ENVIRONMENT)), "-P", "-m", *arguments]
    # Qt draws without a screen, and pyright asks no registry whether a newer one exists.
    quiet = {"QT_QPA_PLATFORM": "offscreen", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    screen = {} if arguments[0] == "qualdesk" else quiet
    return subprocess.run(command, check=False, cwd=cwd, env={**os.environ, **screen}).returncode


def _put_checkout_on_path() -> None:
    """Let the environment import the two packages from where they stand."""
    paths = {"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)}
    packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=paths))
    (packages / "qualdesk_checkout.pth").write_text(f"{ROOT}\n{ROOT / 'ui'}\n", encoding="utf-8")
