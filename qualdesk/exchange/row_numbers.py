"""Row numbers: at which numbers a line says that somebody is reached, the most direct first."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualdesk.domain.phone import Phone
from qualdesk.exchange.cell_values import is_nothing
from qualdesk.exchange.fields import PHONES, Field
from qualdesk.exchange.lead_rows import NUMBER_MESSAGES
from qualdesk.exchange.number_columns import NumberColumn, dialled_order
from qualdesk.exchange.phone_cells import NumberProblem, ReadNumber, ReadNumbers, read_numbers
from qualdesk.exchange.row_cells import RowCells, forbids

_NO_DIGITS = re.compile(r"\D")
_EXTENSION = re.compile(r"\d{1,7}")
_BARRING = frozenset({Field.DO_NOT_CALL_DIRECT, Field.DO_NOT_CALL_MOBILE, Field.DO_NOT_CALL_NUMBER})
_CODES = frozenset({Field.CALLING_CODE, Field.AREA_CODE})
_LANDLINES = frozenset(PHONES) - {Field.MOBILE}
_NUMBER_FAULTS = frozenset(NumberProblem) - {NumberProblem.MORE_DIGITS}


class RowNumbers(NamedTuple):
    """The numbers of a row, their extensions, and those the list says must not be called."""

    phones: tuple[Phone, ...]
    extensions: dict[str, str]
    barred: tuple[Phone, ...]
    has_fault: bool
    """Whether a cell held what is no number that can be dialled."""


class _Found(NamedTuple):
    of: NumberColumn
    number: ReadNumber


def numbers_of(row: RowCells, country: str) -> RowNumbers:
    """Return the numbers of a row that belong to a country; what cannot be dialled is reported."""
    found = _found(row, country)
    return RowNumbers(
        phones=tuple(dict.fromkeys(one.number.phone for one in found)),
        extensions=_extensions(row, found),
        barred=_barred(row, found),
        has_fault=any(one.kind in _NUMBER_FAULTS for one in row.problems),
    )


def _found(row: RowCells, country: str) -> list[_Found]:
    found: list[_Found] = []
    for one in _columns(row):
        cell = row.cells[one.place]
        read = _read(row, one.field, cell, country)
        found += [_Found(one, number) for number in read.numbers]
        if read.problem:
            row.report(one.column.name, read.problem, cell, NUMBER_MESSAGES[read.problem])
    return found


def _columns(row: RowCells) -> Sequence[NumberColumn]:
    """Return the columns of numbers in the order in which this row's are dialled."""
    columns = row.sheet.number_columns
    if Field.PHONE_KIND not in row.sheet.fields:
        return columns
    told = [one._replace(field=_kind_of(row, one)) for one in columns]
    return sorted((one for one in told if one.field in PHONES), key=dialled_order)


def _kind_of(row: RowCells, one: NumberColumn) -> Field:
    labels = (row.cells[place] for place in one.beside.get(Field.PHONE_KIND, ()))
    return one.of_kind(next(labels, ""))


def _read(row: RowCells, wanted: Field, cell: str, country: str) -> ReadNumbers:
    """Read a cell; a calling code or an area code in a column of its own belongs before it."""
    if row.lacks(_CODES):
        return read_numbers(cell, country)
    calling = _NO_DIGITS.sub("", row.first(Field.CALLING_CODE))
    if calling and cell.strip() and not cell.strip().startswith(("+", "00")):
        whole = read_numbers(f"+{calling} {cell}", country)
        if whole.numbers:
            return whole
    area = _area_code(row, wanted)
    if area and not is_nothing(cell) and not _has_area_code(cell, area):
        whole = read_numbers(f"{area} {cell}", country)
        if whole.numbers:
            return whole
    return read_numbers(cell, country)


def _area_code(row: RowCells, wanted: Field) -> str:
    """Return the area code of a number; beside a landline it is not the mobile's."""
    is_of_others = wanted is Field.MOBILE and not row.lacks(_LANDLINES)
    return "" if is_of_others else row.first(Field.AREA_CODE)


def _has_area_code(cell: str, area: str) -> bool:
    """Whether a number is written whole although its area code stands in a column too."""
    digits = _NO_DIGITS.sub("", cell).lstrip("0")
    is_whole = cell.lstrip().startswith(("+", "0"))
    return is_whole or digits.startswith(_NO_DIGITS.sub("", area).lstrip("0") or "+")


def _extensions(row: RowCells, found: Sequence[_Found]) -> dict[str, str]:
    """Return the extension of each number: behind it, else of the column beside its own."""
    told = {str(one.number.phone): one.number.extension for one in found if one.number.extension}
    for one in found if Field.EXTENSION in row.sheet.fields else ():
        beside = (row.cells[place] for place in one.of.beside.get(Field.EXTENSION, ()))
        if own := _EXTENSION.search(next(beside, "")):
            told.setdefault(one.number.phone, own[0])
    return told


def _barred(row: RowCells, found: Sequence[_Found]) -> tuple[Phone, ...]:
    if row.lacks(_BARRING):
        return ()
    said = {
        Field.DIRECT_PHONE: row.says(Field.DO_NOT_CALL_DIRECT),
        Field.MOBILE: row.says(Field.DO_NOT_CALL_MOBILE),
    }
    barred = [
        one.number.phone
        for one in found
        if said.get(one.of.field, False) or _is_barred_beside(row, one.of)
    ]
    return tuple(dict.fromkeys(barred))


def _is_barred_beside(row: RowCells, one: NumberColumn) -> bool:
    """Whether a column that speaks of these numbers alone says that they must not be called."""
    flags = one.beside.get(Field.DO_NOT_CALL_NUMBER, ())
    return any(forbids(row.cells[place]) for place in flags)
