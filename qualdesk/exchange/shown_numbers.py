"""Numbers that a workbook shows with more than it keeps: 02134 or +49 89 1234, kept as digits."""

import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

from qualdesk.exchange.xlsx_parts import Place, attribute, place_of, words_of_part

_FORMAT = re.compile(r"<numFmt\b[^>]*>")
_STYLES = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf\b[^>]*>")
_FORMULA = r"(?:<f\b[^>]*?(?:/>|>[^<]*</f>)\s*)?"
_SIGN = re.compile(r'\\(.)|"([^"]*)"|_.|\*.|\[\$[^\]]*\]|([0#?]+)|([-+ ()/])', re.DOTALL)
_SPOKEN = re.compile(r"[\d+ ()/.-]*")
"""What belongs to a number: not "D-" before a postal code, nor "Euro" behind an amount."""

Shown = Callable[[str], str]


def shown_numbers(packed: zipfile.ZipFile, sheet: str) -> Mapping[Place, str]:
    """Return the cells of a sheet (its XML) whose format adds zeros or signs, as they are shown.

    Raises:
        KeyError: if the workbook has no styles.
    """
    formats = _formats(words_of_part(packed, "xl/styles.xml"))
    shown: dict[Place, str] = {}
    if not formats:
        return shown
    styled = re.compile(
        rf'<c\b([^>]*\bs="({"|".join(formats)})"[^>]*)>\s*{_FORMULA}<v>(\d+)(?:\.0+)?<'
    )
    for attributes, style, digits in styled.findall(sheet):
        place = place_of(attribute(attributes, "r"))
        if place and attribute(attributes, "t") in {"", "n"}:
            shown[place] = formats[style](digits)
    return shown


def _formats(styles: str) -> dict[str, Shown]:
    """Return by style how it shows digits, for those that show more than these."""
    codes = {
        attribute(tag, "numFmtId"): attribute(tag, "formatCode") for tag in _FORMAT.findall(styles)
    }
    block = _STYLES.search(styles)
    used = [attribute(tag, "numFmtId") for tag in _STYLE.findall(block[0])] if block else []
    found = {str(style): shown_by(codes.get(one, "")) for style, one in enumerate(used)}
    return {style: show for style, show in found.items() if show is not None}


def shown_by(code: str) -> Shown | None:
    """Return how a format shows digits, or None if it adds nothing to them."""
    parts = _parts_of(code)
    return partial(_shown, tuple(parts)) if _shows_more(parts) else None


def _parts_of(code: str) -> list[str]:
    """Return the runs of places for digits in a format and what stands between; none of others."""
    parts, at, code = list[str](), 0, code.partition(";")[0]
    while at < len(code):
        found = _SIGN.match(code, at)
        if found is None:
            return []  # a decimal, a date, an amount: no number that is dialled or a code
        at = found.end()
        said = next((one for one in found.groups()[:2] if one is not None), found[4] or "")
        parts.append(f"={found[3]}" if found[3] else said if _SPOKEN.fullmatch(said) else "")
    return parts


def _shows_more(parts: list[str]) -> bool:
    places = "".join(one[1:] for one in parts if one.startswith("="))
    return bool(places) and (
        places.count("0") > 1 or any(one[:1] not in {"", "="} for one in parts)
    )


def _shown(parts: tuple[str, ...], digits: str) -> str:
    """Fill the places of a format with digits, from behind; what is left goes into the first."""
    made, left = list[str](), digits
    first = next(index for index, one in enumerate(parts) if one.startswith("="))
    for index in reversed(range(len(parts))):
        one = parts[index]
        if not one.startswith("="):
            made.append(one)
            continue
        count = len(left) if index == first else len(one) - 1
        here, left = (left[-count:], left[:-count]) if count else ("", left)
        made.append(here.rjust(one.count("0"), "0"))
    return "".join(reversed(made)).strip()
