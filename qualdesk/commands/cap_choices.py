"""Caps: what may be chosen when one is reached, and the choice itself, made while the toast stands."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.after_call import after_call, newest_outcome
from qualdesk.commands.case import Case, load_case
from qualdesk.commands.close_outs import Farewell, say_farewell
from qualdesk.commands.nurture import follow_outcome
from qualdesk.commands.requests.calls import ChooseAtCap
from qualdesk.commands.short_emails import short_email_to_outbox
from qualdesk.domain import next_step
from qualdesk.domain.caps import CapChoice, CapReached, cap_reached
from qualdesk.domain.lead import LeadImage, Resolution
from qualdesk.domain.next_step import Circumstances
from qualdesk.domain.outcome import CloseOutReason, Outcome, ToldBy
from qualdesk.errors import InputError
from qualdesk.events.calls import ChoseAtCap
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import ChosenAtCap, Touch

_NOT_OPEN = {
    CapChoice.STAY_IN_TOUCH: "Its attempts are not used up, so it is called again by itself.",
    CapChoice.SHORT_EMAIL: "No e-mail may go there, or one went already. Choose another way.",
    CapChoice.ONE_MORE_TRY: "One more try was made already. Stay in touch, or close out.",
    CapChoice.CLOSE_OUT: "Its attempts are not used up. Go on trying, or close out with a reason.",
}


def cap_of(
    session: Session, lead_id: int, outcome: Outcome, left: LeadImage, seen: Circumstances
) -> CapReached | None:
    """Return the cap that an outcome reached, with what is open now; `seen` has its call counted."""
    reached = cap_reached(outcome, left, seen)
    if reached is None or CapChoice.ONE_MORE_TRY not in reached.choices:
        return reached
    had_one = _had_one_more_try(session, lead_id, seen)
    return cap_reached(outcome, left, replace(seen, had_one_more_try=had_one))


def choose_at_cap(session: Session, request: ChooseAtCap, now: datetime) -> ChoseAtCap:
    """Do otherwise than the cap did by itself, until the lead moves on.

    Raises:
        Conflict: if the call was taken back, or the lead has moved on since.
        InputError: if the choice is not open, with what is missing.
    """
    case = load_case(session, request.call.lead_id, now)
    outcome = newest_outcome(session, case, request.touch_id, request.call.lead_version)
    reached = cap_of(session, case.lead_id, outcome, case.image, case.seen)
    if reached is None or request.choice not in reached.choices:
        raise InputError(_refusal(reached, request.choice))
    image = _image_after(case, request.choice)
    version = write_image(session, case.lead_id, image, version=case.version, now=now)
    session.execute(
        insert(ChosenAtCap).values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            touch_id=request.touch_id,
            choice=request.choice,
            chosen_at=now,
        )
    )
    follow_outcome(session, case, outcome, image)
    goes_at = None
    if request.choice is CapChoice.SHORT_EMAIL:
        goes_at = short_email_to_outbox(
            session, case, request.call, firm=request.firm, lead_version=version
        )
    elif request.choice is CapChoice.CLOSE_OUT:
        goes_at = _say_farewell(session, case, request)
    left = replace(case, image=image, version=version)
    after = after_call(session, left, outcome, request.touch_id, mail_goes_at=goes_at)
    return ChoseAtCap(after, request.choice)


def _refusal(reached: CapReached | None, choice: CapChoice) -> str:
    if reached is not None and choice is CapChoice.CLOSE_OUT and reached.floor_lacks:
        return reached.floor_lacks
    return _NOT_OPEN[choice]


def _image_after(case: Case, choice: CapChoice) -> LeadImage:
    if choice is CapChoice.ONE_MORE_TRY:
        return next_step.one_more_try(case.image, case.seen)
    if choice is CapChoice.CLOSE_OUT:
        return next_step.closed(case.image, case.seen, Resolution.UNREACHABLE)
    return case.image


def _say_farewell(session: Session, case: Case, request: ChooseAtCap) -> datetime | None:
    """Write "I tried to reach you" as the cadence's courteous end; return when an e-mail leaves."""
    leaves_at = case.seen.now + request.call.undo_length
    reason = CloseOutReason.UNREACHABLE
    farewell = Farewell(reason, request.call.caller_id, request.firm, leaves_at)
    told_by = say_farewell(session, case, farewell)
    return leaves_at if told_by is ToldBy.EMAIL else None


def _had_one_more_try(session: Session, lead_id: int, seen: Circumstances) -> bool:
    """Whether a try beyond the cap was granted to these attempts already, and not taken back."""
    taken_back = select(Touch.takes_back_id).where(
        Touch.lead_id == lead_id, Touch.takes_back_id.is_not(None)
    )
    granted = select(ChosenAtCap.id).where(
        ChosenAtCap.lead_id == lead_id,
        ChosenAtCap.choice == CapChoice.ONE_MORE_TRY,
        ChosenAtCap.touch_id.not_in(taken_back),
    )
    if seen.tries.since is not None:
        granted = granted.where(ChosenAtCap.chosen_at >= seen.tries.since)
    return session.scalars(granted.limit(1)).first() is not None
