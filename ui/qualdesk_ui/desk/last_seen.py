"""Up next as this desk last saw it: kept in a file of its own, shown while a desk still opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qualdesk.settings import default_database
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

MOST_ROWS = 40
"""More than a screen shows."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of Up next, or with a `head` alone the head of a lane."""

    head: str = ""
    head_note: str = ""
    name: str = ""
    company: str = ""
    reason: str = ""
    icon: str = ""
    tone: Tone = Tone.SECONDARY


def last_seen_file(target: str | Path) -> Path:
    """Return where the rows of a database are kept: beside its file, or with ours for a server."""
    if "://" in str(target):
        return default_database().with_name("team.last-seen")
    return Path(target).with_name(f"{Path(target).name}.last-seen")


def keep_rows(path: Path, rows: Iterable[UpNextRow | LaneHead]) -> None:
    """Keep the first rows; a disk that cannot be written only costs the next start its preview."""
    seen = [_seen(row) for row, _n in zip(rows, range(MOST_ROWS), strict=False)]
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(msgspec.json.encode(seen))
        fresh.replace(path)
    except OSError:
        return


def kept_rows(path: Path) -> Sequence[UpNextRow | LaneHead]:
    """Return the rows that were kept; none where the file is missing or not whole."""
    try:
        seen = msgspec.json.decode(path.read_bytes(), type=list[SeenRow])
    except (OSError, msgspec.MsgspecError):
        return []
    return [_shown(n, row) for n, row in enumerate(seen)]


def _seen(row: UpNextRow | LaneHead) -> SeenRow:
    if isinstance(row, LaneHead):
        return SeenRow(row.title, row.right)
    return SeenRow("", "", row.name, row.company, row.reason, row.icon, row.tone)


def _shown(n: int, row: SeenRow) -> UpNextRow | LaneHead:
    if row.head:
        return LaneHead(row.head, row.head_note)
    # Without a time of day: what it was then says nothing now.
    return UpNextRow(n, row.name, row.company, row.reason, row.icon, row.tone, is_quiet=True)
