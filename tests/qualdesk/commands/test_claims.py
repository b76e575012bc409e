"""Claims: one prospect to one caller, in the right order."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qualdesk.commands.claims import LEASE, claim_lead, claim_next, end_call, release_claims
from qualdesk.commands.requests.order import ClaimLead, ClaimNext, ReleaseClaims
from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import Conflict
from qualdesk.store import tables
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, a_response, writing


def test_the_claimed_lead_is_offered_to_nobody_else(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        first = a_lead(session)
        second = a_lead(session, prospect_id=a_prospect(session, numbers=["+498999998211"]))
        assert {
            claim_next(session, ClaimNext(priya), NOW).lead_id,
            claim_next(session, ClaimNext(sam), NOW).lead_id,
        } == {first, second}


def test_asking_again_gives_the_lead_one_holds_already(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        a_lead(session)
        first = claim_next(session, ClaimNext(priya), NOW)
        assert claim_next(session, ClaimNext(priya), NOW + timedelta(minutes=1)) == first


def test_a_shared_switchboard_is_offered_to_one_caller_at_a_time(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        a_lead(session)
        a_lead(session, prospect_id=a_prospect(session, "Stefan Roth", company="Other GmbH"))
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is not None
        assert claim_next(session, ClaimNext(sam), NOW).lead_id is None


def test_a_crashed_desk_gives_its_lead_back_when_the_lease_ends(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lead_id = a_lead(session)
        claim_next(session, ClaimNext(priya), NOW)
        later = NOW + LEASE + timedelta(seconds=1)
        assert claim_next(session, ClaimNext(sam), later).lead_id == lead_id


def test_a_call_that_outlasts_its_claim_leaves_the_next_callers_alone(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lead_id = a_lead(session)
        claim_next(session, ClaimNext(priya), NOW)
        later = NOW + LEASE + timedelta(seconds=1)
        assert claim_next(session, ClaimNext(sam), later).lead_id == lead_id
        held = _held_by(session, sam)
        end_call(session, lead_id, priya, later)
        assert _held_by(session, sam) == held != []
        assert claim_next(session, ClaimNext(sam), later).lead_id == lead_id


def test_released_leads_stand_where_they_stood(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        lead_id = a_lead(session)
        before = _entries(session)
        claim_next(session, ClaimNext(priya), NOW)
        assert release_claims(session, ReleaseClaims(priya), NOW).lead_ids == (lead_id,)
        assert _entries(session) == before
        rebuild(session, NOW)
        assert _entries(session) == before


def test_a_lead_that_somebody_calls_cannot_be_opened(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lead_id = a_lead(session)
        claim_next(session, ClaimNext(priya), NOW)
        with pytest.raises(Conflict, match="Priya Nair is calling"):
            claim_lead(session, ClaimLead(sam, lead_id), NOW)


def test_the_order_is_promised_returned_window_priority_staying_in_touch(
    database: Database,
) -> None:
    with writing(database) as session:
        priya = a_person(session)
        webinar = a_campaign(session, "Webinar", event_on=date(2026, 11, 17))
        first = a_campaign(session, "First", kind=CampaignKind.WHITE_PAPER, priority=Priority.FIRST)
        normal = a_campaign(session, "Normal", kind=CampaignKind.WHITE_PAPER)
        older = NOW - timedelta(days=3)
        wanted = [
            _lead(session, 1, normal, lane=Lane.PROMISED, owner_person_id=priya),
            _lead(session, 2, normal, lane=Lane.RETURNED),
            _lead(session, 3, webinar, interest_at=older, response=ResponseKind.ASKED),
            _lead(session, 4, webinar, interest_at=NOW, response=ResponseKind.LEFT_EARLY),
            _lead(session, 5, first, interest_at=older),
            _lead(session, 6, normal, interest_at=NOW - timedelta(days=1)),
            _lead(session, 7, normal, interest_at=older, lane=Lane.RETRY, attempts=1),
            _lead(session, 8, normal, interest_at=None),
            _lead(session, 9, normal, lane=Lane.CHECK_IN, state=LeadState.NURTURE),
        ]
        callers = [a_person(session, f"Caller {n}") for n in range(1, 9)]
        claimed = [claim_next(session, ClaimNext(one), NOW).lead_id for one in (priya, *callers)]
        assert claimed == wanted


def test_nobody_is_offered_outside_calling_hours(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        a_lead(
            session,
            prospect_id=a_prospect(session, country="US", region="NY", numbers=["+12125550123"]),
        )
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        afternoon = NOW + timedelta(hours=6)
        assert claim_next(session, ClaimNext(priya), afternoon).lead_id is not None


def _lead(
    session: Session,
    n: int,
    campaign_id: int,
    *,
    response: ResponseKind | None = None,
    **image: Any,
) -> int:
    prospect_id = a_prospect(session, f"Person {n}", numbers=[f"+4989999982{n:02d}"])
    lead_id = a_lead(session, prospect_id=prospect_id, campaign_id=campaign_id, **image)
    if response is not None:
        a_response(session, lead_id, response)
    return lead_id


def _held_by(session: Session, caller_id: int) -> list[str]:
    held = select(tables.Held.key).where(tables.Held.caller_id == caller_id)
    return sorted(session.scalars(held))


def _entries(session: Session) -> list[Any]:
    columns = tables.QueueEntry.__table__.c
    return list(session.execute(select(*columns).order_by(columns.lead_id)).all())
