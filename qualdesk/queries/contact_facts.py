"""How prospects are reached, for what leaves the desk as files."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from qualdesk.exchange.export_rows import ContactFacts
from qualdesk.store.numbers import dialable_numbers, reach_of
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Number, Prospect, ProspectNumber, Site


def contact_facts(
    session: Session, prospect_ids: Sequence[int], now: datetime
) -> dict[int, ContactFacts]:
    """Return what is known of each prospect, by id: two numbers at most, and what is barred."""
    found: dict[int, ContactFacts] = {}
    for part in in_parts(set(prospect_ids)):
        numbers, reach = _numbers(session, part), reach_of(session, part)
        free = dialable_numbers(session, part, now)
        for row in session.execute(_CONTACTS.where(Prospect.id.in_(part))):
            key = row.Prospect.id
            until = reach[key].phone_until
            barred = (until is not None and until > now) or (
                bool(numbers.get(key)) and key not in free
            )
            found[key] = _contact(
                row,
                numbers.get(key, ()),
                is_phone_barred=barred,
                is_mail_barred=reach[key].is_mail_barred_at(now),
            )
    return found


def _numbers(session: Session, prospect_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    rows = session.execute(
        select(ProspectNumber.prospect_id, Number.e164)
        .join(Number, Number.id == ProspectNumber.number_id)
        .where(ProspectNumber.prospect_id.in_(prospect_ids), ProspectNumber.wrong_at.is_(None))
        .where(Number.out_of_service_at.is_(None))
        .order_by(ProspectNumber.position, Number.id)
    )
    for prospect_id, e164 in rows:
        found.setdefault(prospect_id, []).append(e164)
    return found


def _contact(
    row: Row[*tuple[Any, ...]],
    numbers: Sequence[str],
    *,
    is_phone_barred: bool,
    is_mail_barred: bool,
) -> ContactFacts:
    prospect, account, site = row.Prospect, row.Account, row.Site
    phone, other, *_more = (*numbers, "", "")
    return ContactFacts(
        prospect_id=prospect.id,
        title=prospect.title,
        first_name=prospect.first_name,
        last_name=prospect.last_name,
        job_title=prospect.job_title,
        email=prospect.email,
        phone=phone,
        other_phone=other,
        company=account.name,
        website=account.website,
        industry=account.industry,
        street=site.street,
        city=site.city,
        region=site.region,
        postal_code=site.postal_code,
        country=site.country,
        is_phone_barred=is_phone_barred,
        is_mail_barred=is_mail_barred,
    )


_CONTACTS = (
    select(Prospect, Account, Site)
    .join(Account, Account.id == Prospect.account_id)
    .join(Site, Site.id == Prospect.site_id)
)
