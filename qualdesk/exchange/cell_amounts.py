"""Cells that say how many: sizes of companies and minutes that somebody was there."""

import re

from qualdesk.exchange.cell_values import one_line

_CLOCK_LENGTH = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})")
_LENGTH = re.compile(
    r"(\d+) ?(h(?:ours?|rs?|eures?|oras?)?|std|stunden?|ore|m(?:in(?:s|uten?|utes?|utos?|uti)?)?"
    r"|s(?:ec(?:s|onds?|ondes?|ondi)?|ek(?:unden?)?|eg(?:undos?)?)?)\b\.?",
    re.IGNORECASE,
)
_SECONDS = {"h": 3600, "o": 3600, "m": 60, "s": 1}


def read_size(cell: str) -> int | None:
    """Return the first whole number of "1,200" or "50-100", or None."""
    found = re.match(r"\D{0,3}(\d[\d., ’']*)", one_line(cell)) if "-" not in cell[:1] else None
    digits = re.sub(r"\D", "", found[1]) if found else ""
    return int(digits) if digits and len(digits) <= 9 else None  # noqa: PLR2004 - no firm has 10⁹


def read_minutes(cell: str) -> int | None:
    """Return the whole minutes of "58", "1 hour 4 minutes", "1h 2m 58s" or "00:45:12", or None."""
    if not cell:
        return None
    text = one_line(cell)
    if found := _CLOCK_LENGTH.fullmatch(text):
        hours, minutes, _seconds = (int(one or 0) for one in found.groups())
        return hours * 60 + minutes
    units = [(int(found[1]), found[2].casefold()) for found in _LENGTH.finditer(text)]
    if not units:
        return read_size(text)
    return sum(amount * _seconds_of(unit) for amount, unit in units) // 60


def _seconds_of(unit: str) -> int:
    return _SECONDS["h"] if unit.startswith("st") else _SECONDS[unit[0]]
