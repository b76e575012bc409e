"""Builders for mail tests: a desk with one lead, mails in its outbox, and a real server."""

from asyncio import Server as AsyncioServer
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Dialogue
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.person import Role
from qualdesk.mail.sending import SmtpTransport
from qualdesk.settings import Firm, Security, Smtp
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database
from qualdesk.store.tables import (
    Account,
    Campaign,
    Command,
    Lead,
    LeadDefinition,
    Outbox,
    Person,
    Prospect,
    Script,
    Site,
    Territory,
)

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
FIRM = Firm("Aldergrove", "12 Mill Lane, Manchester", "desk@aldergrove.example")
ADDRESS = "maria.keller@bergmann-molkerei.example"


def a_lead(database: Database) -> int:
    """Seed a desk with Priya and one lead, Maria Keller's, and a press to hang things on."""
    with Session(database.engine) as session, session.begin():
        seed(session, NOW)
        session.add(
            Person(id=1, name="Priya Nair", email="priya@aldergrove.example", role=Role.CALLER)
        )
        session.add(Account(id=1, name="Bergmann Molkerei"))
        session.flush()
        session.add(Command(id="seed", person_id=1, name="x", request_hash="", happened_at=NOW))
        session.add(Site(id=1, account_id=1))
        session.add(
            Campaign(
                id=1,
                name="Webinar",
                kind=CampaignKind.WEBINAR,
                script_id=session.scalars(select(Script.id)).first(),
                definition_id=session.scalars(select(LeadDefinition.id)).first(),
            )
        )
        session.flush()
        session.add(Prospect(id=1, account_id=1, site_id=1, first_name="Maria", email=ADDRESS))
        session.flush()
        session.add(
            Lead(
                id=1,
                prospect_id=1,
                account_id=1,
                campaign_id=1,
                territory_id=session.scalars(select(Territory.id)).one(),
                state=LeadState.QUEUED,
                lane=Lane.FRESH,
                due_at=NOW,
                opened_at=NOW,
            )
        )
    return 1


def a_mail(
    database: Database, name: str = "one", *, to: str = ADDRESS, kind: MailKind = MailKind.CLOSE_OUT
) -> int:
    """Put a mail into the outbox, due now."""
    with Session(database.engine) as session, session.begin():
        mail = Outbox(
            lead_id=1,
            command_id="seed",
            person_id=1,
            kind=kind,
            state=MailState.HELD,
            to_name="Maria Keller",
            to_address=to,
            subject=f"Thank you {name}",
            body="Dear Ms Keller,\n\nthank you.\n.\nA dot stood alone.\n",
            message_id=f"<{name}@aldergrove.example>",
            send_after=NOW,
        )
        session.add(mail)
        session.flush()
        return mail.id


def the_mail(database: Database, outbox_id: int) -> Outbox:
    """Return a mail as it stands."""
    with database.read() as session:
        return session.scalars(select(Outbox).where(Outbox.id == outbox_id)).one()


@dataclass
class Server:
    """A real mail server on loopback with scripted answers."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    drops_after_data: bool = False
    drops_at_quit: bool = False
    arrived: list[bytes] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _dialogue: Dialogue, envelope: Envelope, address: str, _options: object
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _dialogue: Dialogue, envelope: Envelope
    ) -> str:
        if self.data.startswith("250"):
            self.arrived.append(envelope.original_content or b"")
        if self.drops_after_data and server.transport is not None:
            server.transport.close()
        return self.data

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, _dialogue: Dialogue, _envelope: Envelope
    ) -> str:
        if self.drops_at_quit and server.transport is not None:
            server.transport.close()
        return "221 Bye"

    def transport(self) -> SmtpTransport:
        """Return a transport to this server."""
        return SmtpTransport(FIRM, Smtp("127.0.0.1", self.port, Security.NONE))


class AnyPort(Controller):
    """Listens on whichever port is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, AsyncioServer)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(server: Server, **options: Any) -> Iterator[Server]:
    """Run a server while the block runs; `options` are aiosmtpd's."""
    controller = AnyPort(server, hostname="127.0.0.1", port=0, enable_SMTPUTF8=True, **options)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        controller.stop()
