"""An X server, a session bus, the program and a client that listens to it, for one test each."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.driving import NOW

ROOT = Path(__file__).resolve().parents[2]
CLIENT = Path(__file__).with_name("at_spi_client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

X_SERVER = ("Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24")
BUS = ("dbus-daemon", "--session", "--nofork", "--print-address=1")

LETTER = {letter: ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789"}
KEYS = {**LETTER, "Tab": 0xFF09, "Return": 0xFF0D, "Escape": 0xFF1B, "F5": 0xFFC2, "F8": 0xFFC5}
"""The keys by the symbols of X."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who hears the program and presses keys, and sees nothing."""

    client: subprocess.Popen[str]
    display: str

    def ask(self, verb: str, *arguments: object) -> Any:
        """Have the client carry out one verb; return its answer."""
        assert self.client.stdin is not None
        assert self.client.stdout is not None
        print(json.dumps([verb, *arguments]), file=self.client.stdin, flush=True)
        return json.loads(self.client.stdout.readline())

    def press(self, *keys: str) -> None:
        """Press keys of the keyboard where the focus is."""
        for key in keys:
            self.ask("key", KEYS[key])

    def hears(self, words: str) -> str:
        """Return the whole announcement that begins so."""
        heard = self.ask("hears", words)
        assert heard is not None, f"Nothing is announced that begins “{words}”."
        return str(heard)


def what_is_missing() -> str:
    """Return what keeps the program from being listened to here, or nothing."""
    absent = [one for one in ("Xvfb", "dbus-daemon", SYSTEM_PYTHON) if shutil.which(one) is None]
    if absent:
        return f"{absent[0]} is absent"
    known = subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], check=False, capture_output=True)
    return "" if known.returncode == 0 else "gir1.2-atspi-2.0 and python3-gi are absent"


@contextmanager
def listened_to(target: str) -> Iterator[Listener]:
    """Open the program on a database and listen to it."""
    with ExitStack() as running:
        around = {
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "QUALDESK_NOW": NOW.isoformat(),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'ui'}",
        }
        around["DISPLAY"] = ":" + _first_line(running, X_SERVER, env=around)
        around["DBUS_SESSION_BUS_ADDRESS"] = _first_line(running, BUS, env=around)
        client = _started(running, SYSTEM_PYTHON, str(CLIENT), env=around)
        listener = Listener(client, around["DISPLAY"])
        # The bus of AT-SPI is there once something was asked; a program looks for it as it starts.
        assert listener.ask("shown") == []
        _started(running, sys.executable, "-m", "qualdesk", "--database", target, env=around)
        yield listener


def _first_line(running: ExitStack, command: Sequence[str], *, env: dict[str, str]) -> str:
    started = _started(running, *command, env=env)
    assert started.stdout is not None
    return started.stdout.readline().strip()


def _started(running: ExitStack, *command: str, env: dict[str, str]) -> subprocess.Popen[str]:
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, text=True, env=env)
    running.enter_context(process)
    running.callback(process.kill)
    return process


def skip_where_nobody_listens() -> None:
    """Skip with one line where there is no X server, no bus or no client."""
    if missing := what_is_missing():
        pytest.skip(f"nobody listens here: {missing}")
