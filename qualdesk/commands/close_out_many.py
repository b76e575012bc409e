"""Turning down many kindly at once: a campaign that is over, inquiries that nobody answered."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.close_outs import Farewell, say_farewell
from qualdesk.commands.nurture import follow_outcome
from qualdesk.commands.requests.close_outs import CloseOutMany
from qualdesk.commands.touches import write_touch
from qualdesk.domain import next_step
from qualdesk.domain.lead import Resolution, may_close_unasked
from qualdesk.domain.outcome import CloseOutReason, Outcome, ToldBy
from qualdesk.domain.person import Role
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.store.holds import called_by_others
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Person

MOST: Final = 200
"""At once, so that a press stays short; a longer selection is closed part by part."""

_RESOLUTIONS = {
    CloseOutReason.NOT_THE_RIGHT_COMPANY: Resolution.DOES_NOT_FIT,
    CloseOutReason.UNREACHABLE: Resolution.UNREACHABLE,
}


def close_out_many(session: Session, request: CloseOutMany, now: datetime) -> ClosedOutMany:
    """Close these leads, each with its own letter; who is promised, called or with sales stays.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if none of them can be closed, or they are too many.
    """
    _check(session, request)
    cases = [load_case(session, lead_id, now) for lead_id in dict.fromkeys(request.lead_ids)]
    called = called_by_others(session, request.lead_ids, request.person_id, now)
    found = [
        case
        for case in cases
        if may_close_unasked(case.image.state, case.image.lane) and case.lead_id not in called
    ]
    if not found:
        raise InputError(
            "None of these can be closed out: promised, called now, with sales or closed before."
        )
    leaves_at = now + timedelta(seconds=request.undo_seconds)
    farewell = Farewell(request.reason, request.person_id, request.firm, leaves_at)
    told = Counter(_close(session, case, request, farewell) for case in found)
    return ClosedOutMany(
        deed=command_id(session),
        lead_ids=tuple(case.lead_id for case in found),
        prospect_name=found[0].name,
        reason=request.reason,
        by_email=told[ToldBy.EMAIL],
        by_letter=told[ToldBy.LETTER],
        left=len(cases) - len(found),
    )


def _check(session: Session, request: CloseOutMany) -> None:
    person = session.get(Person, request.person_id)
    if person is None or not person.is_active or person.role != Role.TEAM_LEAD:
        raise Forbidden("Only a team lead closes out many at once. Ask yours.")
    if len(set(request.lead_ids)) > MOST:
        raise InputError(f"Close out at most {MOST} at once. Choose fewer.")


def _close(session: Session, case: Case, request: CloseOutMany, farewell: Farewell) -> ToldBy:
    resolution = _RESOLUTIONS.get(request.reason, Resolution.CLOSED_OUT)
    image = next_step.closed(case.image, case.seen, resolution)
    told_by = say_farewell(session, case, farewell)
    version = write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
    words, by = f"Closed out: {request.reason.label.lower()}.", request.person_id
    write_touch(session, case, TouchKind.NOTE, words, person_id=by, lead_version=version)
    follow_outcome(session, case, Outcome.CLOSE_OUT, image)
    return told_by
