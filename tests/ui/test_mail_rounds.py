"""The program’s own mail: what failed is said at once and by name, what went is not spoken of."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from qualdesk.settings import Security, Settings, Smtp
from qualdesk.store.session import Database
from qualdesk_ui.app.mail_rounds import MailRounds
from qualdesk_ui.desk import Desk, Lanes, Seat
from tests.qualdesk.mailing import FIRM, NOW, Server, a_lead, a_mail, serving


@pytest.fixture
def desk(sqlite_database: Database, qapp: QApplication) -> Desk:  # noqa: ARG001 - for signals
    a_lead(sqlite_database)
    a_mail(sqlite_database)
    opened = Desk(Lanes.inline(), clock=lambda: NOW)
    opened.open(lambda: Seat(sqlite_database, 1, "Priya Nair"))
    return opened


def said(desk: Desk, server: Server) -> list[str]:
    refusals: list[object] = []
    desk.refused.connect(refusals.append)
    smtp = Smtp("127.0.0.1", server.port, Security.NONE)
    MailRounds(desk, replace(Settings(), firm=FIRM, smtp=smtp)).go()
    return [str(one) for one in refusals]


def test_a_mail_that_failed_is_named_at_once(desk: Desk) -> None:
    with serving(Server(rcpt="550 No such person")) as server:
        assert said(desk, server) == [
            "The e-mail to Maria Keller failed. Tell them another way, or correct the address."
        ]


def test_a_mail_of_which_nobody_knows_is_named_too(desk: Desk) -> None:
    with serving(Server(drops_after_data=True)) as server:
        assert said(desk, server) == [
            "Nobody knows whether the e-mail to Maria Keller went. Ask before you repeat it."
        ]


@pytest.mark.parametrize("answer", ["250 OK", "450 Try again later"])
def test_what_went_or_waits_is_not_spoken_of(desk: Desk, answer: str) -> None:
    with serving(Server(rcpt=answer)) as server:
        assert said(desk, server) == []
