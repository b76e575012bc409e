"""The rounds of a worker: what time does, who waits for nothing, then the mail that is due."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.jobs.deadlines import DeadlineReport, meet_deadlines
from qualdesk.jobs.settling import settle_what_waits
from qualdesk.store.session import Database


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, before the mail."""

    deadlines: DeadlineReport
    settled: int


def go_round(database: Database, now: datetime, firm: str = "") -> Round:
    """Do all that is due but the mail; any number of workers may do so at once."""
    return Round(meet_deadlines(database, now), settle_what_waits(database, now, firm))
