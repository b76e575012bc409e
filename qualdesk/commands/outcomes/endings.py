"""How every call ends: the case as the call saw it, its touch, the new image, the claim given back."""

from dataclasses import replace
from datetime import datetime

from qualdesk.commands.after_call import after_call
from qualdesk.commands.case import Case, load_case
from qualdesk.commands.claims import end_call
from qualdesk.commands.learning import learn
from qualdesk.commands.nurture import follow_outcome
from qualdesk.commands.requests import calls
from qualdesk.commands.sales_calls import drop_sales_call
from qualdesk.commands.touches import verdict_of, write_call
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.outcome import Outcome
from qualdesk.events.calls import After
from qualdesk.store.leads import write_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session


def informed_case(session: Session, call: calls.Call, now: datetime) -> Case:
    """Load the case once the answers have corrected what is known of prospect and account."""
    case = begun_case(session, call, now)
    return begun_case(session, call, now) if learn(session, case, call) else case


def heard_case(session: Session, call: calls.Call, now: datetime) -> Case:
    """Load the case with the grade that the answers give it."""
    case = informed_case(session, call, now)
    grade = verdict_of(session, case, call.answers).grade or case.image.grade
    return replace(case, image=replace(case.image, grade=grade))


def begun_case(session: Session, call: calls.Call, now: datetime) -> Case:
    """Load the case with the script and definition its call began with, whatever is new since."""
    case = load_case(session, call.lead_id, now)
    return replace(
        case,
        script_id=call.script_id or case.script_id,
        definition_id=call.definition_id or case.definition_id,
    )


def has_moved_on(case: Case, call: calls.Call) -> bool:
    """Whether somebody changed the lead since the caller saw it: then only the touch counts."""
    return case.version != call.lead_version or not case.image.state.is_open


def finish(
    session: Session,
    case: Case,
    call: calls.Call,
    outcome: Outcome,
    image: LeadImage,
    *,
    words: str = "",
) -> After:
    """Write touch and image, give the claim back; a lead that has moved on keeps its state."""
    moved_on = has_moved_on(case, call)
    version = case.version if moved_on else case.version + 1
    touch_id = write_call(session, case, call, outcome, lead_version=version, words=words)
    end_call(session, case.lead_id, call.caller_id, case.seen.now)
    if moved_on:
        image = case.image
        index_leads(session, [case.lead_id], case.seen.now)
    else:
        write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
        follow_outcome(session, case, outcome, image)
        drop_sales_call(session, case, outcome, image)
    left = replace(case, image=image, version=version)
    return after_call(session, left, outcome, touch_id)
