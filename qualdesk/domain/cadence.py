"""When to try again after each outcome, and how often at most (the table of DESIGN §5)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Cadence:
    """A campaign's rules for trying again; the defaults are DESIGN §5's."""

    attempts: int = 6
    voicemails: int = 3
    busy_a_day: int = 3
    busy_gap: timedelta = timedelta(minutes=30)
    no_answer_days: int = 1
    voicemail_days: int = 2
    gatekeeper_days: int = 1
    research_days: int = 1
    check_in_after: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a lead was tried since its last conversation or response."""

    attempts: int = 0
    voicemails: int = 0
    busy_today: int = 0
