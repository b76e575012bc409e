"""Hand-offs as the screen lists them: grouped by whether somebody has to do something."""

from datetime import datetime, timedelta

import pytest

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.person import Role
from qualdesk.queries.hand_offs import (
    HandOffGroup,
    HandOffRow,
    hand_off_verdict,
    hand_offs,
)
from qualdesk.store import tables
from qualdesk.store.session import Database, Session, command_id
from tests.builders import NOW, a_lead, a_person, a_prospect, a_touch_of, writing

HOUR = timedelta(hours=1)
BACK = {HandOffState.RETURNED, HandOffState.NO_SHOW}


def a_hand_off(
    session: Session,
    *,
    state: HandOffState = HandOffState.OFFERED,
    accept_by: datetime = NOW + 6 * HOUR,
    meeting_at: datetime | None = None,
    rep: str = "Jonas Weber",
) -> int:
    rep_id = a_person(session, rep, role=Role.SALES, zone="Europe/Berlin")
    caller_id = a_person(session)
    lead_id = a_lead(
        session,
        prospect_id=a_prospect(session),
        state=LeadState.QUEUED if state in BACK else LeadState.WITH_SALES,
        lane=Lane.RETURNED if state in BACK else None,  # no call waits while sales has it
        owner_person_id=caller_id if state in BACK else rep_id,
    )
    hand_off = tables.HandOff(
        lead_id=lead_id,
        rep_id=rep_id,
        caller_id=caller_id,
        command_id=command_id(session),
        state=state,
        brief="Wants it before April.",
        offered_at=NOW - HOUR,
        accept_by=accept_by,
    )
    session.add(hand_off)
    session.flush()
    if meeting_at:
        an_appointment(session, hand_off.id, meeting_at)
    return hand_off.id


def an_appointment(session: Session, hand_off_id: int, starts_at: datetime) -> None:
    session.add(
        tables.Appointment(
            hand_off_id=hand_off_id,
            uid=f"{hand_off_id}@qualdesk",
            starts_at=starts_at,
            ends_at=starts_at + HOUR / 2,
            wall_time="2026-11-19T10:00",
            zone="Europe/Berlin",
            medium="video",
        )
    )
    session.flush()


def rows_of(database: Database, **asked: int) -> list[HandOffRow]:
    with database.read() as session:
        return hand_offs(session, now=NOW, **asked)


@pytest.mark.parametrize(
    ("state", "accept_by", "meeting_at", "said"),
    [
        ("offered", NOW + 6 * HOUR, None, ("Coming up", "Jonas answers by 16:32")),
        ("offered", NOW + 24 * HOUR, None, ("Coming up", "Jonas answers by Thu 10:32")),
        ("offered", NOW - 26 * HOUR, None, ("Needs you", "26 hours late, remind Jonas")),
        ("offered", NOW - 72 * HOUR, None, ("Needs you", "3 days late, remind Jonas")),
        ("accepted", NOW, NOW + 24 * HOUR, ("Coming up", "Jonas has the brief")),
        ("accepted", NOW, NOW - 24 * HOUR, ("Needs you", "Ask Jonas how it went")),
        ("returned", NOW, None, ("Needs you", "You decide: four next steps")),
        ("no_show", NOW, None, ("Needs you", "Did not come; ring and agree on another time")),
        ("met", NOW, NOW - 48 * HOUR, ("Met", "They met")),
    ],
)
def test_a_hand_off_says_what_happens_next(
    database: Database,
    state: str,
    accept_by: datetime,
    meeting_at: datetime | None,
    said: tuple[str, str],
) -> None:
    with writing(database) as session:
        a_hand_off(session, state=HandOffState(state), accept_by=accept_by, meeting_at=meeting_at)
    (row,) = rows_of(database)
    assert (row.group, row.what_next) == (HandOffGroup(said[0]), said[1])


def test_who_needs_somebody_comes_first_then_the_next_meeting(database: Database) -> None:
    with writing(database) as session:
        met = a_hand_off(session, state=HandOffState.MET, meeting_at=NOW - 24 * HOUR)
        later = a_hand_off(session, meeting_at=NOW + 48 * HOUR)
        soon = a_hand_off(session, meeting_at=NOW + 24 * HOUR)
        late = a_hand_off(session, accept_by=NOW - HOUR)
    assert [row.hand_off_id for row in rows_of(database)] == [late, soon, later, met]


def test_a_hand_off_taken_back_is_not_shown(database: Database) -> None:
    with writing(database) as session:
        a_hand_off(session, state=HandOffState.TAKEN_BACK)
    assert rows_of(database) == []


def test_one_met_long_ago_is_not_shown(database: Database) -> None:
    with writing(database) as session:
        a_hand_off(session, state=HandOffState.MET, meeting_at=NOW - timedelta(days=8))
    assert rows_of(database) == []


def test_a_rep_sees_their_own(database: Database) -> None:
    with writing(database) as session:
        a_hand_off(session)
        mine = a_hand_off(session, rep="Karen Doyle")
        karen = a_person(session, "Karen Doyle")
    assert [row.hand_off_id for row in rows_of(database, rep_id=karen)] == [mine]


def test_the_criteria_are_read_off_the_newest_answers(database: Database) -> None:
    with writing(database) as session:
        hand_off_id = a_hand_off(session)
        lead_id = session.get_one(tables.HandOff, hand_off_id).lead_id
        touch = a_touch_of(
            session, lead_id, a_person(session), kind="call", happened_at=NOW - 2 * HOUR
        )
        session.add(tables.Answer(touch_id=touch, step="good_moment", lead_id=lead_id, words="Yes"))
    with database.read() as session:
        found = hand_off_verdict(session, hand_off_id=hand_off_id)
    assert found.definition.required
    assert found.met_count == 0
