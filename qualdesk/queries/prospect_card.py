"""The card of a prospect: all that the call desk shows of one lead."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from sqlalchemy import bindparam, func, select

from qualdesk.domain.answer_values import currency_of
from qualdesk.domain.answers import Hearing
from qualdesk.domain.calling_hours import (
    Closed,
    may_call_at,
    next_callable,
    why_closed,
    window_on,
)
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.naming import salutation
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.domain.queue_order import Place, Turn, place_of
from qualdesk.domain.queue_reason import QueueReason
from qualdesk.domain.script import Script, carried
from qualdesk.errors import InputError
from qualdesk.queries.card_parts import (
    AccountFacts,
    CardNumber,
    Contact,
    RepFacts,
    account_facts,
    card_numbers,
    contacts,
    free_slots,
    rep_facts,
)
from qualdesk.queries.merge_fields import merge_fields
from qualdesk.queries.reasons import LeadFacts, lead_facts, reason_of
from qualdesk.queries.suppressions import SuppressionRow, bars_of_prospect
from qualdesk.queries.timeline import TimelineRow, timeline
from qualdesk.store.agreed import definition_of, script_of
from qualdesk.store.answers import answers_of
from qualdesk.store.campaign_facts import script_id_on
from qualdesk.store.columns import table_of
from qualdesk.store.legal_caps import Capped, Reached, caps_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session, rules_of_desk
from qualdesk.store.tables import Account, Campaign, Claim, Lead, Person, Prospect, Site


@dataclass(frozen=True, slots=True)
class HoursToday:
    """Today's calling hours in the prospect's own wall time; `next_at` None while they are open."""

    opens: time | None
    closes: time | None
    is_open: bool
    next_at: datetime | None
    closed: Closed | None = None
    """Which law, or the house, keeps them closed now, and by what."""
    over_cap: str = ""
    """Why the law forbids another call to the number for now; no reason opens that."""


@dataclass(frozen=True, slots=True)
class ProspectCard:
    """All that the call desk shows of one lead."""

    lead_id: int
    lead_version: int
    prospect_id: int
    name: str
    first_name: str
    salutation: str
    job_title: str
    company: str
    email: str
    language: str
    city: str
    zone: str
    zones: tuple[str, ...]
    hearing: Hearing
    """What day it is there, and in which currency they think."""
    consent: str
    hours: HoursToday
    numbers: tuple[CardNumber, ...]
    is_barred: bool
    reason: QueueReason
    campaign: str
    offer: str
    script: Script
    definition: LeadDefinition
    script_id: int
    definition_id: int
    merge_fields: dict[str, str]
    timeline: tuple[TimelineRow, ...]
    touch_count: int
    people_count: int
    account: AccountFacts
    contacts: tuple[Contact, ...]
    rep: RepFacts
    slots: tuple[datetime, ...]
    state: LeadState
    lane: Lane | None
    answers: dict[str, str] = field(default_factory=dict)
    bars: tuple[SuppressionRow, ...] = ()
    """What bars the prospect or one of their numbers now."""
    may_lift: bool = False
    """Whether the caller may lift it: a team lead may."""

    @property
    def stale_check(self) -> str:
        """Why none of the numbers may be dialled before a register is looked into again."""
        if any(number.may_be_dialled for number in self.numbers):
            return ""
        return next((one.stale_check for one in self.numbers if one.stale_check), "")


def prospect_card(
    session: Session, *, lead_id: int, caller_id: int, now: datetime, firm: str = ""
) -> ProspectCard:
    """Return the card of a lead as this caller sees it; `firm` is whom they call for.

    Raises:
        InputError: if there is no such lead.
    """
    row = _CARD.first(session, {"the_lead": lead_id, "now": now})
    if row is None:
        raise InputError("There is no such lead. Look it up in the queue.")
    facts = lead_facts(session, [lead_id], now)[lead_id]
    today = now.astimezone(facts.clock.tz).date()
    caller = _CALLER.first(session, {"caller_id": caller_id})
    rep = rep_facts(session, row.territory_id)
    slots = free_slots(session, rep, facts.clock, now)
    numbers = card_numbers(session, row.prospect_id, now)
    bars = bars_of_prospect(session, prospect_id=row.prospect_id, now=now)
    touches = timeline(session, row.prospect_id)
    script_id = script_id_on(facts.campaign, row, today)
    script = script_of(session, script_id)
    return ProspectCard(
        lead_id=lead_id,
        lead_version=row.version,
        prospect_id=row.prospect_id,
        name=facts.name,
        first_name=row.first_name,
        salutation=salutation(row.title, row.first_name, row.last_name),
        job_title=row.job_title,
        company=row.company,
        email=row.email,
        language=row.language,
        city=row.city,
        zone=facts.clock.zone,
        zones=facts.clock.zones,
        hearing=Hearing(now, facts.clock.zone, currency_of(row.country)),
        consent=row.consent,
        hours=_hours(session, facts, row.prospect_id, now),
        numbers=numbers,
        is_barred=_is_barred(numbers, bars),
        reason=_reason(facts, row.turn, today, caller_id),
        campaign=facts.campaign.name,
        offer=row.offer or facts.campaign.name,
        script=script,
        definition=definition_of(session, row.definition_id),
        script_id=script_id,
        definition_id=row.definition_id,
        merge_fields=merge_fields(
            row,
            facts,
            caller=caller.name if caller else "",
            firm=firm,
            rep=rep,
            slots=slots,
            now=now,
        ),
        timeline=touches,
        touch_count=sum(one.is_contact for one in touches),
        people_count=len({one.person_id for one in touches} - {None}),
        account=account_facts(row, rep),
        contacts=contacts(session, row.account_id, row.prospect_id, now),
        rep=rep,
        slots=slots,
        state=LeadState(row.state),
        lane=Lane(row.lane) if row.lane else None,
        answers=carried(script, answers_of(session, lead_id), today),
        bars=bars,
        may_lift=bool(bars) and caller is not None and caller.role == Role.TEAM_LEAD,
    )


_LEADS, _PROSPECTS, _ACCOUNTS = table_of(Lead), table_of(Prospect), table_of(Account)
_SITES, _CAMPAIGNS, _CLAIMS = table_of(Site), table_of(Campaign), table_of(Claim)
_PEOPLE, _OTHER_SITES = table_of(Person), table_of(Site).alias()
_SITE_COUNT = (
    select(func.count())
    .select_from(_OTHER_SITES)
    .where(_OTHER_SITES.c.account_id == _ACCOUNTS.c.id)
    .scalar_subquery()
)
_SHOWN = {
    _LEADS: ("version", "state", "lane", "territory_id", "prospect_id"),
    _PROSPECTS: ("title", "first_name", "last_name", "job_title", "email", "language", "consent"),
    _ACCOUNTS: ("industry", "size", "installed", "website"),
    _SITES: ("street", "postal_code", "city", "region", "country"),
    _CAMPAIGNS: ("offer", "script_id", "registration_script_id", "definition_id"),
}
_CARD = Prepared(
    select(*(table.c[name] for table, names in _SHOWN.items() for name in names))
    .add_columns(_ACCOUNTS.c.id.label("account_id"), _ACCOUNTS.c.name.label("company"))
    .add_columns(_SITE_COUNT.label("sites"), _CLAIMS.c.turn)
    .join_from(_LEADS, _PROSPECTS, _PROSPECTS.c.id == _LEADS.c.prospect_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _LEADS.c.account_id)
    .join(_SITES, _SITES.c.id == _PROSPECTS.c.site_id)
    .join(_CAMPAIGNS, _CAMPAIGNS.c.id == _LEADS.c.campaign_id)
    # The turn in which the lead was offered to whoever is calling it now.
    .outerjoin(_CLAIMS, (_CLAIMS.c.lead_id == _LEADS.c.id) & (_CLAIMS.c.until > bindparam("now")))
    .where(_LEADS.c.id == bindparam("the_lead"))
)
_CALLER = Prepared(
    select(_PEOPLE.c.name, _PEOPLE.c.role).where(_PEOPLE.c.id == bindparam("caller_id"))
)


def _reason(facts: LeadFacts, turn: str | None, today: date, caller_id: int) -> QueueReason:
    """Return why it is called; of a campaign that rests, also why nobody calls for it today."""
    turned = Turn(turn) if turn else None
    place = place_of(facts.campaign, facts.lane, today)
    if place is not None:
        return reason_of(facts, place, turned, caller_id=caller_id)
    at_rest = reason_of(facts, Place.at_rest(facts.campaign), turned, caller_id=caller_id)
    return replace(at_rest, rest=facts.campaign.rest(today))


def _hours(session: Session, facts: LeadFacts, prospect_id: int, now: datetime) -> HoursToday:
    clock, rules = facts.clock, rules_of_desk(session)
    capped = _capped(session, facts, prospect_id, now)
    is_open = may_call_at(clock, now, rules) and capped is None
    from_then = max(now, capped.rest.until) if capped else now
    opens, closes = window_on(clock, now, rules) or (None, None)
    return HoursToday(
        opens=opens,
        closes=closes,
        is_open=is_open,
        next_at=None if is_open else next_callable(clock, from_then, rules),
        closed=why_closed(clock, now, rules),
        over_cap=capped.sentence(now, clock.zone) if capped else "",
    )


def _capped(session: Session, facts: LeadFacts, prospect_id: int, now: datetime) -> Capped | None:
    """Return the legal cap on the number that is dialled next, if it stands against a call now."""
    if facts.number_id is None:
        return None
    reached = Reached(prospect_id, facts.number_id, facts.clock)
    return caps_of(session, [reached], now).get(reached)


def _is_barred(numbers: tuple[CardNumber, ...], bars: tuple[SuppressionRow, ...]) -> bool:
    """Whether calls are barred altogether: the person, or each number that is not wrong."""
    is_person = any(
        bar.medium.bars_phone and bar.scope is not SuppressionScope.NUMBER for bar in bars
    )
    right = [number for number in numbers if not number.is_wrong]
    return is_person or (bool(right) and all(number.is_suppressed for number in right))
