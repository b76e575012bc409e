"""Dialling: checked against suppression and calling hours, written down before the phone rings."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from qualdesk.commands.claims import CALL_LEASE, extend_claim
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.domain.calling_hours import may_call_at
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.lead import Lane
from qualdesk.domain.phone import Phone
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.dialling import Dialled
from qualdesk.store.legal_caps import Reached, caps_of, caps_on
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.queue_index import SiteFacts, clock_of, index_leads
from qualdesk.store.session import Session, command_id, rules_of_desk
from qualdesk.store.suppressions import stale_check_of
from qualdesk.store.tables import Account, Dial, Lead, Number, Prospect, ProspectNumber, Site


def dial_number(session: Session, request: DialNumber, now: datetime) -> Dialled:
    """Write down that a number is dialled.

    A reason opens closed hours; neither a suppression nor a legal cap has such a door.

    Raises:
        InputError: if the number is not the prospect's.
        Forbidden: if it is suppressed or wrong, its country's register was last looked into too long
            ago, it is over a legal cap, or outside calling hours without a reason or promise.
    """
    row = _reached(session, request)
    _refuse_barred(session, request, row, now)
    site = SiteFacts(row.country, row.region, row.zone, Audience(row.audience))
    reached = Reached(row.prospect_id, request.number_id, clock_of(site, Phone(row.e164)))
    _refuse_over_cap(session, reached, now)
    is_promised = row.lane == Lane.PROMISED and row.due_at <= now
    is_open = may_call_at(reached.clock, now, rules_of_desk(session)) or is_promised
    if not is_open and not request.outside_hours_because.strip():
        raise Forbidden("It is outside calling hours there. Wait, or dial anyway with a reason.")
    dial_id = _write_dial(session, request, now)
    extend_claim(session, request.lead_id, request.caller_id, now + CALL_LEASE)
    if caps_on(reached.clock):
        _index_all_reached_at(session, request.number_id, now)
    return Dialled(request.lead_id, dial_id, request.number_id, row.e164)


def _reached(session: Session, request: DialNumber) -> Row[*tuple[Any, ...]]:
    """Return the number with its lead, where it is and whom calls there are meant for."""
    row = session.execute(
        select(Lead.prospect_id, Lead.lane, Lead.due_at, Number.e164, Site.country, Site.region)
        .add_columns(Site.zone, Account.audience)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Site, Site.id == Prospect.site_id)
        .join(Account, Account.id == Prospect.account_id)
        .join(ProspectNumber, ProspectNumber.prospect_id == Prospect.id)
        .join(Number, Number.id == ProspectNumber.number_id)
        .where(Lead.id == request.lead_id, Number.id == request.number_id)
    ).one_or_none()
    if row is None:
        raise InputError("This number does not belong to the prospect. Choose another.")
    return row


def _refuse_barred(
    session: Session, request: DialNumber, row: Row[*tuple[Any, ...]], now: datetime
) -> None:
    allowed = dialable_numbers(session, [row.prospect_id], now).get(row.prospect_id, [])
    if request.number_id not in {number.id for number in allowed}:
        raise Forbidden("This number must not be dialled. Choose another or close the prospect.")
    if (stale := stale_check_of(session, Phone(row.e164), now)) is not None:
        raise Forbidden(stale.sentence)


def _write_dial(session: Session, request: DialNumber, now: datetime) -> int:
    return session.execute(
        insert(Dial)
        .values(
            lead_id=request.lead_id,
            number_id=request.number_id,
            caller_id=request.caller_id,
            command_id=command_id(session),
            dialled_at=now,
            outside_hours_because=request.outside_hours_because,
        )
        .returning(Dial.id)
    ).scalar_one()


def _refuse_over_cap(session: Session, reached: Reached, now: datetime) -> None:
    capped = caps_of(session, [reached], now).get(reached)
    if capped is not None:
        raise Forbidden(capped.sentence(now, reached.clock.zone))


def _index_all_reached_at(session: Session, number_id: int, now: datetime) -> None:
    """Let everybody who is reached at a number wait for the end of its cap."""
    lead_ids = session.scalars(
        select(Lead.id)
        .join(ProspectNumber, ProspectNumber.prospect_id == Lead.prospect_id)
        .where(ProspectNumber.number_id == number_id)
    )
    index_leads(session, list(lead_ids), now)
