"""Where somebody first came from: the first response, else the first lead."""

from datetime import timedelta

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.queries.first_source import first_source
from qualdesk.store.session import Database
from tests.builders import NOW, a_response, writing
from tests.qualdesk.commands.handed import handed_over


def test_the_first_response_is_the_first_source(database: Database) -> None:
    handed = handed_over(database)
    first = NOW - timedelta(days=40)
    with writing(database) as session:
        a_response(session, handed.lead_id, ResponseKind.ATTENDED, at=first)
        a_response(session, handed.lead_id, ResponseKind.DOWNLOADED)
    with database.read() as session:
        found = first_source(session, hand_off_id=handed.hand_off_id)
    assert found is not None
    assert found.at == first


def test_without_a_response_the_first_lead_is_it(database: Database) -> None:
    handed = handed_over(database)
    with database.read() as session:
        found = first_source(session, hand_off_id=handed.hand_off_id)
    assert found is not None
    assert found.at == NOW - timedelta(days=2)
