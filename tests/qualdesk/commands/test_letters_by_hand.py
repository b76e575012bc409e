"""Letters on paper: posted, taken off the list, and waiting again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.letters import cancel_letters_by_hand, mark_printed, take_back_letters
from qualdesk.commands.requests.letters import CancelLetters, MarkPrinted, TakeBackLetters
from qualdesk.domain.mail import LetterState
from qualdesk.errors import Conflict, Forbidden
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.post import letter_ids
from qualdesk.queries.timeline import timeline
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Lead, Touch
from tests.builders import NOW, a_person, writing
from tests.qualdesk.nurturing import Nurtured, on_a_track

LATER = NOW + timedelta(days=200)


@pytest.fixture
def maria(database: Database) -> Nurtured:
    """Return Maria, whose track has come to its letters."""
    found = on_a_track(database)
    meet_deadlines(database, LATER)
    return found


def waiting(maria: Nurtured) -> list[int]:
    with maria.database.read() as session:
        return letter_ids(session, person_id=maria.caller_id, now=LATER)


def letters_told(maria: Nurtured) -> int:
    with maria.database.read() as session:
        prospect_id = session.get_one(Lead, maria.lead_id).prospect_id
        return sum(row.title == "Letter sent" for row in timeline(session, prospect_id))


def posted(maria: Nurtured, letter: int) -> str:
    request = MarkPrinted((letter,))
    return maria.database.carry_out(mark_printed, request, press=Press.new(), now=LATER).deed


def test_a_posted_letter_taken_back_waits_again_and_is_told_no_more(maria: Nurtured) -> None:
    first, *rest = waiting(maria)
    deed = posted(maria, first)
    assert (waiting(maria), letters_told(maria)) == (rest, 1)
    request = TakeBackLetters(deed)
    maria.database.carry_out(take_back_letters, request, press=Press.new(), now=LATER)
    assert (waiting(maria), letters_told(maria)) == ([first, *rest], 0)


def test_a_letter_posted_twice_is_one_touch(maria: Nurtured) -> None:
    first, *_rest = waiting(maria)
    posted(maria, first)
    posted(maria, first)
    assert letters_told(maria) == 1


def test_another_callers_letter_is_not_taken_off_the_list(maria: Nurtured) -> None:
    with writing(maria.database) as session:
        sam = a_person(session, "Sam Okafor")
    request = CancelLetters(tuple(waiting(maria)), sam)
    with pytest.raises(Forbidden, match="another’s name"):
        maria.database.carry_out(cancel_letters_by_hand, request, press=Press.new(), now=LATER)


def test_a_letter_whose_outcome_was_taken_back_waits_never_again(maria: Nurtured) -> None:
    first, *rest = waiting(maria)
    request = CancelLetters((first,), maria.caller_id)
    deed = maria.database.carry_out(
        cancel_letters_by_hand, request, press=Press.new(), now=LATER
    ).deed
    with writing(maria.database) as session:
        of_letter = next(one.command_id for one in maria.letters() if one.id == first)
        lead = session.get_one(Lead, maria.lead_id)
        touch = Touch(
            lead_id=lead.id,
            prospect_id=lead.prospect_id,
            campaign_id=lead.campaign_id,
            command_id=of_letter,
            kind="note",
            happened_at=LATER,
            recorded_at=LATER,
            lead_version=lead.version,
        )
        session.add(touch)
        session.flush()
        columns = {one.name: getattr(touch, one.name) for one in Touch.__table__.columns}
        taken = columns | {"id": None, "kind": "correction", "takes_back_id": touch.id}
        session.add(Touch(**taken))
        session.flush()
        assert len(session.scalars(select(Touch.id).where(Touch.kind == "correction")).all()) == 1
    with pytest.raises(Conflict, match="taken back"):
        maria.database.carry_out(
            take_back_letters, TakeBackLetters(deed), press=Press.new(), now=LATER
        )
    assert waiting(maria) == rest
    assert LetterState.CANCELLED in [one.state for one in maria.letters()]
