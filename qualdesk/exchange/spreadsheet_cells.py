"""Cells on their way into a spreadsheet: none of them may run there as a formula."""

import re
from typing import Final

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DDE: Final = re.compile(r"\s*DDE\s*\(", re.IGNORECASE)
_PHONE: Final = re.compile(r"\+\d(?:\d*|(?:[\s()./-]*\d){3,})")


def safe_cell(cell: str) -> str:
    """Return the cell; one that a spreadsheet would run begins with an apostrophe.

    A phone number with its + is no formula, and importers need it bare; "+1-2" is one.
    """
    text = cell.replace("\x00", "")
    if _PHONE.fullmatch(text) or not (is_formula(text) or cell.startswith("\x00")):
        return text
    return f"'{text}"


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell instead of showing it."""
    return cell.startswith(_STARTS_A_FORMULA) or _DDE.match(cell) is not None
