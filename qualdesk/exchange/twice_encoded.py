"""Letters encoded twice: UTF-8 that a program once took for another encoding: MÃ¼ller for Müller."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace as with_other

from qualdesk.exchange.list_shape import Read, Remark
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record

_TAKEN_FOR = ("cp1252", "mac-roman")
_HIGH = range(0x80, 0x100)
_CONTROLS = range(0x80, 0xA0)
"""Where programs that took it for ISO-8859-1 have no letters."""

_SHOWN = 80


class _Wrong(NamedTuple):
    """An encoding that UTF-8 was taken for."""

    bytes_of: dict[str, int]
    """The byte that each of its letters beyond ASCII was."""
    pairs: re.Pattern[str]
    """What accents and typographic signs look like then."""


class Mending:
    """Mends records as they are read, and remembers where it first did."""

    def __init__(self) -> None:
        self.remark: Remark | None = None

    def over(self, read: Read) -> Read:
        """Return what yields the same records, with letters that were encoded twice put right."""

        def mending(after: int, width: int | None) -> Iterator[Record]:
            return map(self._mended, read(after, width))

        return mending

    def _mended(self, record: Record) -> Record:
        if all(map(str.isascii, record.cells)):
            return record
        cells = tuple(map(mended, record.cells))
        if cells == record.cells:
            return record
        if self.remark is None:
            self.remark = _remark(record, cells)
        return with_other(record, cells=cells)


def are_broken(words: str) -> bool:
    """Whether a text has what such letters look like."""
    return not words.isascii() and any(one.pairs.search(words) for one in _wrongs())


def mended(cell: str) -> str:
    """Return a cell with its letters put right, if all of them were encoded twice; else as it is."""
    if cell.isascii():
        return cell
    for wrong in _wrongs():
        if wrong.pairs.search(cell) and (told := _told(cell, wrong)):
            return told
    return cell


def _told(cell: str, wrong: _Wrong) -> str:
    codes = [ord(one) if one < "\x80" else wrong.bytes_of.get(one, -1) for one in cell]
    if -1 in codes:
        return ""
    try:
        return bytes(codes).decode()
    except UnicodeDecodeError:
        return ""


def _remark(record: Record, cells: Iterable[str]) -> Remark:
    pairs = zip(record.cells, cells, strict=True)
    before, after = next((one, other) for one, other in pairs if one != other)
    said = (
        "Letters of this list were encoded twice; they are put right where that is sure, here as"
        f" “{after[:_SHOWN]}”."
    )
    return Remark(record.line, None, ProblemKind.MENDED_LETTERS, before[:_SHOWN], said)


@cache
def _wrongs() -> tuple[_Wrong, ...]:
    return tuple(map(_wrong, _TAKEN_FOR))


def _wrong(encoding: str) -> _Wrong:
    letters = {code: _letter(code, encoding) for code in _HIGH}
    controls = {chr(code): code for code in _CONTROLS}
    behind = "".join(re.escape(letters[code]) for code in range(0x80, 0xC0)) + "".join(controls)
    dashes = "".join(letters[code] for code in (0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97))
    west, east, signs = (
        "".join(re.escape(letters[code]) for code in codes)
        for codes in ((0xC2, 0xC3), (0xC4, 0xC5), (0xE2,))
    )
    second = "".join(
        re.escape(one) for code in (0x80, 0x82, 0x84) for one in (letters[code], chr(code))
    )
    # A capital before a dash or a quote may be meant so; within a word it is not.
    pairs = (
        rf"[{west}][{behind}]|{signs}[{second}][{behind}]"
        rf"|[{east}](?:(?![{dashes}])[{behind}]|[{dashes}](?=\w))"
    )
    bytes_of = controls | {letter: code for code, letter in letters.items()}
    return _Wrong(bytes_of, re.compile(pairs))


def _letter(code: int, encoding: str) -> str:
    """Return the letter of a byte; where an encoding has none, browsers take the control's place."""
    try:
        return bytes([code]).decode(encoding)
    except UnicodeDecodeError:
        return chr(code)
