"""What every journey may ask for: a home of its own, the look of the window, both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from qualdesk_ui.theme import Scheme, Theme, install
from tests.holding_bot import HoldingBot
from tests.journeys.driving import Line


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings and drafts of the person who runs the tests out of them."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.setenv("QUALDESK_SMTP_PASSWORD", "not asked for")


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> HoldingBot:  # noqa: ARG001 - the bot needs the application
    """Lend a bot that holds the windows of the test."""
    return HoldingBot(request)


@pytest.fixture
def _theme(qapp: QApplication) -> Iterator[None]:
    theme = Theme()
    install(theme)
    theme.apply_to(qapp)
    theme.choose(Scheme.LIGHT)
    yield
    install(Theme())


@pytest.fixture
def sqlite_target(tmp_path: Path, empty_sqlite: bytes) -> str:
    path = tmp_path / "desk.qualdesk"
    path.write_bytes(empty_sqlite)
    return str(path)


@pytest.fixture
def postgres_target(migrated_postgres_url: str) -> str:
    return migrated_postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest) -> str:
    """Lend the file or URL of an empty database: once on SQLite, once on PostgreSQL."""
    lent: str = request.getfixturevalue(f"{request.param}_target")
    return lent


@pytest.fixture
def line(target: str, capsys: pytest.CaptureFixture[str]) -> Line:
    """Lend the command line on that database."""
    return Line(target, capsys)
