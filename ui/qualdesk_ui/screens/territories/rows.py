"""The columns of the territories, and their words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from qualdesk.domain.looking_up import folded_words, words_begun
from qualdesk.domain.moments import day_words
from qualdesk.queries.reassigning import ReassignPreview
from qualdesk.queries.territories import TerritoryRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.table import Column, GroupHead
from qualdesk_ui.widgets.tone import Tone

_OPEN = GroupHead("Open", "no rep; callers keep the conversation going")
_TAKEN = GroupHead("With a rep")
_LONG_AGO = 60


def columns(today: Callable[[], date]) -> list[Column[TerritoryRow]]:
    """Return the columns; what was touched when is told as of `today()`."""

    def since(row: TerritoryRow) -> str:
        return since_words(row, today())

    def last_touch(row: TerritoryRow) -> str:
        return last_touch_words(row, today())

    return [
        Column("Territory", 180, _name, since, role=Role.BODY_MEDIUM),
        Column("Rep", 210, _rep, beside=_covers, has_avatar=True),
        Column("Unworked", 92, _unworked, is_right=True),
        Column("Waiting", 84, _waiting, is_right=True),
        Column("Hot", 64, _hot, is_right=True, role=Role.BODY_STRONG, tone=_hot_tone),
        Column("", 28, _nothing),
        Column("Last touch", 0, last_touch, tone=_quiet, drop=1, least=150),
    ]


def grouped(rows: Sequence[TerritoryRow]) -> list[TerritoryRow | GroupHead]:
    """Return the rows under their heads, open ones first."""
    is_open = [row for row in rows if row.is_open]
    taken = [row for row in rows if not row.is_open]
    return [*([_OPEN] if is_open else []), *is_open, *([_TAKEN] if taken else []), *taken]


def is_meant(row: TerritoryRow, typed: str) -> bool:
    """Whether each word typed begins one of its name or of who has or covers it."""
    own = folded_words(row.name, row.rep, row.covering_rep).split()
    return all(any(word.startswith(one) for word in own) for one in words_begun(typed))


def page_note(rows: Sequence[TerritoryRow]) -> str:
    """Return the sentence beside the page's title."""
    named = [row for row in rows if not row.is_elsewhere]
    is_open = [row for row in named if row.is_open]
    if not is_open:
        return f"all {len(named)} have a rep" if named else "none yet"
    verb = "is" if len(is_open) == 1 else "are"
    count = f"{len(is_open)} of {len(named)} {verb} open"
    hot = sum(row.hot for row in is_open)
    return f"{count}, {counted(hot, 'hot prospect')} {_waits(hot)} there" if hot else count


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 prospect, 1,204 prospects."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def since_words(row: TerritoryRow, today: date) -> str:
    """Return since when a territory is open or has its rep."""
    if row.is_elsewhere:
        return "where no rule matches"
    day = day_words(row.since, today).partition(" ")[2]
    return f"open since {day}" if row.is_open else f"since {day}"


def last_touch_words(row: TerritoryRow, today: date) -> str:
    """Return when somebody there was last spoken or written to."""
    if row.last_touch_at is None:
        return "No touch yet"
    day = _local_day(row.last_touch_at)
    days = (today - day).days
    far = f"{days} days ago" if days <= _LONG_AGO else f"{day:%b %Y}"
    words = {0: "Today", 1: "Yesterday"}.get(days, far)
    week = row.touches_this_week
    return f"{words}, {week:,} this week" if week else words


def gain_words(preview: ReassignPreview) -> str:
    """Return how many move, as the one button says it."""
    return f"Move {counted(preview.moving, 'prospect')}"


def _waits(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _local_day(moment: datetime) -> date:
    return moment.astimezone().date()


def _name(row: TerritoryRow) -> str:
    return row.name


def _rep(row: TerritoryRow) -> str:
    return row.answers


def _covers(row: TerritoryRow) -> str:
    if row.rep:
        return ""
    return "covers" if row.covering_rep else "Nobody covers"


def _unworked(row: TerritoryRow) -> str:
    return f"{row.unworked:,}"


def _waiting(row: TerritoryRow) -> str:
    return f"{row.waiting:,}"


def _hot(row: TerritoryRow) -> str:
    return f"{row.hot:,}"


def _hot_tone(row: TerritoryRow) -> Tone:
    return Tone.TEXT if row.hot else Tone.HINT


def _quiet(_row: TerritoryRow) -> Tone:
    return Tone.SECONDARY


def _nothing(_row: TerritoryRow) -> str:
    return ""
