"""The long list: the order of the claims first, all of it by ids, and what a filter leaves."""

from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest

from qualdesk.commands.claims import claim_lead, release_claims
from qualdesk.commands.order import assign_leads, call_first, skip_lead
from qualdesk.commands.requests.order import (
    AssignLeads,
    CallFirst,
    ClaimLead,
    ReleaseClaims,
    SkipLead,
)
from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.person import Role
from qualdesk.domain.queue_order import ResponseKind, Turn
from qualdesk.domain.queue_tab import Tab
from qualdesk.domain.touch import TouchKind
from qualdesk.queries.queue import call_queue
from qualdesk.queries.queue_find import close_name, found_leads
from qualdesk.queries.queue_list import leads_of, queue_beginning, queue_part, whole_order
from qualdesk.queries.queue_rows import queue_rows
from qualdesk.queries.queue_view import ListFilter, QueueOrder, QueueView, view_of
from qualdesk.store.session import Database, Session
from tests.builders import (
    NOW,
    a_campaign,
    a_lead,
    a_person,
    a_prospect,
    a_response,
    a_touch_of,
    writing,
)

_CAMPAIGNS: dict[str, dict[str, Any]] = {
    "Window": {"kind": CampaignKind.WEBINAR, "event_on": date(2026, 11, 17)},
    "First": {"kind": CampaignKind.WHITE_PAPER, "priority": Priority.FIRST},
    "Normal": {"kind": CampaignKind.DIRECT_MAIL},
    "Dormant": {"kind": CampaignKind.DORMANT},
    "Open": {"kind": CampaignKind.OPEN_TERRITORY},
}
_ABROAD = {"country": "US", "region": "NY"}


