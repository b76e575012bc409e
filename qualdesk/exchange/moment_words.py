"""What people write around a day and a time in their languages, put as plainly as a program would."""

import re

_SPACES = re.compile(r"\s{2,}")
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?)\.?,?\s+(?=\D{0,12}\d)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:le|el|il|den|der|am|on|the)\s+(?=\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª)\b", re.IGNORECASE)
_OF = re.compile(r"(?<=[\d\w])\s+(?:de|del|of|di)\s+", re.IGNORECASE)
_AT = re.compile(
    r",?\s+(?:à|at|um|a las|alle(?: ore)?|ore|kl\.?|om|o|godz\.?|в|klo)\s+(?=\d{1,2}\s?[:.hH])",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(?<=\d)\s?h\s?(\d{2})\b", re.IGNORECASE)
_DOTTED_CLOCK = re.compile(r"\b(\d{1,2})\.(\d{2})(?=\s?uhr\b)", re.IGNORECASE)
_O_CLOCK = re.compile(r"\s?(?:uhr|h|hrs|hod\.?)$", re.IGNORECASE)
_LONE_HOUR = re.compile(r"(?<=\s)(\d{1,2})$")
_HALVES = re.compile(
    r"(?<=\d)\s?(?:([ap])\.?\s?m\.?|(vorm|nachm)\.?)(?=$|\s\(?[A-Z])", re.IGNORECASE
)
_LATE = frozenset(["p", "nachm"])
_YEAR_FIRST = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?=[T\s]|$)")
_EAST_ASIAN_CLOCK = re.compile(
    r"(午前|上午|오전|午後|下午|오후)?\s?(\d{1,2})\s?[時时시]\s?(?:(\d{1,2})\s?[分분])?(?:\s?\d{1,2}\s?[秒초])?"
)
_BEFORE_NOON = frozenset(["午前", "上午", "오전"])
_REIWA = re.compile(r"令和\s?(元|\d{1,2})\s?年")
_BEFORE_REIWA = 2018


def in_plain_words(text: str) -> str:
    """Return "Mo, 2. Nov. 2026 um 14.30 Uhr" as "2. Nov. 2026 14:30", and the like elsewhere."""
    text = _YEAR_FIRST.sub(r"\1/\2/\3", text)
    text = _REIWA.sub(_of_our_era, _EAST_ASIAN_CLOCK.sub(_clock, text))
    text = _ARTICLE.sub("", _WEEKDAY.sub("", text))
    text = _OF.sub(" ", _ORDINAL.sub("", text))
    text = _HALVES.sub(_half, _HOURS.sub(r":\1", _AT.sub(" ", _DOTTED_CLOCK.sub(r"\1:\2", text))))
    if _O_CLOCK.search(text):
        text = _LONE_HOUR.sub(r"\1:00", _O_CLOCK.sub("", text))
    return _SPACES.sub(" ", text).strip()


def _clock(found: re.Match[str]) -> str:
    """Return "午後2時30分" as " 2:30 PM"."""
    half, hour, minute = found[1], found[2], found[3] or "00"
    if not half:
        return f" {hour}:{minute}"
    return f" {hour}:{minute} {'AM' if half in _BEFORE_NOON else 'PM'}"


def _of_our_era(found: re.Match[str]) -> str:
    year = 1 if found[1] == "元" else int(found[1])
    return f"{_BEFORE_REIWA + year}年"


def _half(found: re.Match[str]) -> str:
    is_late = (found[1] or found[2]).casefold() in _LATE
    return " PM" if is_late else " AM"
