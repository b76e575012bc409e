"""Small workbooks, made by hand: what a spreadsheet would save, with the parts that tests need."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY, _DIGITS = "14", "00000"
"""Formats: the number of that of a day, and the code of one that shows five digits."""


@dataclass(frozen=True)
class Extras:
    """What the sheets of a workbook hold beside text and numbers; cells are named as "B2"."""

    formats: Mapping[str, str] = field(default_factory=dict)
    hidden: Sequence[int] = ()
    merged: Sequence[str] = ()
    """Ranges such as "A2:A4"."""
    links: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    """What stands between the tags of a cell and their attributes: (` t="e"><v>#REF!</v>`)."""


NO_EXTRAS = Extras()


def an_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    states: Mapping[str, str] | None = None,
    dates: Sequence[str] = (),
    padded: Sequence[str] = (),
    is_1904: bool = False,
    extras: Extras = NO_EXTRAS,
) -> Path:
    """Write a workbook; `states` hides sheets, `dates` names cells ("B2") that show a day, `padded`
    those that show five digits.
    """
    names = list(sheets)
    formats = dict.fromkeys(dates, _DAY) | dict.fromkeys(padded, _DIGITS) | dict(extras.formats)
    codes = list(dict.fromkeys(formats.values()))
    styles = {place: codes.index(code) + 1 for place, code in formats.items()}
    files = {
        "[Content_Types].xml": _content_types(len(names)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook(names, states or {}, is_1904=is_1904),
        "xl/_rels/workbook.xml.rels": _relations(
            {
                **{
                    f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml")
                    for number in range(1, len(names) + 1)
                },
                "rId99": ("styles", "styles.xml"),
            }
        ),
        "xl/styles.xml": _styles(codes),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        files[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows, styles, extras)
        links = {f"rId{place}": ("hyperlink", target) for place, target in extras.links.items()}
        pinned = {"rId99": ("comments", f"../comments{number}.xml")} if extras.comments else {}
        files[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relations(links | pinned)
        files[f"xl/comments{number}.xml"] = _comments(extras.comments)
    return _packed(path, files)


def an_ods(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write an OpenDocument spreadsheet."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return _packed(
        path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    )


def an_xls(
    path: Path, rows: Rows, *, formats: Mapping[str, str], hidden: Sequence[int] = ()
) -> Path:
    """Write a workbook of the old kind with one sheet, "Leads"; `formats` names cells as "B2"."""
    codes = list(dict.fromkeys(formats.values()))
    styles = {place: codes.index(code) + 1 for place, code in formats.items()}
    kinds = [
        struct.pack("<HHB", 164 + at, len(one), 0) + one.encode() for at, one in enumerate(codes)
    ]
    used = [0, *(164 + at for at, _code in enumerate(codes))]
    begin = _old_record(0x0809, struct.pack("<HH12x", 0x0600, 0x0005))
    begin += b"".join(_old_record(0x041E, one) for one in kinds)
    begin += b"".join(_old_record(0x00E0, struct.pack("<HH16x", 0, one)) for one in used)
    start = len(begin) + len(_old_record(0x0085, bytes(13))) + 4
    begin += _old_record(0x0085, struct.pack("<IHBB", start, 0, 5, 0) + b"Leads")
    begin += _old_record(0x000A, b"") + _old_record(0x0809, struct.pack("<HH12x", 0x0600, 0x0010))
    for at, row in enumerate(rows):
        flags = 0x20 if at + 1 in hidden else 0
        begin += _old_record(0x0208, struct.pack("<HHHH4xHH", at, 0, len(row), 255, flags, 0))
        for column, cell in enumerate(row):
            begin += _old_cell(at, column, cell, styles.get(f"{chr(ord('A') + column)}{at + 1}", 0))
    path.write_bytes(_old_folder(begin + _old_record(0x000A, b"")))
    return path


def _old_record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _old_cell(row: int, column: int, cell: Cell, style: int) -> bytes:
    """Return a text, a whole number in its short form, or a number in its long one."""
    place = struct.pack("<HHH", row, column, style)
    if isinstance(cell, str):
        words = struct.pack("<HB", len(cell), 0) + cell.encode("latin-1")
        return _old_record(0x0204, place + words)
    if isinstance(cell, int) and cell < 1 << 29:
        return _old_record(0x027E, place + struct.pack("<I", cell << 2 | 2))
    return _old_record(0x0203, place + struct.pack("<d", cell))


def _old_folder(stream: bytes) -> bytes:
    """Return a folder of one stream: table, directory, and the stream in sectors behind them."""
    free, end, sector = 0xFFFF_FFFF, 0xFFFF_FFFE, 512
    size = max(len(stream), 4_096)
    count = -(-size // sector)
    table = [0xFFFF_FFFD, end, *range(3, count + 2), end]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4_096, end, 0, end, 0
    )
    head += struct.pack("<109I", 0, *[free] * 108)
    entries = [("Root Entry", 5, end, 0), ("Workbook", 2, 2, size)]
    folder = b"".join(_old_entry(*one) for one in entries) + bytes(128) * 2
    parts = struct.pack("<128I", *table, *[free] * (128 - len(table))) + folder
    return head + parts + stream.ljust(count * sector, b"\0")


def _old_entry(name: str, kind: int, start: int, size: int) -> bytes:
    words, none = name.encode("utf-16-le"), 0xFFFF_FFFF
    child = 1 if name == "Root Entry" else none
    head = words.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(words) + 2, kind, 1, none, none, child
    )
    return head + bytes(36) + struct.pack("<III", start, size, 0)


def _packed(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, words in files.items():
            packed.writestr(name, words)
    return path


def _content_types(sheet_count: int) -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {
        f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheet_count + 1)
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_CONTENT}"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _workbook(names: Sequence[str], states: Mapping[str, str], *, is_1904: bool) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        f"{_state(states.get(name))}/>"
        for number, name in enumerate(names, start=1)
    )
    epoch = '<workbookPr date1904="1"/>' if is_1904 else "<workbookPr/>"
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">{epoch}<sheets>{sheets}</sheets></workbook>'


def _state(state: str | None) -> str:
    return f' state="{state}"' if state else ""


def _styles(codes: Sequence[str]) -> str:
    """Return the styles 1, 2 … that show numbers by the codes of formats; 0 shows them as they are."""
    own = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode="{escape(code)}"/>'
        for number, code in enumerate(codes)
        if code != _DAY
    )
    ids = [code if code == _DAY else str(164 + number) for number, code in enumerate(codes)]
    used = "".join(f'<xf numFmtId="{one}" applyNumberFormat="1"/>' for one in ids)
    return (
        f'<styleSheet xmlns="{_SHEET}"><numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{used}'
        "</cellXfs></styleSheet>"
    )


def _comments(comments: Mapping[str, str]) -> str:
    pinned = "".join(
        f'<comment ref="{place}"><text><r><t>{escape(words)}</t></r></text></comment>'
        for place, words in comments.items()
    )
    return f'<comments xmlns="{_SHEET}"><commentList>{pinned}</commentList></comments>'


def _sheet(rows: Rows, styles: Mapping[str, int], extras: Extras) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        places = [f"{chr(ord('A') + column)}{number}" for column in range(len(row))]
        cells = "".join(
            f'<c r="{place}"{extras.raw[place]}</c>'
            if place in extras.raw
            else _cell(place, cell, styles)
            for place, cell in zip(places, row, strict=True)
        )
        hidden = ' hidden="1"' if number in extras.hidden else ""
        lines.append(f'<row r="{number}"{hidden}>{cells}</row>')
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in extras.merged)
    links = "".join(f'<hyperlink ref="{place}" r:id="rId{place}"/>' for place in extras.links)
    return (
        f'<worksheet xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheetData>{"".join(lines)}</sheetData>'
        f"<mergeCells>{merged}</mergeCells><hyperlinks>{links}</hyperlinks></worksheet>"
    )


def _cell(place: str, cell: Cell, styles: Mapping[str, int]) -> str:
    if cell == "":
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    style = f' s="{styles[place]}"' if place in styles else ""
    return f'<c r="{place}"{style}><v>{cell}</v></c>'


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    kind = "string" if isinstance(cell, str) else "float"
    value = "" if isinstance(cell, str) else f' office:value="{cell}"'
    words = f"<text:p>{escape(str(cell))}</text:p>" if cell != "" else ""
    return f'<table:table-cell office:value-type="{kind}"{value}>{words}</table:table-cell>'
