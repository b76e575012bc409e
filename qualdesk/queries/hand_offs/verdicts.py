"""How the criteria stood when a lead was given to sales."""

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.script import Script as ConversationScript
from qualdesk.domain.script import carried
from qualdesk.domain.verdicts import verdict
from qualdesk.store.campaign_facts import facts_of, script_id_on
from qualdesk.store.seeds import read_definition, read_script
from qualdesk.store.session import Session
from qualdesk.store.tables import Answer, Campaign, HandOff, Lead, LeadDefinition, Script, Touch


def hand_off_verdict(session: Session, *, hand_off_id: int) -> Verdict:
    """Return how the criteria stood that the lead was judged by, whatever was agreed since."""
    row = session.execute(
        select(HandOff, Campaign, LeadDefinition.body.label("agreed"))
        .add_columns(_of_call(Touch.script_id).label("read_out"))
        .join(Lead, Lead.id == HandOff.lead_id)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .join(
            LeadDefinition,
            LeadDefinition.id
            == func.coalesce(_of_call(Touch.definition_id), Campaign.definition_id),
        )
        .where(HandOff.id == hand_off_id)
    ).one()
    day = row.HandOff.offered_at.date()
    read_out = row.read_out or script_id_on(facts_of(row.Campaign), row.Campaign, day)
    body = select(Script.body).where(Script.id == read_out)
    script = read_script(session.execute(body).scalar_one())
    answers = _heard_before(session, row.HandOff, script)
    return verdict(script, read_definition(row.agreed), answers, day)


def _heard_before(
    session: Session, hand_off: HandOff, script: ConversationScript
) -> dict[str, str]:
    """Return what was heard in the call that led to a hand-off, and what still held of others."""
    heard = session.execute(
        select(Answer.step, Answer.words, Touch.command_id == hand_off.command_id)
        .join(Touch, Touch.id == Answer.touch_id)
        .where(Answer.lead_id == hand_off.lead_id, Touch.happened_at <= hand_off.offered_at)
        .order_by(Touch.happened_at, Touch.id)
    ).all()
    earlier = {step: words for step, words, is_then in heard if not is_then}
    then = {step: words for step, words, is_then in heard if is_then}
    return {**carried(script, earlier, hand_off.offered_at.date()), **then}


def _of_call(column: InstrumentedAttribute[int | None]) -> ScalarSelect[int | None]:
    """Return what the call kept that made the hand-off."""
    made_it = (Touch.command_id == HandOff.command_id, Touch.lead_id == HandOff.lead_id)
    return select(func.max(column)).where(*made_it).correlate(HandOff).scalar_subquery()
