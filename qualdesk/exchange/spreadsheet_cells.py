"""Cells on their way into a spreadsheet: none of them may run there as a formula."""

import re
from typing import Final

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")
_PHONE = re.compile(r"\+\d[\d\s()./-]*")


def safe_cell(cell: str) -> str:
    """Return the cell; one that a spreadsheet would run begins with an apostrophe.

    A phone number with its + is no formula, and importers need it bare.
    """
    text = cell.replace("\x00", "")
    if _PHONE.fullmatch(text) or not cell.startswith(_STARTS_A_FORMULA):
        return text
    return f"'{text}"
