"""Records of a delimited text, each with its line, whatever its quotes do."""

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple, Protocol

from qualdesk.exchange.records import Record, are_blank, without_empty_end

DELIMITERS: Final = ",;\t|"
_LONGEST_CELL = 131_072
_UNCLOSED = "A quote opened on this line is not closed where the row ends. Mend the quotes."
_STRAY_QUOTE = "A quote stands in the middle of a cell. Double it or take it out."
_TOO_LONG = "A cell is longer than 131,072 characters. Shorten it."
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Rows(Protocol):
    """What csv.reader returns, under a name of its own."""

    @property
    def line_num(self) -> int:
        """How many lines were read so far."""
        ...

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file, with what was found out about it."""

    words: str
    encoding: str
    delimiter: str
    quote: str = '"'
    escape: str | None = None
    skips_blanks: bool = False
    """Whether blanks stand between a delimiter and a quote, so that they belong to neither cell."""
    begins_after: int = 0
    """The line that only names the delimiter; 0 if there is none."""


def records(text: Text, *, after: int = 0, width: int | None = None) -> Iterator[Record]:
    """Yield every record behind line `after` that holds anything.

    A record that breaks off, or that runs over several lines and seems to hold other rows, by the
    `width` cells that a row has, is given back as faulty with its first line only; reading goes on
    with the line after it, so that an unclosed quote never swallows what follows.
    """
    csv.field_size_limit(_LONGEST_CELL)
    place: _Place | None = _place_after(text.words, max(after, text.begins_after))
    while place is not None:
        place = yield from _until_fault(text, place, width)


def unfolded(record: Record, delimiters: str = DELIMITERS) -> tuple[str, ...]:
    """Return the cells of a record that stands whole in one cell, or no cells if it does not."""
    if len(record.filled) != 1 or not record.cells[0].strip():
        return ()
    parted = max((_only_row(record.cells[0], one) for one in delimiters), key=len)
    return parted if len(parted) > 1 else ()


def reader_of(lines: Iterator[str], text: Text, *, is_strict: bool) -> Rows:
    """Return the reader of a text's rows, which are lists of cells; a strict one names damage."""
    return csv.reader(
        lines,
        delimiter=text.delimiter,
        quotechar=text.quote,
        escapechar=text.escape,
        strict=is_strict,
        skipinitialspace=text.skips_blanks,
    )


def _only_row(whole: str, delimiter: str) -> tuple[str, ...]:
    try:
        rows = list(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter))
    except csv.Error:
        return ()
    return tuple(rows[0]) if len(rows) == 1 else ()


class _Place(NamedTuple):
    """Where to read on: behind how many lines, and where in the text that is."""

    line: int
    offset: int


def _place_after(words: str, line: int) -> _Place:
    found = next(islice(_LINE.finditer(words), line - 1, None), None) if line else None
    return _Place(line, found.end() if found else len(words) if line else 0)


def _until_fault(
    text: Text, place: _Place, width: int | None
) -> Generator[Record, None, _Place | None]:
    """Yield records up to and with the first faulty one; return where to go on, None at the end."""
    fed: list[re.Match[str]] = []
    reader = reader_of(_fed(text.words, place.offset, fed), text, is_strict=True)
    end = place.line
    while True:
        begin = end
        fed.clear()
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            fault = _fault_of(problem, place.line + reader.line_num - begin)
            yield _mended(Record(begin + 1, begin + 1, (), fault, fed[0][0]), text, width)
            return _Place(begin + 1, fed[0].end())
        if cells is None:
            return None
        end = place.line + reader.line_num
        if end - begin > 1 and width is not None and _holds_rows(cells, width, text.delimiter):
            yield Record(begin + 1, begin + 1, (), _UNCLOSED, fed[0][0])
            return _Place(begin + 1, fed[0].end())
        if not are_blank(cells):
            yield Record(begin + 1, end, tuple(cells))


def _fed(words: str, offset: int, fed: list[re.Match[str]]) -> Iterator[str]:
    """Yield the lines from a place on, and keep those of the record that is being read."""
    for line in _LINE.finditer(words, offset):
        fed.append(line)
        yield line[0]


def _holds_rows(cells: Sequence[str], width: int, delimiter: str) -> bool:
    """Whether a quote left open made one cell of the end of a row and the beginning of another.

    Cells are missing then, and delimiters enough for half a row stand in that cell; prose sets a
    blank behind its commas.
    """
    count = without_empty_end(cells, width)
    if count >= width:
        return count > width
    parting = re.compile(re.escape(delimiter) + r"(?![ \r\n])")
    return any(len(parting.findall(cell)) >= width // 2 for cell in cells)


def _mended(broken: Record, text: Text, width: int | None) -> Record:
    """Return a line that cannot be read, with its cells if for all its stray quotes they are plain."""
    cells = _without_quotes(broken.raw, text, width) if broken.fault == _STRAY_QUOTE else ()
    return Record(broken.line, broken.last_line, cells) if cells else broken


def _without_quotes(line: str, text: Text, width: int | None) -> tuple[str, ...]:
    """Return the cells of a line where one begins with a quoted word, as spreadsheets read them.

    There are none if a quote is left open, or has swallowed a cell.
    """
    reader = reader_of(iter((line, "")), text, is_strict=False)
    try:
        cells = next(reader)
    except csv.Error:
        return ()
    is_whole = width is not None and without_empty_end(cells, width) == width
    return tuple(cells) if is_whole and reader.line_num == 1 else ()


def _fault_of(problem: csv.Error, line_count: int) -> str:
    if line_count > 1 or "end of data" in str(problem):
        return _UNCLOSED
    return _TOO_LONG if "field limit" in str(problem) else _STRAY_QUOTE
