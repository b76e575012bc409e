"""The columns of the queue, its tabs, and their words."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import ago, clock_time
from qualdesk.domain.queue_order import Level
from qualdesk.queries.queue import QueueRow, ResearchRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.reason_look import reason_look
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.table import Column, GroupHead
from qualdesk_ui.widgets.tone import Tone

ALL, RESEARCH = "all", "research"
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _is_any(_row: QueueRow) -> bool:
    return True


def _is_promised(row: QueueRow) -> bool:
    return row.reason.lane is Lane.PROMISED


def _is_returned(row: QueueRow) -> bool:
    return row.reason.lane is Lane.RETURNED


def _is_window(row: QueueRow) -> bool:
    return row.reason.place.level is Level.CLOSING_WINDOW


def _is_fresh(row: QueueRow) -> bool:
    return row.reason.lane is Lane.FRESH and not _keeps_in_touch(row)


def _is_retry(row: QueueRow) -> bool:
    return row.reason.lane is Lane.RETRY


def _keeps_in_touch(row: QueueRow) -> bool:
    return row.reason.place.level is Level.STAYING_IN_TOUCH


_TABS: dict[str, tuple[str, Callable[[QueueRow], bool]]] = {
    ALL: ("All", _is_any),
    "promised": ("Promised", _is_promised),
    "returned": ("Returned", _is_returned),
    "window": ("Window", _is_window),
    "fresh": ("Fresh", _is_fresh),
    "retries": ("Retries", _is_retry),
    "touch": ("Staying in touch", _keeps_in_touch),
}


def tab_options(rows: Sequence[QueueRow], to_find_out: int) -> list[Option]:
    """Return the tabs with their counts."""
    counted = [
        Option(value, label, sum(map(belongs, rows))) for value, (label, belongs) in _TABS.items()
    ]
    return [*counted, Option(RESEARCH, "To find out", to_find_out)]


def of_tab(rows: Iterable[QueueRow], tab: str) -> list[QueueRow]:
    """Return the rows of a tab."""
    belongs = _TABS[tab][1] if tab in _TABS else _is_any
    return [row for row in rows if belongs(row)]


def grouped(rows: Iterable[QueueRow]) -> list[QueueRow | GroupHead]:
    """Return the rows under their heads."""
    found: list[QueueRow | GroupHead] = []
    head = ""
    for row in rows:
        title = "Later today" if row.is_later else row.head
        if title != head:
            head = title
            found.append(GroupHead(title, "" if row.is_later else row.head_note))
        found.append(row)
    return found


def rank_sentence(row: QueueRow, now: datetime) -> str:
    """Return why a row stands where it stands: "Ingrid Solheim is 4th: …"."""
    return f"{row.name} is {_ordinal(row.rank)}: {row.reason.sentence(now)}"


def wide_columns(now: Callable[[], datetime]) -> list[Column[QueueRow]]:
    """Return all columns; what passes is told as of `now`."""

    def last_touch(row: QueueRow) -> str:
        return ago(row.last_touch_at, now(), row.zone) if row.last_touch_at else "None yet"

    first, last = narrow_columns(now)[:-1], narrow_columns(now)[-1]
    touched = Column("Last touch", 104, last_touch, tone=_quiet)
    return [*first, touched, last, Column("Caller", 104, _caller, tone=_quiet)]


def narrow_columns(now: Callable[[], datetime]) -> list[Column[QueueRow]]:
    """Return the columns that a narrow window has room for."""

    def why(row: QueueRow) -> str:
        return row.reason.short(now())

    def local_time(row: QueueRow) -> str:
        return clock_time(now(), row.zone)

    return [
        Column("", 38, _rank, tone=_hint),
        Column("Prospect", 148, _name, role=Role.BODY_MEDIUM, tone=_unless_later),
        Column("Company", 150, _company, tone=_quiet),
        Column("Why now", 0, why, icon=_icon, tone=_unless_later),
        Column("Campaign", 168, _campaign, tone=_quiet),
        Column("Attempts", 128, _attempts, dots=_dots, tone=_quiet),
        Column("Local time", 104, local_time, icon=_moon, tone=_if_open),
    ]


def research_columns() -> list[Column[ResearchRow]]:
    """Return the columns of those who wait for a number."""
    return [
        Column("Prospect", 170, _research_name, role=Role.BODY_MEDIUM),
        Column("Company", 0, _research_company),
        Column("Place", 150, _place),
        Column("Campaign", 190, _research_campaign),
    ]


def _ordinal(rank: int) -> str:
    ending = "th" if rank % 100 in {11, 12, 13} else _ENDINGS.get(rank % 10, "th")
    return f"{rank}{ending}"


def _rank(row: QueueRow) -> str:
    return "" if row.is_later else str(row.rank)


def _name(row: QueueRow) -> str:
    return row.name


def _company(row: QueueRow) -> str:
    return row.company if row.company != row.name else ""


def _icon(row: QueueRow) -> tuple[str, Tone]:
    return reason_look(row.reason)


def _campaign(row: QueueRow) -> str:
    return row.campaign


def _attempts(row: QueueRow) -> str:
    return f"{row.attempts} of {row.attempts_cap}"


def _dots(row: QueueRow) -> tuple[int, int]:
    return row.attempts, row.attempts_cap


def _moon(row: QueueRow) -> tuple[str, Tone] | None:
    return None if row.may_call_now else ("moon", Tone.HINT)


def _caller(row: QueueRow) -> str:
    return row.caller or "Anyone"


def _hint(_row: QueueRow) -> Tone:
    return Tone.HINT


def _quiet(_row: QueueRow) -> Tone:
    return Tone.SECONDARY


def _if_open(row: QueueRow) -> Tone:
    return Tone.TEXT if row.may_call_now else Tone.HINT


def _unless_later(row: QueueRow) -> Tone:
    return Tone.HINT if row.is_later else Tone.TEXT


def _research_name(row: ResearchRow) -> str:
    return row.name or "Name unknown"


def _research_company(row: ResearchRow) -> str:
    return row.company


def _place(row: ResearchRow) -> str:
    return ", ".join(part for part in (row.city, row.country) if part)


def _research_campaign(row: ResearchRow) -> str:
    return row.campaign
