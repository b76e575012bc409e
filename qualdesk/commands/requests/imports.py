"""Lists that were read in."""

from dataclasses import dataclass
from typing import NamedTuple

from qualdesk.store.matchings import SavedColumns


class ListSource(NamedTuple):
    """A file and how it is read: only so is its seventh line the same whenever it is imported."""

    file_sha256: str
    options: str
    """All choices that decide how its rows are read."""


@dataclass(frozen=True, slots=True)
class StartImport:
    """Open a list."""

    campaign_id: int
    file_name: str
    source: ListSource
    row_count: int
    shape: str = ""
    """What it has in common with the next file of its kind."""
    matching: SavedColumns | None = None
    """How the person matched its columns, to be used for the next one; None if they did not."""


@dataclass(frozen=True, slots=True)
class ImportRows:
    """Read in one part of a list; its rows come in the frames of the staging file."""

    list_id: int
    campaign_id: int
    source: ListSource
    frames: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class FinishImport:
    """Say that a list is in and was compared with everybody."""

    list_id: int


@dataclass(frozen=True, slots=True)
class WithdrawImport:
    """Take away again all that a list brought."""

    list_id: int
