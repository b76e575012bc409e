"""What time does: everything that is due is done once, however many workers look."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.commands.deadlines import meet_deadline, put_off_deadline
from qualdesk.commands.requests.deadlines import MeetDeadline, PutOffDeadline
from qualdesk.errors import Conflict, QualDeskError
from qualdesk.queries.deadlines import DueDeadline, due_deadlines
from qualdesk.store.session import Database, Press


@dataclass(frozen=True, slots=True)
class DeadlineReport:
    """How much of what was due is done, and why the rest is not; that is tried again."""

    met: int = 0
    problems: tuple[str, ...] = ()


def meet_deadlines(database: Database, now: datetime) -> DeadlineReport:
    """Do everything that is due, each in a transaction of its own."""
    met, problems, seen = 0, list[str](), set[int]()
    while fresh := [one for one in _due(database, now) if one.id not in seen]:
        for one in fresh:
            seen.add(one.id)
            problem = _meet(database, one, now)
            met += problem is None
            problems += [problem] if problem else []
    return DeadlineReport(met, tuple(problems))


def _due(database: Database, now: datetime) -> list[DueDeadline]:
    with database.read() as session:
        return due_deadlines(session, now=now)


def _meet(database: Database, due: DueDeadline, now: datetime) -> str | None:
    """Do one; return why it could not be done, "" where another worker was first."""
    try:
        database.carry_out(meet_deadline, MeetDeadline(due.id), press=Press(due.press_id), now=now)
    except Conflict:  # another worker was first, or it was taken back at this moment
        return ""
    except QualDeskError as problem:
        request = PutOffDeadline(due.id, str(problem))
        database.carry_out(put_off_deadline, request, press=Press.new(), now=now)
        return str(problem)
    return None
