"""Delimited text: how its cells are parted and quoted found out, each record with its line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from qualdesk.errors import InputError
from qualdesk.exchange.decoding import decoded, encoding_of
from qualdesk.exchange.files import FileKind, content_of, kind_of
from qualdesk.exchange.headings import known_headings
from qualdesk.exchange.records import Record, without_empty_end

DELIMITERS: Final = ",;\t|"
_RARE_DELIMITERS: Final = ":^~¦\x1f\x1e"
_NAMED_DELIMITERS: Final = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
}

_LONGEST_CELL = 131_072
_SAMPLE = 65_536
_SAMPLE_LINES = 200
_FEWEST_KNOWN = 2
_PARTED = 0.4
_MOSTLY_PARTED = 0.6
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b]")
_MOST_CONTROLS = 0.02
_FEW_CONTROLS = 40
_UNCLOSED = "A quote opened on this line is not closed where the row ends. Mend the quotes."
_STRAY_QUOTE = "A quote stands in the middle of a cell. Double it or take it out."
_TOO_LONG = "A cell is longer than 131,072 characters. Shorten it."
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARK = re.compile(r"\ufeff(?<![^\r\n]\ufeff)")
"""Begins a file, and a line of it where another was put behind the first; looked for by its letter."""

_SPACED_OUT = re.compile(r"\S {2,}\S")
_SAID_DELIMITER = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_IN_APOSTROPHES = re.compile(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)", re.MULTILINE)


class _Reader(Protocol):
    """What csv.reader returns, under a name of its own."""

    @property
    def line_num(self) -> int: ...
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


def read_text(path: Path, *, encoding: str = "", delimiter: str = "") -> Text:
    """Read a delimited file; encoding and delimiter are found out where not given.

    Raises:
        InputError: if it cannot be read, is empty or no delimited text.
    """
    content = content_of(path)
    if kind_of(content) is FileKind.WORKBOOK:
        raise InputError(f"{path.name} is a workbook: save the sheet as CSV and import that.")
    return text_of(content, path, encoding=encoding, delimiter=delimiter)


def text_of(content: bytes, path: Path, *, encoding: str = "", delimiter: str = "") -> Text:
    """Read delimited text from the bytes of a file.

    Raises:
        InputError: if they are empty or no delimited text.
    """
    found = encoding or encoding_of(content)
    words = _MARK.sub("", decoded(content, found, path))
    if not words.strip():
        raise InputError(f"{path.name} is empty. Choose a file with a heading line and rows.")
    sample = words[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _FEW_CONTROLS + _MOST_CONTROLS * len(sample):
        raise InputError(f"{path.name} is no text file. Choose a list saved as CSV.")
    said = _SAID_DELIMITER.match(_first_line(words))
    begins_after = 1 if said else 0
    chosen = _named_delimiter(delimiter) or (said[1] if said else "")
    lines = _sample_lines(words)[begins_after:]
    quote = _quote_of(lines)
    chosen = chosen or _delimiter_of(lines, quote, path)
    return Text(
        words,
        found.removesuffix("-sig"),
        chosen,
        quote,
        _escape_of(lines, chosen, quote),
        any(f"{chosen} {quote}" in line for line in lines),
        begins_after,
    )


def records(text: Text, *, after: int = 0, width: int | None = None) -> Iterator[Record]:
    """Yield every record behind line `after` that is not a blank line.

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
    reader = _reader(_fed(text.words, place.offset, fed), text, is_strict=True)
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
        if len(cells) > 1 or any(cell.strip() for cell in cells):
            yield Record(begin + 1, end, tuple(cells))


def _fed(words: str, offset: int, fed: list[re.Match[str]]) -> Iterator[str]:
    """Yield the lines from a place on, and keep those of the record that is being read."""
    for line in _LINE.finditer(words, offset):
        fed.append(line)
        yield line[0]


def _reader(lines: Iterator[str], text: Text, *, is_strict: bool) -> _Reader:
    return csv.reader(
        lines,
        delimiter=text.delimiter,
        quotechar=text.quote,
        escapechar=text.escape,
        strict=is_strict,
        skipinitialspace=text.skips_blanks,
    )


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
    reader = _reader(iter((line, "")), text, is_strict=False)
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


def _named_delimiter(said: str) -> str:
    delimiter = _NAMED_DELIMITERS.get(said.casefold(), said)
    if len(delimiter) > 1 or delimiter in {'"', "\n", "\r", " "}:
        raise InputError(f"“{said}” parts no cells. Give one character, for example ; or tab.")
    return delimiter


def _first_line(words: str) -> str:
    return words[:10].splitlines(keepends=True)[0]


def _sample_lines(words: str) -> list[str]:
    lines = list(islice(io.StringIO(words[:_SAMPLE], newline=""), _SAMPLE_LINES))
    is_cut = len(words) > _SAMPLE and len(lines) < _SAMPLE_LINES
    return lines[:-1] if is_cut and len(lines) > 1 else lines


def _quote_of(lines: Sequence[str]) -> str:
    """Return the apostrophe if that is what cells stand in, else the quote."""
    sample = "".join(lines)
    is_odd = '"' not in sample and len(_IN_APOSTROPHES.findall(sample)) >= 2 * len(lines)
    return "'" if is_odd else '"'


def _escape_of(lines: Sequence[str], delimiter: str, quote: str) -> str | None:
    """Return the backslash if quotes within cells are written so, as databases do."""
    if not any(f"\\{quote}" in line for line in lines):
        return None
    words = "".join(lines)
    plain, escaped = (Text(words, "", delimiter, quote, escape) for escape in (None, "\\"))
    faults = [sum(bool(one.fault) for one in records(text)) for text in (plain, escaped)]
    return "\\" if faults[1] < faults[0] else None


def _delimiter_of(lines: Sequence[str], quote: str, path: Path) -> str:
    """Return what parts most lines into the same number of cells, known headings first."""
    usual = max(DELIMITERS, key=lambda one: _parting(lines, one, quote))
    known, parted = _parting(lines, usual, quote)
    if known:
        return usual
    if parted < _MOSTLY_PARTED * 0.5 and _is_fixed_width(lines):
        raise InputError(
            f"The columns of {path.name} are set apart by spaces (fixed width), not by commas."
            " Save it as CSV and import that."
        )
    rare = max(_RARE_DELIMITERS, key=lambda one: _parting(lines, one, quote))
    if parted < _PARTED and _parting(lines, rare, quote) > (False, max(parted, _PARTED)):
        return rare
    return usual


def _parting(lines: Sequence[str], delimiter: str, quote: str) -> tuple[bool, float]:
    """Return whether it shows known headings, and how evenly it parts the lines, from 0 to 1."""
    text = Text("", "", delimiter, quote)
    rows = [row for row in _reader(iter(lines), text, is_strict=False) if any(row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return False, 0.0
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]))
    known = max(known_headings(row) for row in rows[:20])
    return known >= _FEWEST_KNOWN, count / len(rows) * (1 - 1 / width)


def _is_fixed_width(lines: Sequence[str]) -> bool:
    filled = [line.strip() for line in lines[:20] if line.strip()]
    spaced = sum(bool(_SPACED_OUT.search(line)) for line in filled)
    return len(filled) > 1 and spaced > len(filled) / 2
