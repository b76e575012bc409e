"""The lock files: which packages, of which versions, with which hashes."""

from __future__ import annotations

from checkout import uv

_COMPILE = (
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
)
_SOURCES = {
    "run": ["pyproject.toml"],
    "test": ["pyproject.toml", "--group", "test", "--constraint", "requirements/run.txt"],
    "uv": ["--group", "uv"],
}


def renew(*, to_newest: bool) -> None:
    """Write the lock files from pyproject.toml: hashes, every platform, no addresses."""
    uv.bring()
    upgrade = ["--upgrade"] if to_newest else []
    for name, source in _SOURCES.items():
        output = ["--output-file", f"requirements/{name}.txt"]
        shown = ["--custom-compile-command", "python3 dev.py lock"]
        uv.run(*_COMPILE, *source, *output, *shown, *upgrade)
