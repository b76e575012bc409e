"""Lookalikes: who is added by hand is looked for among the like, as whoever a list brings."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.duplicates import note_duplicates
from qualdesk.commands.requests.duplicates import NoteDuplicates
from qualdesk.domain.likeness import may_be_typed_again
from qualdesk.domain.naming import prospect_name
from qualdesk.store.identities import identities, prospects_near
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Prospect

_NAMES = select(Prospect.first_name, Prospect.last_name, Account.name).join(
    Account, Account.id == Prospect.account_id
)


def note_lookalikes(
    session: Session, list_id: int, prospect_id: int, now: datetime
) -> tuple[str, ...]:
    """Have a person look at who may be the one of a list of one; return whom they look like.

    None is made one here: who typed the name is there to decide, and takes it back whole.
    """
    known = identities(session, prospects_near(session, list_id))
    own = known.pop(prospect_id, None)
    if own is None:
        return ()
    like = sorted(one for one, theirs in known.items() if may_be_typed_again(own, theirs))
    note_duplicates(session, NoteDuplicates(tuple((prospect_id, one) for one in like)), now)
    names = session.execute(_NAMES.where(Prospect.id.in_(like)).order_by(Prospect.id))
    return tuple(prospect_name(*name) for name in names)
