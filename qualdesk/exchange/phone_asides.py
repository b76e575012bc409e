"""Phone asides: what stands beside a number in its cell and must never be dialled: faxes, hours."""

import re
import unicodedata

_FAX = (
    r"(?:(?<![a-z])(?:t[eé]l[eé])?fax|(?<![a-z])t[eé]l[eé]copie(?:ur)?|(?<![a-z])faks"
    r"|факс|φαξ|传真|傳真|팩스|ファッ?クス)"
)
_NUMBER = r"[+(]*\d[\d ().\-‐–/]{4,40}\d"
_ONE_NUMBER = r"[+(]*\d(?:[\d ().]|-(?! )){4,40}\d"
"""A number without a stroke, behind which another one would begin."""

_PHONE_AND_FAX = re.compile(
    rf"(?<![a-z])(?:t[eé]l[a-zé]*|(?:tele)?phone|fon)\.?\s*(?:[/&+]|u\.|und|and|et)\s*{_FAX}",
    re.IGNORECASE,
)
_FAXES = re.compile(
    rf"{_FAX}(?:[\s-]*(?:nr|no|num\w*|n°))?[\s.:]*{_NUMBER}"
    rf"|(?<=\d)[\s,;|/-]+F[.:]?\s*{_NUMBER}"  # on a business card: T 030 123456 F 030 123457
    rf"|{_ONE_NUMBER}\s*\(\s*{_FAX}\s*\)",
    re.IGNORECASE,
)
_UNTIL = r"\s*(?:-|–|bis|to|à)\s*"
_HOUR = r"\d{1,2}(?:[:.h]\d{2})?"
_UNIT = r"(?:uhr|hrs?|h|am|pm)(?![^\W\d_])"
_HOURS = re.compile(
    rf"(?<![^\s(,;])(?:{_HOUR}\s?(?:{_UNIT})?{_UNTIL}{_HOUR}\s?{_UNIT}"
    rf"|\d{{1,2}}[:h]\d{{2}}{_UNTIL}\d{{1,2}}[:h]\d{{2}}|24\s?h(?![^\W\d_])|24\s?/\s?7(?!\d))",
    re.IGNORECASE,
)


def without_asides(cell: str) -> str:
    """Return a phone cell without the faxes and opening hours in it; a phone that is a fax too stays."""
    text = _PHONE_AND_FAX.sub("Tel", unicodedata.normalize("NFKC", cell))
    return _HOURS.sub(" ", _FAXES.sub(" ", text))
