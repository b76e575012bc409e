"""Do not call: suppression at once, and what follows for others at the same number or company."""

from sqlalchemy import insert, select, update

from qualdesk.commands.case import Case
from qualdesk.commands.dialling import number_rung
from qualdesk.commands.requests import BarCalls
from qualdesk.domain import next_step
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import MailState
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.errors import InputError
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Lead, Outbox, ProspectNumber, Suppression


def bar(session: Session, case: Case, request: BarCalls) -> None:
    """Suppress the number that was dialled, the person or the company.

    Raises:
        InputError: if the number is to be barred and none is known.
    """
    number_id = number_rung(session, request.call, case.prospect_id)
    column, target = {
        SuppressionScope.NUMBER: ("number_id", number_id),
        SuppressionScope.PERSON: ("prospect_id", case.prospect_id),
        SuppressionScope.COMPANY: ("account_id", case.account_id),
    }[request.scope]
    if target is None:
        raise InputError("No number is known here. Choose “This person” instead.")
    session.execute(
        insert(Suppression).values(
            scope=request.scope,
            medium=request.medium,
            source="said on the phone",
            command_id=command_id(session),
            since=case.seen.now,
            **{column: target},
        )
    )
    if request.medium.bars_mail:
        _cancel_mail(session, case, request)


def close_others(session: Session, case: Case, request: BarCalls) -> int:
    """With company scope, close every other open lead there; return how many."""
    if request.scope is not SuppressionScope.COMPANY or not request.medium.bars_phone:
        return 0
    others = session.scalars(
        select(Lead).where(
            Lead.account_id == case.account_id,
            Lead.state != LeadState.CLOSED,
            Lead.id != case.lead_id,
        )
    ).all()
    for lead in others:
        image = next_step.closed(image_of(lead), case.seen, Resolution.DO_NOT_CONTACT)
        write_image(session, lead.id, image, version=lead.version, now=case.seen.now)
    return len(others)


def find_out_stranded(session: Session, case: Case, request: BarCalls) -> None:
    """Send others who lose their last number to be found out; the rest get their next number."""
    if request.scope is not SuppressionScope.NUMBER or not request.medium.bars_phone:
        return
    number_id = number_rung(session, request.call, case.prospect_id)
    stranded = session.scalars(
        select(Lead)
        .join(ProspectNumber, ProspectNumber.prospect_id == Lead.prospect_id)
        .where(ProspectNumber.number_id == number_id, Lead.id != case.lead_id)
        .where(Lead.state.in_([LeadState.QUEUED, LeadState.NURTURE]))
        .where(Lead.lane != Lane.RESEARCH)
    ).all()
    reachable = dialable_numbers(session, [lead.prospect_id for lead in stranded])
    for lead in stranded:
        image = image_of(lead)
        if not reachable.get(lead.prospect_id):
            image = next_step.to_find_out(image, case.seen)
        write_image(session, lead.id, image, version=lead.version, now=case.seen.now)


def _cancel_mail(session: Session, case: Case, request: BarCalls) -> None:
    theirs = Lead.prospect_id == case.prospect_id
    if request.scope is SuppressionScope.COMPANY:
        theirs = Lead.account_id == case.account_id
    session.execute(
        update(Outbox)
        .where(Outbox.state == MailState.HELD, Outbox.lead_id.in_(select(Lead.id).where(theirs)))
        .values(state=MailState.CANCELLED, last_error="do not contact")
        .execution_options(synchronize_session=False)
    )
