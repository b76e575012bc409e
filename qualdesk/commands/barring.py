"""Barring: suppressions are written, and what follows for everybody they name, in one transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from qualdesk.commands.nurture import stop_barred, stop_closed
from qualdesk.domain import next_step
from qualdesk.domain.lead import Lane, LeadImage, LeadState, Resolution
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.next_step import Circumstances, WaysLeft
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.suppression import FOREVER, domain_of, folded_address
from qualdesk.store.leads import image_of, write_images
from qualdesk.store.numbers import Reach, is_mail_barred, numbers_in_time, reach_of
from qualdesk.store.parts import in_parts
from qualdesk.store.queue_index import SiteFacts, clock_of, index_leads
from qualdesk.store.session import Session, command_id, rules_of_desk
from qualdesk.store.suppressions import (
    OF_MAIL,
    OF_PHONE,
    Named,
    Target,
    bars_on,
    named_by,
    prospects_named,
)
from qualdesk.store.tables import (
    Campaign,
    Lead,
    Outbox,
    Prospect,
    ProspectNumber,
    Site,
    Suppression,
)

_CALLED = (LeadState.QUEUED, LeadState.NURTURE)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms somebody is barred."""

    source: str
    now: datetime
    expires_at: datetime | None = None
    list_id: int | None = None
    undo_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed for the leads of those who were barred, and for their mail."""

    leads_closed: int = 0
    leads_to_find_out: int = 0
    mails_cancelled: int = 0


def not_yet_barred(
    session: Session,
    wanted: Sequence[tuple[Target, Medium]],
    terms: Terms,
    *only: ColumnElement[bool],
) -> list[tuple[Target, Medium]]:
    """Return what no suppression bars yet by those media and for as long; each only once.

    `only` leaves out suppressions that may be lifted for a reason of their own.
    """
    until = terms.expires_at or FOREVER
    named = named_by(target for target, _medium in wanted)
    phone = bars_on(session, named, OF_PHONE, *only)
    mail = bars_on(session, named, OF_MAIL, *only)
    return [
        (target, medium)
        for target, medium in dict.fromkeys(wanted)
        for key in [(target.column, target.value)]
        if (medium.bars_phone and phone.get(key, terms.now) < until)
        or (medium.bars_mail and mail.get(key, terms.now) < until)
    ]


def write_suppressions(
    session: Session, bars: Iterable[tuple[Target, Medium]], terms: Terms
) -> None:
    """Write suppressions; from now on nothing they name is dialled or mailed."""
    rows = [
        {
            "scope": target.scope,
            "medium": medium,
            **dict.fromkeys(_COLUMNS),
            target.column: target.value,
            "source": terms.source,
            "list_id": terms.list_id,
            "command_id": command_id(session),
            "since": terms.now,
            "expires_at": terms.expires_at,
            "undo_until": terms.undo_until,
        }
        for target, medium in bars
    ]
    if rows:
        session.execute(insert(Suppression), rows)


def follow_suppressions(
    session: Session,
    bars: Sequence[tuple[Target, Medium]],
    now: datetime,
    *,
    but: int | None = None,
) -> Followed:
    """Give everybody named a next step or an end, and cancel their held mail.

    The lead `but` is left out: its outcome decides what becomes of it.
    """
    company_barred = _company_barred(session, bars)
    settled: Counter[bool] = Counter()
    for part in in_parts(prospects_named(session, [target for target, _medium in bars])):
        settled.update(_settle(session, part, company_barred, now, but))
    mailed = [target for target, medium in bars if medium.bars_mail]
    cancelled = _cancel_mail(session, mailed, now) if mailed else 0
    for part in in_parts(prospects_named(session, [target for target, _medium in bars])):
        stop_barred(session, part, now)
        stop_closed(session, part)
    return Followed(settled[True], settled[False], cancelled)


def follow_dead_number(session: Session, number_id: int, now: datetime, *, but: int) -> None:
    """Give everybody who shared a number that is out of service their next step.

    The lead `but` is left out: its outcome decides what becomes of it.
    """
    sharing = select(ProspectNumber.prospect_id).where(ProspectNumber.number_id == number_id)
    for part in in_parts(session.scalars(sharing).all()):
        _settle(session, part, (), now, but)


def close_company(
    session: Session, account_id: int, seen: Circumstances, ended: Resolution, *, but: int
) -> int:
    """Close every other open lead of an account and stop its track; return how many.

    What sales has ends too where nobody may be called; that a company has closed its rep finds out.
    """
    states = (*_CALLED, *([LeadState.WITH_SALES] if ended is Resolution.DO_NOT_CONTACT else []))
    others = session.scalars(
        select(Lead).where(Lead.account_id == account_id, Lead.state.in_(states), Lead.id != but)
    ).all()
    images = [
        (lead.id, lead.version, next_step.closed(image_of(lead), seen, ended)) for lead in others
    ]
    write_images(session, images, seen.now)
    stop_closed(session, [lead.prospect_id for lead in others])
    return len(images)


def free_again(session: Session, targets: Iterable[Target], now: datetime) -> list[int]:
    """Queue again whom suppressions that are lifted had kept waiting; return their leads.

    Closed leads stay closed. Who waits for a person to be found, not for a number, goes on waiting.
    """
    woken: list[int] = []
    for part in in_parts(prospects_named(session, targets)):
        woken += _wake(session, part, now)
    return woken


_COLUMNS = ("e164", "address", "domain", "company", "prospect_id", "account_id")


def _wake(session: Session, prospect_ids: Collection[int], now: datetime) -> list[int]:
    leads = session.execute(
        select(Lead, Prospect.left_on)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.prospect_id.in_(prospect_ids), Lead.state.in_(_CALLED))
        .order_by(Lead.id)
    ).all()
    numbers = numbers_in_time(session, [lead.prospect_id for lead, _left_on in leads])
    woken = [
        (lead.id, lead.version, next_step.callable_again(image_of(lead), now))
        for lead, left_on in leads
        if lead.lane == Lane.RESEARCH and left_on is None and lead.prospect_id in numbers
    ]
    write_images(session, woken, now)
    index_leads(session, [lead.id for lead, _left_on in leads], now)
    return [lead_id for lead_id, _version, _image in woken]


def _settle(
    session: Session,
    prospect_ids: Collection[int],
    company_barred: Collection[int],
    now: datetime,
    but: int | None,
) -> list[bool]:
    """Give leads of barred prospects their next step; return of each changed one if it is closed."""
    rows = session.execute(
        _CASES.where(Lead.prospect_id.in_(prospect_ids), Lead.state.in_(_CALLED), Lead.id != but)
    ).all()
    ids = [row.Lead.prospect_id for row in rows]
    numbers, reaches = numbers_in_time(session, ids), reach_of(session, ids)
    images: list[tuple[int, int, LeadImage]] = []
    for row in rows:
        prospect_id = row.Lead.prospect_id
        ways = _ways_left(
            reaches[prospect_id],
            now,
            has_number=prospect_id in numbers,
            is_company_barred=prospect_id in company_barred,
        )
        before = image_of(row.Lead)
        image = next_step.after_suppression(before, _seen(session, row, now), ways)
        if image != before:
            images.append((row.Lead.id, row.Lead.version, image))
    write_images(session, images, now)
    changed = {lead_id for lead_id, _version, _image in images}
    index_leads(session, [row.Lead.id for row in rows if row.Lead.id not in changed], now)
    return [image.state is LeadState.CLOSED for _id, _version, image in images]


def _company_barred(session: Session, bars: Sequence[tuple[Target, Medium]]) -> set[int]:
    """Return the prospects whose whole company must not be called."""
    return prospects_named(
        session,
        [
            target
            for target, medium in bars
            if target.scope is SuppressionScope.COMPANY and medium.bars_phone
        ],
    )


def _ways_left(
    reach: Reach, now: datetime, *, has_number: bool, is_company_barred: bool
) -> WaysLeft:
    return WaysLeft(
        has_number=has_number,
        may_have_other_number=reach.phone_until != FOREVER,
        has_mail=reach.may_be_mailed_at(now),
        is_mail_barred=reach.is_mail_barred_at(now),
        is_company_barred=is_company_barred,
    )


_CASES = (
    select(Lead, Site, Campaign.cadence)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Site, Site.id == Prospect.site_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .order_by(Lead.id)
)


def _seen(session: Session, row: Row[*tuple[Any, ...]], now: datetime) -> Circumstances:
    """Return what the rules must know: no number is left, so the site alone tells the clock."""
    site = SiteFacts(row.Site.country, row.Site.region, row.Site.zone)
    return Circumstances(now, clock_of(site, None), rules_of_desk(session), row.cadence)


def _cancel_mail(session: Session, targets: Sequence[Target], now: datetime) -> int:
    """Cancel held mail that must not go any more, and offers of leads that are closed now."""
    concerned = _held_to(session, named_by(targets))
    for part in in_parts(prospects_named(session, targets)):
        theirs = session.execute(_HELD.where(Lead.prospect_id.in_(part)))
        concerned |= {mail.id: mail for mail in theirs}
    barred = [mail.id for mail in concerned.values() if _must_not_go(session, mail, now)]
    for part in in_parts(barred):
        session.execute(
            update(Outbox)
            .where(Outbox.id.in_(part))
            .values(
                state=MailState.CANCELLED,
                last_error="do not contact",
                cancelled_by=command_id(session),
            )
            .execution_options(synchronize_session=False)
        )
    return len(barred)


_HELD = (
    select(Outbox.id, Outbox.lead_id, Outbox.to_address, Outbox.kind, Lead.state)
    .join(Lead, Lead.id == Outbox.lead_id)
    .where(Outbox.state == MailState.HELD)
)


def _held_to(session: Session, named: Named) -> dict[int, Row[*tuple[Any, ...]]]:
    """Return the held mails whose own address is named, whoever's lead they belong to."""
    addresses, domains = named.get("address", ()), named.get("domain", ())
    if not addresses and not domains:
        return {}
    return {
        mail.id: mail
        for mail in session.execute(_HELD)
        if folded_address(mail.to_address) in addresses or domain_of(mail.to_address) in domains
    }


def _must_not_go(session: Session, mail: Row[*tuple[Any, ...]], now: datetime) -> bool:
    kind = MailKind(mail.kind)
    if kind.is_to_rep:
        return bool(mail.state == LeadState.CLOSED)
    return is_mail_barred(
        session, lead_id=mail.lead_id, address=mail.to_address, kind=kind, now=now
    )
