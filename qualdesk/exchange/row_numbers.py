"""Row numbers: at which numbers a line says that somebody is reached, the most direct first."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualdesk.domain.phone import Phone
from qualdesk.exchange.cell_values import is_nothing
from qualdesk.exchange.fields import PHONES, Field
from qualdesk.exchange.lead_rows import NUMBER_MESSAGES
from qualdesk.exchange.phone_cells import NumberProblem, ReadNumber, ReadNumbers, read_numbers
from qualdesk.exchange.row_cells import RowCells

_NO_DIGITS = re.compile(r"\D")
_BARRING = frozenset({Field.DO_NOT_CALL_DIRECT, Field.DO_NOT_CALL_MOBILE})
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


def numbers_of(row: RowCells, country: str) -> RowNumbers:
    """Return the numbers of a row that belong to a country; what cannot be dialled is reported."""
    found = _found(row, country)
    return RowNumbers(
        phones=tuple(dict.fromkeys(one.phone for _field, one in found)),
        extensions=_extensions(row, found),
        barred=_barred(row, found),
        has_fault=any(one.kind in _NUMBER_FAULTS for one in row.problems),
    )


def _found(row: RowCells, country: str) -> list[tuple[Field, ReadNumber]]:
    found: list[tuple[Field, ReadNumber]] = []
    for wanted in PHONES:
        for column, cell in row.of(wanted):
            read = _read(row, wanted, cell, country)
            found += [(wanted, one) for one in read.numbers]
            if read.problem:
                row.report(column.name, read.problem, cell, NUMBER_MESSAGES[read.problem])
    return found


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


def _extensions(row: RowCells, numbers: Sequence[tuple[Field, ReadNumber]]) -> dict[str, str]:
    found = {str(one.phone): one.extension for _field, one in numbers if one.extension}
    own = _NO_DIGITS.sub("", row.first(Field.EXTENSION))
    if own and numbers:
        found.setdefault(numbers[0][1].phone, own)
    return found


def _barred(row: RowCells, numbers: Sequence[tuple[Field, ReadNumber]]) -> tuple[Phone, ...]:
    if row.lacks(_BARRING):
        return ()
    said = {
        Field.DIRECT_PHONE: row.says(Field.DO_NOT_CALL_DIRECT),
        Field.MOBILE: row.says(Field.DO_NOT_CALL_MOBILE),
    }
    barred = [one.phone for wanted, one in numbers if said.get(wanted, False)]
    return tuple(dict.fromkeys(barred))
