"""Delimited text: encoding and delimiter found out, each record with its line."""

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualdesk.errors import InputError

DELIMITERS = ",;\t|"

_LARGEST_FILE = 500_000_000
_LONGEST_CELL = 131_072
_SAMPLE = 16_384
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "is an Excel workbook or a ZIP file: save the sheet as CSV and import that."),
    (b"\xd0\xcf\x11\xe0", "is an old Excel or Office file: save the sheet as CSV and import that."),
    (b"%PDF", "is a PDF: ask for the list as CSV and import that."),
    (b"SQLite format 3\x00", "is a database, not a list: export the list as CSV and import that."),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.02
_FEW_CONTROLS = 20
_FEWEST_NULS_OF_UTF16 = 0.3
_UNCLOSED = "A quote opened on this line is not closed where the row ends. Mend the quotes."
_STRAY_QUOTE = "A quote stands in the middle of a cell. Double it or take it out."
_TOO_LONG = "A cell is longer than 131,072 characters. Shorten it."
_SPACED_OUT = re.compile(r"\S {2,}\S")


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file, with what was found out about it."""

    words: str
    encoding: str
    delimiter: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its first and last physical line, and its cells, or why it cannot be read."""

    line: int
    last_line: int
    cells: tuple[str, ...]
    fault: str = ""
    raw: str = ""


def read_text(path: Path, *, encoding: str = "", delimiter: str = "") -> Text:
    """Read a delimited file; encoding and delimiter are found out where not given.

    Raises:
        InputError: if it cannot be read, is empty or no delimited text.
    """
    content = _content_of(path)
    found = encoding or _encoding_of(content)
    words = _decoded(content, found, path)
    if not words.strip():
        raise InputError(f"{path.name} is empty. Choose a file with a heading line and rows.")
    if len(_CONTROLS.findall(words[:_SAMPLE])) > _FEW_CONTROLS + _MOST_CONTROLS * len(
        words[:_SAMPLE]
    ):
        raise InputError(f"{path.name} is no text file. Choose a list saved as CSV.")
    return Text(words, found.removesuffix("-sig"), delimiter or _delimiter_of(words, path))


def records(text: Text, *, after: int = 0, width: int | None = None) -> Iterator[Record]:
    """Yield every record behind line `after` that is not a blank line.

    A record that breaks off, or that runs over several lines and then has not `width` cells, is
    given back as faulty with its first line only; reading goes on with the line after it, so that
    an unclosed quote never swallows what follows.
    """
    csv.field_size_limit(_LONGEST_CELL)
    lines = list(io.StringIO(text.words, newline=""))
    start: int | None = after
    while start is not None:
        start = yield from _until_fault(lines, start, text.delimiter, width)


def _until_fault(
    lines: list[str], start: int, delimiter: str, width: int | None
) -> Generator[Record, None, int | None]:
    """Yield records up to and with the first faulty one; return where to go on, None at the end."""
    rest = (lines[index] for index in range(start, len(lines)))
    reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=True)
    end = start
    while True:
        begin = end
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            yield Record(
                begin + 1,
                begin + 1,
                (),
                _fault_of(problem, start + reader.line_num - begin),
                lines[begin],
            )
            return begin + 1
        if cells is None:
            return None
        end = start + reader.line_num
        if end - begin > 1 and width is not None and len(cells) != width:
            yield Record(begin + 1, begin + 1, (), _UNCLOSED, lines[begin])
            return begin + 1
        if len(cells) > 1 or any(cell.strip() for cell in cells):
            yield Record(begin + 1, end, tuple(cells))


def _fault_of(problem: csv.Error, line_count: int) -> str:
    if line_count > 1 or "end of data" in str(problem):
        return _UNCLOSED
    return _TOO_LONG if "field limit" in str(problem) else _STRAY_QUOTE


def _content_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(f"{path.name} is larger than 500 MB. Split it and import the parts.")
        content = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror}.") from problem
    for magic, sentence in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"{path.name} {sentence}")
    return content


def _encoding_of(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding
    sample = content[:_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > _FEWEST_NULS_OF_UTF16 * max(1, len(sample)):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _likely_encoding(content)
    return "utf-8"


def _likely_encoding(content: bytes) -> str:
    import chardet  # noqa: PLC0415 - seldom needed, 40 ms

    found = chardet.detect(content[:_SAMPLE] + _unusual_lines(content))["encoding"] or "cp1252"
    try:
        content.decode(found)
    except (UnicodeDecodeError, LookupError):
        return "cp1252"
    return "cp1252" if found.lower() in {"ascii", "iso-8859-1", "utf-8"} else found.lower()


def _unusual_lines(content: bytes) -> bytes:
    """Return lines with accents: what tells encodings apart may come late in a long file."""
    return b"\n".join([line for line in content.splitlines() if not line.isascii()][:200])


def _decoded(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding, errors="replace")
    except LookupError as problem:
        raise InputError(
            f"The encoding “{encoding}” is not known; {path.name} was not read."
        ) from (problem)


def _delimiter_of(words: str, path: Path) -> str:
    sample = words[:_SAMPLE].lstrip()
    head = _outside_quotes(sample.splitlines()[0])
    commonest = max(DELIMITERS, key=head.count)
    if not head.count(commonest) and _is_fixed_width(sample):
        raise InputError(
            f"The columns of {path.name} are set apart by spaces (fixed width), not by commas."
            " Save it as CSV and import that."
        )
    if not head.count(commonest):  # one column, or a title alone on the first line
        return max(DELIMITERS, key=_outside_quotes(sample).count)
    try:
        sniffed = csv.Sniffer().sniff(sample, delimiters=DELIMITERS).delimiter
    except csv.Error:
        return commonest
    return sniffed if 2 * head.count(sniffed) >= head.count(commonest) else commonest


def _is_fixed_width(sample: str) -> bool:
    lines = [line.strip() for line in sample.splitlines()[:20] if line.strip()]
    return len(lines) > 1 and sum(bool(_SPACED_OUT.search(line)) for line in lines) > len(lines) / 2


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)
