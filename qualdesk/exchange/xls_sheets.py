"""Sheets of XLS files: numbers that show more than they keep, and rows that nobody sees."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qualdesk.exchange.shown_numbers import Shown, shown_by
from qualdesk.exchange.xls_parts import DamagedError, XlsRecord, records_at, stream_of
from qualdesk.exchange.xlsx_parts import Place

_END, _SHEET, _FORMAT, _STYLE = 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _SHORT, _SHORTS, _ROW = 0x0203, 0x027E, 0x00BD, 0x0208
_IS_HIDDEN = 0x20
_WIDE = 1
_PER_SHORT = 6


@dataclass(slots=True)
class XlsSheet:
    """What a sheet tells beside what its cells keep."""

    shown: dict[Place, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Book:
    """What the beginning of the stream tells of all sheets."""

    codes: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    """The format of each style."""
    starts: dict[str, int] = field(default_factory=dict)

    def shows(self) -> Mapping[int, Shown]:
        """Return by style how it shows digits, for those that show more than these."""
        found = {
            style: shown_by(self.codes.get(code, "")) for style, code in enumerate(self.styles)
        }
        return {style: show for style, show in found.items() if show is not None}


def xls_sheet(content: bytes, name: str) -> XlsSheet:
    """Return what a sheet tells; nothing if the file is damaged, which its reader says."""
    try:
        stream = stream_of(content)
        book = _book_of(stream)
        return _sheet_at(stream, book.starts[name], book.shows())
    except (DamagedError, KeyError, IndexError, struct.error):
        return XlsSheet()


def _book_of(stream: bytes) -> _Book:
    book = _Book()
    for kind, content in records_at(stream, 0):
        if kind == _FORMAT:
            (number,) = struct.unpack_from("<H", content)
            book.codes[number] = _words(content, 2, "<HB")
        elif kind == _STYLE:
            book.styles.append(struct.unpack_from("<2xH", content)[0])
        elif kind == _SHEET:
            book.starts[_words(content, 6, "<BB")] = struct.unpack_from("<I", content)[0]
        elif kind == _END:
            break
    return book


def _words(content: bytes, at: int, layout: str) -> str:
    """Return a text behind its length and a byte that says how wide its letters are."""
    length, flags = struct.unpack_from(layout, content, at)
    start = at + struct.calcsize(layout)
    if flags & _WIDE:
        return content[start : start + 2 * length].decode("utf-16-le", errors="replace")
    return content[start : start + length].decode("latin-1")


def _sheet_at(stream: bytes, start: int, shows: Mapping[int, Shown]) -> XlsSheet:
    sheet = XlsSheet()
    for record in records_at(stream, start):
        if record.kind == _END:
            break
        if record.kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", record.content)
            sheet.hidden += [row + 1] if flags & _IS_HIDDEN else []
        for row, column, style, number in _numbers_in(record) if shows else ():
            if style in shows and number >= 0 and number.is_integer():
                sheet.shown[row + 1, column + 1] = shows[style](str(int(number)))
    return sheet


def _numbers_in(record: XlsRecord) -> Iterator[tuple[int, int, int, float]]:
    """Yield row and column (from 0), style and value of the numbers of a record."""
    kind, content = record
    if kind == _NUMBER:
        yield struct.unpack_from("<HHHd", content)
    elif kind == _SHORT:
        row, column, style, short = struct.unpack_from("<HHHI", content)
        yield row, column, style, _number(short)
    elif kind == _SHORTS:
        row, first = struct.unpack_from("<HH", content)
        for index in range((len(content) - _PER_SHORT) // _PER_SHORT):
            style, short = struct.unpack_from("<HI", content, 4 + index * _PER_SHORT)
            yield row, first + index, style, _number(short)


def _number(short: int) -> float:
    """Return a number from its short form: half a float or 30 bits, and perhaps a hundred times it."""
    if short & 2:
        number = float((short >> 2) - ((short >> 31) << 30))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (short & 0xFFFF_FFFC) << 32))
    return number / 100 if short & 1 else number
