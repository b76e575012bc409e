"""Columns matched to fields: by hand, by their headings, and by their cells where those say nothing."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualdesk.errors import InputError
from qualdesk.exchange import headings
from qualdesk.exchange.asked_columns import asked_fields, asked_in_cells, with_answers
from qualdesk.exchange.cell_names import is_salutation
from qualdesk.exchange.cell_values import is_nothing, one_line, read_email, without_mark
from qualdesk.exchange.column_cells import (
    are_people,
    is_worded_flag,
    refuted_fields,
    share_of,
)
from qualdesk.exchange.column_ranks import column_rank
from qualdesk.exchange.column_scores import SCORES, agrees, are_lines
from qualdesk.exchange.fields import NAMES_OF_PEOPLE, PHONES, Field
from qualdesk.exchange.heading_keys import key_of
from qualdesk.exchange.number_words import line_of
from qualdesk.exchange.other_people import places_of_others
from qualdesk.exchange.reach_ranks import tells_who_came, whose_rank

_LOOKED_AT = 300
_MOSTLY = 0.6
_HALF = 0.5
_SURELY = 0.8
_SOMETIMES = 0.2
_FEWEST_OF_A_LAYOUT = 17

_NAME_LIKE = re.compile(r"^[^\d@/\\]*[^\W\d_]{3,}[^@/\\]*\s[^@/\\]+$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column under a name of its own, the field it is read as, and what else is known of it."""

    name: str
    field: Field
    rank: int = 0
    """Whose address, or of whom, it tells, whom one reaches there; the smallest that tells counts."""
    parts: tuple[int, ...] = ()
    """The columns it is joined of."""
    asked_at: int | None = None
    """The column in whose cells stands what this one answers."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What the person said of the columns: fields by column, and columns joined into one."""

    fields: Mapping[str, str] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)
    """"Area code+Number" to the field of the whole."""


def own_names(cells: Sequence[str]) -> list[str]:
    """Return headings with doubles kept apart: "Phone", "Phone (2)"; empty ones get a number."""
    seen: Counter[str] = Counter()
    apart: dict[str, None] = {}
    for position, cell in enumerate(cells, start=1):
        own = one_line(cell) or f"Column {position}"
        seen[own] += 1
        while seen[own] > 1 or own in apart:
            own = f"{one_line(cell) or 'Column'} ({max(seen[own], 2)})"
            seen[own] += 1
        apart[own] = None
    return list(apart)


def matched_columns(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    region: str,
    matching: Matching,
) -> tuple[Column, ...]:
    """Return the columns with the field each is read as, those that are joined behind them.

    Raises:
        InputError: if the person named a column or a field that is not there.
    """
    chosen = {name: _field(target) for name, target in matching.fields.items()}
    for name in chosen:
        _position(names, name)
    asked = asked_in_cells(names, rows[:_LOOKED_AT], chosen)
    seen = [asked[at].words if at in asked else name for at, name in enumerate(names)]
    found = _guessed(seen, rows, region, chosen)
    fields = [chosen.get(name, guess) for name, guess in zip(names, found, strict=True)]
    columns = [
        Column(name, one, column_rank(own, one, seen))
        for name, own, one in zip(names, seen, fields, strict=True)
    ]
    for place, told in asked.items():
        columns[told.place] = replace(columns[told.place], field=Field.IGNORED)
        kept = columns[place].field or Field.ANSWER
        columns[place] = replace(columns[place], field=kept, asked_at=told.place)
    return tuple(_with_joins(columns, names, matching.joins, chosen))


def layout_of(rows: Sequence[Sequence[str]], region: str) -> tuple[str, ...]:
    """Return the headings a program would have written over these rows, or none."""
    width = max((len(row) for row in rows), default=0)
    for names in headings.layouts():
        shown = names[:width]
        if width < _FEWEST_OF_A_LAYOUT:
            continue
        fields = headings.guessed_fields(shown)
        cells = [_cells(rows, index) for index in range(len(shown))]
        told = [SCORES[one] for one in fields if one in SCORES]
        agreed = [
            SCORES[one](column, region) >= _MOSTLY
            for one, column in zip(fields, cells, strict=True)
            if one in SCORES and column
        ]
        if told and agreed and all(agreed):
            return (*shown, *("",) * (width - len(shown)))
    return ()


def _guessed(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    region: str,
    chosen: Mapping[str, Field],
) -> list[Field]:
    cells = [_cells(rows, index) for index in range(len(names))]
    fields = headings.guessed_fields(names)
    if refuted := _refuted(names, fields, cells):
        fields = headings.guessed_fields(names, refuted)
    fields = _with_lines(names, fields, cells)
    others = places_of_others(names, fields)
    fields = [Field.OTHER_PERSON if at in others else one for at, one in enumerate(fields)]
    for index, name in enumerate(names):
        hint = headings.hinted_field(name) if fields[index] is Field.IGNORED else Field.IGNORED
        if hint and not _has(fields, chosen, hint) and agrees(hint, cells[index], region):
            fields[index] = hint
    fields = asked_fields(names, fields, cells, chosen.values(), region)
    for wanted, share in _SHARES.items():
        if _has(fields, chosen, wanted):
            continue
        open_ones = [
            index
            for index, one in enumerate(fields)
            if one is Field.IGNORED and not _is_other(names[index], wanted)
        ]
        scores = {index: SCORES[wanted](cells[index], region) for index in open_ones}
        best = max(scores, key=lambda index: scores[index], default=None)
        if best is not None and scores[best] >= share:
            fields[best] = wanted
    fields = [
        Field.SALUTATION
        if one is Field.JOB_TITLE and share_of(own, is_salutation) >= _SURELY
        else one
        for one, own in zip(fields, cells, strict=True)
    ]
    fields = _with_any_name(fields, chosen, cells)
    fields = with_answers(names, fields, cells, region)
    return _with_people(names, fields, chosen, rows)


