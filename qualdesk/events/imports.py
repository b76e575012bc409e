"""Lists that came in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """One part of a list was read in; `counts` says what became of its rows."""

    list_id: int
    row_count: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FinishedImport:
    """A list is in, and whom it may have twice was looked for to the end."""

    list_id: int


@dataclass(frozen=True, slots=True)
class WithdrewImport:
    """All that a list had brought is gone; `row_count` lines of it had been read in."""

    list_id: int
    file_name: str
    row_count: int
    prospect_count: int


@dataclass(frozen=True, slots=True)
class StartedImport:
    """A list was opened for reading in."""

    list_id: int
