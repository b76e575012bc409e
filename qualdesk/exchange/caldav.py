"""CalDAV (RFC 4791): one resource for each meeting in a calendar on a server, written or deleted."""

import base64
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlsplit

from qualdesk.errors import QualDeskError

_PATIENCE: Final = 20
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_GONE: Final = frozenset({404, 410})
_SAID: Final[Mapping[int, str]] = MappingProxyType(
    {
        301: "sends elsewhere. Write the address that it names.",
        302: "sends elsewhere. Write the address that it names.",
        401: "does not take this user and password. Correct them.",
        403: "does not let this user in there. Ask whoever runs it.",
        404: "has no calendar at this address. Correct it.",
        409: "has no calendar at this address. Correct it.",
        507: "has no room left. Ask whoever runs it.",
    }
)


class CalendarError(QualDeskError):
    """A calendar could not be written or read; what to do stands in the sentence."""


@dataclass(frozen=True, slots=True)
class CalendarServer:
    """Where reps' calendars lie: `url` may name the rep as {email} or {name}."""

    url: str
    user: str = ""
    password: str = ""

    def collection_of(self, email: str) -> str:
        """Return the address of a rep's calendar, with its closing slash.

        Raises:
            CalendarError: if it is no address to which a password may be sent.
        """
        name = email.partition("@")[0]
        url = self.url.replace("{email}", quote(email, safe="")).replace(
            "{name}", quote(name, safe="")
        )
        checked_address(url)
        return url if url.endswith("/") else f"{url}/"


def checked_address(url: str) -> str:
    """Return an address to which a password may be sent.

    Raises:
        CalendarError: if it is none.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # a host in brackets that is none
        parts = urlsplit("")
    is_private = parts.scheme == "https" or parts.hostname in _LOOPBACK
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_private:
        raise CalendarError(f"“{url}” is no safe calendar address. Write it with https://.")
    return url


def resource_at(collection: str, uid: str) -> str:
    """Return the address of one meeting in a calendar; the same for ever, as its UID is."""
    return f"{collection}{quote(uid, safe='')}.ics"


def put_event(server: CalendarServer, address: str, event: bytes) -> None:
    """Write a meeting, anew or over its earlier state.

    Raises:
        CalendarError: if the server does not take it.
    """
    kind = {"Content-Type": "text/calendar; charset=utf-8"}
    asked(server, address, "PUT", kind, event)


def delete_event(server: CalendarServer, address: str) -> None:
    """Take a meeting out; one that is gone already is no fault.

    Raises:
        CalendarError: if the server refuses.
    """
    asked(server, address, "DELETE")


def asked(
    server: CalendarServer,
    address: str,
    method: str,
    headers: Mapping[str, str] = MappingProxyType({}),
    content: bytes | None = None,
    *,
    most: int = 0,
) -> bytes:
    """Ask a server and return its answer, of `most` so many bytes; nothing is repeated.

    Raises:
        CalendarError: if it refuses, cannot be reached, or answers at too great length.
    """
    host = urlsplit(address).hostname
    signed = {**headers, **_signature(server)}
    try:
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked with the address
            address, data=content, headers=signed, method=method
        )
        with _opener().open(request, timeout=_PATIENCE) as answer:
            read: bytes = answer.read(most + 1)
    except urllib.error.HTTPError as refusal:
        with refusal:
            if method == "DELETE" and refusal.code in _GONE:
                return b""
            said = _SAID.get(refusal.code, f"answered {refusal.code}. Try again later.")
            raise CalendarError(f"The calendar server {host} {said}") from refusal
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as problem:
        why = getattr(problem, "reason", problem)
        raise CalendarError(f"The calendar server {host} cannot be reached: {why}.") from problem
    if most and len(read) > most:
        raise CalendarError(f"The calendar on {host} is too large. Name a smaller one.")
    return read


def _signature(server: CalendarServer) -> dict[str, str]:
    if not server.user:
        return {}
    pair = f"{server.user}:{server.password}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that checks certificates and never carries the password elsewhere."""
    https = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    return urllib.request.build_opener(https, _StayHere)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it would be a GET, and might hand the password to another host."""

    def redirect_request(self, *_others: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Refuse; the answer's code is reported instead."""
