"""The locked uv, which installs and locks everything else."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from checkout.places import LOCKS, MADE, ROOT, python_of, stamp_of
from checkout.processes import must

_ENVIRONMENT = MADE / "uv"

# uv does not read pip's settings: these are passed on, so that a machine behind a mirror works.
_PIP_SETTINGS = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}


def bring() -> None:
    """Put the locked uv into the checkout."""
    stamp, wanted = _ENVIRONMENT / "stamp", stamp_of("uv")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    must([sys.executable, "-m", "venv", "--clear", str(_ENVIRONMENT)])
    install = [str(python_of(_ENVIRONMENT)), "-m", "pip", "install", "--quiet"]
    must([*install, "--require-hashes", "--requirement", str(LOCKS / "uv.txt")])
    stamp.write_text(wanted)


def run(*arguments: str) -> None:
    """Run the checkout's own uv, told what this machine's pip is told."""
    settings = {"UV_COMPILE_BYTECODE": "1", "UV_PYTHON_DOWNLOADS": "never"}
    environment = {**_pip_settings(), **os.environ, **settings}
    must([str(python_of(_ENVIRONMENT)), "-m", "uv", *arguments], env=environment, cwd=ROOT)


def _pip_settings() -> dict[str, str]:
    """Translate the machine's pip settings into uv's variables."""
    if any(name in os.environ for name in ("UV_INDEX_URL", "UV_DEFAULT_INDEX")):
        return {}
    listing = [str(python_of(_ENVIRONMENT)), "-m", "pip", "config", "list"]
    told = subprocess.run(listing, check=False, capture_output=True, text=True).stdout
    settings: dict[str, str] = {}
    for key, value in re.findall(r"^\S+\.([\w-]+)='(.*)'$", told, re.MULTILINE):
        # pip lists its environment variables first, and they weigh most.
        if key in _PIP_SETTINGS:
            settings.setdefault(_PIP_SETTINGS[key], value)
    return settings
