"""What sales left alone too long is taken back while it is still warm (DESIGN §8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select

from qualdesk.commands.case import load_case
from qualdesk.commands.meetings import release_meeting
from qualdesk.commands.requests.hand_offs import TakeBackRunOver
from qualdesk.commands.touches import write_touch
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_life import back_to_caller
from qualdesk.domain.lead import LeadState
from qualdesk.domain.touch import TouchKind
from qualdesk.events.hand_offs import TookBackRunOver
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import HandOff, Lead, Person


def take_back_what_ran_over(
    session: Session, request: TakeBackRunOver, now: datetime
) -> TookBackRunOver:
    """Take back offers nobody answered and accepted leads nobody touched; their callers have them.

    A meeting to come stays agreed and heads "Needs you" until the prospect was rung. Two workers at
    once never take the same: one passes over what the other has locked.
    """
    found = session.scalars(
        run_over(now)
        .limit(request.at_most)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    taken = [hand_off.id for hand_off in found if _take_back(session, hand_off, now)]
    session.flush()
    return TookBackRunOver(tuple(taken))


def run_over(now: datetime) -> Select[HandOff]:
    """Select the hand-offs whose time is over."""
    return (
        select(HandOff)
        .where(
            HandOff.runs_over_at <= now,
            HandOff.state.in_((HandOffState.OFFERED, HandOffState.ACCEPTED)),
        )
        .order_by(HandOff.runs_over_at, HandOff.id)
    )


def _take_back(session: Session, hand_off: HandOff, now: datetime) -> bool:
    """Give one back to its caller; one whose lead has moved on only stops its clock."""
    hand_off.runs_over_at = None
    lead = session.get_one(Lead, hand_off.lead_id, populate_existing=True)
    if lead.state != LeadState.WITH_SALES or lead.owner_person_id != hand_off.rep_id:
        return False
    was_offered = hand_off.state == HandOffState.OFFERED
    hand_off.state, hand_off.ran_over_at = HandOffState.TAKEN_BACK, now
    names = _people(session, (hand_off.rep_id, hand_off.caller_id))
    caller_id = hand_off.caller_id if names[hand_off.caller_id].is_active else None
    release_meeting(session, hand_off.id, now)
    image = back_to_caller(image_of(lead), now, caller_id)
    write_image(session, lead.id, image, version=lead.version, now=now)
    rep = names[hand_off.rep_id].name
    why = "did not answer the offer" if was_offered else "accepted it, but did not get in touch"
    words = f"Taken back from {rep}, who {why} in time."
    write_touch(session, load_case(session, lead.id, now), TouchKind.NOTE, words)
    return True


def _people(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    found = session.scalars(select(Person).where(Person.id.in_(person_ids)))
    return {one.id: one for one in found}
