"""Lists of whom not to contact: opened, read in part by part, finished; every part exactly once."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from qualdesk.commands.barring import (
    Terms,
    follow_suppressions,
    not_yet_barred,
    write_suppressions,
)
from qualdesk.commands.freeing import free_again
from qualdesk.commands.requests.suppressions import (
    FinishSuppressionList,
    LiftUnlisted,
    ListedBar,
    StartSuppressionList,
    SuppressRows,
)
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.errors import InputError
from qualdesk.events.suppressions import (
    FinishedSuppressionList,
    LiftedUnlisted,
    StartedSuppressionList,
    SuppressedRows,
)
from qualdesk.store.session import Session, command_id
from qualdesk.store.suppressions import Target, registers_checked, target_of
from qualdesk.store.tables import Command, Suppression, SuppressionList

_PART = 25
"""Listings lifted in a transaction: about 50 ms with their leads, so that an outcome goes first."""


def start_suppression_list(
    session: Session, request: StartSuppressionList, now: datetime
) -> StartedSuppressionList:
    """Open a list, or go on with the one that broke off when the same file was read before.

    Raises:
        InputError: if a newer check of the register is there already.
    """
    unfinished = _unfinished(session, request)
    if unfinished is not None:
        return StartedSuppressionList(unfinished)
    newest = registers_checked(session).get(request.register)
    if request.checked_on is not None and newest is not None and newest > request.checked_on:
        raise InputError(
            f"A check of the {request.register} register of {newest.day} {newest:%b %Y} is there"
            " already. Import one that is newer."
        )
    list_id = session.execute(
        insert(SuppressionList)
        .values(
            command_id=command_id(session),
            file_name=request.file_name,
            file_sha256=request.file_sha256,
            row_count=request.row_count,
            register=request.register,
            checked_on=request.checked_on,
            imported_at=now,
        )
        .returning(SuppressionList.id)
    ).scalar_one()
    return StartedSuppressionList(list_id)


def suppress_rows(session: Session, request: SuppressRows, now: datetime) -> SuppressedRows:
    """Bar one part: suppressions, what follows for leads, and held mail, in one transaction."""
    terms = Terms(request.source, now, request.expires_at, request.list_id)
    rows = [[_bar(one) for one in row] for row in request.rows]
    wanted = [bar for row in rows for bar in row]
    _take_over(session, request.list_id, wanted)
    new = not_yet_barred(session, wanted, terms)
    own = _same_kind(session, request.list_id)
    unwritten = not_yet_barred(session, wanted, terms, own)
    write_suppressions(session, unwritten, terms)
    followed = follow_suppressions(session, unwritten, now)
    counts = Counter(rows_by_fate(rows, new))
    counts["leads_closed"] = followed.leads_closed
    counts["leads_to_find_out"] = followed.leads_to_find_out
    counts["mails_cancelled"] = followed.mails_cancelled
    return SuppressedRows(request.list_id, len(rows), dict(counts))


def lift_unlisted(session: Session, request: LiftUnlisted, now: datetime) -> LiftedUnlisted:
    """Lift what an earlier check of the same register listed and this one does not; some at a time."""
    this = session.get_one(SuppressionList, request.list_id)
    earlier = select(SuppressionList.id).where(
        SuppressionList.register == this.register, SuppressionList.checked_on < this.checked_on
    )
    found = session.scalars(
        select(Suppression)
        .where(Suppression.list_id.in_(earlier), Suppression.lifted_at.is_(None))
        .order_by(Suppression.id)
        .limit(_PART)
    ).all()
    for one in found:
        one.lifted_at, one.lifted_because = now, "no longer on the register"
    session.flush()
    free_again(session, [target_of(one) for one in found], now)
    return LiftedUnlisted(request.list_id, len(found))


def finish_suppression_list(
    session: Session, request: FinishSuppressionList, now: datetime
) -> FinishedSuppressionList:
    """Say that a list was read to its end."""
    whole = update(SuppressionList).where(SuppressionList.id == request.list_id)
    session.execute(whole.values(finished_at=now))
    return FinishedSuppressionList(request.list_id)


def rows_by_fate(
    rows: list[list[tuple[Target, Medium]]], new: list[tuple[Target, Medium]]
) -> dict[str, int]:
    """Count the rows that bar something new, and those whose all was barred already."""
    fresh = set(new)
    barred = 0
    for row in rows:
        barred += bool(fresh & set(row))
        fresh -= set(row)
    return {"rows": len(rows), "barred": barred, "already_barred": len(rows) - barred}


def _bar(listed: ListedBar) -> tuple[Target, Medium]:
    return Target(listed.scope, listed.value), listed.medium


def _take_over(session: Session, list_id: int, wanted: list[tuple[Target, Medium]]) -> None:
    """Have numbers that an earlier check listed stand on this one, so that they are not lifted."""
    this = session.get_one(SuppressionList, list_id)
    if not this.register:
        return
    earlier = select(SuppressionList.id).where(SuppressionList.register == this.register)
    numbers = {t.value for t, _medium in wanted if t.scope is SuppressionScope.NUMBER}
    session.execute(
        update(Suppression)
        .where(Suppression.e164.in_(numbers), Suppression.lifted_at.is_(None))
        .where(Suppression.list_id.in_(earlier))
        .values(list_id=list_id)
        .execution_options(synchronize_session=False)
    )


def _same_kind(session: Session, list_id: int) -> ColumnElement[bool]:
    """Return whether a suppression stands for this list's: it is lifted for the same reasons only.

    What a register lists is free when the register says so, whatever another list says; and what
    was said on the phone can be lifted, but not what a list says beside it.
    """
    if session.get_one(SuppressionList, list_id).register:
        return Suppression.list_id == list_id
    plain = select(SuppressionList.id).where(SuppressionList.register == "")
    return Suppression.list_id.in_(plain)


def _unfinished(session: Session, request: StartSuppressionList) -> int | None:
    own_hash = select(Command.request_hash).where(Command.id == command_id(session))
    return session.scalar(
        select(SuppressionList.id)
        .join(Command, Command.id == SuppressionList.command_id)
        .where(Command.request_hash == own_hash.scalar_subquery())
        .where(SuppressionList.file_sha256 == request.file_sha256)
        .where(SuppressionList.finished_at.is_(None))
        .order_by(SuppressionList.id.desc())
        .limit(1)
    )
