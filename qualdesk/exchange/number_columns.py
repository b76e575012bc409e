"""Number columns: in which order the numbers of a list are dialled, and what stands beside each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.fields import PHONES, Field
from qualdesk.exchange.heading_fields import field_of, is_ours
from qualdesk.exchange.heading_keys import key_of
from qualdesk.exchange.number_words import bare_number, is_no_line, told_of_number

_BESIDE = (Field.PHONE_KIND, Field.EXTENSION, Field.DO_NOT_CALL_NUMBER)
_WITHOUT_EXTENSIONS = frozenset({Field.MOBILE, Field.HOME_PHONE})


class NumberColumn(NamedTuple):
    """A column of numbers, and the columns that tell its kind, its extension and who bars it."""

    field: Field
    place: int
    column: Column
    beside: Mapping[Field, Sequence[int]]

    def of_kind(self, label: str) -> Field:
        """Return which line a label says that a number is, IGNORED for a fax or somebody else's."""
        key = key_of(label)
        if is_no_line(key) or is_ours(key):
            return Field.IGNORED
        found = (field_of(one) for one in (key, f"{key} phone") if key)
        return next((one for one in found if one in PHONES), self.field)


def number_columns(columns: Sequence[Column]) -> tuple[NumberColumn, ...]:
    """Return the columns of numbers, the most direct first, of like ones the person's own."""
    places = [place for place, one in enumerate(columns) if one.field in PHONES]
    beside: dict[int, dict[Field, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, one in enumerate(columns):
        for number in _numbers_told(columns, place, places) if one.field in _BESIDE else ():
            beside[number][one.field].append(place)
    found = [NumberColumn(columns[at].field, at, columns[at], beside[at]) for at in places]
    return tuple(sorted(found, key=dialled_order))


def dialled_order(one: NumberColumn) -> tuple[int, int, int]:
    """Return where a column of numbers stands among the others of its row."""
    return PHONES.index(one.field), one.column.rank, one.place


def _numbers_told(columns: Sequence[Column], place: int, numbers: Sequence[int]) -> Sequence[int]:
    """Return of which columns of numbers another one tells: the one it names, else the nearest."""
    told = told_of_number(key_of(columns[place].name)).number
    words = bare_number(told)
    named = [at for at in numbers if words and bare_number(key_of(columns[at].name)) == words]
    if named or not numbers:
        return named
    field = field_of(told) if told else Field.IGNORED
    if field is not Field.IGNORED and columns[place].field is Field.DO_NOT_CALL_NUMBER:
        return [at for at in numbers if columns[at].field is field]
    return [_nearest(columns, place, numbers)]


def _nearest(columns: Sequence[Column], place: int, numbers: Sequence[int]) -> int:
    """Return the number before a column, else the first behind it; no mobile has an extension."""
    if columns[place].field is Field.EXTENSION:
        landlines = [at for at in numbers if columns[at].field not in _WITHOUT_EXTENSIONS]
        numbers = landlines or numbers
    return max((at for at in numbers if at < place), default=numbers[0])
