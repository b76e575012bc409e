"""Small workbooks, made by hand: what a spreadsheet would save, with the parts that tests need."""

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_SHEET}"><numFmts count="1"><numFmt numFmtId="164"'
    ' formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"'
    ' applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def an_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    states: Mapping[str, str] | None = None,
    dates: Sequence[str] = (),
    padded: Sequence[str] = (),
    is_1904: bool = False,
) -> Path:
    """Write a workbook; `states` hides sheets, `dates` names cells ("B2") that show a day, `padded`
    those that show five digits.
    """
    names = list(sheets)
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
        "xl/styles.xml": _STYLES,
    }
    for number, rows in enumerate(sheets.values(), start=1):
        files[f"xl/worksheets/sheet{number}.xml"] = _sheet(
            rows, dict.fromkeys(dates, 1) | dict.fromkeys(padded, 2)
        )
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


def _sheet(rows: Rows, styles: Mapping[str, int]) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _cell(f"{chr(ord('A') + column)}{number}", cell, styles)
            for column, cell in enumerate(row)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


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
