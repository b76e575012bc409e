"""How a prospect came onto a desk: in the usual order, in turn, or chosen from further down."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Claim


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a claimed lead stood in the order when it was taken."""

    lead_id: int
    is_out_of_order: bool


def claim_on(session: Session, *, lead_id: int, caller_id: int) -> ClaimPlace:
    """Return how a caller came to a lead they hold."""
    asked = {"lead_id": lead_id, "caller_id": caller_id}
    is_out = session.scalar(_IS_OUT_OF_ORDER, asked)
    return ClaimPlace(lead_id, bool(is_out))


_CLAIMS = table_of(Claim)
_IS_OUT_OF_ORDER = select(_CLAIMS.c.is_out_of_order).where(
    _CLAIMS.c.lead_id == bindparam("lead_id"), _CLAIMS.c.caller_id == bindparam("caller_id")
)
