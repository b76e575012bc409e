#!/usr/bin/env python3
"""The developer's one door: sets QualDesk up in this checkout, then runs, tests or checks it."""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "requirements"
UV_ENVIRONMENT = ROOT / ".dev" / "uv"
ENVIRONMENT = ROOT / ".dev" / "venv"
STAMP = ROOT / ".dev" / "stamp"
OLDEST_PYTHON = (3, 11)

# Each shared library Qt loads, and the Debian package that brings it.
IMPORT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libfreetype.so.6": "libfreetype6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# uv does not read pip's settings: these are passed on, so that a machine behind a mirror works.
PIP_SETTINGS_FOR_UV = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}

COMPILE = ("pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes")
LOCK_SOURCES = {
    "run": ["pyproject.toml"],
    "test": ["pyproject.toml", "--group", "test", "--constraint", "requirements/run.txt"],
    "uv": ["--group", "uv"],
}
CHECKS = (
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["pyright"],
    ["vulture"],
    ["pytest", "tests/test_architecture.py", "tests/migrations"],
)


def main(arguments: list[str]) -> int:
    """Carry out one command and return its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        stop("QualDesk needs Python 3.11 or newer; please start dev.py with such a Python.")
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command not in {"run", "test"}:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    code: int = options.carry_out(options, rest)
    return code


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    outer = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = outer.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="open the window, on sample data or on --database FILE")
    run.add_argument("--database", metavar="FILE")
    run.set_defaults(carry_out=open_window)
    test = commands.add_parser("test", help="run the tests; further arguments go to pytest")
    test.add_argument("--long", action="store_true", help="search longer for counter-examples")
    test.set_defaults(carry_out=run_tests)
    check = commands.add_parser("check", help="lint, types, layers, dead code and migrations")
    check.set_defaults(carry_out=run_checks)
    bench = commands.add_parser("bench", help="measure, and say whether it is fast enough")
    bench.add_argument("names", nargs="*", metavar="NAME")
    bench.add_argument("--large", action="store_true")
    bench.set_defaults(carry_out=run_benchmarks)
    faults = commands.add_parser(
        "faults", help="kill programs and break lines, and count what is lost"
    )
    faults.add_argument("name", nargs="?")
    faults.add_argument("--long", action="store_true", help="as often as the promises say")
    faults.set_defaults(carry_out=suffer_faults)
    shots = commands.add_parser("shots", help="save a picture of every screen")
    shots.add_argument("folder", type=Path)
    shots.set_defaults(carry_out=take_shots)
    lock = commands.add_parser("lock", help="renew requirements/*.txt from pyproject.toml")
    lock.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    lock.set_defaults(carry_out=renew_locks)
    return outer


# The commands


def open_window(options: argparse.Namespace, rest: list[str]) -> int:
    """Open QualDesk's window."""
    if not has_display():
        stop("There is no display here: start dev.py run from a desktop session.")
    prepare("run", WINDOW_LIBRARIES)
    target = ["--database", options.database] if options.database else ["demo"]
    return python("qualdesk", *target, *rest, cwd=Path.cwd())


def run_tests(options: argparse.Namespace, rest: list[str]) -> int:
    """Run pytest without a screen."""
    prepare("test")
    if options.long:
        os.environ["QUALDESK_LONG"] = "1"
    return python("pytest", *rest)


