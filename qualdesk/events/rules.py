"""Which calling hours are others now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """A law's calling hours were set otherwise; `is_looser` where they allow what was forbidden."""

    law: str
    is_looser: bool


@dataclass(frozen=True, slots=True)
class RestoredRule:
    """A law's own hours hold again; `is_looser` where they allow what was forbidden."""

    law: str
    is_looser: bool
