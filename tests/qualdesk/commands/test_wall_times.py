"""Ten o'clock stays ten o'clock: across a change of clocks, and when a zone gets new rules."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.outcomes import promise_callback
from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.when import understood
from qualdesk.jobs.working import keep_agreed_times
from qualdesk.queries.promises import coming_calls
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_call, a_lead, a_person, writing

HOUR = timedelta(hours=1)


def promised(database: Database, typed: str, who: WhoCalls = WhoCalls.ME) -> int:
    at = understood(typed, NOW, "Europe/Berlin")
    assert at is not None
    with writing(database) as session:
        lead_id = a_lead(session)
        promise_callback(session, PromiseCallback(a_call(lead_id, a_person(session)), at, who), NOW)
    return lead_id


def under_other_rules(database: Database) -> None:
    """Leave the rows as a desk would have written them whose zone ran an hour ahead."""
    with writing(database) as session:
        for table in (tables.Callback, tables.Lead, tables.Deadline):
            for row in session.scalars(select(table)):
                row.due_at += HOUR  # type: ignore[attr-defined]


def due_at(database: Database, lead_id: int) -> datetime | None:
    with database.read() as session:
        return session.get_one(tables.Lead, lead_id).due_at


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("27.03.2027 10:00", datetime(2027, 3, 27, 9, tzinfo=UTC)),
        ("28.03.2027 10:00", datetime(2027, 3, 28, 8, tzinfo=UTC)),
        ("29.03.2027 10:00", datetime(2027, 3, 29, 8, tzinfo=UTC)),
    ],
)
def test_ten_stays_ten_across_the_change_of_clocks(
    database: Database, typed: str, utc: datetime
) -> None:
    lead_id = promised(database, typed)
    assert due_at(database, lead_id) == utc
    assert keep_agreed_times(database, NOW) == 0


def test_when_a_zone_gets_new_rules_the_promise_moves_to_the_time_agreed(
    database: Database,
) -> None:
    lead_id = promised(database, "29.03.2027 10:00")
    agreed = due_at(database, lead_id)
    under_other_rules(database)
    assert keep_agreed_times(database, NOW) == 1
    assert due_at(database, lead_id) == agreed
    assert keep_agreed_times(database, NOW) == 0


def test_a_call_that_sales_makes_moves_too_with_its_hand_over(database: Database) -> None:
    promised(database, "29.03.2027 10:00", WhoCalls.SALES)
    with database.read() as session:
        handed_over = session.query(tables.Deadline).one().due_at
    under_other_rules(database)
    assert keep_agreed_times(database, NOW) == 1
    with database.read() as session:
        assert session.query(tables.Deadline).one().due_at == handed_over
        (coming,) = coming_calls(session, now=NOW)
    assert coming.call.at == datetime(2027, 3, 29, 8, tzinfo=UTC)
