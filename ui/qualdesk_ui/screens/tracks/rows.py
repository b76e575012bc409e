"""The columns of the nurture tracks: how many they reach, and what came of it."""

from collections.abc import Sequence

from qualdesk.queries.track_yield import TrackYield
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.table import Column
from qualdesk_ui.widgets.tone import Tone


def columns() -> list[Column[TrackYield]]:
    """Return the columns; shares are of those who were put on the track."""
    return [
        Column("Track", 0, _title, role=Role.BODY_MEDIUM),
        Column("Put on it", 92, _started, is_right=True),
        Column("Still on it", 92, _running, is_right=True),
        Column("E-mails", 84, _emails, is_right=True, tone=_quiet),
        Column("Letters", 84, _letters, is_right=True, tone=_quiet),
        Column("Came forward", 124, _responded, _responded_share, is_right=True),
        Column("To sales", 92, _pushed, _pushed_share, is_right=True, role=Role.BODY_STRONG),
        Column("Won", 76, _won, _won_share, is_right=True),
        Column("Closed", 84, _closed, is_right=True, tone=_quiet),
    ]


def page_note(rows: Sequence[TrackYield]) -> str:
    """Return the sentence beside the page's title."""
    if not rows:
        return "nobody is on a track yet"
    started, pushed = sum(row.started for row in rows), sum(row.pushed for row in rows)
    return f"of {started:,} put on a track {pushed:,} went to sales"


def share_words(part: int, whole: int) -> str:
    """Return a part in per cent; nothing of none."""
    return f"{part / whole:.0%}".replace("%", " %") if part and whole else ""


def _title(row: TrackYield) -> str:
    return row.title


def _started(row: TrackYield) -> str:
    return f"{row.started:,}"


def _running(row: TrackYield) -> str:
    return f"{row.running:,}"


def _emails(row: TrackYield) -> str:
    return f"{row.emails:,}"


def _letters(row: TrackYield) -> str:
    return f"{row.letters:,}"


def _responded(row: TrackYield) -> str:
    return f"{row.responded:,}"


def _responded_share(row: TrackYield) -> str:
    return share_words(row.responded, row.started)


def _pushed(row: TrackYield) -> str:
    return f"{row.pushed:,}"


def _pushed_share(row: TrackYield) -> str:
    return share_words(row.pushed, row.started)


def _won(row: TrackYield) -> str:
    return f"{row.won:,}"


def _won_share(row: TrackYield) -> str:
    return share_words(row.won, row.started)


def _closed(row: TrackYield) -> str:
    return f"{row.closed:,}"


def _quiet(_row: TrackYield) -> Tone:
    return Tone.SECONDARY
