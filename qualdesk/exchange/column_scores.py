"""Which share of a column's cells is what a field holds, whatever its heading."""

import re
from collections.abc import Callable, Sequence

from qualdesk.domain.places import country_code
from qualdesk.exchange.cell_values import read_email
from qualdesk.exchange.column_cells import (
    are_counted,
    are_days,
    are_pages_of_one_site,
    is_flag,
    share_of,
)
from qualdesk.exchange.fields import Field
from qualdesk.exchange.phone_cells import read_numbers

_TRIED_NUMBERS = 60
_MOSTLY = 0.6
_HALF = 0.5

_WEB = re.compile(
    r"^(?:https?://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/\S*)?$", re.IGNORECASE
)
_NUMBER_LIKE = re.compile(r"^[p:'+(\d][\d\s().+/xX-]{5,}")
_LETTER = re.compile(r"[^\W\d_]")
_COMPANY_LIKE = re.compile(
    r"\w[\s,.]+(?:inc|llc|ltd|limited|corp|corporation|company|plc|gmbh|ag|kg|e\.?v|s\.?a|sarl|sas|s\.?l|s\.?p\.?a"
    r"|srl|bv|b\.v|nv|oy|ab|aps|pty|hospital|school|clinic|university|surgery|centre|center)\b\.?"
    r"|株式会社|有限会社|病院|주식회사|㈜|\(주\)|병원|의원|학교|公司",
    re.IGNORECASE,
)
_POSTAL_LIKE = re.compile(r"^(?=.*\d)[A-Z0-9 -]{3,10}$", re.IGNORECASE)


def agrees(hint: Field, cells: Sequence[str], region: str) -> bool:
    """Whether cells agree with the field that their heading hints at."""
    test = _HINT_SCORES.get(hint)
    return bool(cells) and (test is None or test(cells, region) >= _HALF)


def are_lines(cells: Sequence[str]) -> bool:
    """Whether most cells of a column can be numbers that are dialled."""
    is_counted = are_days(cells) or are_counted(cells)
    return not is_counted and share_of(cells, _NUMBER_LIKE.match) >= _MOSTLY


def _emails(cells: Sequence[str], _region: str) -> float:
    return share_of(cells, lambda cell: "@" in cell and read_email(cell))


def _numbers(cells: Sequence[str], region: str) -> float:
    like = share_of(cells, _NUMBER_LIKE.match)
    if like < _MOSTLY or are_days(cells) or are_counted(cells):
        return 0.0
    return share_of(cells[:_TRIED_NUMBERS], lambda cell: read_numbers(cell, region).numbers)


def _numbers_hinted(cells: Sequence[str], _region: str) -> float:
    return share_of(cells, _NUMBER_LIKE.match)


def _calling_codes(cells: Sequence[str], _region: str) -> float:
    return share_of(cells, lambda cell: cell.lstrip("+").isdecimal() and len(cell) <= len("+999"))


def _companies(cells: Sequence[str], _region: str) -> float:
    return share_of(cells, _COMPANY_LIKE.search)


def _no_flags(cells: Sequence[str], _region: str) -> float:
    return 1 - share_of(cells, is_flag)


def _worded(cells: Sequence[str], _region: str) -> float:
    """Return how many are names at all: a pivot table counts companies under their heading."""
    return share_of(cells, _LETTER.search)


def _named(cells: Sequence[str], region: str) -> float:
    return min(_worded(cells, region), _no_flags(cells, region))


def _webs(cells: Sequence[str], _region: str) -> float:
    if are_pages_of_one_site(cells):
        return 0.0
    return share_of(cells, lambda cell: _WEB.match(cell) and not cell.replace(".", "").isdecimal())


def _countries(cells: Sequence[str], _region: str) -> float:
    return share_of(cells, country_code)


def _postal_codes(cells: Sequence[str], _region: str) -> float:
    return share_of(cells, _POSTAL_LIKE.match)


_Score = Callable[[Sequence[str], str], float]

SCORES: dict[Field, _Score] = {
    Field.EMAIL: _emails,
    Field.PHONE: _numbers,
    Field.CALLING_CODE: _calling_codes,
    Field.WEBSITE: _webs,
    Field.COMPANY: _companies,
    Field.POSTAL_CODE: _postal_codes,
}
_HINT_SCORES: dict[Field, _Score] = {
    Field.COMPANY: _named,
    Field.EMAIL: _emails,
    Field.PHONE: _numbers_hinted,
    Field.MOBILE: _numbers_hinted,
    Field.WEBSITE: _webs,
    Field.COUNTRY: _countries,
    Field.POSTAL_CODE: _postal_codes,
}
