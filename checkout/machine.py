"""What the machine itself must bring: a screen, and the system libraries that Qt loads."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from checkout.processes import must, say, stop

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


def has_display() -> bool:
    """Say whether a window could appear."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def bring_libraries(libraries: dict[str, str]) -> None:
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
