"""Snooze: the quick moments that are offered, and what a typed one means there."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualdesk.domain.moments import clock_time, weekday_words
from qualdesk.domain.when import understood
from qualdesk.domain.working_days import add_working_days, at_local

_NOON_ENDS = time(13)
_AFTERNOON, _MORNING = time(14), time(9)
PLACEHOLDER = "or 15:30, tomorrow 10"


@dataclass(frozen=True, slots=True)
class SnoozeMoments:
    """The moments on a prospect's own clock, by the words that choose them."""

    now: datetime
    zone: str
    opens_at: datetime | None = None
    """When their calling hours begin, while those are closed."""

    def quick(self) -> dict[str, datetime]:
        """Return what is offered: in an hour, this afternoon, the next working morning.

        While their hours are closed, when those begin stands in the place of the first two.
        """
        local = self.now.astimezone(ZoneInfo(self.zone))
        if self.opens_at is not None:
            begin = f"At {clock_time(self.opens_at, self.zone)}, when hours begin"
            return {begin: self.opens_at}
        found = {"In 1 h": self.now + timedelta(hours=1)}
        if local.time() < _NOON_ENDS:
            found["This afternoon"] = at_local(local.date(), _AFTERNOON, self.zone)
        day = add_working_days(local.date(), 1)
        name = weekday_words(day, local.date())
        found[f"{name[:1].upper()}{name[1:]} morning"] = at_local(day, _MORNING, self.zone)
        return found

    def meant(self, words: str) -> datetime | None:
        """Return the moment of a choice or of typed words, None if they mean none."""
        return self.quick().get(words) or (
            understood(words, self.now, self.zone) if words else None
        )

    def why_not(self, words: str) -> str:
        """Return the sentence for words that mean no time."""
        return f"Which time is “{words}”? Try 15:30." if words else "Until when? Try 15:30."
