"""What closing out many would come to, before anybody does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import select

from qualdesk.domain.lead import CALLED, Lane, may_close_unasked
from qualdesk.domain.naming import salutation
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.mail.letters import close_out_letter
from qualdesk.store.holds import called_by_others
from qualdesk.store.numbers import reach_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Lead, Person, Prospect, Site


@dataclass(frozen=True, slots=True)
class FarewellPreview:
    """How many are told in which way, and the letter to the first of them."""

    by_email: int
    by_letter: int
    by_nobody: int
    left: int
    """Promised, with sales, called now or closed before: they stay as they are."""
    subject: str = ""
    body: str = ""

    @property
    def count(self) -> int:
        """How many are closed."""
        return self.by_email + self.by_letter + self.by_nobody


def farewell_preview(
    session: Session,
    *,
    lead_ids: Sequence[int],
    reason: CloseOutReason,
    person_id: int,
    firm: str,
    now: datetime,
) -> FarewellPreview:
    """Return what closing these out for a reason would come to."""
    rows = session.execute(_CONCERNED.where(Lead.id.in_(lead_ids))).all()
    called = called_by_others(session, lead_ids, person_id, now)
    found = [
        row
        for row in rows
        if may_close_unasked(row.Lead.state, row.Lead.lane) and row.Lead.id not in called
    ]
    left = len(rows) - len(found)
    if not found:
        return FarewellPreview(0, 0, 0, left)
    ways = _by_way(session, found, now)
    mailed, posted, others = ways[_Way.EMAIL], ways[_Way.LETTER], ways[_Way.NOBODY]
    first = (mailed or posted or others)[0]
    prospect = first.Prospect
    letter = close_out_letter(
        reason,
        salutation=salutation(prospect.title, prospect.first_name, prospect.last_name),
        caller=session.get_one(Person, person_id).name,
        firm=firm,
        offer=first.offer or first.name,
    )
    return FarewellPreview(len(mailed), len(posted), len(others), left, letter.subject, letter.body)


_CONCERNED = (
    select(Lead, Prospect, Site, Campaign.offer, Campaign.name)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Site, Site.id == Prospect.site_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .order_by(Lead.id)
)


class _Way(Enum):
    EMAIL = auto()
    LETTER = auto()
    NOBODY = auto()


def _by_way(session: Session, found: Sequence[Any], now: datetime) -> dict[_Way, list[Any]]:
    """Part those to be closed by how each is told."""
    reaches = reach_of(session, {row.Prospect.id for row in found})
    ways: dict[_Way, list[Any]] = {way: [] for way in _Way}
    for row in found:
        reach = reaches[row.Prospect.id]
        has_address = row.Site.street.strip() and row.Site.city.strip()
        if reach.may_be_mailed_at(now):
            ways[_Way.EMAIL].append(row)
        elif has_address and not reach.is_mail_barred_at(now):
            ways[_Way.LETTER].append(row)
        else:
            ways[_Way.NOBODY].append(row)
    return ways


def waiting_in(session: Session, *, campaign_id: int) -> list[int]:
    """Return the leads of a campaign that wait for a call nobody promised."""
    waiting = session.scalars(
        select(Lead.id)
        .where(Lead.campaign_id == campaign_id, Lead.state.in_(CALLED))
        .where(Lead.lane.not_in((Lane.PROMISED, Lane.RETURNED)))
        .order_by(Lead.id)
    )
    return list(waiting)
