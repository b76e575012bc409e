"""What a promise to one prospect is held against before it is made."""

from dataclasses import replace
from datetime import datetime

from qualdesk.domain.promise_doubts import OtherPromise, PromiseGround
from qualdesk.queries.promises import promises_ahead
from qualdesk.queries.reasons import lead_facts
from qualdesk.store.legal_caps import Reached, caps_of
from qualdesk.store.rep_times import absences_of
from qualdesk.store.session import Session, rules_of_desk


def promise_ground(
    session: Session, *, lead_id: int, caller_id: int, now: datetime
) -> PromiseGround:
    """Return hours, legal cap and what the caller has to do, for a lead that is spoken to."""
    facts = lead_facts(session, [lead_id], now)[lead_id]
    others = tuple(
        OtherPromise(one.due_at, one.name)
        for one in promises_ahead(session, caller_id=caller_id, now=now)
        if one.lead_id != lead_id
    )
    away = tuple(absences_of(session, caller_id))
    ground = PromiseGround(facts.clock, rules_of_desk(session), others, away=away)
    if facts.number_id is None:
        return ground
    reached = Reached(facts.prospect_id, facts.number_id, facts.clock)
    capped = caps_of(session, [reached], now).get(reached)
    if capped is None:
        return ground
    sentence = capped.sentence(now, facts.clock.zone)
    return replace(ground, capped_until=capped.rest.until, over_cap=sentence)
