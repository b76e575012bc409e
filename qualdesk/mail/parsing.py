"""Parsing: bytes of a mailbox become an `IncomingMail`, whatever they hold; nothing is raised.

The parser is asked for strings as they stand (`compat32`): the newer policies raise on headers that
do not keep the rules, and those are what comes in.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final

from qualdesk.domain.received import Bounce, CalendarAnswer, IncomingMail
from qualdesk.domain.suppression import folded_address
from qualdesk.mail.calendar_answers import calendar_answer
from qualdesk.mail.plain_words import clean

LONGEST_TEXT: Final = 4_000
_LONGEST_SUBJECT: Final = 300
_MOST_REFERENCES: Final = 50
_MOST_PARTS: Final = 200

_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the parsers of the standard library and of icalendar raise at what is no mail or calendar."""

_MESSAGE_ID: Final = re.compile(r"<[^\s<>@]{1,200}@[^\s<>@]{1,200}>")
_HISTORY: Final = re.compile(
    r"^(-{2,} ?(original message|ursprüngliche nachricht|message d.origine)"
    r"|(on|am|le) .{5,200}(wrote|schrieb|a écrit)( .{0,80})?:$"
    r"|(from|von|de): .+@)",
    re.IGNORECASE,
)
_AUTOMATIC_SUBJECT: Final = re.compile(
    r"^(automatic reply|auto(matic)?[ -]?reply|out of (the )?office|automatische antwort"
    r"|abwesenheit|réponse automatique|absence du bureau|risposta automatica)",
    re.IGNORECASE,
)
_BULK: Final = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})


def incoming_mail(content: bytes) -> IncomingMail:
    """Return what a mail says; one that cannot be read says so."""
    try:
        message = message_from_bytes(content, policy=compat32)
        parts = list(_parts(message))
        return _understood(message, parts)
    except _BROKEN:
        return IncomingMail(is_readable=False)


def _understood(message: Message, parts: list[Message]) -> IncomingMail:
    bounce = _bounce(message, parts)
    return IncomingMail(
        message_id=next(iter(_ids(message, "Message-ID")), ""),
        from_address=_address(message),
        subject=" ".join(clean(_header(message, "Subject"), _LONGEST_SUBJECT).split()),
        words=_own_words(_text(parts)),
        sent_at=_sent_at(message),
        references=_references(message),
        is_automatic=_is_automatic(message),
        bounce=bounce,
        answer=None if bounce else _answer(parts),
    )


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        yield part


def _header(message: Message, name: str) -> str:
    """Return a header in words; what is not encoded as the rules say stays as it is."""
    raw = str(message.get(name, ""))
    try:
        pairs = decode_header(raw)
    except _BROKEN:
        return raw
    return "".join(
        _decoded(part, charset or "ascii") if isinstance(part, bytes) else part
        for part, charset in pairs
    )


def _decoded(content: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _address(message: Message) -> str:
    """Return who wrote; nothing where that is no address."""
    _name, address = parseaddr(str(message.get("From", "")))
    plain = clean(folded_address(address), 320)
    return plain if plain.count("@") == 1 and not set(plain) & set(" <>,;") else ""


def _ids(message: Message, name: str) -> list[str]:
    return [clean(one, 402) for one in _MESSAGE_ID.findall(str(message.get(name, "")))]


def _references(message: Message) -> tuple[str, ...]:
    """Return what it answers, then what came before, the nearest first."""
    found = [*_ids(message, "In-Reply-To"), *reversed(_ids(message, "References"))]
    return tuple(dict.fromkeys(found))[:_MOST_REFERENCES]


def _sent_at(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(message.get("Date", "")))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except _BROKEN:
        return None


def _is_automatic(message: Message) -> bool:
    """Whether a program answered (RFC 3834), or so many other signs of one say."""
    submitted = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().casefold()
    if submitted != "no" or message.get("X-Autoreply") or message.get("X-Autorespond"):
        return True
    if str(message.get("Precedence", "")).strip().casefold() in _BULK:
        return True
    if str(message.get("Return-Path", "")).strip() == "<>":
        return True
    return bool(_AUTOMATIC_SUBJECT.match(_header(message, "Subject").strip()))


def _text(parts: list[Message]) -> str:
    """Return the plain text, else what the HTML says."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not part.get_filename():
                words = _content(part)
                return _without_tags(words) if kind == "text/html" else words
    return ""


def _content(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return _decoded(content, str(part.get_content_charset() or "utf-8"))


def _own_words(text: str) -> str:
    """Return what they wrote themselves, without what they answer."""
    kept: list[str] = []
    for line in clean(text, 20 * LONGEST_TEXT).splitlines():
        if _HISTORY.match(line.strip()):
            break
        if not line.startswith(">"):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()[:LONGEST_TEXT]


def _bounce(message: Message, parts: list[Message]) -> Bounce | None:
    """Return what a delivery report says of the first recipient it names."""
    original = _original_id(message, parts)
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload() if isinstance(part.get_payload(), list) else ():
                if isinstance(block, Message) and block.get("Final-Recipient"):
                    return _of_block(block, original)
    failed = str(message.get("X-Failed-Recipients", "")).partition(",")[0]
    if not failed:
        return None
    return Bounce(clean(folded_address(failed), 320), is_final=True, words="", message_id=original)


def _of_block(block: Message, original: str) -> Bounce:
    recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient"))
    action = str(block.get("Action", "")).strip().casefold()
    status = str(block.get("Status", "")).strip()
    said = " ".join(str(block.get("Diagnostic-Code", status)).split())
    return Bounce(
        recipient=clean(folded_address(recipient.rpartition(";")[2]), 320),
        is_final=action == "failed" and not status.startswith("4"),
        words=clean(said.rpartition(";")[2], _LONGEST_SUBJECT),
        message_id=original,
    )


def _original_id(message: Message, parts: list[Message]) -> str:
    """Return the id of the mail that came back: of the copy that lies within, else a reference."""
    for part in parts[1:]:
        if ids := _ids(part, "Message-ID"):
            return ids[0]
        if part.get_content_type() == "text/rfc822-headers":
            inner = message_from_bytes(_content(part).encode("utf-8", "replace"), policy=compat32)
            if ids := _ids(inner, "Message-ID"):
                return ids[0]
    return next(iter(_references(message)), "")


def _answer(parts: list[Message]) -> CalendarAnswer | None:
    for part in parts:
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            try:
                if (found := calendar_answer(_content(part))) is not None:
                    return found
            except _BROKEN:
                continue
    return None


def _without_tags(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.found)


class _Words(HTMLParser):
    """Gathers what is read, not what is set up."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        """Begin a line where a block begins."""
        self._hidden += tag in {"script", "style"}
        if tag in {"br", "p", "div", "tr", "li"}:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Go on reading after what is hidden."""
        self._hidden -= tag in {"script", "style"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._hidden:
            self.found.append(data)
