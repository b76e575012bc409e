"""Sheet extras: what a workbook holds beside the text of its cells, where it changes what is read."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from qualdesk.exchange.ods_sheets import merged_in_ods, ods_rows, shown_in_ods
from qualdesk.exchange.shown_numbers import shown_numbers
from qualdesk.exchange.xls_sheets import xls_sheet
from qualdesk.exchange.xlsx_parts import (
    NO_PART,
    Place,
    attribute,
    path_of_sheet,
    place_of,
    relations_of,
    words_of_part,
)

_HIDDEN_ROW = re.compile(r'<row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_ERROR = re.compile(r't="e"')
_FORMULA = re.compile(r"<f[ >/]")
_VALUE = re.compile(r"<v>([^<]+)<")
_COMMENTS = re.compile(r"/comments?\d*\.xml$")
_COMMENT = re.compile(r"(<comment\b[^>]*>)(.*?)</comment>", re.DOTALL)
_WORDS = re.compile(r"<t\b[^>]*>([^<]*)<")
_LINK = re.compile(r"<hyperlink\b[^>]*>")
_LINKING = re.compile(r"HYPERLINK\((?:\"|&quot;)(mailto:[^\"&]+)")
_LONGEST_CELL = 20_000
"""Signs of a cell with its formula: farther away its tags are not looked for."""

_MAILTO = re.compile(r"mailto:([^?]+@[^?]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetExtras:
    """What is told of a sheet beside the text of its cells."""

    shown: Mapping[Place, str] = field(default_factory=dict)
    """Cells that show more than they keep, as they are shown."""
    linked: Mapping[Place, str] = field(default_factory=dict)
    """The addresses that a click on a cell writes to."""
    hidden: Sequence[int] = ()
    """The lines that nobody sees."""
    faults: Mapping[Place, str] = field(default_factory=dict)
    """Cells with an error of the spreadsheet, and what it says; nothing if a formula has no result."""
    comments: Mapping[Place, str] = field(default_factory=dict)
    """What people have pinned to cells."""
    merged: Sequence[tuple[Place, Place]] = ()
    """The first and the last cell of those that are one, where the reader of workbooks is not told."""


NO_EXTRAS = SheetExtras()


def extras_of(content: bytes, sheet: str) -> SheetExtras:
    """Return what is told of a sheet."""
    if not content.startswith(b"PK"):
        old = xls_sheet(content, sheet)
        return SheetExtras(shown=old.shown, hidden=old.hidden)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if "content.xml" in packed.namelist():
                return _of_ods(packed.read("content.xml"), sheet)
            path = path_of_sheet(packed, sheet)
            return _of_xlsx(packed, path, words_of_part(packed, path))
    except NO_PART:
        return NO_EXTRAS


def _of_ods(content: bytes, sheet: str) -> SheetExtras:
    rows = list(ods_rows(content, sheet))
    hidden = [row.line for row in rows if row.is_hidden]
    return SheetExtras(shown=shown_in_ods(rows), hidden=hidden, merged=merged_in_ods(rows))


def _of_xlsx(packed: zipfile.ZipFile, path: str, sheet: str) -> SheetExtras:
    shown: Mapping[Place, str] = {}
    with suppress(KeyError):  # without styles nothing is shown otherwise
        shown = shown_numbers(packed, sheet)
    relations: Mapping[str, str] = {}
    with suppress(KeyError):  # a sheet without links refers to nothing
        relations = relations_of(packed, path)
    return SheetExtras(
        shown=shown,
        linked={**dict(_linked_by_formula(sheet)), **_linked(relations, sheet)},
        hidden=_hidden(sheet),
        faults=dict(_faults(sheet)),
        comments=_comments(packed, path, relations.values()),
    )


def _hidden(sheet: str) -> list[int]:
    if ' hidden="' not in sheet:
        return []
    return [int(attribute(tag, "r") or 0) for tag in _HIDDEN_ROW.findall(sheet)]


def _comments(packed: zipfile.ZipFile, path: str, targets: Iterable[str]) -> dict[Place, str]:
    comments: dict[Place, str] = {}
    for target in targets:
        name = normpath(join(dirname(path), target)).removeprefix("/")
        if _COMMENTS.search(name) and name in packed.namelist():
            for tag, inner in _COMMENT.findall(words_of_part(packed, name)):
                if place := place_of(attribute(tag, "ref")):
                    comments[place] = unescape("".join(_WORDS.findall(inner)))
    return comments


def _linked(relations: Mapping[str, str], sheet: str) -> dict[Place, str]:
    linked = {}
    for tag in _LINK.findall(sheet):
        place = place_of(attribute(tag, "ref"))
        address = _MAILTO.match(relations.get(attribute(tag, "r:id"), ""))
        if place and address:
            linked[place] = unquote(address[1])
    return linked


def _linked_by_formula(sheet: str) -> Iterator[tuple[Place, str]]:
    for found in _LINKING.finditer(sheet):
        place, address = _place_around(sheet, found.start()), _MAILTO.match(unescape(found[1]))
        if place and address:
            yield place, unquote(address[1])


def _faults(sheet: str) -> Iterator[tuple[Place, str]]:
    """Yield the cells that hold an error, and the formulas that nobody has worked out."""
    for found in _ERROR.finditer(sheet):
        if place := _place_around(sheet, found.start()):
            said = _VALUE.search(sheet, found.end(), _end_of_cell(sheet, found.end()))
            yield place, said[1] if said else "#N/A"
    for found in _FORMULA.finditer(sheet):
        cell = sheet[_start_of_cell(sheet, found.start()) : _end_of_cell(sheet, found.end())]
        has_result = _VALUE.search(cell) or 't="str"' in cell
        if not has_result and (place := _place_around(sheet, found.start())):
            yield place, ""


def _start_of_cell(sheet: str, inside: int) -> int:
    """Return where the cell begins within which, or within whose tag, something stands."""
    return sheet.rfind("<c ", max(0, inside - _LONGEST_CELL), inside)


def _end_of_cell(sheet: str, inside: int) -> int:
    end = sheet.find("</c>", inside, inside + _LONGEST_CELL)
    return end if end >= 0 else inside


def _place_around(sheet: str, inside: int) -> Place | None:
    start = _start_of_cell(sheet, inside)
    return place_of(attribute(sheet[start : sheet.find(">", start)], "r")) if start >= 0 else None
