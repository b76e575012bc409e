"""Hand-offs as the tests of answers and next steps begin with them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.outcomes import push_to_sales
from qualdesk.commands.requests.calls import PushToSales
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.person import Role
from qualdesk.events.hand_offs import AnsweredHandOff
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, writing

T = TypeVar("T", bound=tables.Table)
MEETING = NOW + timedelta(days=5)
BRIEF = "Ink codes unreadable on 3 % of jars."


@dataclass(frozen=True)
class Handed:
    """A lead that Priya pushed to Jonas, and a second rep."""

    database: Database
    hand_off_id: int
    lead_id: int
    caller_id: int
    rep_id: int
    other_rep_id: int

    def answer(
        self,
        answer: str,
        reason: str = "",
        *,
        now: datetime = NOW,
        press: Press | None = None,
        **others: Any,
    ) -> AnsweredHandOff:
        """Let the rep answer, as they told the caller."""
        request = AnswerHandOff(
            others.pop("hand_off_id", self.hand_off_id),
            RepAnswer(answer),
            others.pop("door", AnswerDoor.REPLY),
            others.pop("said_by_id", self.rep_id),
            entered_by_id=others.pop("entered_by_id", self.caller_id),
            reason=ReturnReason(reason) if reason else None,
            **others,
        )
        return self.database.carry_out(
            answer_hand_off, request, press=press or Press.new(self.caller_id), now=now
        )

    def do(self, command: Any, request: Any, *, now: datetime = NOW) -> Any:
        """Let the caller do something."""
        press = Press.new(self.caller_id)
        return self.database.carry_out(command, request, press=press, now=now)

    def lead(self) -> tables.Lead:
        """Return the lead as it is now."""
        return self.only(tables.Lead, id=self.lead_id)

    def hand_off(self) -> tables.HandOff:
        """Return the hand-off as it is now."""
        return self.only(tables.HandOff, id=self.hand_off_id)

    def meeting(self) -> tables.Appointment:
        """Return the one appointment there is."""
        return self.only(tables.Appointment)

    def only(self, kind: type[T], /, **columns: object) -> T:
        """Return the one row of a table."""
        (row,) = self.all(kind, **columns)
        return row

    def all(self, kind: type[T], /, **columns: object) -> list[T]:
        """Return the rows of a table."""
        with self.database.read() as session:
            return list(session.scalars(select(kind).filter_by(**columns)))


def handed_over(database: Database, *, meeting_at: datetime | None = None, **others: Any) -> Handed:
    """Push a lead to sales."""
    with writing(database) as session:
        caller_id = a_person(session)
        rep_id = a_person(session, "Jonas Weber", role=Role.SALES, zone="Europe/Berlin")
        other_rep_id = a_person(session, "Marta Pires", role=Role.SALES, zone="Europe/London")
        lead_id = a_lead(session)
    request = PushToSales(
        a_call(lead_id, caller_id),
        meeting_at=meeting_at,
        brief=BRIEF,
        rep_id=rep_id,
        unmet_because="asked for it",
        **others,
    )
    pushed = database.carry_out(push_to_sales, request, press=Press.new(caller_id), now=NOW)
    assert pushed.hand_off_id is not None
    return Handed(database, pushed.hand_off_id, lead_id, caller_id, rep_id, other_rep_id)
