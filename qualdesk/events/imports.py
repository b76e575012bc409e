"""Lists that came in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """One part of a list was read in; `counts` says what became of its rows."""

    list_id: int
    row_count: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StartedImport:
    """A list was opened for reading in."""

    list_id: int
