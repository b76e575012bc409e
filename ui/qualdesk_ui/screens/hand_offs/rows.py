"""The columns of the hand-offs, and their words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.moments import clock_time, moment_words
from qualdesk.queries.hand_offs import HandOffGroup, HandOffRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.chip import ChipLook
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.table import Column, GroupHead
from qualdesk_ui.widgets.tone import Tone

ALL = "all"

_HEADS = {
    HandOffGroup.NEEDS_YOU: GroupHead("Needs you", "returned, or not answered in time"),
    HandOffGroup.GIVEN_BACK: GroupHead("Given back", "the caller decides what follows"),
    HandOffGroup.COMING_UP: GroupHead("Coming up"),
    HandOffGroup.MET: GroupHead("Met", "in the last 7 days"),
    HandOffGroup.SETTLED: GroupHead("Put right", "in the last 7 days"),
}
_LOOKS = {
    HandOffState.OFFERED: ("send", Tone.ACCENT),
    HandOffState.ACCEPTED: ("check", Tone.OK),
    HandOffState.RETURNED: ("corner-up-left", Tone.BAD),
    HandOffState.TAKEN_BACK: ("undo-2", Tone.SECONDARY),
    HandOffState.MET: ("check-check", Tone.SECONDARY),
    HandOffState.NO_SHOW: ("user", Tone.WARN),
    HandOffState.RESCHEDULED: ("calendar-clock", Tone.OK),
    HandOffState.WON: ("check-check", Tone.OK),
    HandOffState.LOST: ("x", Tone.SECONDARY),
}
_WITH_REP = {HandOffState.OFFERED, HandOffState.ACCEPTED, HandOffState.RESCHEDULED}
_TABS = {
    "offered": ("Offered", {HandOffState.OFFERED}),
    "accepted": ("Accepted", {HandOffState.ACCEPTED, HandOffState.RESCHEDULED}),
    "returned": (
        "Returned",
        {HandOffState.RETURNED, HandOffState.NO_SHOW, HandOffState.TAKEN_BACK},
    ),
    "met": ("Met", {HandOffState.MET, HandOffState.WON, HandOffState.LOST}),
}


def columns(now: Callable[[], datetime]) -> list[Column[HandOffRow]]:
    """Return the columns; days are told as of `now()`."""

    def meeting(row: HandOffRow) -> str:
        return meeting_words(row, now())

    return [
        Column("Prospect", 250, _prospect, _company, role=Role.BODY_MEDIUM),
        Column("Meeting", 196, meeting, _other_time),
        Column("Rep", 150, _rep, has_avatar=True),
        Column("State", 130, _state, chip=chip_of),
        Column("What happens next", 0, _what_next, tone=_quiet),
    ]


def tab_options(rows: Sequence[HandOffRow]) -> list[Option]:
    """Return the tabs with their counts."""
    counted = [
        Option(value, label, sum(row.state in states for row in rows))
        for value, (label, states) in _TABS.items()
    ]
    return [Option(ALL, "All", len(rows)), *counted]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are looked at: of one rep, of the next days, with these words."""

    rep: str = ""
    until: datetime | None = None
    words: str = ""

    def lets_pass(self, row: HandOffRow) -> bool:
        """Whether a row is one of them; who needs somebody always is, whenever they meet."""
        if self.rep not in {"", row.rep}:
            return False
        if row.group is HandOffGroup.COMING_UP and self._is_after(row.meeting_at):
            return False
        told = f"{row.prospect} {row.company} {row.rep}".casefold()
        return all(word in told for word in self.words.casefold().split())

    def _is_after(self, at: datetime | None) -> bool:
        return self.until is not None and at is not None and at > self.until


def chosen(rows: Iterable[HandOffRow], tab: str, wanted: Filter) -> list[HandOffRow]:
    """Return the rows of a tab that a filter lets pass."""
    states = _TABS[tab][1] if tab in _TABS else set(HandOffState)
    return [row for row in rows if row.state in states and wanted.lets_pass(row)]


def end_of_next_week(now: datetime) -> datetime:
    """Return the midnight after next Sunday, here."""
    local = now.astimezone()
    monday = local.date() - timedelta(days=local.weekday()) + timedelta(days=14)
    return datetime.combine(monday, time(), local.tzinfo)


def grouped(rows: Sequence[HandOffRow]) -> list[HandOffRow | GroupHead]:
    """Return the rows under their heads."""
    found: list[HandOffRow | GroupHead] = []
    for group, members in groupby(rows, key=_group):
        found += [_HEADS[group], *members]
    return found


def chip_of(row: HandOffRow) -> ChipLook:
    """Return how a state looks."""
    icon, tone = _LOOKS[row.state]
    return ChipLook(row.state.label, icon, tone)


def meeting_words(row: HandOffRow, now: datetime) -> str:
    """Return when they meet, in the prospect's own time; else who calls, while it is with them."""
    if row.meeting_at is None:
        return f"{row.rep.split(' ')[0]} calls" if row.state in _WITH_REP else "No time agreed"
    return moment_words(row.meeting_at, now, row.zone)


def _group(row: HandOffRow) -> HandOffGroup:
    return row.group


def _prospect(row: HandOffRow) -> str:
    return row.prospect


def _company(row: HandOffRow) -> str:
    return row.company


def _other_time(row: HandOffRow) -> str:
    """Return the rep's time where it is another one, else how they meet."""
    if row.meeting_at is None:
        return "no time agreed" if row.state in _WITH_REP else ""
    theirs = row.meeting_at.astimezone(ZoneInfo(row.zone)).utcoffset()
    ours = row.meeting_at.astimezone(ZoneInfo(row.rep_zone)).utcoffset()
    if theirs == ours:
        return row.medium.label if row.medium else ""
    city = row.rep_zone.rpartition("/")[2].replace("_", " ")
    return f"{clock_time(row.meeting_at, row.rep_zone)} {city}"


def _rep(row: HandOffRow) -> str:
    return row.rep


def _state(_row: HandOffRow) -> str:
    return ""


def _what_next(row: HandOffRow) -> str:
    return row.what_next


def _quiet(_row: HandOffRow) -> Tone:
    return Tone.SECONDARY
