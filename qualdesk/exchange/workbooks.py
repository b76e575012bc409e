"""Workbooks (XLSX, XLS, ODS): the sheet that is meant, its rows as text as a person sees them."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from qualdesk.errors import InputError
from qualdesk.exchange.records import Record, RecordPack, are_blank
from qualdesk.exchange.sheet_extents import check_extent
from qualdesk.exchange.sheet_texts import SheetText, as_shown

_MOST_UNPACKED = 1_000_000_000
_MOST_RATIO = 200
_SMALL = 50_000_000

_Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    content: bytes


class SheetError(InputError):
    """Rows stand on several sheets, or on a hidden one, and nobody has said which is meant."""

    def __init__(self, sentence: str, names: Sequence[str], hidden: Sequence[str]) -> None:
        super().__init__(sentence)
        self.names = tuple(names)
        self.hidden = frozenset(hidden)


def sheet_of(content: bytes, path: Path, *, sheet: str = "") -> SheetText:
    """Read the sheet of that name; without a name the only one that holds rows.

    Raises:
        SheetError: if several could be meant.
        InputError: if it is no workbook, is locked or too large.
    """
    _check_size(content, path)
    with _refusing(path):
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return as_shown(_chosen(workbook, _Source(path, content), sheet), content)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the reader makes of a damaged workbook into a sentence."""
    try:
        yield
    except calamine.PasswordError as problem:
        raise InputError(
            f"{path.name} is protected by a password. Save it without one and import that."
        ) from problem
    except BaseException as problem:
        # A panic of the reader is no Exception, and its class can be told by its name alone.
        is_panic = type(problem).__name__ == "PanicException"
        if not (is_panic or isinstance(problem, calamine.CalamineError)):
            raise
        raise InputError(
            f"{path.name} cannot be opened as a workbook (XLSX, XLS or ODS): it is damaged, locked"
            " or of another kind. Save the sheet as CSV and import that."
        ) from problem


def _check_size(content: bytes, path: Path) -> None:
    """Refuse a small file that would unpack to a huge one, before anything is unpacked."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        return  # calamine says what is wrong with it
    if size > _MOST_UNPACKED or (size > _SMALL and size > _MOST_RATIO * len(content)):
        raise InputError(
            f"{path.name} would unpack to {size // 1_000_000} MB. Save the sheet as CSV and import"
            " that."
        )


def _chosen(workbook: calamine.CalamineWorkbook, source: _Source, sheet: str) -> SheetText:
    offered: dict[str, str] = {}
    filled: list[SheetText] = []
    for known in workbook.sheets_metadata:
        is_named = known.name.casefold() == sheet.strip().casefold()
        is_sheet = known.typ == calamine.SheetTypeEnum.WorkSheet
        is_own = known.visible == calamine.SheetVisibleEnum.VeryHidden
        if not is_sheet or (is_own and not is_named):
            continue  # charts, and what the program that wrote it keeps there for itself
        check_extent(source.content, source.path, known.name)
        rows = _sheet_text(workbook, known.name)
        if is_named:
            return rows
        if rows.records:
            filled.append(rows)
            is_hidden = known.visible == calamine.SheetVisibleEnum.Hidden
            offered[known.name] = f"“{known.name}”" + (" (hidden)" if is_hidden else "")
    return _only(filled, offered, source.path, sheet)


def _only(
    filled: Sequence[SheetText], offered: dict[str, str], path: Path, sheet: str
) -> SheetText:
    names = ", ".join(offered.values())
    if sheet:
        raise InputError(f"{path.name} has no sheet “{sheet}”. Its sheets are: {names or 'none'}.")
    if not filled:
        raise InputError(f"{path.name} is empty. Choose a file with a heading line and rows.")
    if len(filled) > 1 or offered[filled[0].name].endswith("(hidden)"):
        raise SheetError(
            f"{path.name} has rows on these sheets: {names}. Say which one to read, for example"
            f' --sheet "{filled[0].name}".',
            list(offered),
            [name for name, shown in offered.items() if shown.endswith("(hidden)")],
        )
    return filled[0]


def _sheet_text(workbook: calamine.CalamineWorkbook, name: str) -> SheetText:
    sheet = workbook.get_sheet_by_name(name)
    merged = [
        ((top + 1, left + 1), (bottom + 1, right + 1))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return SheetText(name, RecordPack(_records(sheet)), merged)


def _records(sheet: calamine.CalamineSheet) -> Iterator[Record]:
    """Yield the rows one after another: a list of all would take many times as much memory."""
    before = ("",) * (sheet.start[1] if sheet.start else 0)
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells = tuple(map(_text, row))
        if not are_blank(cells):
            yield Record(line, line, before + cells)


def _text(cell: _Cell) -> str:
    """Return a cell as a person reads it: whole numbers without a point, days without midnight."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**63:
        return str(int(cell))
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return (cell.date() if is_day else cell.replace(microsecond=0)).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
