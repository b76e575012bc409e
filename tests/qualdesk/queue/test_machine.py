"""A team's days at random: imports, clocks, claims, outcomes and undo never break a promise.

Holds promises 1–6, 8 and 11 of DESIGN §2 after every step, and compares the queue with an order
computed from first principles.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import func, select

from qualdesk.commands import outcomes
from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.dialling import dial_number
from qualdesk.commands.order import skip_lead, snooze_lead
from qualdesk.commands.requests.calls import (
    BarCalls,
    Call,
    CloseOut,
    FindBusy,
    FindWrongNumber,
    LeaveVoicemail,
    PromiseCallback,
    PushToSales,
    ReachGatekeeper,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims, SkipLead, SnoozeLead
from qualdesk.commands.undo import take_back
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import (
    CloseOutReason,
    Medium,
    SuppressionScope,
    ToldBy,
    WrongBecause,
)
from qualdesk.domain.person import Role
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.queue_index import micros, rebuild
from qualdesk.store.session import Database, Press, Session
from tests.builders import a_campaign, a_person, writing
from tests.lending import Lend
from tests.pressing import Pressing, keeps_its_promises
from tests.qualdesk.queue.brute_force import expected_order, held_by_others, keys_by_lead

HEADINGS = "Company,Country,State,First Name,Last Name,Phone,Email\n"
PLACES = (
    ("DE", "", "+49 89 999 998 {:02d}"),
    ("US", "NY", "+1 212 555 01{:02d}"),
    ("GB", "", "+44 161 496 00{:02d}"),
    ("AU", "NSW", "+61 2 5550 12{:02d}"),
)
CAMPAIGNS: tuple[tuple[str, CampaignKind, Priority, date | None, date | None], ...] = (
    ("Webinar", CampaignKind.WEBINAR, Priority.NORMAL, date(2026, 11, 17), None),
    ("Paper", CampaignKind.WHITE_PAPER, Priority.FIRST, None, None),
    ("Mailing", CampaignKind.DIRECT_MAIL, Priority.WHEN_FREE, None, None),
    ("Offer", CampaignKind.PROMOTION, Priority.NORMAL, None, date(2026, 11, 20)),
    ("Dormant", CampaignKind.DORMANT, Priority.NORMAL, None, None),
)
CALLERS = ("Priya Nair", "Sam Okoro", "Aoife Brennan")
UNDO_SECONDS = 30


class TeamAtWork(Pressing):
    """Three callers, five campaigns, and a clock that only goes on."""

    counted = (
        tables.Command,
        tables.Touch,
        tables.Dial,
        tables.LeadChange,
        tables.Outbox,
    )

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._lists = 0

    def teardown(self) -> None:
        self._folder.cleanup()
        super().teardown()

    @initialize()
    def open_the_desk(self) -> None:
        with writing(self._database) as session:
            a_person(session, "Lena Brandt", role=Role.TEAM_LEAD)
            self._callers = [a_person(session, name) for name in CALLERS]
            for name, kind, priority, event_on, ends_on in CAMPAIGNS:
                a_campaign(
                    session,
                    name,
                    kind=kind,
                    priority=priority,
                    event_on=event_on,
                    ends_on=ends_on,
                )
        self.import_a_list([(0, 0, True), (1, 1, True), (2, 2, False)], 0, asked_days_ago=1)

    @rule(
        people=st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans()), min_size=1, max_size=4
        ),
        campaign=st.integers(0, len(CAMPAIGNS) - 1),
        asked_days_ago=st.none() | st.integers(0, 30),
    )
    def import_a_list(
        self, people: list[tuple[int, int, bool]], campaign: int, asked_days_ago: int | None
    ) -> None:
        """Numbers are few, so that people share switchboards and lists meet again."""
        self._lists += 1
        path = Path(self._folder.name) / f"{self._lists}.csv"
        lines = [
            f"Firm {n},{PLACES[place][0]},{PLACES[place][1]},Ann,Lee {self._lists}-{i},"
            f"{PLACES[place][2].format(n) if has_number else ''},\n"
            for i, (place, n, has_number) in enumerate(people)
        ]
        path.write_text(HEADINGS + "".join(lines), encoding="utf-8")
        asked = (self._now - timedelta(days=asked_days_ago or 0)).date().isoformat()
        order = ImportOrder(
            path=path,
            campaign=CAMPAIGNS[campaign][0],
            responded="never" if asked_days_ago is None else asked,
        )
        report = import_list(self._database, order, now=self._now)
        assert report.rows == len(people)

    @rule(minutes=st.sampled_from([1, 4, 16, 61, 180, 600, 1440, 5 * 1440]))
    def let_time_pass(self, minutes: int) -> None:
        self._now += timedelta(minutes=minutes)

    @rule(who=st.integers(0, 2))
    def claim(self, who: int) -> None:
        caller_id = self._callers[who]
        with self._database.read() as session:
            own = self._kept(session, caller_id)
            wanted = own or self._first_free(session, caller_id)
        claimed = self.press(claim_next, ClaimNext(caller_id), caller_id)
        assert claimed.lead_id == wanted

    @rule(who=st.integers(0, 2))
    def give_back(self, who: int) -> None:
        self.press(release_claims, ReleaseClaims(self._callers[who]), self._callers[who])

    @rule(who=st.integers(0, 2), hours=st.integers(1, 5))
    def snooze(self, who: int, hours: int) -> None:
        lead_id = self._on_desk(who)
        until = self._now + timedelta(hours=hours)
        self.press(snooze_lead, SnoozeLead(lead_id, self._callers[who], until), self._callers[who])

    @rule(who=st.integers(0, 2))
    def skip(self, who: int) -> None:
        request = SkipLead(self._on_desk(who), self._callers[who], "not now")
        self.press(skip_lead, request, self._callers[who])

    @rule(who=st.integers(0, 2), outcome=st.integers(0, 9), days=st.integers(1, 40))
    def call(self, who: int, outcome: int, days: int) -> None:
        """Dial as the desk does, then record how it ended."""
        lead_id, caller_id = self._on_desk(who), self._callers[who]
        with self._database.read() as session:
            lead = session.get_one(tables.Lead, lead_id)
            numbers = dialable_numbers(session, [lead.prospect_id], self._now)[lead.prospect_id]
            call = Call(lead_id, caller_id, lead.version, undo_seconds=UNDO_SECONDS)
        dialled = self.press(
            dial_number, DialNumber(lead_id, caller_id, numbers[0].id, "asked to"), caller_id
        )
        assert dialled is None or dialled.e164 == numbers[0].phone
        command, request = self._outcome(outcome, call, days)
        self.press(command, request, caller_id)

    @rule(who=st.integers(0, 2))
    def undo(self, who: int) -> None:
        self.press(take_back, TakeBack(self._callers[who]), self._callers[who])

    @invariant()
    def open_leads_have_an_owner_and_a_next_step(self) -> None:
        with self._database.read() as session:
            for lead in session.scalars(select(tables.Lead)):
                is_open = lead.state != LeadState.CLOSED
                assert is_open == (lead.due_at is not None) == (lead.resolution is None)
                assert (lead.owner_kind == "person") == (lead.owner_person_id is not None)

    @invariant()
    def a_prospect_has_one_open_lead(self) -> None:
        with self._database.read() as session:
            twice = session.execute(
                select(tables.Lead.prospect_id)
                .where(tables.Lead.state != LeadState.CLOSED)
                .group_by(tables.Lead.prospect_id)
                .having(func.count() > 1)
            ).all()
        assert not twice

    @invariant()
    def nobody_is_called_by_two(self) -> None:
        with self._database.read() as session:
            keys = keys_by_lead_of_claims(session, self._now)
        for (one, its_keys), (other, other_keys) in _pairs(keys):
            assert one == other or not its_keys & other_keys

    @invariant()
    def mail_of_what_was_taken_back_never_leaves(self) -> None:
        with self._database.read() as session:
            taken = select(tables.Touch.takes_back_id).where(
                tables.Touch.takes_back_id.is_not(None)
            )
            undone = select(tables.Touch.command_id).where(tables.Touch.id.in_(taken))
            for mail in session.scalars(select(tables.Outbox)):
                written_at = session.get_one(tables.Command, mail.command_id).happened_at
                assert mail.send_after >= written_at + timedelta(seconds=UNDO_SECONDS)
            left = session.scalars(
                select(tables.Outbox.state).where(tables.Outbox.command_id.in_(undone))
            ).all()
        assert set(left) <= {"cancelled"}

    @invariant()
    def every_lead_that_waits_for_a_call_stands_somewhere(self) -> None:
        """Promise 8: in the queue, to be found out, or without any number that may be dialled."""
        with self._database.read() as session:
            entries = set(session.scalars(select(tables.QueueEntry.lead_id)))
            for lead in session.scalars(
                select(tables.Lead).where(tables.Lead.state.in_(["queued", "nurture"]))
            ):
                numbers = dialable_numbers(session, [lead.prospect_id], self._now)
                is_called = lead.lane != Lane.RESEARCH and bool(numbers)
                assert (lead.id in entries) == is_called
                assert is_called or lead.lane == Lane.RESEARCH

    @invariant()
    def the_index_is_what_rebuilding_makes(self) -> None:
        columns = tables.QueueEntry.__table__.columns
        standing = select(*columns).order_by(columns.lead_id)
        with rolled_back(self._database) as session:
            before = session.execute(standing).all()
            rebuild(session, self._now)
            after = session.execute(standing).all()
        woken = [_awake(row, self._now) for row in before]
        assert woken == [_awake(row, self._now) for row in after]

    @invariant()
    def the_list_is_the_order_of_first_principles(self) -> None:
        """Each caller's in turn, one a step: they differ only in promises, skips and turns."""
        self._callers.append(caller_id := self._callers.pop(0))
        with self._database.read() as session:
            wanted = expected_order(session, caller_id=caller_id, now=self._now)
            rows = call_queue(session, caller_id=caller_id, now=self._now)
            turn = self._turn(session, caller_id)
        given = [row.lead_id for row in rows if row.may_call_now and not row.is_asked]
        assert given == wanted.claim_after_claim(turn)

    def _on_desk(self, who: int) -> int:
        with self._database.read() as session:
            held = self._held_by(session, self._callers[who])
        assume(held is not None)
        assert held is not None
        return held

    def _held_by(self, session: Session, caller_id: int) -> int | None:
        return session.scalar(
            select(tables.Claim.lead_id).where(
                tables.Claim.caller_id == caller_id, tables.Claim.until > self._now
            )
        )

    def _kept(self, session: Session, caller_id: int) -> int | None:
        """Return whom the caller keeps: one not begun makes way for a promise of their own."""
        own = self._held_by(session, caller_id)
        if own is None or session.get_one(tables.Lead, own).lane == Lane.PROMISED:
            return own
        claim = session.get_one(tables.Claim, own)
        if claim.until > self._now + timedelta(minutes=3) or claim.is_out_of_order:
            return own
        order = expected_order(session, caller_id=caller_id, now=self._now)
        first = next(iter(order.one_claim(self._turn(session, caller_id))), None)
        if first is None:
            return own
        lead = session.get_one(tables.Lead, first)
        is_promise = lead.lane == Lane.PROMISED and lead.owner_person_id == caller_id
        is_free = first == self._first_free(session, caller_id)
        return None if is_promise and is_free else own

    def _first_free(self, session: Session, caller_id: int) -> int | None:
        """Return the first of the order whose site and numbers nobody else holds."""
        order = expected_order(session, caller_id=caller_id, now=self._now)
        taken = held_by_others(session, caller_id=caller_id, now=self._now)
        keys = keys_by_lead(session, self._now)
        for lead_id in order.one_claim(self._turn(session, caller_id)):
            is_promise = session.get_one(tables.Lead, lead_id).lane == Lane.PROMISED
            blocked = [key for key in keys[lead_id] if key in taken]
            if all(taken[key] and is_promise for key in blocked):
                return lead_id
        return None

    def _turn(self, session: Session, caller_id: int) -> int:
        seat = session.get(tables.Seat, caller_id)
        return (seat.claims if seat else 0) + 1

    def _outcome(self, n: int, call: Call, days: int) -> tuple[Any, Any]:
        at = self._now + timedelta(days=days)
        reason = CloseOutReason.NO_NEED_NOW
        return (
            lambda: (outcomes.push_to_sales, PushToSales(call, unmet_because="asked for it")),
            lambda: (
                outcomes.promise_callback,
                PromiseCallback(call, at, list(WhoCalls)[days % 3]),
            ),
            lambda: (outcomes.send_to_nurture, SendToNurture(call, at.date())),
            lambda: (
                outcomes.close_out,
                CloseOut(call, reason, ToldBy.EMAIL, "Thank you", "Dear Ann", "ann@x.example"),
            ),
            lambda: (outcomes.record_no_answer, RecordNoAnswer(call)),
            lambda: (outcomes.leave_voicemail, LeaveVoicemail(call)),
            lambda: (outcomes.find_busy, FindBusy(call)),
            lambda: (outcomes.reach_gatekeeper, ReachGatekeeper(call, best_at=at)),
            lambda: (
                outcomes.find_wrong_number,
                FindWrongNumber(call, list(WrongBecause)[days % 6], successor="Bo Dahl"),
            ),
            lambda: (
                outcomes.bar_calls,
                BarCalls(call, list(SuppressionScope)[days % 3], list(Medium)[days % 3]),
            ),
        )[n]()


