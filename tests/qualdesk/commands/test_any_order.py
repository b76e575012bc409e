"""Calls that end in any order and are taken back: what the desk promises holds after each step.

How far it searches is the profile's choice (tests/conftest.py); `--long` is eleven times as far.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from qualdesk.commands.claims import claim_next
from qualdesk.commands.requests import ClaimNext, TakeBack
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import LeadState
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.person import Role
from qualdesk.errors import QualDeskError
from qualdesk.store import tables
from qualdesk.store.migrate import migrate_url
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing
from tests.postgres import PostgresServer
from tests.qualdesk.commands.test_outcomes import TABLE

Lend = Callable[[], AbstractContextManager[Database]]

PEOPLE = ("Priya Nair", "Sam Okoro")
SWITCHBOARD = "+498999998210"
NUMBERS = ((SWITCHBOARD, "+4917604069012"), (SWITCHBOARD,), ("+498999998212",), ())


class Desk(RuleBasedStateMachine):
    """Two callers and four prospects; two share a number, one has none."""

    def __init__(self, lend: Lend) -> None:
        super().__init__()
        self.lent = lend()
        self.database = self.lent.__enter__()
        self.now = NOW
        with writing(self.database) as session:
            a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
            self.callers = [a_person(session, name) for name in PEOPLE]
            for n, numbers in enumerate(NUMBERS):
                one = a_prospect(session, f"Prospect {n}", company=f"Firm {n}", numbers=numbers)
                a_lead(session, prospect_id=one)

    def teardown(self) -> None:
        self.lent.__exit__(None, None, None)

    @rule(minutes=st.integers(1, 300))
    def let_time_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(caller=st.integers(0, 1))
    def claim(self, caller: int) -> None:
        self.ask(claim_next, ClaimNext(self.callers[caller]))

    @rule(
        lead=st.integers(0, len(NUMBERS) - 1),
        caller=st.integers(0, 1),
        outcome=st.sampled_from(list(TABLE)),
        behind=st.sampled_from([0, 0, 0, 1]),
    )
    def end_a_call(self, lead: int, caller: int, outcome: Callable[..., Any], behind: int) -> None:
        """End a call on an open lead, in the version a caller saw, which may be one behind."""
        if still_open := self.open_leads():
            lead_id, version = still_open[lead % len(still_open)]
            seen = max(version - behind, 1)
            self.ask(*outcome(a_call(lead_id, self.callers[caller], version=seen)))

    @rule(caller=st.integers(0, 1))
    def take_the_last_one_back(self, caller: int) -> None:
        self.ask(take_back, TakeBack(self.callers[caller]))

    def ask(self, command: Callable[..., Any], request: Any) -> None:
        """Ask as a caller would; a refusal changes nothing, which is a step too."""
        with suppress(QualDeskError):
            self.database.carry_out(command, request, press=Press.new(), now=self.now)

    def open_leads(self) -> list[tuple[int, int]]:
        lead = tables.Lead
        wanted = select(lead.id, lead.version).where(lead.state != LeadState.CLOSED)
        with self.database.read() as session:
            return [(lead_id, version) for lead_id, version in session.execute(wanted)]

    @invariant()
    def the_promises_hold(self) -> None:
        with writing(self.database) as session:
            _nobody_is_forgotten(session)
            _the_history_is_whole(session)
            _nothing_is_taken_back_twice(session)
            _a_caller_holds_one_lead(session, self.now)
            _the_queue_is_as_made_anew(session, self.now)


def test_all_ten_outcomes_are_tried() -> None:
    assert len(TABLE) == len(Outcome) == 10


def test_any_order_of_calls_keeps_the_promises_on_sqlite(
    empty_sqlite: bytes, tmp_path: Path
) -> None:
    numbers = count()

    @contextmanager
    def lend() -> Iterator[Database]:
        path = tmp_path / f"{next(numbers)}.qualdesk"
        path.write_bytes(empty_sqlite)
        database = Database.open(path)
        yield database
        database.close()

    _search(lend)


def test_any_order_of_calls_keeps_the_promises_on_postgresql(
    postgres_server: PostgresServer,
) -> None:
    @contextmanager
    def lend() -> Iterator[Database]:
        with postgres_server.database(migrate_url) as url:
            database = Database.open(url)
            yield database
            database.close()

    _search(lend)


def _search(lend: Lend) -> None:
    # Any factory will do, though the annotation knows classes only.
    run_state_machine_as_test(cast("type[Desk]", partial(Desk, lend)))


def _nobody_is_forgotten(session: Session) -> None:
    """An open lead has an owner and a next step; a closed one has a reason."""
    lead = tables.Lead
    columns = (lead.state, lead.due_at, lead.resolution, lead.owner_person_id, lead.territory_id)
    for state, due_at, resolution, person_id, territory_id in session.execute(select(*columns)):
        is_closed = state == LeadState.CLOSED
        assert (due_at is None) == is_closed
        assert (resolution is None) != is_closed
        assert is_closed or person_id or territory_id


def _the_history_is_whole(session: Session) -> None:
    """Each version of a lead is kept once, and the newest is what stands."""
    change, lead = tables.LeadChange, tables.Lead
    kept = select(change.lead_id, func.count(), func.max(change.version)).group_by(change.lead_id)
    standing = session.execute(select(lead.id, lead.version, lead.version))
    assert set(session.execute(kept)) == set(standing)


def _nothing_is_taken_back_twice(session: Session) -> None:
    takes_back = tables.Touch.takes_back_id
    taken = list(session.scalars(select(takes_back).where(takes_back.is_not(None))))
    assert len(taken) == len(set(taken))


def _a_caller_holds_one_lead(session: Session, now: datetime) -> None:
    claim = tables.Claim
    held = list(session.scalars(select(claim.caller_id).where(claim.until > now)))
    assert len(held) == len(set(held))


def _the_queue_is_as_made_anew(session: Session, now: datetime) -> None:
    """The index that was kept step by step names the same leads."""
    queued = select(tables.QueueEntry.lead_id)
    kept = set(session.scalars(queued))
    rebuild(session, now)
    assert set(session.scalars(queued)) == kept
