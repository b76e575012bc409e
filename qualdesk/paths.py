"""Where the files that travel with the program lie, in a checkout and in an installed wheel alike."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a file under `resources/`."""
    return resources_folder().joinpath(*parts)


def resources_folder() -> Path:
    """Return the folder of fonts, icons, scripts and texts."""
    return _travelling("resources")


def migrations_folder() -> Path:
    """Return the folder of the database's migrations."""
    return _travelling("migrations")


@cache
def _travelling(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
