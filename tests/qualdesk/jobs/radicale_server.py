"""A real CalDAV server (Radicale) on loopback, with a calendar for each rep."""

import base64
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import vobject
from radicale import config
from radicale.app import Application

from qualdesk.exchange.caldav import CalendarServer

USER, PASSWORD = "qualdesk", "corr€ct horse"
REPS = ("jonas", "marta")


@dataclass(frozen=True)
class Radicale:
    """A running server with a calendar for each rep."""

    url: str

    def door(self, password: str = PASSWORD) -> CalendarServer:
        return CalendarServer(f"{self.url}/{USER}/{{name}}/", USER, password)

    def events_of(self, rep: str) -> list[Any]:
        """Read a rep's calendar as another client would."""
        text = self.ask("GET", f"/{USER}/{rep}/").decode()
        if "VEVENT" not in text:
            return []
        return list(vobject.readOne(text).vevent_list)

    def ask(self, method: str, path: str, content: bytes | None = None) -> bytes:
        pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(  # noqa: S310 - loopback
            self.url + path, data=content, method=method
        )
        request.add_header("Authorization", f"Basic {pair}")
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            read: bytes = answer.read()
            return read


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        pass


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def running_radicale(folder: Path) -> Iterator[Radicale]:
    """Run the server until the test is over; its calendars lie in a folder."""
    people = folder / "people"
    people.write_text(f"{USER}:{PASSWORD}\n", "utf-8")
    configuration = config.load()
    configuration.update(
        {
            "storage": {"filesystem_folder": str(folder / "calendars")},
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(people),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "logging": {"level": "critical"},
        },
        "test",
    )
    server = make_server("127.0.0.1", 0, Application(configuration), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made = Radicale(f"http://127.0.0.1:{server.server_port}")
    for rep in REPS:
        made.ask("MKCALENDAR", f"/{USER}/{rep}/")
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
