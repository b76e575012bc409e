"""What people install: the wheel, built from this checkout and run from a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[1]

# Each folder that travels, and where it lies in the wheel.
PLACES = {
    "qualdesk/": "qualdesk/",
    "ui/qualdesk_ui/": "qualdesk_ui/",
    "migrations/": "qualdesk/migrations/",
    "resources/": "qualdesk/resources/",
}

ASKED = """
import qualdesk_ui
from qualdesk.cli import main
from qualdesk.paths import migrations_folder, resource
print(qualdesk_ui.__file__, resource("fonts"), migrations_folder(), sep="\\n")
raise SystemExit(main(["--database", "new.qualdesk", "import", "list.csv", "--campaign", "Spring"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without a network, as an installer would."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))
    return Path(built)


def test_the_wheel_holds_every_file_of_the_program_and_nothing_else(wheel: Path) -> None:
    held = set(ZipFile(wheel).namelist())
    assert {name for name in held if ".dist-info/" not in name} == _expected()


def _expected() -> set[str]:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *PLACES]
    tracked = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return {
        place + name.removeprefix(folder)
        for name in tracked.split("\0")
        for folder, place in PLACES.items()
        if name.startswith(folder) and (ROOT / name).is_file()
    }


def test_the_wheel_finds_its_own_resources_and_migrations(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    ZipFile(wheel).extractall(installed)
    (tmp_path / "list.csv").write_text("Company,Phone\nFirm,+49 89 99998 210\n")
    said = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    *places, report = said.stdout.split("\n", 3)
    assert all(Path(place).is_relative_to(installed) for place in places)
    assert "1 can be called" in report
