"""What a list forbids: its do-not-call and do-not-mail columns become suppressions."""

from collections.abc import Iterator
from datetime import datetime

from qualdesk.commands.barring import (
    Terms,
    follow_suppressions,
    not_yet_barred,
    write_suppressions,
)
from qualdesk.commands.import_fates import Fate, Plan
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.store.session import Session
from qualdesk.store.suppressions import Target
from qualdesk.store.tables import ImportedList


def add_suppressions(session: Session, plan: Plan, list_id: int, now: datetime) -> None:
    """Bar whom the list says must not be called or mailed, and settle the leads they had before."""
    wanted = [bar for fate in plan.fates for bar in _bars(fate)]
    if not wanted:
        return
    terms = Terms(session.get_one(ImportedList, list_id).file_name, now)
    new = not_yet_barred(session, wanted, terms)
    write_suppressions(session, new, terms)
    follow_suppressions(session, new, now)


def _bars(fate: Fate) -> Iterator[tuple[Target, Medium]]:
    """Yield what one row forbids; a number that others share is barred only if it is named."""
    row, person_id = fate.row, fate.prospect.id
    if person_id is not None and row.may_not_call:
        yield Target(SuppressionScope.PERSON, person_id), Medium.PHONE
    for phone in row.barred_phones:
        yield Target(SuppressionScope.NUMBER, phone), Medium.PHONE
    if row.may_not_mail and row.email:
        yield Target(SuppressionScope.ADDRESS, row.email), Medium.MAIL
    elif row.may_not_mail and person_id is not None:
        yield Target(SuppressionScope.PERSON, person_id), Medium.MAIL
