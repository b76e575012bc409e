"""CalDAV (RFC 4791): one resource for each meeting in a calendar on a server, written or deleted."""

import base64
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlsplit

from qualdesk.errors import QualDeskError

_PATIENCE: Final = 20
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_GONE: Final = frozenset({404, 410})
_SAID: Final[Mapping[int, str]] = MappingProxyType(
    {
        401: "does not take this user and password. Correct them.",
        403: "does not let this user write there. Ask whoever runs it.",
        404: "has no calendar at this address. Correct it.",
        409: "has no calendar at this address. Correct it.",
        507: "has no room left. Ask whoever runs it.",
    }
)


class CalendarError(QualDeskError):
    """A calendar server did not take a meeting; what to do stands in the sentence."""


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
        parts = urlsplit(url)
        is_private = parts.scheme == "https" or parts.hostname in _LOOPBACK
        if parts.scheme not in {"http", "https"} or not parts.hostname or not is_private:
            raise CalendarError(
                f"“{self.url}” is no safe calendar address. Write it with https://."
            )
        return url if url.endswith("/") else f"{url}/"


def resource_at(collection: str, uid: str) -> str:
    """Return the address of one meeting in a calendar; the same for ever, as its UID is."""
    return f"{collection}{quote(uid, safe='')}.ics"


def put_event(server: CalendarServer, address: str, event: bytes) -> None:
    """Write a meeting, anew or over its earlier state.

    Raises:
        CalendarError: if the server does not take it.
    """
    kind = {"Content-Type": "text/calendar; charset=utf-8"}
    _asked(server, address, "PUT", kind, event)


def delete_event(server: CalendarServer, address: str) -> None:
    """Take a meeting out; one that is gone already is no fault.

    Raises:
        CalendarError: if the server refuses.
    """
    _asked(server, address, "DELETE", {}, None)


def _asked(
    server: CalendarServer,
    address: str,
    method: str,
    headers: Mapping[str, str],
    content: bytes | None,
) -> None:
    host = urlsplit(address).hostname
    signed = {**headers, **_signature(server)}
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked with the collection
        address, data=content, headers=signed, method=method
    )
    try:
        with _opener().open(request, timeout=_PATIENCE):
            return
    except urllib.error.HTTPError as refusal:
        with refusal:
            if method == "DELETE" and refusal.code in _GONE:
                return
            said = _SAID.get(refusal.code, f"answered {refusal.code}. Try again later.")
            raise CalendarError(f"The calendar server {host} {said}") from refusal
    except (urllib.error.URLError, TimeoutError, OSError) as problem:
        why = getattr(problem, "reason", problem)
        raise CalendarError(f"The calendar server {host} cannot be reached: {why}.") from problem


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

    def redirect_request(self, *_others: object) -> None:
        """Refuse; the answer's code is reported instead."""
