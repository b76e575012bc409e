"""Where the real lead lists lie, which are too large or too private to travel with the source."""

import os
from pathlib import Path

import pytest

OVERRIDE = "QUALDESK_REAL_LISTS"
BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[2] / "shared" / "data" / "leads"


def real_list(name: str) -> Path:
    """Return the path of a real list; skip where it is absent, fail where it has to be there."""
    folder = Path(os.environ.get(OVERRIDE, BESIDE_THE_CHECKOUT))
    path = folder / name
    if path.exists():
        return path
    sentence = f"the real list {name} is absent; {OVERRIDE} names their folder"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
