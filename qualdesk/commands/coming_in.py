"""They called or wrote: it is kept, their track stops, and the caller speaks to them now."""

from datetime import datetime
from typing import Final

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.claims import release_claims, take_lead
from qualdesk.commands.coming_forward import come_forward
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.requests.calls import Call
from qualdesk.commands.requests.coming_in import HearFrom
from qualdesk.commands.requests.order import ReleaseClaims
from qualdesk.commands.touches import write_touch
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import MailKind
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.errors import BeingCalled
from qualdesk.events.coming_in import HeardFrom
from qualdesk.store.session import Session, command_id, savepoint
from qualdesk.store.tables import Person

WITH_SALES: Final = "Sales has this lead. Its rep is told that they came to us."
_HOW: Final = {TouchKind.CALL: "called", TouchKind.EMAIL: "wrote"}


def hear_from(session: Session, request: HearFrom, now: datetime) -> HeardFrom:
    """Keep that somebody came to us, and claim them if nobody else is calling them.

    A closed pursuit stays closed: another is opened, with the history visible (DESIGN §2, 2).
    What they came with is kept in any case, also when somebody else has them.

    Raises:
        InputError: if there is no such lead.
    """
    named = load_case(session, request.lead_id, now)
    case = come_forward(session, named, now)
    write_touch(
        session,
        case,
        request.kind,
        person_id=request.caller_id,
        direction=Direction.IN,
        lead_version=case.version + 1,
    )
    tell_rep(session, case, request.caller_id, how=_HOW[request.kind])
    because = _claim(session, case, request.caller_id)
    return HeardFrom(case.lead_id, case.name, request.kind, because, command_id(session))


def tell_rep(session: Session, case: Case, caller_id: int, *, how: str) -> None:
    """Tell the rep who has them, by mail, how they came to us; in their list it stands too."""
    from qualdesk.mail.letters import heard_from_letter  # noqa: PLC0415 - brings Jinja

    rep = _rep_of(session, case)
    if rep is None or not rep.email or rep.id == caller_id:
        return
    letter = heard_from_letter(
        prospect=case.name,
        company=case.company,
        rep=rep.name,
        how=how,
        caller=session.get_one(Person, caller_id).name,
    )
    hold_mail(
        session,
        kind=MailKind.REP_NEWS,
        call=Call(case.lead_id, caller_id, case.version, undo_seconds=0),
        to=(rep.name, rep.email),
        letter=letter,
        now=case.seen.now,
    )


def _rep_of(session: Session, case: Case) -> Person | None:
    """Return who has the lead, where it is with sales."""
    owner_id = case.image.owner_person_id
    if case.image.state is not LeadState.WITH_SALES or owner_id is None:
        return None
    return session.get(Person, owner_id)


def _claim(session: Session, case: Case, caller_id: int) -> str:
    """Claim the lead in the place of what the caller held; else return why it is read only."""
    if case.image.state is LeadState.WITH_SALES:
        return WITH_SALES
    now = case.seen.now
    try:
        # What the caller holds stays theirs where the other cannot be had.
        with savepoint(session):
            release_claims(session, ReleaseClaims(caller_id), now)
            take_lead(session, case.lead_id, caller_id, now, is_out_of_order=True)
    except BeingCalled as refusal:
        return f"{refusal.who_calls} This is to read only."
    return ""
