"""Dialling: inside the hours or with a reason; a legal cap and a suppression have no such door."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qualdesk.commands.accounts import mark_audience
from qualdesk.commands.claims import claim_next
from qualdesk.commands.dialling import dial_number
from qualdesk.commands.outcomes import bar_calls, close_out, promise_callback, record_no_answer
from qualdesk.commands.requests.accounts import MarkAudience
from qualdesk.commands.requests.calls import (
    BarCalls,
    CloseOut,
    PromiseCallback,
    RecordNoAnswer,
    TakeBack,
)
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.commands.undo import take_back
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.lead import Lane
from qualdesk.domain.outcome import CloseOutReason, SuppressionScope, ToldBy
from qualdesk.errors import Forbidden, InputError
from qualdesk.queries.prospect_card import prospect_card
from qualdesk.store import tables
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_call, a_lead, a_number, a_person, a_prospect, writing

MIAMI, PARIS, LYON = "+13055550123", "+33199001234", "+33465712345"
MORNING = datetime(2026, 11, 18, 15, 32, tzinfo=UTC)
"""10:32 in Miami, 16:32 in Paris."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def _lead(session: Session, country: str, region: str, numbers: Sequence[str]) -> int:
    prospect_id = a_prospect(
        session, company="Bayside GmbH", country=country, region=region, numbers=numbers
    )
    return a_lead(session, prospect_id=prospect_id)


def _dial(session: Session, lead_id: int, number: str, at: datetime, because: str = "") -> None:
    request = DialNumber(lead_id, a_person(session), a_number(session, number), because)
    dial_number(session, request, at)


@pytest.mark.parametrize(
    ("region", "number", "state"),
    [
        ("FL", MIAMI, "Florida"),
        ("MD", "+14105550123", "Maryland"),
        ("OK", "+14055550123", "Oklahoma"),
    ],
)
def test_a_fourth_call_within_a_day_is_refused_and_told_when_it_may_be(
    database: Database, region: str, number: str, state: str
) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "US", region, [number])
        for n in range(3):
            _dial(session, lead_id, number, MORNING + n * HOUR)
        sentence = f"{state} allows 3 calls in 24 hours; the next is allowed from Thu 19 Nov, "
        with pytest.raises(Forbidden, match=sentence):
            _dial(session, lead_id, number, MORNING + 3 * HOUR)
        with pytest.raises(Forbidden, match=sentence):
            _dial(session, lead_id, number, MORNING + DAY - MINUTE, "they asked for it")
        _dial(session, lead_id, number, MORNING + DAY)


def test_the_sentence_tells_the_prospects_own_time(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "US", "FL", [MIAMI])
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * HOUR)
        with pytest.raises(Forbidden) as refusal:
            _dial(session, lead_id, MIAMI, MORNING + 3 * HOUR)
        assert str(refusal.value) == (
            "Florida allows 3 calls in 24 hours;"
            " the next is allowed from Thu 19 Nov, 10:32 their time."
        )


def test_the_law_of_the_number_caps_calls_to_any_address(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "US", "NY", [MIAMI])
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * HOUR)
        with pytest.raises(Forbidden, match="Florida allows"):
            _dial(session, lead_id, MIAMI, MORNING + 3 * HOUR)


def test_a_state_without_a_cap_has_none(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "US", "NY", ["+12125550123"])
        for n in range(5):
            _dial(session, lead_id, "+12125550123", MORNING + n * MINUTE)


def test_a_capped_number_is_offered_to_nobody_until_the_cap_ends(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        lead_id = _lead(session, "US", "FL", [MIAMI])
        other_id = a_lead(
            session,
            prospect_id=a_prospect(
                session, "Stefan Roth", country="US", region="FL", numbers=[MIAMI]
            ),
        )
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * MINUTE)
        assert claim_next(session, ClaimNext(priya), MORNING + 5 * HOUR).lead_id is None
        before_it_ends = MORNING + DAY - MINUTE
        assert claim_next(session, ClaimNext(priya), before_it_ends).lead_id is None
        assert claim_next(session, ClaimNext(priya), MORNING + DAY).lead_id in {lead_id, other_id}


def test_a_cap_outlives_the_claim_of_a_desk_that_crashed(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lead_id = _lead(session, "US", "FL", [MIAMI])
        assert claim_next(session, ClaimNext(priya), MORNING).lead_id == lead_id
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * MINUTE)
        assert claim_next(session, ClaimNext(sam), MORNING + 4 * HOUR).lead_id is None


def test_the_index_is_the_same_when_it_is_made_anew(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "US", "FL", [MIAMI])
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * MINUTE)
        at = MORNING + 3 * MINUTE
        record_no_answer(session, RecordNoAnswer(a_call(lead_id, a_person(session))), at)
        before = _entries(session)
        assert all(entry.is_waiting for entry in before)
        rebuild(session, at)
        assert _entries(session) == before


def test_a_promise_does_not_open_a_cap_but_waits_for_its_end(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        lead_id = _lead(session, "US", "FL", [MIAMI])
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * MINUTE)
        promise = PromiseCallback(a_call(lead_id, priya), at=MORNING + HOUR)
        promise_callback(session, promise, MORNING + 3 * MINUTE)
        with pytest.raises(Forbidden, match="Florida allows"):
            _dial(session, lead_id, MIAMI, MORNING + HOUR)
        assert claim_next(session, ClaimNext(priya), MORNING + HOUR).lead_id is None
        assert claim_next(session, ClaimNext(priya), MORNING + DAY).lead_id == lead_id