def run_checks(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Run every static check, all of them even if one fails."""
    prepare("test")
    failed = []
    for check in CHECKS:
        say(f"— {' '.join(check)}")
        if python(*check):
            failed.append(check[0])
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def run_benchmarks(options: argparse.Namespace, _rest: list[str]) -> int:
    """Run some benchmarks, or all; what several need is built once."""
    prepare("test")
    return python("tests.benchmarks", *options.names, *(["--large"] if options.large else []))


def suffer_faults(options: argparse.Namespace, _rest: list[str]) -> int:
    """Run the fault harness, whole or one fault."""
    prepare("test")
    chosen = [options.name] if options.name else []
    return python("tests.faults", *chosen, *(["--long"] if options.long else []))


def take_shots(options: argparse.Namespace, rest: list[str]) -> int:
    """Save a picture of every screen, or of SCENE..., --size 1280x800 and --scheme dark."""
    prepare("test")
    return python("qualdesk_ui.shots", str(options.folder.resolve()), *rest)


def renew_locks(options: argparse.Namespace, _rest: list[str]) -> int:
    """Write the lock files: hashes, every platform, no addresses."""
    prepare_machine({})
    bring_uv()
    upgrade = ["--upgrade"] if options.upgrade else []
    for name, source in LOCK_SOURCES.items():
        output = ["--output-file", f"requirements/{name}.txt"]
        shown = ["--custom-compile-command", "python3 dev.py lock"]
        uv(*COMPILE, *source, *output, *shown, *upgrade)
    return 0


# The machine


def has_display() -> bool:
    """Say whether a window could appear."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def prepare_machine(libraries: dict[str, str]) -> None:
    """Install the system packages that are missing, or stop with the line that does it."""
    if sys.platform != "linux":
        return
    missing = missing_packages(libraries)
    if not missing:
        return
    if shutil.which("apt-get") is None:
        stop(f"Please install these system packages (Debian's names): {' '.join(missing)}")
    if os.geteuid() != 0:
        stop(f"Some system packages are missing. Please run: {apt_line(missing)}")
    say(f"Installing system packages: {' '.join(missing)}")
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in ("apt-get update -qq", apt_line(missing).removeprefix("sudo ")):
        must(line.split(), env=quietly, stdout=subprocess.DEVNULL)


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """List the Debian packages that bring what cannot be loaded."""
    missing = {package for library, package in libraries.items() if not is_loadable(library)}
    if importlib.util.find_spec("ensurepip") is None:
        missing.add("python{}.{}-venv".format(*sys.version_info))
    return sorted(missing)


def is_loadable(library: str) -> bool:
    """Say whether the system finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_line(packages: list[str]) -> str:
    """Compose the line that installs Debian packages without a question."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


# The environment


def prepare(lock: str, more_libraries: dict[str, str] | None = None) -> None:
    """Bring the system libraries and the locked packages."""
    prepare_machine(IMPORT_LIBRARIES | (more_libraries or {}))
    set_up(lock)


def set_up(lock: str) -> None:
    """Make the environment hold what a lock file says; a second time it costs nothing."""
    # Everything of run.txt is in test.txt, so an environment for tests also runs the window.
    if STAMP.exists() and STAMP.read_text() in {stamp_of(lock), stamp_of("test")}:
        return
    STAMP.unlink(missing_ok=True)
    bring_uv()
    say(f"Installing the packages of requirements/{lock}.txt, once …")
    must([sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)])
    target = ["--python", str(python_of(ENVIRONMENT))]
    uv("pip", "sync", "--quiet", "--require-hashes", *target, str(LOCKS / f"{lock}.txt"))
    put_checkout_on_path()
    STAMP.write_text(stamp_of(lock))


def stamp_of(lock: str) -> str:
    """Name the state of the environment: this Python, this folder, these locked packages."""
    files = [(LOCKS / f"{name}.txt").read_bytes() for name in ("uv", lock)]
    place = f"{sys.version} {sys.base_prefix} {ROOT}".encode()
    return hashlib.sha256(b"\0".join([place, *files])).hexdigest()


def bring_uv() -> None:
    """Put the locked uv into the checkout."""
    stamp, wanted = UV_ENVIRONMENT / "stamp", stamp_of("uv")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    must([sys.executable, "-m", "venv", "--clear", str(UV_ENVIRONMENT)])
    install = [str(python_of(UV_ENVIRONMENT)), "-m", "pip", "install", "--quiet"]
    must([*install, "--require-hashes", "--requirement", str(LOCKS / "uv.txt")])
    stamp.write_text(wanted)


def uv(*arguments: str) -> None:
    """Run the checkout's own uv, told what this machine's pip is told."""
    settings = {"UV_COMPILE_BYTECODE": "1", "UV_PYTHON_DOWNLOADS": "never"}
    environment = {**pip_settings_for_uv(), **os.environ, **settings}
    must([str(python_of(UV_ENVIRONMENT)), "-m", "uv", *arguments], env=environment, cwd=ROOT)


def pip_settings_for_uv() -> dict[str, str]:
    """Translate the machine's pip settings into uv's variables."""
    if any(name in os.environ for name in ("UV_INDEX_URL", "UV_DEFAULT_INDEX")):
        return {}
    listing = [str(python_of(UV_ENVIRONMENT)), "-m", "pip", "config", "list"]
    told = subprocess.run(listing, check=False, capture_output=True, text=True).stdout
    settings: dict[str, str] = {}
    for key, value in re.findall(r"^\S+\.([\w-]+)='(.*)'$", told, re.MULTILINE):
        # pip lists its environment variables first, and they weigh most.
        if key in PIP_SETTINGS_FOR_UV:
            settings.setdefault(PIP_SETTINGS_FOR_UV[key], value)
    return settings


def put_checkout_on_path() -> None:
    """Let the environment import the two packages from where they stand."""
    paths = {"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)}
    packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=paths))
    (packages / "qualdesk_checkout.pth").write_text(f"{ROOT}\n{ROOT / 'ui'}\n", encoding="utf-8")


def python_of(environment: Path) -> Path:
    """Say where an environment keeps its Python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


# Processes


def python(*arguments: str, cwd: Path = ROOT) -> int:
    """Run a module with the environment's Python and return its exit code."""
    # -P: a random.py in the folder where somebody keeps a database is not Python's.
    command = [str(python_of(ENVIRONMENT)), "-P", "-m", *arguments]
    # Qt draws without a screen, and pyright asks no registry whether a newer one exists.
    quiet = {"QT_QPA_PLATFORM": "offscreen", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    screen = {} if arguments[0] == "qualdesk" else quiet
    return subprocess.run(command, check=False, cwd=cwd, env={**os.environ, **screen}).returncode


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


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
