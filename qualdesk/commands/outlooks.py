"""What an absence or a leaving would do, said before it is done; nothing is changed."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.commands.absence_plans import absence_plan
from qualdesk.commands.leaving import check_leaving
from qualdesk.commands.moving_promises import MovedPromise
from qualdesk.commands.requests.people import DeactivatePerson, GoAway
from qualdesk.domain.belonging import Belonging
from qualdesk.errors import QualDeskError
from qualdesk.store.belongings import belongings_of
from qualdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would move; `why_not` is the sentence that stands against it as it is asked."""

    promises: tuple[MovedPromise, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    why_not: str = ""


def absence_outlook(session: Session, request: GoAway, now: datetime) -> Outlook:
    """Return which promises and meetings an absence touches, or why it cannot be."""
    try:
        plan = absence_plan(session, request, now)
    except QualDeskError as refusal:
        return Outlook(why_not=str(refusal))
    return Outlook(plan.promises, plan.meetings)


def leaving_outlook(session: Session, request: DeactivatePerson, now: datetime) -> Outlook:
    """Return all that is theirs and would go to the heir, and why it cannot yet."""
    theirs = tuple(belongings_of(session, request.person_id, now))
    try:
        check_leaving(session, request, now)
    except QualDeskError as refusal:
        return Outlook(belongings=theirs, why_not=str(refusal))
    return Outlook(belongings=theirs)
