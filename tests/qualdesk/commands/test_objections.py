"""Objections: kept once a call, counted over all calls with a script, shown in the timeline."""

import pytest

from qualdesk.commands.objections import hear_objection
from qualdesk.commands.requests.objections import HearObjection
from qualdesk.errors import InputError
from qualdesk.queries.objections import ObjectionRecord, objection_records
from qualdesk.queries.prospect_card import prospect_card
from qualdesk.queries.timeline import timeline
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, a_territory, writing

SAYS = "No time right now"


def test_the_answer_that_helped_is_counted_over_all_calls(database: Database) -> None:
    with writing(database) as session:
        first, second, third = (_lead(session, number) for number in range(3))
        _hear(session, first, has_helped=True)
        _hear(session, second, has_helped=False)
        records = objection_records(session, lead_id=third)
    assert records == {SAYS: ObjectionRecord(helped=1, calls=2)}


def test_the_other_key_changes_what_was_said_of_this_call(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session)
        _hear(session, lead_id, has_helped=True)
        _hear(session, lead_id, has_helped=False)
        records = objection_records(session, lead_id=lead_id)
    assert records == {SAYS: ObjectionRecord(helped=0, calls=1, has_helped_now=False)}


def test_the_next_call_to_the_same_prospect_counts_anew(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session)
        _hear(session, lead_id, has_helped=True)
        lead = session.get_one(tables.Lead, lead_id)
        lead.version += 1
        session.flush()
        assert objection_records(session, lead_id=lead_id)[SAYS].has_helped_now is None
        _hear(session, lead_id, has_helped=True)
        records = objection_records(session, lead_id=lead_id)
    assert records == {SAYS: ObjectionRecord(helped=2, calls=2, has_helped_now=True)}


def test_what_they_said_stands_in_the_timeline_and_is_no_touch(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), _lead(session)
        _hear(session, lead_id, has_helped=True)
        prospect_id = session.get_one(tables.Lead, lead_id).prospect_id
        (row,) = timeline(session, prospect_id)
        card = prospect_card(session, lead_id=lead_id, caller_id=priya, now=NOW)
    assert (row.title, row.words, row.person) == (f"“{SAYS}”", "The answer helped", "Priya")
    assert card.touch_count == 0


def test_an_objection_of_nobody_is_refused(database: Database) -> None:
    with writing(database) as session, pytest.raises(InputError, match="no such lead"):
        _hear(session, 404, has_helped=True)


def _lead(session: Session, number: int = 0) -> int:
    return a_lead(
        session,
        prospect_id=a_prospect(session, f"Maria Keller {number}"),
        campaign_id=a_campaign(session),
        territory_id=a_territory(session),
    )


def _hear(session: Session, lead_id: int, *, has_helped: bool) -> None:
    lead = session.get(tables.Lead, lead_id)
    version = lead.version if lead is not None else 1
    request = HearObjection(lead_id, a_person(session), version, SAYS, has_helped)
    hear_objection(session, request, NOW)
