"""Lists that were read in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawImport:
    """Take away again all that a list brought."""

    list_id: int