def _refuted(
    names: Sequence[str], fields: Sequence[Field], cells: Sequence[Sequence[str]]
) -> Mapping[int, Field]:
    """Return the columns that are not what their heading says; who came or ordered is no company."""
    found = {
        place: one
        for place, one in refuted_fields(fields, cells).items()
        if one is not Field.COMPANY or not whose_rank(names[place])
    }
    return {**found, **_said_who_came(names, cells)}


def _said_who_came(names: Sequence[str], cells: Sequence[Sequence[str]]) -> Mapping[int, Field]:
    """Return the columns called after who came that say yes or no instead of naming them."""
    return {
        place: Field.RESPONSE
        for place, (name, own) in enumerate(zip(names, cells, strict=True))
        if tells_who_came(name) and share_of(own, is_worded_flag) >= _SURELY
    }


def _is_other(name: str, wanted: Field) -> bool:
    """Whether a heading forbids that its cells alone make its column a field."""
    if wanted is Field.EMAIL and headings.is_login(name):
        return False
    is_other_number = wanted is Field.PHONE and headings.is_numbered(name)
    return headings.means_other(name) or is_other_number


def _with_people(
    names: Sequence[str],
    fields: list[Field],
    chosen: Mapping[str, Field],
    rows: Sequence[Sequence[str]],
) -> list[Field]:
    """Take a column that is called just "Name" as people where the list shows that it is."""
    found = {*fields, *chosen.values()}
    if found & NAMES_OF_PEOPLE:
        return fields
    for index, (name, one) in enumerate(zip(names, fields, strict=True)):
        is_open = one is Field.COMPANY and headings.is_bare_name(name)
        if is_open and are_people(_named(rows, index, fields), found):
            return [*fields[:index], Field.FULL_NAME, *fields[index + 1 :]]
    return fields


def _named(
    rows: Sequence[Sequence[str]], index: int, fields: Sequence[Field]
) -> list[tuple[str, str]]:
    """Return the names of a column, each with the address of its row."""
    at = fields.index(Field.EMAIL) if Field.EMAIL in fields else None
    pairs = (
        (row[index], row[at] if at is not None and at < len(row) else "")
        for row in rows[:_LOOKED_AT]
        if index < len(row)
    )
    return [(one_line(name), read_email(cell)) for name, cell in pairs if not is_nothing(name)]


def _with_lines(
    names: Sequence[str], fields: Sequence[Field], cells: Sequence[Sequence[str]]
) -> list[Field]:
    """Take columns that are called just "Work" or "Home" as lines if numbers stand below them."""
    return [
        line if one is Field.IGNORED and (line := line_of(key_of(name))) and are_lines(own) else one
        for name, one, own in zip(names, fields, cells, strict=True)
    ]


def _with_any_name(
    fields: list[Field], chosen: Mapping[str, Field], cells: Sequence[Sequence[str]]
) -> list[Field]:
    """Take the first column of different words as the company where nothing else names anybody."""
    names = {Field.COMPANY, Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME}
    reached = {Field.EMAIL, *PHONES}
    found = {*fields, *chosen.values()}
    if found & names or not found & reached:
        return fields
    for index, one in enumerate(fields):
        if one is Field.IGNORED and _names_somebody(cells[index]):
            return [*fields[:index], Field.COMPANY, *fields[index + 1 :]]
    return fields


def _names_somebody(cells: Sequence[str]) -> bool:
    words = sum(bool(_NAME_LIKE.match(cell)) for cell in cells)
    return bool(cells) and words >= _MOSTLY * len(cells) and len(set(cells)) >= _HALF * len(cells)


def _has(fields: Sequence[Field], chosen: Mapping[str, Field], wanted: Field) -> bool:
    kin = {*PHONES} if wanted in PHONES else {wanted}
    return bool({*fields, *chosen.values()} & kin)


def _cells(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    cells = (without_mark(one_line(row[index])) for row in rows[:_LOOKED_AT] if index < len(row))
    return [cell for cell in cells if not is_nothing(cell)]


_SHARES = {
    Field.EMAIL: _MOSTLY,
    Field.PHONE: _SURELY,
    Field.WEBSITE: _SURELY,
    Field.COMPANY: _SOMETIMES,
}
"""From which share of its cells on a column under an unknown heading is taken for a field."""


def _with_joins(
    columns: list[Column],
    names: Sequence[str],
    joins: Mapping[str, str],
    chosen: Mapping[str, Field],
) -> list[Column]:
    for whole, target in joins.items():
        parts = [_position(names, part.strip()) for part in whole.split("+")]
        for index in parts:
            if columns[index].name not in chosen:
                columns[index] = replace(columns[index], field=Field.IGNORED)
        columns.append(Column(whole, _field(target), 1, tuple(parts)))
    return columns


def _position(names: Sequence[str], name: str) -> int:
    if name not in names:
        raise InputError(f"There is no column “{name}”. The columns are: {', '.join(names)}.")
    return names.index(name)


def _field(target: str) -> Field:
    if target not in set(Field):
        known = ", ".join(one for one in Field if one)
        raise InputError(f"There is no field “{target}”. The fields are: {known}.")
    return Field(target)
