"""Turns, skips, snoozes, what is called first, seats and presence: who is offered what, and when."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from qualdesk.commands.claims import (
    CALL_LEASE,
    LEASE,
    claim_lead,
    claim_next,
    extend_claim,
    release_claims,
)
from qualdesk.commands.order import (
    SKIPS,
    assign_leads,
    call_first,
    leave_in_order,
    skip_lead,
    snooze_lead,
)
from qualdesk.commands.presence import keep_alive, show_presence
from qualdesk.commands.requests.order import (
    AssignLeads,
    CallFirst,
    ClaimLead,
    ClaimNext,
    LeaveInOrder,
    ReleaseClaims,
    SkipLead,
    SnoozeLead,
)
from qualdesk.commands.requests.people import ChangeSeat, ShowPresence
from qualdesk.commands.seats import change_seat
from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.person import Role
from qualdesk.domain.queue_order import Turn
from qualdesk.domain.seat import PresenceState
from qualdesk.errors import Forbidden, InputError
from qualdesk.queries.queue import call_queue, queue_count
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import (
    NOW,
    a_campaign,
    a_lead,
    a_person,
    a_prospect,
    a_territory,
    writing,
)

_PROMISED_AT = "+498999998299"
LONG_AGO = NOW - timedelta(days=20)


def test_every_fifth_claim_takes_the_lead_that_waited_longest(database: Database) -> None:
    with writing(database) as session:
        overdue = _lead(session, 0, due_at=LONG_AGO, interest_at=LONG_AGO)
        fresh = [_lead(session, n, interest_at=NOW - timedelta(hours=n)) for n in range(1, 8)]
        claims = [_claimed_by_one(session, NOW) for _ in range(6)]
    assert [one.lead_id for one in claims] == [*fresh[:4], overdue, fresh[4]]
    assert claims[4].turn is Turn.OVERDUE


def test_one_claim_in_five_keeps_in_touch_while_any_is_due(database: Database) -> None:
    with writing(database) as session:
        check_in = _lead(session, 0, lane=Lane.CHECK_IN, state=LeadState.NURTURE, due_at=LONG_AGO)
        fresh = [_lead(session, n, interest_at=NOW - timedelta(hours=n)) for n in range(1, 6)]
        claims = [_claimed_by_one(session, NOW) for _ in range(5)]
    assert [one.lead_id for one in claims] == [*fresh[:3], check_in, fresh[3]]
    assert claims[3].turn is Turn.IN_TOUCH


def test_the_list_shows_what_claim_after_claim_would_give(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        _lead(session, 0, due_at=LONG_AGO, interest_at=LONG_AGO)
        _lead(session, 8, lane=Lane.CHECK_IN, state=LeadState.NURTURE, due_at=LONG_AGO)
        for n in range(1, 8):
            _lead(session, n, interest_at=NOW - timedelta(hours=n))
        listed = [row.lead_id for row in call_queue(session, caller_id=priya, now=NOW)]
        claimed = [_claimed_by_one(session, NOW).lead_id for _ in range(len(listed))]
    assert claimed == listed


def test_a_row_in_turn_says_so_under_the_head_it_interrupts(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        _lead(session, 0, lane=Lane.CHECK_IN, state=LeadState.NURTURE, due_at=LONG_AGO)
        for n in range(1, 6):
            _lead(session, n)
        rows = call_queue(session, caller_id=priya, now=NOW)
    assert rows[3].head == "Normal"
    assert rows[3].reason.sentence(NOW) == "Due 20 days, your turn to keep in touch."


def test_a_skipped_lead_is_not_offered_to_the_same_caller_again_today(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lead_id = a_lead(session)
        claim_next(session, ClaimNext(priya), NOW)
        skip_lead(session, SkipLead(lead_id, priya, "speaks Danish"), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        assert claim_next(session, ClaimNext(sam), NOW).lead_id == lead_id
        release_claims(session, ReleaseClaims(sam), NOW)
        assert claim_next(session, ClaimNext(priya), NOW + timedelta(days=1)).lead_id == lead_id


def test_the_third_skip_gives_a_lead_to_a_team_lead(database: Database) -> None:
    with writing(database) as session:
        lena = a_person(session, "Lena Brandt", role=Role.TEAM_LEAD)
        lead_id = a_lead(session)
        callers = [a_person(session, f"Caller {n}") for n in range(SKIPS)]
        skipped = [skip_lead(session, SkipLead(lead_id, one, "no"), NOW) for one in callers]
        lead = session.get_one(tables.Lead, lead_id, populate_existing=True)
        assert [one.given_to for one in skipped] == ["", "", "Lena Brandt"]
        assert (lead.lane, lead.owner_person_id) == (Lane.RESEARCH, lena)


def test_a_skip_without_a_reason_is_refused(database: Database) -> None:
    with writing(database) as session, pytest.raises(InputError, match="needs a reason"):
        skip_lead(session, SkipLead(a_lead(session), a_person(session), "  "), NOW)


def test_a_snoozed_lead_comes_back_by_itself_and_a_promise_is_not_snoozed(
    database: Database,
) -> None:
    with writing(database) as session:
        priya = a_person(session)
        lead_id, until = a_lead(session), NOW + timedelta(hours=1)
        snooze_lead(session, SnoozeLead(lead_id, priya, until), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        assert claim_next(session, ClaimNext(priya), until).lead_id == lead_id
        with pytest.raises(InputError, match="A snooze ends by Thu 19 Nov"):
            snooze_lead(session, SnoozeLead(lead_id, priya, NOW + timedelta(days=3)), NOW)
        promise = _lead(session, 1, lane=Lane.PROMISED, owner_person_id=priya)
        with pytest.raises(InputError, match="A promise is not snoozed"):
            snooze_lead(session, SnoozeLead(promise, priya, until), NOW)


def test_a_lead_put_first_is_first_once_and_only_for_its_caller(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        newest, older = (_lead(session, n, interest_at=NOW - timedelta(days=n)) for n in (1, 2))
        call_first(session, CallFirst((older,), priya), NOW)
        assert claim_next(session, ClaimNext(sam), NOW).lead_id == newest
        assert claim_next(session, ClaimNext(priya), NOW).turn is Turn.CALLED_FIRST
        release_claims(session, ReleaseClaims(priya), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).turn is None


def test_only_a_team_lead_puts_first_for_everybody_and_assigns_to_others(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lena = a_person(session, "Lena Brandt", role=Role.TEAM_LEAD)
        lead_id = a_lead(session)
        with pytest.raises(Forbidden, match="Only a team lead"):
            call_first(session, CallFirst((lead_id,), priya, is_for_everybody=True), NOW)
        with pytest.raises(Forbidden, match="Only a team lead"):
            assign_leads(session, AssignLeads((lead_id,), priya, sam), NOW)
        assert assign_leads(session, AssignLeads((lead_id,), lena, sam), NOW).caller_name == (
            "Sam Okoro"
        )
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        assert claim_next(session, ClaimNext(sam), NOW).lead_id == lead_id


def test_what_was_said_of_a_lead_can_be_taken_back(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        lead_id = a_lead(session)
        skip_lead(session, SkipLead(lead_id, priya, "later"), NOW)
        snooze_lead(session, SnoozeLead(lead_id, priya, NOW + timedelta(hours=1)), NOW)
        leave_in_order(session, LeaveInOrder((lead_id,), priya), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == lead_id


def test_a_row_from_further_down_is_claimed_out_of_order(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        first, lower = (_lead(session, n, interest_at=NOW - timedelta(days=n)) for n in (1, 2))
        for lead_id, is_out in ((first, False), (lower, True)):
            claim_lead(session, ClaimLead(priya, lead_id), NOW)
            claim = session.get_one(tables.Claim, lead_id, populate_existing=True)
            assert claim.is_out_of_order is is_out


@pytest.mark.parametrize(
    ("change", "other"),
    [("campaign_ids", "campaign"), ("territory_ids", "territory"), ("languages", "language")],
)
def test_a_seat_is_offered_only_what_it_works(database: Database, change: str, other: str) -> None:
    with writing(database) as session:
        priya, lena = a_person(session), a_person(session, "Lena", role=Role.TEAM_LEAD)
        mine = _lead(session, 1, interest_at=NOW - timedelta(days=3))
        others = {"campaign": {"campaign_id": a_campaign(session, "Other")}}
        others["territory"] = {"territory_id": a_territory(session, "FR")}
        foreign = _lead(session, 2, **others.get(other, {}))
        if other == "language":
            _speaks(session, foreign, "da")
        wanted: dict[str, Any] = {
            "campaign_ids": (session.get_one(tables.Lead, mine).campaign_id,),
            "territory_ids": (session.get_one(tables.Lead, mine).territory_id,),
            "languages": ("en",),
        }
        change_seat(session, ChangeSeat(priya, lena, **{change: wanted[change]}), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == mine


def test_a_promise_outside_the_new_seat_becomes_its_territorys(database: Database) -> None:
    with writing(database) as session:
        priya, lena = a_person(session), a_person(session, "Lena", role=Role.TEAM_LEAD)
        lead_id = _lead(session, 1, lane=Lane.PROMISED, owner_person_id=priya)
        elsewhere = a_territory(session, "FR")
        changed = change_seat(session, ChangeSeat(priya, lena, territory_ids=(elsewhere,)), NOW)
        assert changed.promises_given_up == 1
        lead = session.get_one(tables.Lead, lead_id, populate_existing=True)
        assert (lead.owner_kind, lead.owner_person_id) == ("territory", None)


def test_my_promise_is_first_from_five_minutes_before(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        newest = _lead(session, 1)
        due_at = NOW + timedelta(minutes=5, seconds=1)
        promise = _lead(session, 2, lane=Lane.PROMISED, owner_person_id=priya, due_at=due_at)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == newest
        release_claims(session, ReleaseClaims(priya), NOW)
        assert claim_next(session, ClaimNext(priya), NOW + timedelta(seconds=1)).lead_id == promise


def test_while_my_promise_counts_down_nobody_else_is_offered(database: Database) -> None:
    """Not even while somebody is calling a colleague at its number."""
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        other, promise = _lead(session, 1), _promise_of(session, priya)
        colleague = a_lead(session, prospect_id=a_prospect(session, "Eva", numbers=[_PROMISED_AT]))
        claim_lead(session, ClaimLead(sam, colleague), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        release_claims(session, ReleaseClaims(sam), NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == promise
        assert claim_next(session, ClaimNext(sam), NOW).lead_id == other


def test_the_list_says_who_waits_for_my_promise(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        other, promise = _lead(session, 1), _promise_of(session, priya)
        rows = call_queue(session, caller_id=priya, now=NOW)
        count = queue_count(session, caller_id=priya, now=NOW)
        after = call_queue(session, caller_id=priya, now=NOW + timedelta(minutes=4))
    assert [(row.lead_id, row.may_call_now, row.waits) for row in rows] == [
        (promise, True, False),
        (other, False, True),
    ]
    assert count == 1
    assert not any(row.waits for row in after)


def test_whom_the_desk_offered_makes_way_for_my_promise_unless_begun(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        offered = _lead(session, 1)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == offered
        promise = _promise_of(session, priya)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == promise
        assert session.scalars(select(tables.Claim.lead_id)).all() == [promise]


@pytest.mark.parametrize("is_dialled", [True, False])
def test_whom_the_caller_chose_or_dialled_stays_on_the_desk(
    database: Database, *, is_dialled: bool
) -> None:
    with writing(database) as session:
        priya = a_person(session)
        first, chosen = _lead(session, 1), _lead(session, 2, interest_at=LONG_AGO)
        if is_dialled:
            kept = claim_next(session, ClaimNext(priya), NOW).lead_id
            extend_claim(session, first, priya, NOW + CALL_LEASE)
        else:
            kept = claim_lead(session, ClaimLead(priya, chosen), NOW).lead_id
        _promise_of(session, priya)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == kept


@pytest.mark.parametrize(
    ("late", "state", "shown", "claimed"),
    [
        (4, PresenceState.HERE, False, False),
        (5, PresenceState.HERE, True, False),
        (15, PresenceState.HERE, True, True),
        (1, PresenceState.OUT, True, True),
        (9, PresenceState.AWAY, True, False),
        (11, PresenceState.AWAY, True, True),
    ],
)
def test_another_keeps_a_promise_when_its_caller_cannot(
    database: Database, late: int, state: PresenceState, *, shown: bool, claimed: bool
) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        _lead(session, 1, lane=Lane.PROMISED, owner_person_id=sam, due_at=NOW)
        now = NOW + timedelta(minutes=late)
        show_presence(session, ShowPresence(sam, state), NOW)
        keep_alive(session, sam, now)
        assert bool(call_queue(session, caller_id=priya, now=now)) is shown
        assert (claim_next(session, ClaimNext(priya), now).lead_id is not None) is claimed


def test_a_desk_that_is_seen_keeps_its_claim_and_one_that_leaves_gives_it_back(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        lead_id = a_lead(session)
        claim_next(session, ClaimNext(priya), NOW)
        keep_alive(session, priya, NOW + timedelta(minutes=2))
        later = NOW + LEASE + timedelta(minutes=1)
        assert claim_next(session, ClaimNext(sam), later).lead_id is None
        left = show_presence(session, ShowPresence(priya, PresenceState.AWAY), later)
        assert left.released == (lead_id,)
        assert claim_next(session, ClaimNext(sam), later).lead_id == lead_id


def test_a_resting_switchboard_makes_way_for_a_promise_only(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        first = a_lead(session)
        colleague = a_lead(session, prospect_id=a_prospect(session, "Stefan Roth", company="B"))
        _rest_after_call(session, first, priya)
        assert claim_next(session, ClaimNext(sam), NOW).lead_id is None
        promise = a_lead(
            session,
            prospect_id=a_prospect(session, "Anja Vogt", company="C"),
            lane=Lane.PROMISED,
            owner_person_id=sam,
            due_at=NOW,
        )
        assert claim_next(session, ClaimNext(sam), NOW).lead_id == promise
        assert colleague not in {first, promise}


def _rest_after_call(session: Session, lead_id: int, caller_id: int) -> None:
    from qualdesk.commands.outcomes import record_no_answer  # noqa: PLC0415
    from qualdesk.commands.requests.calls import RecordNoAnswer  # noqa: PLC0415
    from tests.builders import a_call  # noqa: PLC0415

    claim_lead(session, ClaimLead(caller_id, lead_id), NOW)
    record_no_answer(session, RecordNoAnswer(a_call(lead_id, caller_id)), NOW)


def _claimed_by_one(session: Session, now: Any) -> Any:
    """Claim, then let the lead wait, as after a call; the site and number are its own."""
    priya = a_person(session)
    claimed = claim_next(session, ClaimNext(priya), now)
    session.execute(update(tables.Claim).where(tables.Claim.caller_id == priya).values(until=now))
    return claimed


def _lead(session: Session, n: int, **image: Any) -> int:
    prospect_id = a_prospect(session, f"Person {n}", numbers=[f"+4989999983{n:02d}"])
    campaign = a_campaign(
        session, "Normal", kind=CampaignKind.WHITE_PAPER, priority=Priority.NORMAL
    )
    columns: dict[str, Any] = {"campaign_id": campaign, **image}
    return a_lead(session, prospect_id=prospect_id, **columns)


def _promise_of(session: Session, caller_id: int) -> int:
    """Let a caller have promised a call in four minutes."""
    return a_lead(
        session,
        prospect_id=a_prospect(session, "Ida Holm", numbers=[_PROMISED_AT]),
        lane=Lane.PROMISED,
        owner_person_id=caller_id,
        due_at=NOW + timedelta(minutes=4),
    )


def _speaks(session: Session, lead_id: int, language: str) -> None:
    from qualdesk.store.queue_index import index_leads  # noqa: PLC0415

    prospect_id = session.get_one(tables.Lead, lead_id).prospect_id
    session.execute(
        update(tables.Prospect).where(tables.Prospect.id == prospect_id).values(language=language)
    )
    index_leads(session, [lead_id], NOW)
