"""Records of a list, whatever the file: cells with the line they stand on, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its first and last physical line, and its cells, or why it cannot be read."""

    line: int
    last_line: int
    cells: tuple[str, ...]
    fault: str = ""
    raw: str = ""

    @property
    def filled(self) -> list[str]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.strip()]


def without_empty_end(cells: Sequence[str], width: int) -> int:
    """Return how many cells there are when empty ones behind the last heading do not count."""
    filled = len(cells)
    while filled > width and not cells[filled - 1].strip():
        filled -= 1
    return filled
