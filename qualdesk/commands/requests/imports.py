"""Lists that were read in."""

from dataclasses import dataclass

from qualdesk.store.matchings import SavedColumns


@dataclass(frozen=True, slots=True)
class StartImport:
    """Open a list; `options` are all choices that decide how its rows are read."""

    campaign_id: int
    file_name: str
    file_sha256: str
    row_count: int
    options: str
    shape: str = ""
    """What it has in common with the next file of its kind."""
    matching: SavedColumns | None = None
    """How the person matched its columns, to be used for the next one; None if they did not."""


@dataclass(frozen=True, slots=True)
class ImportRows:
    """Read in one part of a list; its rows come in the frames of the staging file."""

    list_id: int
    campaign_id: int
    file_sha256: str
    frames: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class WithdrawImport:
    """Take away again all that a list brought."""

    list_id: int
