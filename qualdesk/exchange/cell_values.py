"""Cells: what people write into lists, on one line, without what only spreadsheets need."""

import re
import unicodedata
from collections.abc import Iterator

from qualdesk.domain.phone import is_placeholder
from qualdesk.domain.suppression import folded_address
from qualdesk.exchange.records import UNSEEN

_EMAIL = re.compile(
    r"""(?<![^\s@<>,;:"()|/])['’\[{*]*([^\s@<>,;:"()|/]+@(?:[\w-]+\.)+[\w-]{2,})""", re.IGNORECASE
)
_ADDRESS_BEHIND = re.compile(r"\s*<[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+>\s*$")
"""How mail programs put an address behind a name: Maria Keller <m@acme.example>."""

_AS_FORMULA = re.compile(r'="([^"]*)"')
_UNSEEN = re.compile(f"[{UNSEEN}]")
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def one_line(text: str) -> str:
    """Return a cell without NULs and with single spaces."""
    return " ".join(text.replace("\x00", "").split())


def name_of(cell: str) -> str:
    """Return a name as it is written, on one line, without NULs and blanks around it."""
    cell = cell.replace("\x00", "")
    if "\n" in cell or "\r" in cell:
        cell = _LINE_END.sub(" ", cell)
    if cell.endswith(">"):
        cell = _ADDRESS_BEHIND.sub("", cell)
    return cell.strip(" \t\xa0")


def read_email(cell: str) -> str:
    """Return the first address of a cell in small letters, or nothing."""
    return next(read_emails(cell), "")


def read_emails(cell: str) -> Iterator[str]:
    """Yield the addresses of a cell in small letters."""
    text = cell if cell.isascii() else without_unseen(unicodedata.normalize("NFKC", cell))
    for found in _EMAIL.finditer(one_line(text)):
        yield folded_address(found[1])


def without_unseen(text: str) -> str:
    """Return a text without signs of no width, which come along when it is copied."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def without_mark(cell: str) -> str:
    """Return a cell without what spreadsheets write to keep it text: ="05-800", '89801."""
    if cell.startswith('="') and (found := _AS_FORMULA.fullmatch(cell)):
        return found[1]
    return cell[1:] if cell.startswith("'") and cell[1:2].isdecimal() else cell


def is_nothing(cell: str) -> bool:
    """Whether a cell is empty or only says that there is nothing."""
    return not cell.strip() or is_placeholder(cell)
