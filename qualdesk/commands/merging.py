"""Merging: two entries of one person become one, every contact kept, and can be parted again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, update

from qualdesk.commands.barring import Terms, write_suppressions
from qualdesk.commands.merged_numbers import give_numbers, has_right_number, take_numbers_back
from qualdesk.commands.requests.duplicates import MergeProspects, PartProspects
from qualdesk.domain import next_step
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.merging import FILLED, Side, kept_of, newest_interest
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.errors import Conflict, InputError
from qualdesk.events.duplicates import MergedProspects, PartedProspects
from qualdesk.store.leads import image_before, image_of, write_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session, command_id
from qualdesk.store.suppressions import Target
from qualdesk.store.tables import (
    Account,
    Claim,
    Duplicate,
    Lead,
    Merge,
    Person,
    Prospect,
    Suppression,
)


def merge_prospects(session: Session, request: MergeProspects, now: datetime) -> MergedProspects:
    """Take one prospect into the other: contacts stay where they are and are read together.

    Raises:
        InputError: if they are one already, or one does not exist.
        Conflict: if somebody is calling one of them, or both are with sales.
    """
    one, other = (_prospect(session, key) for key in (request.one_id, request.other_id))
    if one.id == other.id:
        raise InputError("These two are one already, so there is nothing to merge.")
    leads = {each.id: _open_lead(session, each.id) for each in (one, other)}
    for lead in leads.values():
        _must_be_free(session, lead, request.person_id, now)
    kept, merged = _kept_and_merged(session, one, other, leads)
    merge_id = _take_over(session, kept, merged, leads[merged.id], now)
    _take_in(session, kept.id, merged.id)
    _join_leads(session, leads[kept.id], leads[merged.id], now)
    _decide(session, _pair_of(kept.id, merged.id), request.person_id, now, are_same=True)
    return MergedProspects(merge_id, kept.id, merged.id, _name(session, kept))


def part_prospects(session: Session, request: PartProspects, now: datetime) -> PartedProspects:
    """Make two again what was merged: numbers, names and the pursuit go back to whose they were.

    Raises:
        Conflict: if they were parted already, or somebody is calling the one that stayed.
    """
    merge = session.get(Merge, request.merge_id)
    if merge is None or merge.parted_at is not None:
        raise Conflict("These two are parted already, so there is nothing to take back.")
    kept = _open_lead(session, merge.kept_id)
    _must_be_free(session, kept, request.person_id, now)
    _give_back(session, merge, now)
    _reopen(session, merge, now)
    if kept:
        index_leads(session, [kept.id], now)
    _decide(
        session, _pair_of(merge.kept_id, merge.merged_id), request.person_id, now, are_same=False
    )
    merge.parted_at = now
    session.flush()
    return PartedProspects(merge.kept_id, merge.merged_id)


def _prospect(session: Session, prospect_id: int) -> Prospect:
    """Return a prospect, or who they turned out to be."""
    found = session.get(Prospect, prospect_id)
    if found is None:
        raise InputError("There is no such prospect. Look them up again.")
    return session.get_one(Prospect, found.merged_into_id) if found.merged_into_id else found


def _open_lead(session: Session, prospect_id: int) -> Lead | None:
    is_open = (Lead.prospect_id == prospect_id, Lead.state != LeadState.CLOSED)
    return session.scalars(select(Lead).where(*is_open)).one_or_none()


def _must_be_free(
    session: Session, lead: Lead | None, person_id: int | None, now: datetime
) -> None:
    if lead is None:
        return
    caller = session.execute(
        select(Person.id, Person.name)
        .join(Claim, Claim.caller_id == Person.id)
        .where(Claim.lead_id == lead.id, Claim.until > now)
    ).one_or_none()
    if caller and caller.id != person_id:
        raise Conflict(f"{caller.name} is calling one of them. Try again after the call.")


def _kept_and_merged(
    session: Session, one: Prospect, other: Prospect, leads: dict[int, Lead | None]
) -> tuple[Prospect, Prospect]:
    if all(lead and lead.state == LeadState.WITH_SALES for lead in leads.values()):
        raise Conflict("Both are with sales. Settle one of the hand-offs first.")
    sides = []
    for each in (one, other):
        lead = leads[each.id]
        has_taken_in = select(Prospect.id).where(Prospect.merged_into_id == each.id).limit(1)
        is_taken = session.scalar(has_taken_in) is not None
        sides.append(Side(each.id, image_of(lead) if lead else None, is_taken))
    kept, _merged = kept_of(*sides)
    return (one, other) if kept.prospect_id == one.id else (other, one)


def _take_over(
    session: Session, kept: Prospect, merged: Prospect, former: Lead | None, now: datetime
) -> int:
    """Give the kept one what only the other had, and write down what that was."""
    numbers = give_numbers(session, kept.id, merged.id)
    merge = Merge(
        command_id=command_id(session),
        kept_id=kept.id,
        merged_id=merged.id,
        merged_at=now,
        closed_lead_id=former.id if former else None,
        closed_version=former.version + 1 if former else None,
        number_ids=numbers.number_ids,
        extensions=numbers.extensions,
        suppression_ids=_add_suppressions(session, kept.id, merged.id, now),
        filled=_fill(kept, merged),
    )
    session.add(merge)
    session.flush()
    return merge.id


def _add_suppressions(session: Session, kept_id: int, merged_id: int, now: datetime) -> list[int]:
    """Bar the kept one as the other was barred: who asked not to be called asked once."""
    bars = session.scalars(_person_bars(merged_id)).all()
    for bar in bars:
        terms = Terms(bar.source, now, bar.expires_at, bar.list_id)
        target = Target(SuppressionScope.PERSON, kept_id)
        write_suppressions(session, [(target, Medium(bar.medium))], terms)
    mine = _person_bars(kept_id).where(Suppression.command_id == command_id(session))
    return [one.id for one in session.scalars(mine)]


def _person_bars(prospect_id: int) -> Select[Suppression]:
    return select(Suppression).where(
        Suppression.prospect_id == prospect_id, Suppression.lifted_at.is_(None)
    )


def _fill(kept: Prospect, merged: Prospect) -> dict[str, str]:
    filled = {
        name: getattr(merged, name)
        for name in FILLED
        if getattr(merged, name) and not getattr(kept, name)
    }
    for name, value in filled.items():
        setattr(kept, name, value)
    if "email" in filled:
        kept.email_domain = merged.email_domain
    return filled


def _take_in(session: Session, kept_id: int, merged_id: int) -> None:
    theirs = or_(Prospect.id == merged_id, Prospect.merged_into_id == merged_id)
    session.execute(update(Prospect).where(theirs).values(merged_into_id=kept_id))


def _join_leads(session: Session, lead: Lead | None, former: Lead | None, now: datetime) -> None:
    """Go on with the one pursuit, as ready as both were; the other ends as merged."""
    if lead is None:
        return
    image = image_of(lead)
    if former:
        theirs = image_of(former)
        ended = next_step.ended(theirs, Resolution.MERGED, now)
        write_image(session, former.id, ended, version=former.version, now=now)
        image = replace(image, interest_at=newest_interest(image, theirs))
    if image.lane is Lane.RESEARCH and has_right_number(session, lead.prospect_id):
        image = replace(image, lane=Lane.FRESH, due_at=now)
    if image != image_of(lead):
        write_image(session, lead.id, image, version=lead.version, now=now)
    else:
        index_leads(session, [lead.id], now)


def _give_back(session: Session, merge: Merge, now: datetime) -> None:
    kept = session.get_one(Prospect, merge.kept_id)
    for name, value in merge.filled.items():
        if getattr(kept, name) == value:
            setattr(kept, name, "")
    if "email" in merge.filled and not kept.email:
        kept.email_domain = ""
    take_numbers_back(session, merge)
    session.execute(
        update(Suppression)
        .where(Suppression.id.in_(merge.suppression_ids), Suppression.lifted_at.is_(None))
        .values(lifted_at=now, lifted_because="It was somebody else’s.")
    )
    _let_out(session, merge)


def _let_out(session: Session, merge: Merge) -> None:
    """Free the merged one, with whom it had taken in itself before."""
    before = select(Merge.merged_id).where(
        Merge.kept_id == merge.merged_id, Merge.parted_at.is_(None), Merge.id < merge.id
    )
    session.execute(
        update(Prospect).where(Prospect.id.in_(before)).values(merged_into_id=merge.merged_id)
    )
    session.execute(
        update(Prospect).where(Prospect.id == merge.merged_id).values(merged_into_id=None)
    )


def _reopen(session: Session, merge: Merge, now: datetime) -> None:
    if merge.closed_lead_id is None or merge.closed_version is None:
        return
    image = image_before(session, merge.closed_lead_id, merge.closed_version)
    lead = session.get_one(Lead, merge.closed_lead_id)
    if image is not None and lead.version == merge.closed_version:
        write_image(session, lead.id, image, version=lead.version, now=now)


def _pair_of(one_id: int, other_id: int) -> tuple[ColumnElement[bool], ...]:
    low, high = sorted((one_id, other_id))
    return (Duplicate.one_id == low, Duplicate.other_id == high)


def _decide(
    session: Session,
    pair: tuple[ColumnElement[bool], ...],
    person_id: int | None,
    now: datetime,
    *,
    are_same: bool,
) -> None:
    decided = {"decided_at": now, "decided_by_id": person_id, "are_same": are_same}
    session.execute(update(Duplicate).where(*pair).values(decided))


def _name(session: Session, prospect: Prospect) -> str:
    company = session.get_one(Account, prospect.account_id).name
    return prospect_name(prospect.first_name, prospect.last_name, company)
