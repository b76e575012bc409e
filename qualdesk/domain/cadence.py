"""When to try again after each outcome, how often at most and at least (the table of DESIGN §5)."""

from dataclasses import dataclass
from datetime import timedelta

from qualdesk.errors import InputError


@dataclass(frozen=True, slots=True)
class Cadence:
    """A campaign's rules for trying again; the defaults are DESIGN §5's.

    Days are working days of the prospect's country. `window_gap` and `window_a_day` stand in the
    place of the days while the campaign's window is open.

    Raises:
        InputError: if a number lies outside its bounds.
    """

    attempts: int = 6
    least_touches: int = 4
    """The floor: how many touches at least before a lead may be given up, …"""
    least_media: int = 2
    """… and over how many different media."""
    no_answer_days: int = 1
    voicemail_days: int = 2
    gatekeeper_days: int = 1
    voicemails: int = 3
    busy_a_day: int = 3
    busy_gap: timedelta = timedelta(minutes=30)
    window_a_day: int = 2
    window_gap: timedelta = timedelta(hours=4)
    research_days: int = 1
    check_in_after: timedelta = timedelta(days=90)

    def __post_init__(self) -> None:
        """Refuse what would call without end, at once again, or never."""
        for name, (least, most) in _BOUNDS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise InputError(f"{name} cannot be {value}. Choose between {least} and {most}.")


_BOUNDS = {
    "attempts": (1, 30),
    "least_touches": (0, 30),
    "least_media": (0, 3),
    "no_answer_days": (1, 60),
    "voicemail_days": (1, 60),
    "gatekeeper_days": (1, 60),
    "voicemails": (0, 10),
    "busy_a_day": (1, 10),
    "busy_gap": (timedelta(minutes=5), timedelta(days=1)),
    "window_a_day": (1, 3),
    "window_gap": (timedelta(hours=1), timedelta(days=1)),
    "research_days": (1, 60),
    "check_in_after": (timedelta(days=1), timedelta(days=730)),
}
