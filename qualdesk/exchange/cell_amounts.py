"""Cells that say how many: sizes of companies and minutes that somebody was there."""

import re

from qualdesk.exchange.cell_values import one_line

_CLOCK = re.compile(r"\d{1,3}(?::\d{2}){1,2}")
_CLOCK_LENGTH = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})")
_LENGTH = re.compile(
    r"(\d+(?:[.,]\d+)?) ?(h(?:ours?|rs?|eures?|oras?)?|std|stunden?|ore"
    r"|m(?:in(?:s|uten?|utes?|utos?|uti)?)?"
    r"|s(?:ec(?:s|onds?|ondes?|ondi)?|ek(?:unden?)?|eg(?:undos?)?)?)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(\d{1,4})[.,]\d{1,2}")
_MINUTES_SECONDS = re.compile(r"(\d{2,3}):\d{2}")
_MOST_HOURS = 12
_EAST_ASIAN_UNITS = {
    **dict.fromkeys(("時間", "小时", "시간"), "h "),
    **dict.fromkeys(("分钟", "分", "분"), "m "),
    **dict.fromkeys(("秒", "초"), "s "),
}
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
    if not text.isascii():
        for word, unit in _EAST_ASIAN_UNITS.items():
            text = text.replace(word, unit)
    if _CLOCK.fullmatch(text):
        return _of_a_clock(text)
    units = [(_number(found[1]), found[2].casefold()) for found in _LENGTH.finditer(text)]
    if units:
        return int(sum(amount * _seconds_of(unit) for amount, unit in units)) // 60
    return int(decimal[1]) if (decimal := _DECIMAL.fullmatch(text)) else read_size(text)


def _of_a_clock(text: str) -> int | None:
    """Return the minutes of "00:45:12" or "58:12"; "1:04" may be hours or minutes and is neither."""
    if found := _CLOCK_LENGTH.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    found = _MINUTES_SECONDS.fullmatch(text)
    return int(found[1]) if found and int(found[1]) > _MOST_HOURS else None


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _seconds_of(unit: str) -> int:
    return _SECONDS["h"] if unit.startswith("st") else _SECONDS[unit[0]]
