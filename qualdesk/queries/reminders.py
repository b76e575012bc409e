"""What a desk reminds of: promises of mine that come near, and those that nobody has kept."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.callback import REMIND_BEFORE
from qualdesk.domain.person import Role
from qualdesk.queries.promises import PromisedCall, overdue_promises, promises_near
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


@dataclass(frozen=True, slots=True)
class Reminders:
    """Promises by their time; `overdue` are others' too, and told to team leads alone."""

    mine: tuple[PromisedCall, ...] = ()
    overdue: tuple[PromisedCall, ...] = ()


def reminders(session: Session, *, caller_id: int, now: datetime) -> Reminders:
    """Return what a person is reminded of now; whom they are calling already is left out."""
    near = promises_near(session, caller_id=caller_id, now=now, within=REMIND_BEFORE)
    mine = tuple(one for one in near if one.called_by_id is None)
    person = session.get(Person, caller_id)
    if person is None or person.role != Role.TEAM_LEAD:
        return Reminders(mine)
    late = overdue_promises(session, now=now)
    return Reminders(mine, tuple(one for one in late if one.owner_id != caller_id))
