"""A courteous end that reaches a real mail server: not before its time, once, and not if undone."""

import email
import email.policy
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from qualdesk.settings import Firm, Security, Settings, Smtp, save_settings
from qualdesk.store import tables
from tests.journeys.driving import CALLER, NOW, Hands, Line, a_list, at_the_desk, rows_of
from tests.qualdesk.mailing import Server, serving

pytestmark = pytest.mark.usefixtures("_theme")

FIRM = Firm("Aldergrove", "12 Mill Lane, Manchester", "desk@aldergrove.example")
UNDO_IS_OVER = NOW + timedelta(seconds=30)


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a mail server, and have the settings name it."""
    with serving(Server()) as started:
        smtp = Smtp("127.0.0.1", started.port, Security.NONE)
        save_settings(Settings(firm=FIRM, smtp=smtp))
        yield started


@pytest.fixture
def hands(qtbot: QtBot, line: Line, tmp_path: Path) -> Iterator[Hands]:
    line.add_people()
    line.run("import", str(a_list(tmp_path, 2)), "--campaign", "Spring")
    with at_the_desk(qtbot, line.target, tmp_path) as seated:
        yield seated


def test_a_close_out_reaches_a_real_mail_server_once(
    hands: Hands, line: Line, server: Server
) -> None:
    hands.press("4", "A", "Ctrl+Return")
    assert work(line, UNDO_IS_OVER - timedelta(seconds=1)) == 0
    assert server.arrived == []
    assert work(line, UNDO_IS_OVER) == 1
    assert work(line, UNDO_IS_OVER) == 0
    assert work(line, UNDO_IS_OVER + timedelta(days=1)) == 0
    (arrived,) = server.arrived
    message = email.message_from_bytes(arrived, EmailMessage, policy=email.policy.default)
    check(message, line)


def check(message: EmailMessage, line: Line) -> None:
    ((message_id, subject),) = rows_of(
        line.target, select(tables.Outbox.message_id, tables.Outbox.subject)
    )
    assert message["Message-ID"] == message_id
    assert message["Subject"] == subject
    assert FIRM.from_address in message["From"]
    assert CALLER in message["From"]
    assert "maria0@firm.example" in message["To"]
    assert parsedate_to_datetime(message["Date"]) == UNDO_IS_OVER
    words = message.get_content()
    assert words.startswith("Dear")
    assert "Thank you" in words
    assert FIRM.postal_address in words


def test_a_close_out_that_was_taken_back_is_never_mailed(
    hands: Hands, line: Line, server: Server
) -> None:
    lead_id = hands.lead_id()
    hands.press("4", "A", "Ctrl+Return")
    assert hands.lead_id() != lead_id
    hands.press("Ctrl+Z")
    assert hands.lead_id() == lead_id
    assert rows_of(line.target, select(tables.Outbox.state)) == [("cancelled",)]
    assert work(line, UNDO_IS_OVER + timedelta(days=1)) == 0
    assert server.arrived == []


def test_an_undo_on_the_command_line_says_whether_the_mail_had_gone(
    hands: Hands, line: Line, server: Server
) -> None:
    hands.press("4", "A", "Ctrl+Return")
    assert work(line, UNDO_IS_OVER) == 1
    assert len(server.arrived) == 1
    later = (UNDO_IS_OVER + timedelta(minutes=1)).isoformat()
    said = line.run("undo", "--caller", CALLER, "--at", later)
    assert said.startswith("Taken back: ")
    assert said.endswith("Its e-mail had already been sent.\n")


def work(line: Line, at: datetime) -> int:
    """Let the worker of the command line send what is due; return how many mails it sent."""
    sent: int = line.ask("worker", "--once", at=at)["sent"]
    return sent
