"""Numbers that a workbook shows with leading zeros: a postal code 02134 kept as 2134 and a format."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape

_FORMAT = re.compile(r"<numFmt\b[^>]*>")
_STYLES = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf\b[^>]*>")
_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_CELL = re.compile(r"<c\b([^>]*)>\s*<v>(\d+)(?:\.0+)?</v>")
_ZEROS = re.compile(r"0{2,}(?:;.*)?")
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_LETTERS = 26

Place = tuple[int, int]
"""Line and column of a cell, both from 1."""


def padded_numbers(content: bytes, sheet: str) -> Mapping[Place, str]:
    """Return the cells of an XLSX sheet whose format adds zeros, as they are shown."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            widths = _padding_styles(_words(packed, "xl/styles.xml"))
            return _shown(_words(packed, _path_of(packed, sheet)), widths) if widths else {}
    except (zipfile.BadZipFile, KeyError):
        return {}  # no XLSX: other kinds keep the zeros or have no such formats


def _words(packed: zipfile.ZipFile, name: str) -> str:
    return packed.read(name).decode("utf-8", errors="replace")


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _padding_styles(styles: str) -> dict[str, int]:
    """Return the styles that add zeros, and to how many digits."""
    formats = {
        _attribute(tag, "numFmtId"): _attribute(tag, "formatCode")
        for tag in _FORMAT.findall(styles)
    }
    block = _STYLES.search(styles)
    used = [_attribute(tag, "numFmtId") for tag in _STYLE.findall(block[0])] if block else []
    codes = [formats.get(number, "") for number in used]
    return {
        str(index): len(code.partition(";")[0])
        for index, code in enumerate(codes)
        if _ZEROS.fullmatch(code)
    }


def _path_of(packed: zipfile.ZipFile, sheet: str) -> str:
    tags = _SHEET.findall(_words(packed, "xl/workbook.xml"))
    key = next((_attribute(tag, "r:id") for tag in tags if _attribute(tag, "name") == sheet), "")
    for tag in _RELATION.findall(_words(packed, "xl/_rels/workbook.xml.rels")):
        if _attribute(tag, "Id") == key:
            target = _attribute(tag, "Target")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _shown(sheet: str, widths: Mapping[str, int]) -> dict[Place, str]:
    shown: dict[Place, str] = {}
    for attributes, digits in _CELL.findall(sheet):
        width = widths.get(_attribute(attributes, "s"))
        place = _PLACE.fullmatch(_attribute(attributes, "r"))
        if width and place and not _attribute(attributes, "t"):
            shown[int(place[2]), _column(place[1])] = digits.zfill(width)
    return shown


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
