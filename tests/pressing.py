"""Machines that press at random: each press counts once, a refusal changes nothing, no touch changes."""

from datetime import datetime
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from qualdesk.errors import QualDeskError
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW
from tests.lending import Lend


class Pressing(RuleBasedStateMachine):
    """A desk at which somebody presses, and a clock that only goes on (promise 4 of DESIGN §2)."""

    lend: ClassVar[Any]
    """Lends an empty database; each run sets its own."""
    counted: ClassVar[tuple[type[tables.Table], ...]]
    """The tables that only a press which is carried out may add to."""

    def __init__(self) -> None:
        super().__init__()
        self._lent = self.lend()
        self._database: Database = self._lent.__enter__()
        self._now: datetime = NOW
        self._presses: list[tuple[Any, Any, Press, datetime, Any]] = []
        self._touches: dict[int, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        self._lent.__exit__(None, None, None)

    @precondition(lambda self: self._presses)
    @rule(which=st.integers(0, 1_000))
    def press_again(self, which: int) -> None:
        """A press that is sent a second time does nothing and says the same."""
        command, request, press, at, event = self._presses[which % len(self._presses)]
        before = self._counts()
        assert self._database.carry_out(command, request, press=press, now=at) == event
        assert self._counts() == before

    @invariant()
    def touches_are_never_changed(self) -> None:
        columns = tables.Touch.__table__.columns
        with self._database.read() as session:
            now = {row.id: tuple(row) for row in session.execute(select(*columns))}
        assert all(now.get(key) == row for key, row in self._touches.items())
        self._touches = now

    def press(self, command: Any, request: Any, person_id: int) -> Any:
        """Carry a command out; a refusal is an answer too, and changes nothing."""
        press, before = Press.new(person_id), self._counts()
        try:
            event = self._database.carry_out(command, request, press=press, now=self._now)
        except QualDeskError as refusal:
            is_finished, is_unchanged = str(refusal).endswith("."), self._counts() == before
        else:
            self._presses.append((command, request, press, self._now, event))
            return event
        assert is_finished
        assert is_unchanged
        return None

    def _counts(self) -> dict[str, int]:
        with self._database.read() as session:
            return {
                one.__tablename__: session.scalar(select(func.count()).select_from(one)) or 0
                for one in self.counted
            }


def keeps_its_promises(machine: type[Pressing], lend: Lend) -> None:
    """Let a machine press at random on databases that are lent to it."""
    run_state_machine_as_test(type(machine.__name__, (machine,), {"lend": staticmethod(lend)}))
