"""A small IMAP4rev1 server on loopback (RFC 3501): one folder, with STARTTLS or TLS, and a login.

It knows what a reader of mail asks for: CAPABILITY, STARTTLS, AUTHENTICATE PLAIN, LOGIN, EXAMINE,
UID SEARCH, UID FETCH of a part of a body, NOOP and LOGOUT; everything else is BAD.
"""

import base64
import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

USER, PASSWORD = "desk", "secret"
_FETCHED = re.compile(r"\(BODY\.PEEK\[\]<0\.(\d+)>\)")


@dataclass
class ImapServer:
    """Its folder holds mails by uid; `drops_at` cuts the line before that uid is given out."""

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 1_700_000_000
    folder: str = "INBOX"
    has_plain: bool = True
    tls: ssl.SSLContext | None = None
    is_tls_first: bool = False
    drops_at: int = 0
    port: int = 0
    given_out: list[int] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def deliver(self, content: bytes) -> int:
        """Put a mail into the folder; return its uid."""
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = content
        return uid


class _Dialogue:
    """One connection."""

    def __init__(self, server: ImapServer, line: socket.socket) -> None:
        self._server, self._line = server, line
        self._reader = line.makefile("rb")
        self._is_in = self._is_open = False
        self._is_private = server.tls is None or server.is_tls_first

    def run(self) -> None:
        self._say(f"* OK [CAPABILITY {self._capabilities()}] ready")
        while line := (self._reader.readline()).decode().strip():
            tag, _, rest = line.partition(" ")
            name, _, arguments = rest.partition(" ")
            if name.upper() == "UID":
                second, _, arguments = arguments.partition(" ")
                name = f"UID {second}"
            self._server.commands.append(name.upper())
            if name.upper() == "LOGOUT":
                self._say("* BYE done", f"{tag} OK done")
                return
            self._answer(name.upper(), arguments)(tag, arguments)

    def close(self) -> None:
        """Hang up."""
        self._reader.close()
        self._line.close()

    def _answer(self, name: str, _arguments: str) -> Callable[[str, str], object]:
        known = {
            "CAPABILITY": self._tell_capabilities,
            "NOOP": self._do_nothing,
            "STARTTLS": self._go_private,
            "LOGIN": self._log_in,
            "AUTHENTICATE": self._authenticate,
        }
        if self._is_in:
            known["EXAMINE"] = self._examine
        if self._is_open:
            known |= {"UID SEARCH": self._search, "UID FETCH": self._fetch}
        return known.get(name, self._refuse)

    def _capabilities(self) -> str:
        parts = ["IMAP4REV1"]
        parts += [] if self._is_private else ["STARTTLS", "LOGINDISABLED"]
        parts += ["AUTH=PLAIN"] if self._server.has_plain and self._is_private else []
        return " ".join(parts)

    def _tell_capabilities(self, tag: str, _arguments: str) -> None:
        self._say(f"* CAPABILITY {self._capabilities()}", f"{tag} OK done")

    def _do_nothing(self, tag: str, _arguments: str) -> None:
        self._say(f"{tag} OK done")

    def _refuse(self, tag: str, _arguments: str) -> None:
        self._say(f"{tag} BAD not now")

    def _go_private(self, tag: str, _arguments: str) -> None:
        if self._server.tls is None:
            self._refuse(tag, "")
            return
        self._say(f"{tag} OK go ahead")
        self._reader.close()
        self._line = self._server.tls.wrap_socket(self._line, server_side=True)
        self._reader = self._line.makefile("rb")
        self._is_private = True

    def _log_in(self, tag: str, arguments: str) -> None:
        self._let_in(tag, arguments.replace('"', "") == f"{USER} {PASSWORD}")

    def _authenticate(self, tag: str, _arguments: str) -> None:
        self._say("+ ")
        said = base64.b64decode(self._reader.readline()).decode()
        self._let_in(tag, said == f"\0{USER}\0{PASSWORD}")

    def _let_in(self, tag: str, is_right: bool) -> None:  # noqa: FBT001 - it is the answer
        self._is_in = is_right and self._is_private
        self._say(f"{tag} OK done" if self._is_in else f"{tag} NO [AUTHENTICATIONFAILED] no")

    def _examine(self, tag: str, arguments: str) -> None:
        self._is_open = arguments.strip('"') == self._server.folder
        if not self._is_open:
            self._say(f"{tag} NO [NONEXISTENT] there is no such folder")
            return
        self._say(
            f"* {len(self._server.mails)} EXISTS",
            f"* OK [UIDVALIDITY {self._server.validity}] as ever",
            f"* OK [UIDNEXT {max(self._server.mails, default=0) + 1}] next",
            f"{tag} OK [READ-ONLY] done",
        )

    def _search(self, tag: str, arguments: str) -> None:
        uids = sorted(self._server.mails)
        if arguments.startswith("UID "):
            first = int(arguments.removeprefix("UID ").partition(":")[0])
            # As the standard has it: the newest is named also where it is older than the first.
            uids = [uid for uid in uids if uid >= first] or uids[-1:]
        found = " ".join(str(uid) for uid in uids)
        self._say(f"* SEARCH {found}".rstrip(), f"{tag} OK done")

    def _fetch(self, tag: str, arguments: str) -> None:
        words, _, wanted = arguments.partition(" ")
        uid, cut = int(words), _FETCHED.fullmatch(wanted)
        if cut is None:
            self._refuse(tag, "")
            return
        if uid == self._server.drops_at:
            self._line.shutdown(socket.SHUT_RDWR)
            return
        if uid in self._server.mails:
            content = self._server.mails[uid][: int(cut[1])]
            self._server.given_out.append(uid)
            head = f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(content)}}}\r\n".encode()
            self._line.sendall(head + content + b")\r\n")
        self._say(f"{tag} OK done")

    def _say(self, *lines: str) -> None:
        self._line.sendall("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def reading(server: ImapServer) -> Iterator[ImapServer]:
    """Run a server while the block runs."""

    class Talk(socketserver.BaseRequestHandler):
        """Answers one connection."""

        def handle(self) -> None:
            # A reader that hangs up in the middle is no fault of the server.
            with suppress(ConnectionError, ssl.SSLError):
                _talk(server, self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as listening:
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


def _talk(server: ImapServer, plain: socket.socket) -> None:
    is_first = server.tls is not None and server.is_tls_first
    line = server.tls.wrap_socket(plain, server_side=True) if server.tls and is_first else plain
    dialogue = _Dialogue(server, line)
    try:
        dialogue.run()
    finally:
        dialogue.close()
