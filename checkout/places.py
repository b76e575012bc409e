"""Where things stand in this checkout."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
MADE = ROOT / ".dev"


def python_of(environment: Path) -> Path:
    """Say where an environment keeps its Python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_of(lock: str) -> str:
    """Name the state of the environment: this Python, this folder, these locked packages."""
    files = [(LOCKS / f"{name}.txt").read_bytes() for name in ("uv", lock)]
    place = f"{sys.version} {sys.base_prefix} {ROOT}".encode()
    return hashlib.sha256(b"\0".join([place, *files])).hexdigest()
