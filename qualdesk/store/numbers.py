"""Numbers: at which a prospect may be dialled, in the order they are tried."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from qualdesk.domain.outcome import Medium
from qualdesk.domain.phone import Phone
from qualdesk.store.session import Session
from qualdesk.store.tables import Number, Prospect, ProspectNumber, Suppression


@dataclass(frozen=True, slots=True)
class DialableNumber:
    """A number that is neither wrong, out of service nor suppressed."""

    id: int
    phone: Phone


_BARS_CALLS = (
    Suppression.lifted_at.is_(None),
    Suppression.medium.in_([medium for medium in Medium if medium.bars_phone]),
)
_BARS_MAIL = (
    Suppression.lifted_at.is_(None),
    Suppression.medium.in_([medium for medium in Medium if medium.bars_mail]),
)


def dialable_numbers(
    session: Session, prospect_ids: Collection[int]
) -> dict[int, list[DialableNumber]]:
    """Return by prospect the numbers that may be dialled, the next one first."""
    found: dict[int, list[DialableNumber]] = defaultdict(list)
    barred = exists().where(
        *_BARS_CALLS,
        or_(
            Suppression.number_id == Number.id,
            Suppression.prospect_id == Prospect.id,
            Suppression.account_id == Prospect.account_id,
        ),
    )
    for prospect_id, number_id, e164 in session.execute(
        select(ProspectNumber.prospect_id, Number.id, Number.e164)
        .join(Number, Number.id == ProspectNumber.number_id)
        .join(Prospect, Prospect.id == ProspectNumber.prospect_id)
        .where(ProspectNumber.prospect_id.in_(prospect_ids))
        .where(ProspectNumber.wrong_at.is_(None), Number.out_of_service_at.is_(None), ~barred)
        .order_by(ProspectNumber.prospect_id, ProspectNumber.position, Number.id)
    ):
        found[prospect_id].append(DialableNumber(number_id, Phone(e164)))
    return found


def may_be_mailed(session: Session, prospect_id: int) -> bool:
    """Whether the prospect has an address and nothing bars mail to them or their company."""
    return bool(
        session.scalar(
            select(Prospect.id).where(
                Prospect.id == prospect_id,
                Prospect.email != "",
                ~exists().where(
                    *_BARS_MAIL,
                    or_(
                        Suppression.prospect_id == Prospect.id,
                        Suppression.account_id == Prospect.account_id,
                    ),
                ),
            )
        )
    )
