"""Parts of an XLSX file: where a sheet lies in the packed folder, and how its tags are read."""

import re
import zipfile
import zlib
from functools import cache
from html import unescape

NO_PART = (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error)
"""What a damaged or locked file raises where a part of it is read; KeyError where it has none."""

Place = tuple[int, int]
"""Line and column of a cell, both from 1."""

_SPACE = re.compile(rb"<(\w+:)(?:worksheet|styleSheet|workbook|Relationships|comments)\b")
_HEAD = 2_048
_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LETTERS = 26


def part_of(packed: zipfile.ZipFile, name: str) -> bytes:
    """Return a part with plain tags; some programs put the name of a space before each."""
    part = packed.read(name)
    if space := _SPACE.search(part, 0, _HEAD):
        return part.replace(b"<" + space[1], b"<").replace(b"</" + space[1], b"</")
    return part


def words_of_part(packed: zipfile.ZipFile, name: str) -> str:
    """Return a part as text, with plain tags."""
    return part_of(packed, name).decode("utf-8", errors="replace")


def attribute(tag: str, name: str) -> str:
    """Return what an attribute of a tag says, or nothing."""
    found = _attribute(name).search(tag)
    return unescape(found[1]) if found else ""


@cache
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(rf'\b{name}="([^"]*)"')


def path_of_sheet(packed: zipfile.ZipFile, sheet: str) -> str:
    """Return the path of a sheet.

    Raises:
        KeyError: if there is no such sheet, or the file is no XLSX.
    """
    tags = _SHEET.findall(words_of_part(packed, "xl/workbook.xml"))
    key = next((attribute(tag, "r:id") for tag in tags if attribute(tag, "name") == sheet), "")
    for tag in _RELATION.findall(words_of_part(packed, "xl/_rels/workbook.xml.rels")):
        if attribute(tag, "Id") == key:
            target = attribute(tag, "Target")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def relations_of(packed: zipfile.ZipFile, path: str) -> dict[str, str]:
    """Return what a part refers to, by the ids that it uses for it.

    Raises:
        KeyError: if the part refers to nothing.
    """
    folder, _stroke, name = path.rpartition("/")
    words = words_of_part(packed, f"{folder}/_rels/{name}.rels")
    return {attribute(tag, "Id"): attribute(tag, "Target") for tag in _RELATION.findall(words)}


def place_of(reference: str) -> Place | None:
    """Return the place that "C2" names; of a range its first."""
    found = _PLACE.match(reference)
    return (int(found[2]), column_number(found[1])) if found else None


def column_number(letters: str) -> int:
    """Return which column "A" or "XFD" is, from 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
