"""What every test of the window may ask for: a desk that answers at once, at a fixed moment."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from qualdesk.commands.people import add_person
from qualdesk.commands.requests.people import AddPerson
from qualdesk.domain.person import Role
from qualdesk.store.session import Database, Press
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.theme import Scheme, Theme, install
from tests.holding_bot import HoldingBot
from tests.ui.screens.call_desk_setting import Setting, a_call_desk

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)


def the_clock() -> datetime:
    return NOW


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
def seat(sqlite_database: Database) -> Seat:
    """Lend the seat of Priya Nair, caller, in an empty database."""
    request = AddPerson(name="Priya Nair", role=Role.CALLER, zone="Europe/London")
    added = sqlite_database.carry_out(add_person, request, press=Press.new(), now=NOW)
    return Seat(sqlite_database, added.person_id, added.name)


@pytest.fixture
def desk(qapp: QApplication, seat: Seat) -> Desk:  # noqa: ARG001 - signals need the application
    """Lend an open desk on which a click is synchronous."""
    opened = Desk(Lanes.inline(), clock=the_clock)
    opened.open(lambda: seat)
    return opened


@pytest.fixture
def setting(desk: Desk, qtbot: HoldingBot) -> Setting:
    """Lend a call desk with Maria Keller on it."""
    made = a_call_desk(desk)
    qtbot.addWidget(made.screen)
    return made
