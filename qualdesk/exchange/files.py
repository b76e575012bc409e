"""Files as they are handed over: their bytes, what kind they are, and which are refused."""

import codecs
import io
import json
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from qualdesk.errors import InputError

_LARGEST_FILE = 500_000_000
_HEAD = 2_048
_REFUSED = (
    (b"%PDF", "is a PDF: ask for the list as CSV or XLSX and import that."),
    (b"SQLite format 3\x00", "is a database, not a list: export the list as CSV and import that."),
    (b"\x1f\x8b", "is packed (gzip): unpack it and import the list inside."),
    (b"7z\xbc\xaf\x27\x1c", "is packed (7z): unpack it and import the list inside."),
    (b"Rar!\x1a\x07", "is packed (RAR): unpack it and import the list inside."),
    (b"{\\rtf", "is a document (RTF): save its table as CSV and import that."),
    (b"BEGIN:VCARD", "holds address cards (vCard): export them as CSV and import that."),
    (b"BEGIN:VCALENDAR", "is a calendar: export the list as CSV and import that."),
)
_WEB_PAGE = "is a web page under another name: open it, save it as CSV and import that."
_TAG_OF_A_PAGE = rb"<(?:!doctype html|html|head|meta|style|body|table|div)\b"
_MARKUP = (
    (re.compile(rb"(?:<!--.*?-->\s*)*" + _TAG_OF_A_PAGE, re.DOTALL), _WEB_PAGE),
    (re.compile(rb"(?:mime-version|from): .*multipart/related", re.DOTALL), _WEB_PAGE),
    (
        re.compile(rb"<\?xml"),
        "is XML: open it in a spreadsheet, save it as CSV or XLSX and import that.",
    ),
)
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What an encrypted workbook is called within the file that locks it."""

_PACKED = (
    (re.compile(r"xl/|content\.xml$"), ""),
    (
        re.compile(r"index/.*\.iwa$|index\.zip$"),
        "is a document of Apple’s Numbers or Pages: export it there as CSV and import that.",
    ),
    (re.compile(r"word/|ppt/"), "is a document, not a list: save its table as CSV and import that."),
)  # fmt: skip
"""What the name of a part says of the whole; nothing where it may be a workbook."""


class FileKind(StrEnum):
    """How a file is to be read."""

    TEXT = "text"
    WORKBOOK = "workbook"


def content_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: if it cannot be read, is too large, or of a kind that holds no list.
    """
    if path.is_dir():
        raise InputError(f"{path.name} is a folder. Choose the list in it.")
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(f"{path.name} is larger than 500 MB. Split it and import the parts.")
        content = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror}.") from problem
    _refuse(content, path)
    return content


def kind_of(content: bytes) -> FileKind:
    """Return whether the bytes are a workbook or text."""
    is_workbook = content.startswith((b"PK\x03\x04", _OLD_OFFICE))
    return FileKind.WORKBOOK if is_workbook else FileKind.TEXT


def _refuse(content: bytes, path: Path) -> None:
    head = content[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    for start, sentence in _REFUSED:
        if head.startswith(start):
            raise InputError(f"{path.name} {sentence}")
    words = _plain(content[:_HEAD]).lower()
    for beginning, sentence in _MARKUP:
        if beginning.match(words):
            raise InputError(f"{path.name} {sentence}")
    if content.startswith(b"PK\x03\x04"):
        _refuse_packed(content, path)
    if content.startswith(_OLD_OFFICE) and _LOCKED in content:
        raise InputError(
            f"{path.name} is protected by a password. Save it without one and import that."
        )
    if head.startswith((b"[", b"{")) and _is_json(content):
        raise InputError(f"{path.name} is JSON, not a table: export the list as CSV instead.")


def _plain(head: bytes) -> bytes:
    """Return the beginning of a text in letters of one byte, without its mark."""
    encoding = _UTF16.get(head[:2])
    plain = head.decode(encoding, errors="replace").encode(errors="replace") if encoding else head
    return plain.removeprefix(codecs.BOM_UTF8).lstrip()


def _refuse_packed(content: bytes, path: Path) -> None:
    """Refuse what is packed and no workbook; a damaged one is left to the reader of workbooks."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name.lower().replace("\\", "/") for name in packed.namelist()]
    except zipfile.BadZipFile:
        return
    for part, sentence in _PACKED:
        if any(map(part.match, names)):
            if sentence:
                raise InputError(f"{path.name} {sentence}")
            return
    raise InputError(f"{path.name} is packed (ZIP): unpack it and import the list inside.")


def _is_json(content: bytes) -> bool:
    """Whether the whole is JSON, or its first line, as where each line is an object of its own."""
    for words in (content, content.lstrip().split(b"\n", 1)[0]):
        try:
            return isinstance(json.loads(words), list | dict)
        except ValueError:
            continue
    return False
