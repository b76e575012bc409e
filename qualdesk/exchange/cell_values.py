"""Cells: what people write into lists, on one line, without what only spreadsheets need."""

import re
import unicodedata

from qualdesk.domain.phone import is_placeholder
from qualdesk.domain.suppression import folded_address

_EMAIL = re.compile(
    r"(?:mailto:)?([^\s@<>,;\"()]+@[^\s@<>,;\"()]+\.[^\s@<>,;\"().]{2,})", re.IGNORECASE
)
_AS_FORMULA = re.compile(r'="([^"]*)"')
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Signs without width that come along when an address is copied."""

_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def one_line(text: str) -> str:
    """Return a cell without NULs and with single spaces."""
    return " ".join(text.replace("\x00", "").split())


def name_of(cell: str) -> str:
    """Return a name as it is written, on one line, without NULs and blanks around it."""
    cell = cell.replace("\x00", "")
    if "\n" in cell or "\r" in cell:
        cell = _LINE_END.sub(" ", cell)
    return cell.strip(" \t\xa0")


def read_email(cell: str) -> str:
    """Return the first address of a cell in small letters, or nothing."""
    text = cell if cell.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", cell))
    found = _EMAIL.search(one_line(text))
    return folded_address(found[1]) if found else ""


def without_mark(cell: str) -> str:
    """Return a cell without what spreadsheets write to keep it text: ="05-800", '89801."""
    if cell.startswith('="') and (found := _AS_FORMULA.fullmatch(cell)):
        return found[1]
    return cell[1:] if cell.startswith("'") and cell[1:2].isdecimal() else cell


def is_nothing(cell: str) -> bool:
    """Whether a cell is empty or only says that there is nothing."""
    return not cell.strip() or is_placeholder(cell)
