"""What becomes of each row of a list: whom it adds or joins, and whether they can be called."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import or_, select

from qualdesk.commands.import_known import Known, KnownProspect
from qualdesk.domain.outcome import Medium
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.exchange.leads_csv import ReadRow
from qualdesk.store.session import Session
from qualdesk.store.tables import Number, Suppression


class Standing(StrEnum):
    """Whether a prospect of the list can be called, under the name it is counted by."""

    CALLABLE = "callable"
    TO_FIND_OUT = "to_find_out"
    CLOSED = "closed"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one row that names somebody."""

    row: LeadRow
    prospect: KnownProspect
    standing: Standing
    is_new: bool
    opens_lead: bool
    is_barred: bool
    """Whether the person or company is suppressed, not only a number."""

    @property
    def ends_at_once(self) -> bool:
        """Whether the pursuit is over before it began."""
        return self.is_barred or self.standing is Standing.CLOSED


@dataclass(slots=True)
class Plan:
    """What becomes of a part of a list."""

    fates: list[Fate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: list[tuple[int, KnownProspect | None]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Barred:
    """Whom and what no call may reach."""

    phones: frozenset[str]
    prospect_ids: frozenset[int]
    account_ids: frozenset[int]


def planned(session: Session, known: Known, rows: Sequence[ReadRow], file_sha256: str) -> Plan:
    """Decide what becomes of these rows; nothing is written."""
    leads = [row.lead for row in rows if row.lead]
    known.load(leads, file_sha256)
    barred = _barred(session, known, leads)
    plan = Plan()
    for row in rows:
        plan.problems += row.problems
        plan.counts["rows"] += 1
        if row.lead is None:
            plan.lines.append((row.line, None))
            plan.counts["not_taken"] += 1
        else:
            _decide(plan, known, barred, row.lead)
    return plan


def _decide(plan: Plan, known: Known, barred: Barred, row: LeadRow) -> None:
    prospect = known.prospect_of(row)
    is_new = prospect is None
    if prospect is None:
        _flag_lookalike(plan, known, row)
        prospect = known.add(row)
    else:
        fresh = [phone for phone in row.phones if phone not in prospect.phones]
        prospect.new_phones += fresh
        prospect.phones |= set(fresh)
    is_barred = prospect.id in barred.prospect_ids or prospect.account.id in barred.account_ids
    opens_lead = is_new or (not is_barred and _opens_again(prospect, row))
    standing = Standing.SUPPRESSED if is_barred else _standing(prospect, barred)
    fate = Fate(row, prospect, standing, is_new, opens_lead, is_barred)
    plan.fates.append(fate)
    plan.lines.append((row.line, prospect))
    plan.counts[fate.standing] += 1
    plan.counts["prospects_added" if is_new else "prospects_joined"] += 1
    plan.counts["leads_opened"] += opens_lead and not fate.ends_at_once
    plan.counts[_phone_count(row)] += 1


def _opens_again(prospect: KnownProspect, row: LeadRow) -> bool:
    """Whether the row begins another pursuit: one that ended stays ended on the same list."""
    if prospect.id is None or prospect.open_lead_id is not None or prospect.account.is_closed:
        return False
    ended_at = prospect.resolved_at
    has_responded = row.responded_at is not None and (not ended_at or row.responded_at > ended_at)
    opens = has_responded or not prospect.is_member
    prospect.is_member = True
    return opens


def _standing(prospect: KnownProspect, barred: Barred) -> Standing:
    if prospect.account.is_closed:
        return Standing.CLOSED
    if prospect.phones - barred.phones:
        return Standing.CALLABLE
    return Standing.SUPPRESSED if prospect.phones else Standing.TO_FIND_OUT


def _flag_lookalike(plan: Plan, known: Known, row: LeadRow) -> None:
    other = known.lookalike_of(row)
    if other is None:
        return
    where = f"line {other.source.line}" if other.source else "a prospect read in before"
    said = f"Same name and postal code as {where}; both were kept."
    plan.problems.append(Problem(row.line, "", "possible_duplicate", row.company, said))
    plan.counts["duplicates_flagged"] += 1


def _phone_count(row: LeadRow) -> str:
    if row.phones:
        return "phones_valid"
    return "phones_invalid" if row.has_bad_phone else "phones_missing"


def _barred(session: Session, known: Known, rows: Sequence[LeadRow]) -> Barred:
    phones = {phone for row in rows for phone in row.phones}
    phones |= {phone for one in known.prospects.values() for phone in one.phones}
    accounts = {one.account.id for one in known.prospects.values()}
    bars = session.execute(
        select(Number.e164, Suppression.prospect_id, Suppression.account_id)
        .select_from(Suppression)
        .outerjoin(Number, Number.id == Suppression.number_id)
        .where(
            Suppression.lifted_at.is_(None),
            Suppression.medium.in_([medium for medium in Medium if medium.bars_phone]),
            or_(
                Number.e164.in_(phones),
                Suppression.prospect_id.in_(known.prospects),
                Suppression.account_id.in_(accounts - {None}),
            ),
        )
    ).all()
    return Barred(
        frozenset(bar.e164 for bar in bars if bar.e164),
        frozenset(bar.prospect_id for bar in bars if bar.prospect_id),
        frozenset(bar.account_id for bar in bars if bar.account_id),
    )