def test_the_first_200_are_those_of_the_queue_and_everybody_stands_once(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, count = a_person(session), _a_mixed_queue(session, 260)
        order = whole_order(session, caller_id=priya, now=NOW)
        rows = call_queue(session, caller_id=priya, now=NOW, limit=200)
    ids = _ids(order)
    assert ids[:200] == [row.lead_id for row in rows][:200]
    assert (len(ids), len(set(ids))) == (count, count)


def test_a_short_queue_is_the_queue_with_those_for_later_behind(database: Database) -> None:
    with writing(database) as session:
        priya, _count = a_person(session), _a_mixed_queue(session, 40)
        begun = queue_beginning(session, caller_id=priya, now=NOW)
        order = whole_order(session, caller_id=priya, now=NOW)
        rows = call_queue(session, caller_id=priya, now=NOW, limit=200)
    assert _ids(order) == [row.lead_id for row in rows]
    assert set(begun.turns.values()) >= {Turn.IN_TOUCH}
    assert [one.head for one in order.parts][-1] == "Later today"


def test_waits_that_are_over_stand_by_their_rank_before_anybody_woke_them(
    database: Database,
) -> None:
    soon = NOW + timedelta(minutes=10)
    with writing(database) as session:
        priya = a_person(session)
        newest, oldest = (_lead(session, n, interest_at=NOW - timedelta(days=n)) for n in (1, 3))
        rested: dict[str, Any] = {"lane": Lane.RETRY, "due_at": soon}
        retry = _lead(session, 2, interest_at=NOW - timedelta(days=2), **rested)
        later = soon + timedelta(minutes=1)
        now_listed = whole_order(session, caller_id=priya, now=NOW, first=1)
        later_listed = whole_order(session, caller_id=priya, now=later, first=1)
    assert _ids(now_listed) == [newest, oldest]
    assert _ids(later_listed) == [newest, retry, oldest]


def test_who_moves_while_the_list_is_read_stands_once(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        first, moving = (_lead(session, n) for n in (1, 2))
        claim_lead(session, ClaimLead(sam, moving), NOW)
        begun = queue_beginning(session, caller_id=priya, now=NOW, first=1)
        release_claims(session, ReleaseClaims(sam), NOW)
        parts = [queue_part(session, one, begun.listed, now=NOW) for one in begun.pieces]
    ids = [lead_id for part in (*begun.order.parts, *parts) for lead_id in part.lead_ids]
    assert sorted(ids) == sorted([first, moving])


def test_every_lead_stands_behind_one_tab_and_the_counts_add_up(database: Database) -> None:
    with writing(database) as session:
        priya, count = a_person(session), _a_mixed_queue(session, 60)
        order = whole_order(session, caller_id=priya, now=NOW)
    counts = view_of(order, ListFilter()).counts
    assert counts[Tab.ALL] == count == sum(counts[tab] for tab in Tab if tab is not Tab.ALL)
    for tab in Tab:
        assert _count(view_of(order, ListFilter(tab=tab))) == counts[tab]
    tabs = {Tab.WINDOW, Tab.FRESH, Tab.RETRIES, Tab.IN_TOUCH, Tab.OPEN_TERRITORY}
    assert all(counts[tab] for tab in tabs)


def test_a_filter_keeps_the_ranks_of_the_whole_order(database: Database) -> None:
    with writing(database) as session:
        priya, _count_of = a_person(session), _a_mixed_queue(session, 30)
        campaign = a_campaign(session, "Normal")
        order = whole_order(session, caller_id=priya, now=NOW)
    rank_of = {lead_id: rank for rank, lead_id in enumerate(_ids(order), start=1)}
    view = view_of(order, ListFilter(campaign_id=campaign))
    shown = [pair for one in view.stretches for pair in zip(one.lead_ids, one.ranks, strict=True)]
    assert shown
    assert all(rank_of[lead_id] == rank for lead_id, rank in shown)


def test_callable_only_leaves_out_the_closed_and_those_being_called(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        mine, called = (_lead(session, n) for n in (1, 2))
        _lead(session, 3, place=_ABROAD)
        claim_lead(session, ClaimLead(sam, called), NOW)
        order = whole_order(session, caller_id=priya, now=NOW)
        row = queue_rows(session, [called], caller_id=priya, now=NOW, turns={})[called]
    view = view_of(order, ListFilter(is_callable_only=True))
    assert _shown(view) == [mine]
    assert (view.callable_now, view.total) == (1, 3)
    assert (row.called_by, row.is_on_my_desk) == ("Sam Okoro", False)


def test_whoever_is_being_called_stands_on_top_of_the_head_without_a_rank(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        first, second = (_lead(session, n, interest_at=NOW - timedelta(days=n)) for n in (1, 2))
        claim_lead(session, ClaimLead(sam, second), NOW)
        view = view_of(whole_order(session, caller_id=priya, now=NOW), ListFilter())
    assert [(list(one.lead_ids), list(one.ranks)) for one in view.stretches] == [
        ([second], [0]),
        ([first], [1]),
    ]


def test_a_skip_and_what_was_given_to_another_are_not_in_the_list(database: Database) -> None:
    with writing(database) as session:
        priya, lena = a_person(session), a_person(session, "Lena", role=Role.TEAM_LEAD)
        skipped, given, left = (_lead(session, n) for n in (1, 2, 3))
        skip_lead(session, SkipLead(skipped, priya, "later"), NOW)
        assign_leads(session, AssignLeads((given,), lena, lena), NOW)
        assert _ids(whole_order(session, caller_id=priya, now=NOW)) == [left]


def test_mine_are_my_promises_and_what_was_put_first_for_me(database: Database) -> None:
    with writing(database) as session:
        priya, sam = a_person(session), a_person(session, "Sam Okoro")
        promise = _lead(session, 1, lane=Lane.PROMISED, owner_person_id=priya, due_at=NOW)
        first, other = (_lead(session, n) for n in (2, 3))
        call_first(session, CallFirst((first,), priya), NOW)
        theirs = _lead(session, 4, lane=Lane.PROMISED, owner_person_id=sam, due_at=NOW)
        mine = leads_of(session, person_id=priya)
        rows = queue_rows(
            session, [promise, first, other, theirs], caller_id=priya, now=NOW, turns={}
        )
    assert mine == {promise, first}
    assert [rows[one].is_mine for one in (promise, first, other, theirs)] == [
        True,
        True,
        False,
        False,
    ]
    assert rows[promise].reason.phrase(NOW) == "You promised 10:32"
    assert rows[theirs].reason.phrase(NOW) == "Sam Okoro promised 10:32"
    assert rows[theirs].owner == "Sam Okoro"


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("person 7", True),
        ("ersón", True),
        ("firm 7", True),
        ("+49 89 9999 8307", True),
        ("08307", True),
        ("person 99", False),
        ("100%", False),
    ],
)
def test_leads_are_found_by_name_company_and_number(
    database: Database, words: str, *, is_found: bool
) -> None:
    with writing(database) as session:
        lead_id = _lead(session, 7, name="Persón Person 7", company="Firm 7")
        _lead(session, 8, name="Other", company="Works")
        assert (lead_id in found_leads(session, words=words)) is is_found


def test_a_name_that_comes_close_is_suggested_with_how_many_have_it(database: Database) -> None:
    with writing(database) as session:
        for n in (1, 2):
            _lead(session, n, name=f"Maria{n} Keller")
        suggestion = close_name(session, words="keler")
        nobody = close_name(session, words="xyz")
    assert suggestion is not None
    assert (suggestion.name, len(suggestion.lead_ids)) == ("Keller", 2)
    assert nobody is None


def test_the_last_touch_is_the_newer_one_of_call_and_response(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
        called, answered = (_lead(session, n) for n in (1, 2))
        for lead_id in (called, answered):
            a_response(session, lead_id, ResponseKind.DOWNLOADED, at=NOW - timedelta(days=2))
        a_touch_of(
            session,
            called,
            priya,
            kind=TouchKind.CALL,
            outcome=Outcome.NO_ANSWER,
            happened_at=NOW - timedelta(days=1),
        )
        rows = queue_rows(session, [called, answered], caller_id=priya, now=NOW, turns={})
    touches = [rows[one].last_touch for one in (called, answered)]
    assert [one.word if one else "" for one in touches] == ["no answer", "download"]


def test_a_list_of_ids_takes_ten_bytes_a_lead(database: Database) -> None:
    with writing(database) as session:
        priya, count = a_person(session), _a_mixed_queue(session, 40)
        order = whole_order(session, caller_id=priya, now=NOW)
    held = sum(part.lead_ids.itemsize + part.traits.itemsize for part in order.parts[:1])
    assert (len(order), held) == (count, 10)


def _a_mixed_queue(session: Session, count: int) -> int:
    """Add leads of every kind, some of them abroad where it is night; return how many are listed."""
    for n in range(count):
        campaign = list(_CAMPAIGNS)[n % len(_CAMPAIGNS)]
        lane = Lane.RETRY if n % 3 == 0 and campaign in {"First", "Normal"} else Lane.FRESH
        _lead(
            session,
            n,
            campaign=campaign,
            lane=lane,
            place=_ABROAD if n % 7 == 6 else {},
            interest_at=NOW - timedelta(hours=n),
            due_at=NOW - timedelta(minutes=n + 1),
        )
    return count


def _lead(
    session: Session,
    n: int,
    *,
    campaign: str = "Normal",
    name: str = "",
    company: str = "Firm",
    place: dict[str, str] | None = None,
    **image: Any,
) -> int:
    campaign_id = a_campaign(session, campaign, **_CAMPAIGNS[campaign])
    number = f"+1518555{n:04d}" if place else f"+4989999983{n:02d}"
    prospect_id = a_prospect(
        session, name or f"Person {n}", company=company, numbers=[number], **(place or {})
    )
    image.setdefault("state", LeadState.QUEUED)
    return a_lead(session, prospect_id=prospect_id, campaign_id=campaign_id, **image)


def _ids(order: QueueOrder) -> list[int]:
    return list(chain.from_iterable(part.lead_ids for part in order.parts))


def _shown(view: QueueView) -> list[int]:
    return list(chain.from_iterable(one.lead_ids for one in view.stretches))


def _count(view: QueueView) -> int:
    return len(_shown(view))
