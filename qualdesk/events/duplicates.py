"""Prospects that look alike: noted, made one, parted, kept apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotedDuplicates:
    """So many pairs wait for a person to look; those known before are not counted."""

    count: int


@dataclass(frozen=True, slots=True)
class MergedProspects:
    """One prospect was taken into another."""

    merge_id: int
    kept_id: int
    merged_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PartedProspects:
    """Two prospects are two again."""

    kept_id: int
    merged_id: int


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Two that look alike are two."""

    duplicate_id: int


@dataclass(frozen=True, slots=True)
class TookBackDecision:
    """A pair waits for a person again."""

    duplicate_id: int


DECISIONS: tuple[type, ...] = (MergedProspects, PartedProspects, TookBackDecision)
"""Two prospects were made one, or one was parted again: leads change hands with them."""
