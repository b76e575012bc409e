"""The history of a territory: one row each time it changes hands."""

from datetime import datetime

from sqlalchemy import insert

from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Territory, TerritoryChange


def keep_change_of_hands(
    session: Session,
    territory: Territory,
    *,
    rep_id: int | None,
    covering_rep_id: int | None,
    now: datetime,
    note: str = "",
) -> None:
    """Write into the history who has a territory from now on; said before it is theirs."""
    session.execute(
        insert(TerritoryChange).values(
            territory_id=territory.id,
            command_id=command_id(session),
            from_rep_id=territory.rep_id,
            from_covering_rep_id=territory.covering_rep_id,
            to_rep_id=rep_id,
            to_covering_rep_id=covering_rep_id,
            note=note,
            happened_at=now,
        )
    )
