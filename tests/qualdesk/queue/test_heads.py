"""The heads of the queue: many small ordered lines, read as one, however few are read at once."""

from datetime import timedelta

import pytest

from qualdesk.domain.seat import Seat
from qualdesk.store.queue_heads import standing
from qualdesk.store.queue_plan import plan_of
from qualdesk.store.session import Database
from tests.builders import NOW, a_campaign, a_lead, a_person, a_territory, writing

TERRITORIES, IN_EACH = 7, 12


@pytest.fixture
def seat(database: Database) -> Seat:
    """Lend the seat of a caller whose leads lie in several territories, the newest in turn."""
    with writing(database) as session:
        campaign = a_campaign(session)
        territories = [a_territory(session, f"Ground {n}") for n in range(TERRITORIES)]
        for n in range(TERRITORIES * IN_EACH):
            a_lead(
                session,
                campaign_id=campaign,
                territory_id=territories[n * 5 % TERRITORIES],
                interest_at=NOW - timedelta(hours=1 + n * 37 % 83),
            )
        return Seat(a_person(session, "Priya Nair"))


@pytest.mark.parametrize("at_once", [1, 2, 8, 100])
def test_all_stand_in_one_order_however_many_are_read_at_once(
    database: Database, seat: Seat, at_once: int
) -> None:
    with database.read() as session:
        groups = plan_of(session, seat, NOW).groups
        found = [
            (one.rank, one.lead_id)
            for group in groups
            for one in standing(session, group, NOW, at_once=at_once, woken={})
        ]
    assert len(found) == TERRITORIES * IN_EACH
    assert found == sorted(found)
