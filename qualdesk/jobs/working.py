"""The rounds of a worker: what time does, who waits for nothing, then the mail that is due."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.commands.requests.deadlines import KeepWallTimes
from qualdesk.commands.wall_times import keep_wall_times, shifted
from qualdesk.jobs.deadlines import DeadlineReport, meet_deadlines
from qualdesk.jobs.settling import settle_what_waits
from qualdesk.store.session import Database, Press


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, before the mail."""

    deadlines: DeadlineReport
    settled: int


def go_round(database: Database, now: datetime, firm: str = "") -> Round:
    """Do all that is due but the mail; any number of workers may do so at once."""
    keep_agreed_times(database, now)
    return Round(meet_deadlines(database, now), settle_what_waits(database, now, firm))


def keep_agreed_times(database: Database, now: datetime) -> int:
    """Move promises to the time agreed where a zone's rules have changed; return how many."""
    with database.read() as session:
        if not shifted(session, now):
            return 0
    event = database.carry_out(keep_wall_times, KeepWallTimes(), press=Press.new(), now=now)
    return len(event.lead_ids)
