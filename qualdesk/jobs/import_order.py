"""Import orders: which list to read into which campaign and how, and what is known of it then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from qualdesk.commands.requests.imports import ListSource, StartImport
from qualdesk.exchange.cell_moments import DateOrder
from qualdesk.store.matchings import SavedColumns

_WAY_OF_READING = 6
"""Raise it when rows are read or parted otherwise: a list that broke off then starts anew."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """Which list to read into which campaign, and how."""

    path: Path | str
    campaign: str
    region: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    responded: str = ""
    encoding: str = ""
    delimiter: str = ""
    joins: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    dates: DateOrder | None = None
    """What stands first in dates of numbers, where the list itself does not tell."""
    may_match_again: bool = False
    """Whether columns may be matched as they were for the last list of the same shape."""
    is_dry_run: bool = False
    is_exclusive: bool = False
    """Whether large transactions may keep everybody else from writing meanwhile."""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class ListShape:
    """What is known of a list once it was read."""

    sha256: str
    row_count: int
    shape: str
    """What it has in common with the next file of its kind."""
    saved: SavedColumns | None
    """How its columns were matched by hand before, if they were matched so again."""


def source_of(order: ImportOrder, shape: ListShape) -> ListSource:
    """Return the file and all choices that decide how its rows are read.

    Columns matched by hand are matched so again for the next file: that is the same choice.
    """
    matched = shape.saved or SavedColumns(order.mapping, order.joins)
    options = [
        order.region,
        dict(matched.fields),
        dict(matched.joins),
        order.sheet,
        order.responded,
        order.encoding,
        order.delimiter,
        order.dates,
        _WAY_OF_READING,
    ]
    return ListSource(shape.sha256, msgspec.json.encode(options).decode())


def start_of(order: ImportOrder, shape: ListShape, campaign_id: int) -> StartImport:
    """Return the request that opens the list."""
    is_matched = bool(order.mapping or order.joins)
    return StartImport(
        campaign_id=campaign_id,
        file_name=Path(order.path).name,
        row_count=shape.row_count,
        source=source_of(order, shape),
        shape=shape.shape,
        matching=SavedColumns(order.mapping, order.joins) if is_matched else None,
    )
