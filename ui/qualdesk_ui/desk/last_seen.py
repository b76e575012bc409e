"""Up next as this desk last saw it: kept in a file of its own, looked up while a desk still opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import msgspec

from qualdesk.settings import beside
from qualdesk.store.first_look import StandingLead, standing_leads
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

MOST_ROWS = 40
"""More than a screen shows."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of Up next, or with a `head` alone the head of a lane."""

    head: str = ""
    head_note: str = ""
    lead_id: int = 0
    name: str = ""
    company: str = ""
    reason: str = ""
    icon: str = ""
    tone: Tone = Tone.SECONDARY


def last_seen_file(target: str | Path) -> Path:
    """Return where the rows of a database are kept."""
    place = beside(target)
    return place.with_name(f"{place.name}.last-seen")


def keep_rows(path: Path, rows: Iterable[UpNextRow | LaneHead]) -> None:
    """Keep the first rows; a disk that cannot be written only costs the next start its preview."""
    seen = [_seen(row) for row, _n in zip(rows, range(MOST_ROWS), strict=False)]
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(msgspec.json.encode(seen))
        fresh.replace(path)
    except OSError:
        return


def rows_of_last_time(target: str | Path, now: datetime) -> Sequence[UpNextRow | LaneHead]:
    """Return the rows that were kept and, from a file, still stand there, called as they are now.

    Their order and reasons are those of last time: only the desk can say them anew.
    """
    seen = _kept(last_seen_file(target))
    if seen and "://" not in str(target):
        seen = _standing(seen, Path(target), now)
    return [_shown(row) for row in seen]


def _kept(path: Path) -> list[SeenRow]:
    """Return the rows of a file; none where it is missing or not whole."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[SeenRow])
    except (OSError, msgspec.MsgspecError):
        return []


def _standing(seen: Sequence[SeenRow], path: Path, now: datetime) -> list[SeenRow]:
    leads = standing_leads(path, [row.lead_id for row in seen if not row.head], now)
    if leads is None:
        return []
    known = [row for row in seen if row.head or row.lead_id in leads]
    return _without_empty_heads([_called_anew(row, leads.get(row.lead_id)) for row in known])


def _called_anew(row: SeenRow, lead: StandingLead | None) -> SeenRow:
    return replace(row, name=lead.name, company=lead.company) if lead else row


def _without_empty_heads(rows: Sequence[SeenRow]) -> list[SeenRow]:
    followed = pairwise((*rows, SeenRow(head="the end")))
    return [row for row, after in followed if not (row.head and after.head)]


def _seen(row: UpNextRow | LaneHead) -> SeenRow:
    if isinstance(row, LaneHead):
        return SeenRow(row.title, row.right)
    lead_id = row.key if isinstance(row.key, int) else 0
    return SeenRow("", "", lead_id, row.name, row.company, row.reason, row.icon, row.tone)


def _shown(row: SeenRow) -> UpNextRow | LaneHead:
    if row.head:
        return LaneHead(row.head, row.head_note)
    # Without a time of day: what it was then says nothing now.
    return UpNextRow(
        row.lead_id, row.name, row.company, row.reason, row.icon, row.tone, is_quiet=True
    )
