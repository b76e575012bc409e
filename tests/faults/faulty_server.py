"""A mail server on loopback, with STARTTLS and a login, that fails in all the ways servers do."""

import logging
import random
import ssl
from asyncio import Server as AsyncioServer
from asyncio import Transport
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as Dialogue

CERTIFICATE = Path(__file__).parents[1] / "qualdesk" / "mail" / "loopback.pem"
USER, PASSWORD = "priya", "secret"


class Fault(Enum):
    """What goes wrong with one attempt to hand over a mail."""

    NONE = "none"
    NOT_YET = "450 at the address"
    NEVER = "550 at the address"
    NOT_NOW = "451 after the text"
    REFUSED = "554 after the text"
    DROP_BEFORE_DOT = "the line drops before the dot"
    DROP_AFTER_DOT = "the line drops after the dot"
    DROP_AT_QUIT = "the line drops at goodbye"


_WEIGHTS = {
    Fault.NONE: 55,
    Fault.NOT_YET: 12,
    Fault.NEVER: 4,
    Fault.NOT_NOW: 8,
    Fault.REFUSED: 4,
    Fault.DROP_BEFORE_DOT: 6,
    Fault.DROP_AFTER_DOT: 6,
    Fault.DROP_AT_QUIT: 5,
}
_TAKEN = {Fault.NONE, Fault.DROP_AFTER_DOT, Fault.DROP_AT_QUIT}
_UNCLEAR = {Fault.DROP_BEFORE_DOT, Fault.DROP_AFTER_DOT}


@dataclass
class FaultyServer:
    """Takes mail when it feels like it; `arrived` and `unclear` count by address."""

    chance: random.Random
    arrived: Counter[str] = field(default_factory=Counter)
    unclear: Counter[str] = field(default_factory=Counter)
    faults: Counter[Fault] = field(default_factory=Counter)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _dialogue: Dialogue, envelope: Envelope, address: str, _options: object
    ) -> str:
        fault = self.chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        self.faults[fault] += 1
        if fault in {Fault.NOT_YET, Fault.NEVER}:
            return "450 Try later" if fault is Fault.NOT_YET else "550 Nobody here"
        if fault in _UNCLEAR:
            self.unclear[address] += 1
        envelope.rcpt_tos.append(address)
        _plan(server, fault)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _dialogue: Dialogue, envelope: Envelope
    ) -> str:
        fault = _planned(server)
        if fault in _TAKEN:
            self.arrived[envelope.rcpt_tos[0]] += 1
        if fault is Fault.DROP_AFTER_DOT:
            _drop(server)
        return {Fault.NOT_NOW: "451 Not now", Fault.REFUSED: "554 No"}.get(fault, "250 OK")

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, _dialogue: Dialogue, _envelope: Envelope
    ) -> str:
        if _planned(server) is Fault.DROP_AT_QUIT:
            _drop(server)
        return "221 Bye"


class FaultyLine(SMTP):
    """One connection; `plan` is what goes wrong with it."""

    plan = Fault.NONE

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        """Let the line drop while the text is on its way, or take the text."""
        if self.plan is Fault.DROP_BEFORE_DOT:
            await self.push("354 Go ahead")
            _drop(self)
            return
        await super().smtp_DATA(arg)


class _AnyPort(Controller):
    def factory(self) -> SMTP:
        return FaultyLine(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, AsyncioServer)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(server: FaultyServer) -> Iterator[FaultyServer]:
    """Run the server while the block runs; it complains of broken lines to nobody."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    options: dict[str, Any] = {
        "tls_context": _certified(),
        "require_starttls": True,
        "authenticator": _only_priya,
        "auth_required": True,
    }
    controller = _AnyPort(server, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        controller.stop()


def _certified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def _only_priya(
    _server: SMTP, _dialogue: Dialogue, _envelope: Envelope, _mechanism: str, said: object
) -> AuthResult:
    is_priya = said == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_priya, handled=is_priya)


def _plan(server: SMTP, fault: Fault) -> None:
    assert isinstance(server, FaultyLine)
    server.plan = fault


def _planned(server: SMTP) -> Fault:
    assert isinstance(server, FaultyLine)
    return server.plan


def _drop(server: SMTP) -> None:
    assert isinstance(server.transport, Transport)
    server.transport.abort()
