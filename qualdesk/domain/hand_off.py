"""Hand-offs: how a lead given to a rep stands, and how the two will meet."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from qualdesk.domain.working_days import add_working_days, at_local

MEETING_LENGTH = timedelta(minutes=30)


class HandOffState(StrEnum):
    """Where a hand-off stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"
    MET = "met"
    NO_SHOW = "no_show"
    RESCHEDULED = "rescheduled"
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The word on the chip."""
        return {HandOffState.NO_SHOW: "No-show", HandOffState.TAKEN_BACK: "Taken back"}.get(
            self, self.value.capitalize()
        )


class MeetingMedium(StrEnum):
    """How prospect and rep meet."""

    VIDEO = "video"
    PHONE = "phone"
    ON_SITE = "on_site"

    @property
    def label(self) -> str:
        """The word on the segment."""
        return self.value.replace("_", " ").capitalize()


_SLOT_TIMES = (time(9, 30), time(10), time(11, 30), time(14), time(15, 30))
_REP_WORKS = (time(8, 30), time(17))
_LOOK_AHEAD_DAYS = 5
_REMEMBERED = 256


def meeting_slots(
    now: datetime, *, zone: str, rep_zone: str, busy: Iterable[datetime] = ()
) -> tuple[datetime, ...]:
    """Return times for a meeting on the next working days, in the prospect's zone.

    A slot lies within the rep's usual hours and more than half an hour from their appointments.
    """
    taken = list(busy)
    return tuple(
        slot
        for slot in _slots_after(now.astimezone(ZoneInfo(zone)).date(), zone, rep_zone)
        if all(abs(slot - one) >= MEETING_LENGTH for one in taken)
    )


@lru_cache(_REMEMBERED)
def _slots_after(today: date, zone: str, rep_zone: str) -> tuple[datetime, ...]:
    days = [add_working_days(today, ahead) for ahead in range(1, _LOOK_AHEAD_DAYS + 1)]
    slots = [at_local(day, clock, zone) for day in days for clock in _SLOT_TIMES]
    return tuple(
        slot
        for slot in slots
        if _REP_WORKS[0] <= slot.astimezone(ZoneInfo(rep_zone)).time() < _REP_WORKS[1]
    )
