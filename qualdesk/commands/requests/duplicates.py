"""Prospects that look alike: noted, made one, kept apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteDuplicates:
    """Have a person look at pairs of prospects that may be the same."""

    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MergeProspects:
    """Make two prospects one; by nobody where the program is certain."""

    one_id: int
    other_id: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class PartProspects:
    """Take back a merge."""

    merge_id: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakeBackDecision:
    """Have a person look at two again who were made one, or kept apart, a moment ago."""

    duplicate_id: int
    merge_id: int | None
    person_id: int


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Say of two that look alike that they are not the same."""

    duplicate_id: int
    person_id: int
