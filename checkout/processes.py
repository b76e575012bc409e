"""Commands that have to succeed, and what is said to the developer meanwhile."""

from __future__ import annotations

import subprocess
import sys
from typing import NoReturn


def must(command: list[str], **options: object) -> None:
    """Run a command that has to succeed."""
    try:
        subprocess.run(command, check=True, **options)  # type: ignore[call-overload]
    except (OSError, subprocess.CalledProcessError) as error:
        stop(f"This step failed, its own message is above: {' '.join(command)} ({error})")


def say(sentence: str) -> None:
    """Tell the developer what happens."""
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with one sentence."""
    say(sentence)
    raise SystemExit(1)
