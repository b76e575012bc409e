"""What the window is told when it starts."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_CLOCK = "QUALDESK_NOW"
NO_DISPLAY = "QualDesk needs a display: start it from a desktop session, or use its command line."


@dataclass(frozen=True, slots=True)
class Options:
    """Which database, and at which moment; without `at` the clock runs."""

    database: str = ""
    is_sample: bool = False
    at: datetime | None = None

    def clock(self) -> datetime:
        """Return the moment the window shall believe in."""
        return self.at or datetime.now(UTC)


def read_options(arguments: Sequence[str]) -> Options:
    """Read the command line; a usage error exits with 2."""
    parser = argparse.ArgumentParser(prog="qualdesk", description="The calling desk.")
    parser.add_argument("--database", metavar="FILE|URL", default="")
    parser.add_argument("--sample", action="store_true", help="open a desk filled with samples")
    parser.add_argument(
        "--at", metavar="ISO", type=_moment, default=os.environ.get(_CLOCK), help="stop the clock"
    )
    given = parser.parse_args(arguments)
    return Options(given.database, given.sample, given.at)


def has_display() -> bool:
    """Say whether a window could appear; asked before Qt, which would abort."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    return _answers(display.removeprefix(":")) if display.startswith(":") else bool(display)


def _answers(display: str) -> bool:
    import socket  # noqa: PLC0415 - not every system has to ask

    path = f"/tmp/.X11-unix/X{display.partition('.')[0]}"  # noqa: S108 - where X servers listen
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            try:
                line.connect(address)
            except OSError:
                continue
            return True
    return False


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
