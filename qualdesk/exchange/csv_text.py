"""Delimited text: its encoding found out, and how its cells are parted and quoted."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from qualdesk.errors import InputError
from qualdesk.exchange.csv_records import DELIMITERS, Text, reader_of, records
from qualdesk.exchange.decoding import decoded, encoding_of
from qualdesk.exchange.files import FileKind, content_of, kind_of
from qualdesk.exchange.headings import known_headings

_RARE_DELIMITERS: Final = ":^~¦\x1f\x1e"
_NAMED_DELIMITERS: Final = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
}

_SAMPLE = 65_536
_SAMPLE_LINES = 200
_FEWEST_KNOWN = 2
_PARTED = 0.4
_MOSTLY_PARTED = 0.6
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b]")
_MOST_CONTROLS = 0.02
_FEW_CONTROLS = 40
_MARK = re.compile(r"\ufeff(?<![^\r\n]\ufeff)")
"""Begins a file, and a line of it where another was put behind the first; looked for by its letter."""

_SPACED_OUT = re.compile(r"\S {2,}\S")
_SAID_DELIMITER = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_IN_APOSTROPHES = re.compile(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)", re.MULTILINE)


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
    if outer := _outer_delimiter(lines, quote):
        return outer
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


def _outer_delimiter(lines: Sequence[str], quote: str) -> str:
    """Return what stands behind each row where all of it lies in the first cell, or nothing.

    So a spreadsheet saves a list whose own delimiter it did not know.
    """
    for one in DELIMITERS:
        if all(line.rstrip("\r\n").endswith(one) for line in lines if line.strip()):
            rows = list(reader_of(iter(lines), Text("", "", one, quote), is_strict=False))
            if all(not any(map(str.strip, row[1:])) for row in rows):
                return one
    return ""


def _parting(lines: Sequence[str], delimiter: str, quote: str) -> tuple[bool, float]:
    """Return whether it shows known headings, and how evenly it parts the lines, from 0 to 1."""
    text = Text("", "", delimiter, quote)
    rows = [row for row in reader_of(iter(lines), text, is_strict=False) if any(row)]
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
