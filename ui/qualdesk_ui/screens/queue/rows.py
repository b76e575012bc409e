"""The columns of the queue, its tabs, its heads, and their words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from qualdesk.domain.moments import clock_time, weekday_words
from qualdesk.domain.queue_tab import Tab
from qualdesk.queries.queue import ResearchRow
from qualdesk.queries.queue_rows import LastTouch, ListedRow
from qualdesk.queries.queue_view import Part, Stretch
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.long_model import Block, Ranked
from qualdesk_ui.widgets.reason_look import reason_look
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.table import Column, GroupHead
from qualdesk_ui.widgets.tone import Tone

Listed = Ranked[ListedRow]

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_LOOKS = {
    Tab.PROMISED: ("calendar-clock", Tone.ACCENT),
    Tab.RETURNED: ("corner-up-left", Tone.BAD),
    Tab.WINDOW: ("video", Tone.VIOLET),
    Tab.FRESH: ("file-text", Tone.TEAL),
    Tab.RETRIES: ("rotate-cw", Tone.SECONDARY),
    Tab.IN_TOUCH: ("sprout", Tone.OK),
    Tab.OPEN_TERRITORY: ("map", Tone.SECONDARY),
    Tab.TO_FIND_OUT: ("search", Tone.SECONDARY),
}
_NOTES = {
    "Promised calls": "kept first, by the time promised",
    "Returned by sales": "put right while it is warm",
    "Closing windows": "closing soonest first",
    "Staying in touch": "check-ins, dormant clients and open territories, longest due first",
    "Later today": "outside calling hours now, or promised for later",
}
_BY_INTEREST = "by campaign priority, newest interest first"
_A_WEEK = 7


def tab_options() -> list[Option]:
    """Return the tabs, before anything is counted."""
    looks = ((tab, _LOOKS.get(tab, ("", Tone.SECONDARY))) for tab in Tab)
    return [Option(tab.value, tab.label, icon=icon, tone=tone) for tab, (icon, tone) in looks]


def blocks_of(
    stretches: Sequence[Stretch], today: datetime, before: Stretch | None = None
) -> list[Block]:
    """Return stretches as the table shows them, a head where another begins."""
    found: list[Block] = []
    for one in stretches:
        is_same = before is not None and before.part.head == one.part.head
        head = None if is_same else GroupHead(one.part.head, head_note(one.part, today))
        found.append(Block(one.lead_ids, one.ranks, head))
        before = one
    return found


def head_note(part: Part, now: datetime) -> str:
    """Return the quiet words beside a head."""
    note = _NOTES.get(part.head, _BY_INTEREST)
    if part.closes_on is None or part.is_later:
        return note
    return f"{note} · the first closes {weekday_words(part.closes_on, now.date())}"


def rank_sentence(listed: Listed, now: datetime) -> str:
    """Return why a row stands where it stands: "Ingrid Solheim is 4th: the window closes …"."""
    row = listed.row
    if row.is_on_my_desk:
        return f"{row.name} is on your desk"
    if row.called_by:
        return f"{row.called_by} is calling {row.name} now"
    why = row.reason.rank_words(now) if row.is_in_hours else "outside calling hours now"
    return f"{row.name} is {ordinal(listed.rank)}: {why}"


def ordinal(rank: int) -> str:
    """Return a rank as people say it: 1st, 2nd, 11th, 1,003rd."""
    ending = "th" if rank % 100 in {11, 12, 13} else _ENDINGS.get(rank % 10, "th")
    return f"{rank:,}{ending}"


def queue_columns(now: Callable[[], datetime]) -> list[Column[Listed]]:
    """Return the columns; what passes is told as of `now`."""

    def why(one: Listed) -> str:
        return one.row.reason.phrase(now())

    def local_time(one: Listed) -> str:
        return clock_time(now(), one.row.zone)

    def last_touch(one: Listed) -> str:
        return touch_words(one.row.last_touch, now(), one.row.zone)

    return [
        Column("", 18, _rank, tone=_hint, is_right=True),
        Column("Prospect", 260, _name, beside=_company, role=Role.BODY_MEDIUM, tone=_if_open),
        Column("Why now", 0, why, icon=_icon, tone=_if_open),
        Column("Campaign", 176, _campaign, tone=_quiet, drop=1),
        Column("Attempts", 128, _attempts, dots=_dots, tone=_quiet),
        Column("Last touch", 150, last_touch, tone=_quiet, drop=3),
        Column("Local time", 148, local_time, beside=_city, mark=_moon, tone=_if_open),
        Column("Caller", 120, _caller, tone=_caller_tone, drop=2),
    ]


def research_columns() -> list[Column[ResearchRow]]:
    """Return the columns of those who wait for a number."""
    return [
        Column("Prospect", 170, _research_name, role=Role.BODY_MEDIUM),
        Column("Company", 0, _research_company),
        Column("Place", 150, _place),
        Column("Campaign", 190, _research_campaign),
    ]


def touch_words(touch: LastTouch | None, now: datetime, zone: str) -> str:
    """Return a contact in a few words: "Yesterday, e-mail", "Thu, spoke", "Aug, no answer"."""
    if touch is None:
        return "None yet"
    there = ZoneInfo(zone)
    day, today = touch.at.astimezone(there).date(), now.astimezone(there).date()
    days = (today - day).days
    near = {0: "Today", 1: "Yesterday"}.get(days) or (f"{day:%a}" if days < _A_WEEK else "")
    far = f"{day:%b}" if day.year == today.year else f"{day:%b %Y}"
    return f"{near or far}, {touch.word}"


def _rank(one: Listed) -> str:
    return f"{one.rank:,}" if one.rank else ""


def _name(one: Listed) -> str:
    return one.row.name


def _company(one: Listed) -> str:
    return one.row.company if one.row.company != one.row.name else ""


def _city(one: Listed) -> str:
    return one.row.city


def _icon(one: Listed) -> tuple[str, Tone]:
    return reason_look(one.row.reason)


def _campaign(one: Listed) -> str:
    return one.row.campaign


def _attempts(one: Listed) -> str:
    return f"{one.row.attempts} of {one.row.attempts_cap}"


def _dots(one: Listed) -> tuple[int, int]:
    return one.row.attempts, one.row.attempts_cap


def _moon(one: Listed) -> tuple[str, Tone] | None:
    return None if one.row.is_in_hours else ("moon", Tone.HINT)


def _caller(one: Listed) -> str:
    row = one.row
    if row.is_on_my_desk:
        return "On your desk"
    if row.called_by:
        return f"{row.called_by.split(' ')[0]} is calling"
    return "You" if row.is_mine else row.owner.split(" ")[0] or "Anyone"


def _caller_tone(one: Listed) -> Tone:
    return Tone.WARN if one.row.called_by and not one.row.is_on_my_desk else Tone.SECONDARY


def _hint(_one: Listed) -> Tone:
    return Tone.HINT


def _quiet(_one: Listed) -> Tone:
    return Tone.SECONDARY


def _if_open(one: Listed) -> Tone:
    return Tone.TEXT if one.row.is_in_hours else Tone.HINT


def _research_name(row: ResearchRow) -> str:
    return row.name or "Name unknown"


def _research_company(row: ResearchRow) -> str:
    return row.company


def _place(row: ResearchRow) -> str:
    return ", ".join(part for part in (row.city, row.country) if part)


def _research_campaign(row: ResearchRow) -> str:
    return row.campaign
