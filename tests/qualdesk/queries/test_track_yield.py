"""What a track yields: people once, texts that reached somebody, and what came of it."""

from datetime import timedelta

from sqlalchemy import update

from qualdesk.commands.coming_in import hear_from
from qualdesk.commands.requests.calls import TakeBack
from qualdesk.commands.requests.coming_in import HearFrom
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import LeadState
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.touch import TouchKind
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.track_yield import TrackYield, track_yields
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_response, a_touch_of, writing
from tests.qualdesk.nurturing import on_a_track


def _yields(database: Database) -> list[TrackYield]:
    with database.read() as session:
        return track_yields(session)


def test_people_texts_and_results_are_counted(database: Database) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, maria.due("notes"))
    with writing(database) as session:
        session.execute(update(tables.Outbox).values(state="sent"))
        session.execute(update(tables.Letter).values(state="printed", printed_at=NOW))
        later = NOW + timedelta(days=80)
        a_response(session, maria.lead_id, ResponseKind.REPLIED, at=later)
        a_touch_of(
            session,
            maria.lead_id,
            maria.caller_id,
            kind=TouchKind.CALL,
            outcome=Outcome.PUSH_TO_SALES,
            happened_at=later,
        )
    maria.nurture(2, NOW + timedelta(days=81))
    (row,) = _yields(database)
    assert row == TrackYield(
        "webinar",
        "After a webinar",
        started=1,
        running=1,
        emails=2,
        letters=1,
        responded=1,
        pushed=1,
        won=0,
        closed=0,
    )
    assert maria.lead().state == LeadState.NURTURE


def test_a_track_that_was_taken_back_was_never_started(database: Database) -> None:
    maria = on_a_track(database)
    with writing(database) as session:
        take_back(session, TakeBack(maria.caller_id), NOW + timedelta(seconds=5))
    assert _yields(database) == []


def test_who_called_us_themselves_has_come_forward_too(database: Database) -> None:
    maria = on_a_track(database)
    with writing(database) as session:
        heard = HearFrom(maria.lead_id, maria.caller_id, TouchKind.CALL)
        hear_from(session, heard, NOW + timedelta(days=3))
    (row,) = _yields(database)
    assert (row.responded, row.running) == (1, 0)
