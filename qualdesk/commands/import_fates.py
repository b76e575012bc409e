"""What becomes of each row of a list: whom it adds or joins, and whether they can be called."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qualdesk.commands.import_earlier import EarlierRows
from qualdesk.commands.import_known import Known, KnownProspect
from qualdesk.commands.requests.imports import ListSource
from qualdesk.domain.places import folded
from qualdesk.domain.suppression import FOREVER, domain_of
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.store.session import Session
from qualdesk.store.suppressions import OF_PHONE, bars_on


class Callability(StrEnum):
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
    callability: Callability
    is_new: bool
    opens_lead: bool
    is_barred: bool
    """Whether the person or company is suppressed for ever, not only a number."""
    waits: bool
    """Whether a suppression that will end is all that keeps them from being called."""

    @property
    def ends_at_once(self) -> bool:
        """Whether the pursuit is over before it began."""
        return self.is_barred or self.callability is Callability.CLOSED


@dataclass(slots=True)
class Plan:
    """What becomes of a part of a list."""

    fates: list[Fate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: list[tuple[int, KnownProspect | None, LeadRow | None]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Barred:
    """Whom and what no call may reach at `now`, and until when, by column of `suppression`."""

    ends: Mapping[tuple[str, object], datetime]
    now: datetime

    def person_until(self, prospect: KnownProspect) -> datetime:
        """Return until when they must not be called at whatever number; `now` if they may be."""
        if prospect.may_not_call:
            return FOREVER
        if not self.ends:
            return self.now
        return max(
            self._end(column, value) for column, values in _names(prospect) for value in values
        )

    def number_until(self, phone: str) -> datetime:
        """Return until when a number must not be dialled; `now` if it may be."""
        return self._end("e164", phone) if self.ends else self.now

    def _end(self, column: str, value: object) -> datetime:
        return max(self.ends.get((column, value), self.now), self.now)


def planned(
    session: Session,
    known: Known,
    rows: Sequence[ReadRow],
    source: ListSource,
    now: datetime,
    *,
    earlier: EarlierRows | None = None,
) -> Plan:
    """Decide what becomes of these rows; nothing is written.

    `earlier` knows the rows before these if nothing of them was written either.
    """
    leads = [row.lead for row in rows if row.lead]
    known.load(leads, source)
    if earlier is not None:
        earlier.recall(known, leads)
    barred = Barred(bars_on(session, _all_names(known, leads), OF_PHONE), now)
    plan = Plan()
    for row in rows:
        plan.problems += row.problems
        plan.counts["rows"] += 1
        if row.lead is None:
            plan.lines.append((row.line, None, None))
            plan.counts["not_taken"] += 1
            plan.counts["left_out"] += any(one.kind == ProblemKind.LEFT_OUT for one in row.problems)
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
        known.join(prospect, row)
    prospect.may_not_call |= row.may_not_call
    prospect.barred_phones |= set(row.barred_phones)
    is_barred = barred.person_until(prospect) == FOREVER
    opens_lead = is_new or (not is_barred and _opens_again(prospect, row))
    free_at = _free_at(prospect, barred)
    callability = (
        Callability.SUPPRESSED if is_barred else _callability(prospect, free_at, barred.now)
    )
    waits = callability is Callability.SUPPRESSED and free_at != FOREVER
    fate = Fate(row, prospect, callability, is_new, opens_lead, is_barred, waits)
    plan.fates.append(fate)
    plan.lines.append((row.line, prospect, row))
    plan.counts[fate.callability] += 1
    plan.counts["prospects_added" if is_new else "prospects_joined"] += 1
    plan.counts["leads_opened"] += opens_lead and not fate.ends_at_once
    plan.counts["mail_suppressed"] += row.may_not_mail
    plan.counts[_phone_count(row)] += 1


def _opens_again(prospect: KnownProspect, row: LeadRow) -> bool:
    """Whether the row begins another pursuit: one that ended stays ended on the same list."""
    if prospect.id is None or prospect.open_lead_id is not None or prospect.account.is_closed:
        return False
    ended_at = prospect.resolved_at
    has_responded = row.responded_at is not None and (not ended_at or row.responded_at > ended_at)
    opens = has_responded or not (prospect.is_member or prospect.is_door_shut)
    prospect.is_member = True
    return opens


def _callability(prospect: KnownProspect, free_at: datetime, now: datetime) -> Callability:
    if prospect.account.is_closed:
        return Callability.CLOSED
    if not prospect.phones:
        return Callability.TO_FIND_OUT
    return Callability.CALLABLE if free_at <= now else Callability.SUPPRESSED


def _free_at(prospect: KnownProspect, barred: Barred) -> datetime:
    """Return from when one of their numbers may be dialled; FOREVER if none ever may."""
    dialable = prospect.phones - prospect.barred_phones
    if not (barred.ends or prospect.may_not_call):
        return barred.now if dialable else FOREVER
    first = min((barred.number_until(phone) for phone in dialable), default=FOREVER)
    return max(first, barred.person_until(prospect))


def _flag_lookalike(plan: Plan, known: Known, row: LeadRow) -> None:
    other = known.lookalike_of(row)
    if other is None:
        return
    where = f"line {other.line}" if other.line else "a prospect read in before"
    said = f"Same name and postal code as {where}; both were kept."
    plan.problems.append(Problem(row.line, "", ProblemKind.POSSIBLE_DUPLICATE, row.company, said))
    plan.counts["duplicates_flagged"] += 1


def _phone_count(row: LeadRow) -> str:
    if row.phones:
        return "phones_valid"
    return "phones_invalid" if row.has_bad_phone else "phones_missing"


def _all_names(known: Known, rows: Sequence[LeadRow]) -> dict[str, set[object]]:
    """Return everything by which a suppression could name somebody of these rows."""
    named: dict[str, set[object]] = defaultdict(set)
    for one in (*known.prospects.values(), *known.unwritten):
        named["e164"] |= one.phones
        for column, values in _names(one):
            named[column] |= values
    for owner in known.accounts.owners():
        named["account_id"].add(owner.id)
        named["company"].add(folded(owner.name))
    named["e164"].update(phone for row in rows for phone in row.phones)
    named["company"].update(row.folded.company for row in rows)
    named["address"].update(row.email for row in rows)
    named["domain"].update(row.folded.email_domain for row in rows)
    return {column: values - {None, ""} for column, values in named.items()}


def _names(prospect: KnownProspect) -> tuple[tuple[str, set[object]], ...]:
    """Return the values that name a person, whatever their numbers, by column."""
    return (
        ("prospect_id", {prospect.id}),
        ("account_id", {prospect.account.id}),
        ("company", {folded(prospect.account.name)}),
        ("address", {prospect.email}),
        ("domain", {domain_of(prospect.email)}),
    )
