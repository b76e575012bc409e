"""Calling hours of a law: tightened freely, loosened by a team lead with a reason that is kept."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.dialling import dial_number
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.commands.requests.rules import ChangeRule, RestoreRule
from qualdesk.commands.rules import change_rule, restore_rule
from qualdesk.domain.calling_rules import HOUSE_RULE
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.queries.rules import RuleRow, calling_rule_rows
from qualdesk.store import tables
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_lead, a_person, a_prospect, writing

IN_LOUISIANA = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
"""Ten o’clock on a Wednesday in New Orleans."""
SATURDAY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
STOPPED = ChangeRule("US-LA", 0, weekdays="none", saturday="none", sunday="none")


def test_an_emergency_stops_all_calls_of_a_state_until_it_is_restored(database: Database) -> None:
    with writing(database) as session:
        lena, priya, lead_id = _team(session)
        assert _offered(session, priya, IN_LOUISIANA) == lead_id
        stopped = change_rule(session, replace(STOPPED, person_id=lena), NOW)
        assert not stopped.is_looser
        assert _offered(session, priya, IN_LOUISIANA) is None
        with pytest.raises(Forbidden, match="outside calling hours"):
            dial_number(session, _dial(session, lead_id, priya), IN_LOUISIANA)
        restored = restore_rule(session, RestoreRule("US-LA", lena, "emergency over"), NOW)
        assert restored.is_looser
        assert _offered(session, priya, IN_LOUISIANA) == lead_id


def test_looser_hours_need_a_reason_which_stands_with_the_name(database: Database) -> None:
    with writing(database) as session:
        lena, priya, lead_id = _team(session)
        wider = ChangeRule(HOUSE_RULE, lena, saturday="09:00-12:00")
        with pytest.raises(InputError, match="Say why"):
            change_rule(session, wider, NOW)
        assert _offered(session, priya, SATURDAY) is None
        assert change_rule(session, replace(wider, reason="trade show week"), NOW).is_looser
        assert _offered(session, priya, SATURDAY) == lead_id
        row = _row(session, HOUSE_RULE)
    assert (row.saturday, row.weekdays) == ("09:00-12:00", "08:00-18:00")
    assert (row.changed_by, row.reason) == ("Lena Brandt", "trade show week")


def test_only_a_team_lead_changes_hours(database: Database) -> None:
    with writing(database) as session:
        _lena, priya, _lead_id = _team(session)
        with pytest.raises(Forbidden, match="Only a team lead"):
            change_rule(session, replace(STOPPED, person_id=priya), NOW)


@pytest.mark.parametrize("words", ["8-20", "20:00-08:00", "08:00-12:00, 11:00-14:00", "late"])
def test_hours_that_cannot_be_read_are_named(database: Database, words: str) -> None:
    with writing(database) as session:
        lena, _priya, _lead_id = _team(session)
        with pytest.raises(InputError, match=f"“{words}” are no hours"):
            change_rule(session, ChangeRule("FR", lena, weekdays=words), NOW)


def test_an_unknown_law_and_hours_that_stand_already_are_said(database: Database) -> None:
    with writing(database) as session:
        lena, _priya, _lead_id = _team(session)
        with pytest.raises(InputError, match="no calling rule “XX”"):
            change_rule(session, ChangeRule("XX", lena, weekdays="none"), NOW)
        with pytest.raises(Conflict, match="so already"):
            restore_rule(session, RestoreRule("FR", lena), NOW)
        with pytest.raises(Conflict, match="so already"):
            change_rule(session, ChangeRule("US", lena, holidays="any"), NOW)


def test_a_second_change_keeps_what_the_first_has_set(database: Database) -> None:
    with writing(database) as session:
        lena, _priya, _lead_id = _team(session)
        change_rule(session, ChangeRule("US-TX", lena, weekdays="10:00-12:00"), NOW)
        change_rule(session, ChangeRule("US-TX", lena, saturday="none"), NOW)
        row = _row(session, "US-TX")
    assert (row.weekdays, row.saturday) == ("10:00-12:00", "none")


def test_another_desk_follows_at_its_next_look(database: Database) -> None:
    """The rules are remembered between looks, but not longer than they stand."""
    with writing(database) as session:
        lena, priya, lead_id = _team(session)
    assert _claimed(database, priya) == lead_id
    request = replace(STOPPED, person_id=lena)
    database.carry_out(change_rule, request, press=Press.new(lena), now=NOW)
    assert _claimed(database, priya) is None


def test_a_change_that_failed_is_forgotten(database: Database) -> None:
    with writing(database) as session:
        lena, priya, lead_id = _team(session)
    with pytest.raises(InputError), database.transaction(Press.new(lena)) as session:  # noqa: PT012
        _write_command(session)
        change_rule(session, replace(STOPPED, person_id=lena), NOW)
        assert _offered(session, priya, IN_LOUISIANA) is None
        raise InputError("Something else went wrong.")
    assert _claimed(database, priya) == lead_id


def _team(session: Session) -> tuple[int, int, int]:
    """Return a team lead, a caller, and a lead in Louisiana."""
    lena = a_person(session, "Lena Brandt", role=Role.TEAM_LEAD)
    prospect_id = a_prospect(
        session, "Dana Roy", country="US", region="LA", numbers=["+15045550142"]
    )
    return lena, a_person(session), a_lead(session, prospect_id=prospect_id)


def _offered(session: Session, caller_id: int, now: datetime) -> int | None:
    claimed = claim_next(session, ClaimNext(caller_id), now)
    release_claims(session, ReleaseClaims(caller_id), now)
    return claimed.lead_id


def _claimed(database: Database, caller_id: int) -> int | None:
    press = Press.new(caller_id)
    at = IN_LOUISIANA
    claimed = database.carry_out(claim_next, ClaimNext(caller_id), press=press, now=at)
    release, back = ReleaseClaims(caller_id), Press.new(caller_id)
    database.carry_out(release_claims, release, press=back, now=at)
    return claimed.lead_id


def _dial(session: Session, lead_id: int, caller_id: int) -> DialNumber:
    number_id = session.scalars(select(tables.ProspectNumber.number_id)).first()
    assert number_id is not None
    return DialNumber(lead_id, caller_id, number_id)


def _row(session: Session, law: str) -> RuleRow:
    return next(one for one in calling_rule_rows(session, on=NOW.date()) if one.law == law)


def _write_command(session: Session) -> None:
    press = str(session.info["command_id"])
    session.add(tables.Command(id=press, name="test", request_hash="", happened_at=NOW))
    session.flush()
