"""Accounts, sites, prospects and numbers of a part of a list, written set by set."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.import_accounts import KnownAccount
from qualdesk.commands.import_fates import Plan
from qualdesk.commands.import_known import KnownProspect
from qualdesk.domain.calling_rules import Audience
from qualdesk.exchange.lead_rows import LeadRow, ToldNumber
from qualdesk.store.among import Among
from qualdesk.store.bulk import Bulk, Values, next_ids
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Number, Prospect, ProspectNumber, Site


def add_accounts(session: Session, plan: Plan, now: datetime) -> None:
    """Add the accounts that are not known yet, and the sites that known ones get."""
    new: dict[int, KnownAccount] = {
        id(fate.prospect.account): fate.prospect.account
        for fate in plan.fates
        if fate.prospect.account.id is None
    }
    sites = list(new.values())
    if not sites:
        return
    made = [one for one in sites if one.owner is None]
    account_ids, site_ids = (
        next_ids(session, Account, len(made)),
        next_ids(session, Site, len(sites)),
    )
    for account, account_id in zip(made, account_ids, strict=True):
        account.id, account.is_new = account_id, True
    for account, site_id in zip(sites, site_ids, strict=True):
        account.site_id = site_id
        account.id = account.owner.id if account.owner else account.id
    _ACCOUNTS.add(session, (_account(one, now) for one in made))
    _SITES.add(session, (_site(one) for one in sites))


def add_prospects(session: Session, plan: Plan) -> None:
    """Add the prospects that are not known yet, and the numbers that are new to each."""
    new = [fate.prospect for fate in plan.fates if fate.is_new]
    if new:
        for prospect, prospect_id in zip(new, next_ids(session, Prospect, len(new)), strict=True):
            prospect.id = prospect_id
        _PROSPECTS.add(session, map(_prospect, new))
    told = {
        phone: one
        for fate in plan.fates
        for phone, one in zip(fate.row.phones, fate.row.numbers, strict=True)
    }
    _add_numbers(session, [fate.prospect for fate in plan.fates if fate.prospect.new_phones], told)


def _account(known: KnownAccount, now: datetime) -> Values:
    row = known.source or LeadRow(0)
    closed_on = now.date() if known.is_closed else None
    name = (known.id, row.company, row.folded.company, Audience.B2B.value)
    site = (row.website, row.folded.site_domain)
    return (*name, row.industry, row.size, *site, "", closed_on)


def _site(known: KnownAccount) -> Values:
    row = known.source or LeadRow(0)
    place = (row.street, row.city, row.region, row.postal_code, row.country)
    return (known.site_id, known.id, *place, row.time_zone, row.zone_source)


def _prospect(known: KnownProspect) -> Values:
    row = known.source or LeadRow(0)
    return (
        known.id,
        known.account.id,
        known.account.site_id,
        row.title,
        row.first_name,
        row.last_name,
        row.job_title,
        row.email,
        row.folded.email_domain,
        row.folded.words,
        row.language,
        row.consent,
    )


def _add_numbers(
    session: Session, prospects: Sequence[KnownProspect], told: Mapping[str, ToldNumber]
) -> None:
    phones = sorted({phone for one in prospects for phone in one.new_phones})
    if not phones:
        return
    _NUMBERS.add(session, (_number(phone, told[phone]) for phone in phones))
    ids: dict[str, int] = dict(_IDS.read(session, phones))
    _REACHED_AT.add(session, _reached_at(prospects, ids, told))


def _number(e164: str, told: ToldNumber) -> Values:
    return (e164, told.digits_from_end, told.type_name, told.zones)


def _reached_at(
    prospects: Sequence[KnownProspect], ids: Mapping[str, int], told: Mapping[str, ToldNumber]
) -> Iterator[Values]:
    """Yield at which numbers these prospects are reached now too, behind those they had."""
    for one in {id(one): one for one in prospects}.values():
        had = len(one.phones) - len(one.new_phones)
        for position, phone in enumerate(dict.fromkeys(one.new_phones), start=had):
            extension = one.extensions.get(phone, "")
            yield (one.id, ids[phone], told[phone].label, extension, position)


_E164 = table_of(Number).c.e164
_IDS = Among(select(_E164, table_of(Number).c.id), _E164)
_ACCOUNTS = Bulk(
    Account,
    *(
        "id",
        "name",
        "folded_name",
        "audience",
        "industry",
        "size",
        "website",
        "domain",
        "installed",
    ),
    "closed_on",
)
_SITES = Bulk(
    Site,
    *("id", "account_id", "street", "city", "region", "postal_code", "country"),
    *("zone", "zone_source"),
)
_PROSPECTS = Bulk(
    Prospect,
    *("id", "account_id", "site_id", "title", "first_name", "last_name", "job_title"),
    *("email", "email_domain", "folded_words", "language", "consent"),
)
_NUMBERS = Bulk(Number, "e164", "digits_from_end", "kind", "zones", skips_known=True)
_REACHED_AT = Bulk(
    ProspectNumber,
    *("prospect_id", "number_id", "label", "extension", "position"),
    skips_known=True,
)
