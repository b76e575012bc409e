"""Files as they are handed over: their bytes, what kind they are, and which are refused."""

import json
from enum import StrEnum
from pathlib import Path

from qualdesk.errors import InputError

_LARGEST_FILE = 500_000_000
_HEAD = 2_048
_REFUSED = (
    (b"%PDF", "is a PDF: ask for the list as CSV or XLSX and import that."),
    (b"SQLite format 3\x00", "is a database, not a list: export the list as CSV and import that."),
    (b"\x1f\x8b", "is packed (gzip): unpack it and import the list inside."),
    (b"{\\rtf", "is a document (RTF): save its table as CSV and import that."),
    (b"BEGIN:VCARD", "holds address cards (vCard): export them as CSV and import that."),
    (b"BEGIN:VCALENDAR", "is a calendar: export the list as CSV and import that."),
)
_MARKUP = (
    (b"<html", "is a web page under another name: open it, save it as CSV and import that."),
    (b"<!doctype html", "is a web page under another name: open it, save it as CSV and import it."),
    (b"<table", "is a web page under another name: open it, save it as CSV and import that."),
    (b"<?xml", "is XML: open it in a spreadsheet, save it as CSV or XLSX and import that."),
)


class FileKind(StrEnum):
    """How a file is to be read."""

    TEXT = "text"
    WORKBOOK = "workbook"


def content_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: if it cannot be read, is too large, or of a kind that holds no list.
    """
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
    is_workbook = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    return FileKind.WORKBOOK if is_workbook else FileKind.TEXT


def _refuse(content: bytes, path: Path) -> None:
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, sentence in _REFUSED:
        if head.startswith(start):
            raise InputError(f"{path.name} {sentence}")
    for start, sentence in _MARKUP:
        if head.lower().startswith(start):
            raise InputError(f"{path.name} {sentence}")
    if head.startswith((b"[", b"{")) and _is_json(content):
        raise InputError(f"{path.name} is JSON, not a table: export the list as CSV instead.")


def _is_json(content: bytes) -> bool:
    """Whether the whole is JSON, or its first line, as where each line is an object of its own."""
    for words in (content, content.lstrip().split(b"\n", 1)[0]):
        try:
            return isinstance(json.loads(words), list | dict)
        except ValueError:
            continue
    return False