def test_a_team_keeps_every_promise(lend: Lend) -> None:
    keeps_its_promises(TeamAtWork, lend)


class _NeverMindError(Exception):
    """Rolls a transaction back."""


@contextmanager
def rolled_back(database: Database) -> Iterator[Session]:
    """Lend a transaction that leaves no trace."""
    with suppress(_NeverMindError), database.transaction(Press.new()) as session:
        yield session
        raise _NeverMindError


def keys_by_lead_of_claims(session: Session, now: datetime) -> list[tuple[int, frozenset[str]]]:
    """Return for each running claim who holds it and what is held with it."""
    claims = session.scalars(select(tables.Claim).where(tables.Claim.until > now)).all()
    found = []
    for claim in claims:
        lead = session.get_one(tables.Lead, claim.lead_id)
        prospect = session.get_one(tables.Prospect, lead.prospect_id)
        numbers = session.scalars(
            select(tables.ProspectNumber.number_id).where(
                tables.ProspectNumber.prospect_id == prospect.id
            )
        )
        keys = {f"site:{prospect.site_id}", *(f"number:{one}" for one in numbers)}
        found.append((claim.caller_id, frozenset(keys)))
    return found


def _pairs(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    return ((one, other) for i, one in enumerate(rows) for other in rows[i + 1 :])


def _awake(row: Any, now: datetime) -> dict[str, Any]:
    """Return a row as the next claim will find it: what has waited long enough is in its place."""
    found = dict(row._mapping)
    if row.is_waiting and row.rank <= micros(now):
        found |= {"is_waiting": False, "rank": row.ready_rank}
    return found