def test_the_card_says_that_a_cap_stands_and_when_it_ends(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        lead_id = _lead(session, "US", "FL", [MIAMI])
        for n in range(3):
            _dial(session, lead_id, MIAMI, MORNING + n * MINUTE)
        card = prospect_card(session, lead_id=lead_id, caller_id=priya, now=MORNING + HOUR)
        assert card.hours.over_cap.startswith("Florida allows 3 calls in 24 hours")
        assert not card.hours.is_open
        assert card.hours.next_at == MORNING + DAY


def test_france_allows_companies_any_number_of_calls(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "FR", "", [PARIS])
        for n in range(5):
            _dial(session, lead_id, PARIS, MORNING + n * MINUTE)


def test_france_allows_consumers_four_calls_in_thirty_days(database: Database) -> None:
    with writing(database) as session:
        lead_id = _lead(session, "FR", "", [PARIS])
        _for_consumers(session)
        dialled = [MORNING + n * DAY for n in (0, 1, 2, 5)]
        for at in dialled:
            _dial(session, lead_id, PARIS, at)
        sentence = "France allows 4 calls in 30 days; the next is allowed from Fri 18 Dec, 16:32"
        with pytest.raises(Forbidden, match=sentence):
            _dial(session, lead_id, PARIS, MORNING + 30 * DAY - MINUTE)
        _dial(session, lead_id, PARIS, MORNING + 30 * DAY)
        with pytest.raises(Forbidden, match="Sat 19 Dec, 16:32"):
            _dial(session, lead_id, PARIS, MORNING + 30 * DAY + MINUTE)


def test_a_consumer_in_france_who_refused_is_left_alone_for_sixty_days(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), _lead(session, "FR", "", [PARIS, LYON])
        _for_consumers(session)
        call = a_call(lead_id, priya)
        bar_calls(session, BarCalls(call, SuppressionScope.NUMBER), MORNING)
        sentence = "60 days without a call after a refusal; .* Mon 18 Jan, 00:00"
        with pytest.raises(Forbidden, match=sentence):
            _dial(session, lead_id, LYON, MORNING + 60 * DAY)
        assert claim_next(session, ClaimNext(priya), MORNING + 60 * DAY).lead_id is None
        assert claim_next(session, ClaimNext(priya), MORNING + 61 * DAY).lead_id == lead_id
        _dial(session, lead_id, LYON, MORNING + 61 * DAY)


def test_a_refusal_that_was_taken_back_is_none(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), _lead(session, "FR", "", [PARIS])
        _for_consumers(session)
    with writing(database) as session:
        reason = CloseOutReason.NO_NEED_NOW
        close_out(session, CloseOut(a_call(lead_id, priya), reason, ToldBy.PHONE), MORNING)
        with pytest.raises(Forbidden, match="after a refusal"):
            _dial(session, lead_id, PARIS, MORNING + MINUTE)
    with writing(database) as session:
        take_back(session, TakeBack(priya), MORNING + MINUTE)
        _dial(session, lead_id, PARIS, MORNING + 2 * MINUTE)


def test_only_a_company_that_is_there_has_an_audience(database: Database) -> None:
    with writing(database) as session, pytest.raises(InputError, match="There is no company"):
        mark_audience(session, MarkAudience("Nobody", Audience.B2C), NOW)


def test_outside_the_hours_a_reason_opens_one_call_and_is_kept(database: Database) -> None:
    night = NOW + 12 * HOUR
    with writing(database) as session:
        lead_id = _lead(session, "DE", "BY", ["+498999998210"])
        with pytest.raises(Forbidden, match="outside calling hours"):
            _dial(session, lead_id, "+498999998210", night, "  ")
        _dial(session, lead_id, "+498999998210", night, "asked for tonight")
        kept = session.scalars(select(tables.Dial.outside_hours_because)).all()
        assert kept == ["asked for tonight"]


def test_at_a_time_they_asked_for_no_reason_is_needed(database: Database) -> None:
    night = NOW + 12 * HOUR
    with writing(database) as session:
        prospect_id = a_prospect(session)
        lead_id = a_lead(session, prospect_id=prospect_id, lane=Lane.PROMISED, due_at=night)
        with pytest.raises(Forbidden, match="outside calling hours"):
            _dial(session, lead_id, "+498999998210", night - MINUTE)
        _dial(session, lead_id, "+498999998210", night)


def test_no_reason_opens_a_suppression(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), _lead(session, "DE", "BY", ["+498999998210"])
        bar_calls(session, BarCalls(a_call(lead_id, priya), SuppressionScope.NUMBER), NOW)
        with pytest.raises(Forbidden, match="must not be dialled"):
            _dial(session, lead_id, "+498999998210", NOW, "they will not mind")


def _for_consumers(session: Session) -> None:
    event = mark_audience(session, MarkAudience("Bayside GmbH", Audience.B2C), NOW)
    assert event.leads == 1


def _entries(session: Session) -> list[Any]:
    columns = tables.QueueEntry.__table__.c
    return list(session.execute(select(*columns).order_by(columns.lead_id)).all())
