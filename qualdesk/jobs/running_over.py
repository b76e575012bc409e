"""Taking back what sales left alone too long, a few at a time."""

from datetime import datetime

from qualdesk.commands.requests.hand_offs import TakeBackRunOver
from qualdesk.commands.running_over import run_over, take_back_what_ran_over
from qualdesk.store.session import Database, Press


def take_back_run_over(database: Database, now: datetime) -> int:
    """Take back every hand-off whose time is over; return how many."""
    taken = 0
    while _is_any(database, now):
        event = database.carry_out(
            take_back_what_ran_over, TakeBackRunOver(), press=Press.new(), now=now
        )
        if not event.hand_off_ids:  # another worker has the rest
            break
        taken += len(event.hand_off_ids)
    return taken


def _is_any(database: Database, now: datetime) -> bool:
    with database.read() as session:
        return session.execute(run_over(now).limit(1)).first() is not None
