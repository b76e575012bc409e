"""Newcomers: somebody who came to us by themselves is added by hand."""

from datetime import datetime

from qualdesk.commands.requests.newcomers import AddProspect
from qualdesk.events.newcomers import AddedProspect
from qualdesk.store.session import Session


def add_prospect(session: Session, request: AddProspect, now: datetime) -> AddedProspect:
    """Make somebody a prospect with a lead in a campaign; whom we know already joins it.

    They go the way of a list of one, so that nothing is done twice (decision 26).

    Raises:
        InputError: if it names nobody or a company that closed, tells no way to reach them, or a
            number or address is none.
        Forbidden: if they, their company or all their numbers must not be called.
    """
    from qualdesk.commands.lists_of_one import (  # noqa: PLC0415 - brings all that reads lists
        add_by_hand,
    )

    return add_by_hand(session, request, now)
