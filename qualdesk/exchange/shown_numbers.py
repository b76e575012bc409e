"""Numbers that a workbook shows with leading zeros: a postal code 02134 kept as 2134 and a format."""

import io
import re
import zipfile
from collections.abc import Mapping

from qualdesk.exchange.xlsx_parts import (
    NO_PART,
    attribute,
    column_number,
    path_of_sheet,
    words_of_part,
)

_FORMAT = re.compile(r"<numFmt\b[^>]*>")
_STYLES = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf\b[^>]*>")
_CELL = re.compile(r"<c\b([^>]*)>\s*<v>(\d+)(?:\.0+)?</v>")
_ZEROS = re.compile(r"0{2,}(?:;.*)?")
_PLACE = re.compile(r"([A-Z]+)(\d+)")

Place = tuple[int, int]
"""Line and column of a cell, both from 1."""


def padded_numbers(content: bytes, sheet: str) -> Mapping[Place, str]:
    """Return the cells of an XLSX sheet whose format adds zeros, as they are shown."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            widths = _padding_styles(words_of_part(packed, "xl/styles.xml"))
            return (
                _shown(words_of_part(packed, path_of_sheet(packed, sheet)), widths)
                if widths
                else {}
            )
    except NO_PART:
        return {}  # no XLSX: other kinds keep the zeros or have no such formats


def _padding_styles(styles: str) -> dict[str, int]:
    """Return the styles that add zeros, and to how many digits."""
    formats = {
        attribute(tag, "numFmtId"): attribute(tag, "formatCode") for tag in _FORMAT.findall(styles)
    }
    block = _STYLES.search(styles)
    used = [attribute(tag, "numFmtId") for tag in _STYLE.findall(block[0])] if block else []
    codes = [formats.get(number, "") for number in used]
    return {
        str(index): len(code.partition(";")[0])
        for index, code in enumerate(codes)
        if _ZEROS.fullmatch(code)
    }


def _shown(sheet: str, widths: Mapping[str, int]) -> dict[Place, str]:
    shown: dict[Place, str] = {}
    for attributes, digits in _CELL.findall(sheet):
        width = widths.get(attribute(attributes, "s"))
        place = _PLACE.fullmatch(attribute(attributes, "r"))
        if width and place and not attribute(attributes, "t"):
            shown[int(place[2]), column_number(place[1])] = digits.zfill(width)
    return shown
