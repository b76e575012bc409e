"""An absence that is noted before it begins: what lies within it is kept, nothing before it moves."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select, update

from qualdesk.commands.absences import come_back, go_away
from qualdesk.commands.outcomes import promise_callback, push_to_sales
from qualdesk.commands.requests.calls import PromiseCallback, PushToSales
from qualdesk.commands.requests.people import ComeBack, GoAway
from qualdesk.domain.deadline import Ending
from qualdesk.domain.lead import Lane
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, InputError, TimeTaken
from qualdesk.events.people import CameBack, WentAway
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.staff import StaffRow, staff
from qualdesk.store import tables
from qualdesk.store.seats import absent_of
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing

MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)
MONDAY_MIDNIGHT = datetime(2026, 12, 7, tzinfo=UTC)
SUNDAY, WEDNESDAY, MONDAY_AFTER = (datetime(2026, 12, day, 10, tzinfo=UTC) for day in (6, 9, 14))
FIRST_MORNING_AFTER = datetime(2026, 12, 14, 8, tzinfo=UTC)
"""9:00 in München."""


def promised(database: Database, at: datetime, now: datetime = NOW) -> tuple[int, int]:
    """Have Priya promise a call to somebody new; return her and the lead."""
    with writing(database) as session:
        seed(session, NOW)
        count = len(session.scalars(select(tables.Lead.id)).all())
        prospect_id = a_prospect(session, f"Maria {count}", numbers=[f"+4989999{count:05}"])
        priya, lead_id = a_person(session), a_lead(session, prospect_id=prospect_id)
    request = PromiseCallback(a_call(lead_id, priya), at)
    database.carry_out(promise_callback, request, press=Press.new(priya), now=now)
    return priya, lead_id


def away(
    database: Database, who: int, deputy: int | None = None, *, first: date | None = MONDAY
) -> WentAway:
    request = GoAway(who, FRIDAY, deputy, from_on=first)
    return database.carry_out(go_away, request, press=Press.new(), now=NOW)


def back(database: Database, who: int, now: datetime = NOW) -> CameBack:
    return database.carry_out(come_back, ComeBack(who), press=Press.new(), now=now)


def stands(database: Database, lead_id: int) -> tuple[int | None, datetime | None]:
    """Return whose a lead is and when it is due."""
    with database.read() as session:
        lead = session.get_one(tables.Lead, lead_id)
        return lead.owner_person_id, lead.due_at


def sam(database: Database) -> int:
    with writing(database) as session:
        return a_person(session, "Sam Cole")


def row_of(database: Database, name: str, now: datetime) -> StaffRow:
    with database.read() as session:
        return next(one for one in staff(session, now=now) if one.name == name)


@pytest.mark.parametrize("has_deputy", [True, False])
def test_what_lies_within_is_kept_otherwise_and_nothing_before_or_after_is_touched(
    database: Database, *, has_deputy: bool
) -> None:
    leads = {at: promised(database, at)[1] for at in (SUNDAY, WEDNESDAY, MONDAY_AFTER)}
    priya, _lead = promised(database, SUNDAY)
    deputy = sam(database) if has_deputy else None
    event = away(database, priya, deputy)
    assert (event.lead_ids, event.from_on) == ((leads[WEDNESDAY],), MONDAY)
    assert stands(database, leads[SUNDAY]) == (priya, SUNDAY)
    assert stands(database, leads[MONDAY_AFTER]) == (priya, MONDAY_AFTER)
    kept = (deputy, WEDNESDAY) if has_deputy else (priya, FIRST_MORNING_AFTER)
    assert stands(database, leads[WEDNESDAY]) == kept


def test_nobody_is_away_before_the_first_day(database: Database) -> None:
    priya, _lead = promised(database, WEDNESDAY)
    away(database, priya)
    with database.read() as session:
        assert absent_of(session, [priya], SUNDAY) == set()
        assert absent_of(session, [priya], WEDNESDAY) == {priya}
    row = row_of(database, "Priya Nair", NOW)
    assert (row.away_from, row.away_until) == (MONDAY, FRIDAY)
    assert row_of(database, "Priya Nair", WEDNESDAY).away_from is None
    assert row_of(database, "Priya Nair", MONDAY_AFTER).away_until is None


def test_what_is_promised_after_it_was_noted_follows_when_it_begins(database: Database) -> None:
    priya, early = promised(database, WEDNESDAY)
    deputy = sam(database)
    away(database, priya, deputy)
    _priya, late = promised(database, WEDNESDAY + timedelta(hours=1))
    assert meet_deadlines(database, SUNDAY).met == 0
    assert stands(database, late) == (priya, WEDNESDAY + timedelta(hours=1))
    assert meet_deadlines(database, MONDAY_MIDNIGHT).met == 1
    assert stands(database, late) == (deputy, WEDNESDAY + timedelta(hours=1))
    assert meet_deadlines(database, MONDAY_MIDNIGHT).met == 0
    assert set(back(database, priya, MONDAY_MIDNIGHT).lead_ids) == {early, late}
    assert stands(database, late) == (priya, WEDNESDAY + timedelta(hours=1))


def test_an_absence_that_will_not_be_gives_all_back_and_never_begins(database: Database) -> None:
    priya, lead_id = promised(database, WEDNESDAY)
    away(database, priya, sam(database))
    event = back(database, priya)
    assert (event.lead_ids, event.had_begun) == ((lead_id,), False)
    assert stands(database, lead_id) == (priya, WEDNESDAY)
    assert meet_deadlines(database, MONDAY_MIDNIGHT).met == 0
    with database.read() as session:
        assert session.scalars(select(tables.Deadline.ended_as)).all() == [Ending.CANCELLED]
        assert absent_of(session, [priya], WEDNESDAY) == set()
    with pytest.raises(Conflict, match="Priya Nair is not away"):
        back(database, priya)


def test_days_that_cannot_be_are_refused_with_what_to_name_instead(database: Database) -> None:
    priya, _lead = promised(database, WEDNESDAY)
    with pytest.raises(InputError, match=r"Tue 17 Nov is past\. Name a first day from today on"):
        away(database, priya, first=date(2026, 11, 17))
    with pytest.raises(InputError, match=r"end on Fri 11 Dec, before it begins on Mon 14 Dec"):
        away(database, priya, first=date(2026, 12, 14))


def test_a_deputy_must_be_there_at_that_time_and_not_today(database: Database) -> None:
    priya, _lead = promised(database, WEDNESDAY)
    deputy = sam(database)
    ill = GoAway(deputy, NOW.date())
    database.carry_out(go_away, ill, press=Press.new(), now=NOW)
    away(database, priya, deputy)
    with pytest.raises(InputError, match="Priya Nair is away too"):
        away(database, deputy, priya)


def test_being_ill_before_holidays_leaves_the_holidays_as_they_are(database: Database) -> None:
    priya, _lead = promised(database, WEDNESDAY)
    away(database, priya)
    database.carry_out(go_away, GoAway(priya, NOW.date()), press=Press.new(), now=NOW)
    assert row_of(database, "Priya Nair", NOW).away_until == NOW.date()
    assert back(database, priya).had_begun
    assert row_of(database, "Priya Nair", NOW).away_from == MONDAY


def test_an_absence_that_goes_on_after_another_is_not_cut_off(database: Database) -> None:
    priya, _lead = promised(database, WEDNESDAY)
    away(database, priya)
    until_wednesday = GoAway(priya, WEDNESDAY.date())
    with pytest.raises(Conflict, match="to be away until Fri 11 Dec already"):
        database.carry_out(go_away, until_wednesday, press=Press.new(), now=NOW)


def test_an_absence_of_today_ends_where_the_next_begins(database: Database) -> None:
    priya, _lead = promised(database, WEDNESDAY)
    database.carry_out(go_away, GoAway(priya, WEDNESDAY.date()), press=Press.new(), now=NOW)
    away(database, priya)
    assert row_of(database, "Priya Nair", NOW).away_until == date(2026, 12, 6)
    assert back(database, priya).had_begun
    assert row_of(database, "Priya Nair", NOW).away_from == MONDAY


def met(database: Database, at: datetime) -> tuple[int, int, int, int]:
    """Have Priya agree on a meeting with Jonas; return her, the lead, Jonas and Anna."""
    priya, lead_id = promised(database, SUNDAY)
    with writing(database) as session:
        jonas, anna = (
            a_person(session, one, role=Role.SALES) for one in ("Jonas Weber", "Anna Brandt")
        )
        version = session.get_one(tables.Lead, lead_id).version
    call = a_call(lead_id, priya, version=version)
    push = PushToSales(call, at, rep_id=jonas, unmet_because="asked for sales")
    database.carry_out(push_to_sales, push, press=Press.new(priya), now=NOW)
    return priya, lead_id, jonas, anna


def reps(database: Database) -> set[int]:
    with database.read() as session:
        return set(session.scalars(select(tables.HandOff.rep_id)))


def test_a_meeting_within_it_is_the_deputys_and_one_before_it_stays(database: Database) -> None:
    _priya, _lead, jonas, anna = met(database, WEDNESDAY)
    with pytest.raises(InputError, match="Name who goes instead"):
        away(database, jonas)
    assert away(database, jonas, anna).meetings == 1
    assert reps(database) == {anna}


def test_a_meeting_before_it_asks_for_no_deputy(database: Database) -> None:
    _priya, _lead, jonas, _anna = met(database, datetime(2026, 12, 4, 10, tzinfo=UTC))
    assert away(database, jonas).meetings == 0
    assert reps(database) == {jonas}


def test_no_meeting_is_agreed_within_an_absence_that_was_noted(database: Database) -> None:
    _priya, _lead, jonas, _anna = met(database, datetime(2026, 12, 4, 10, tzinfo=UTC))
    away(database, jonas)
    priya, other = promised(database, SUNDAY)
    with database.read() as session:
        version = session.get_one(tables.Lead, other).version
    call = a_call(other, priya, version=version)
    push = PushToSales(call, WEDNESDAY, rep_id=jonas, unmet_because="asked for sales")
    with pytest.raises(TimeTaken, match="Jonas Weber is not free on Wed 9 Dec"):
        database.carry_out(push_to_sales, push, press=Press.new(priya), now=NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(
    days=some.lists(some.integers(1, 25), min_size=1, max_size=5),
    begins=some.integers(1, 15),
    lasts=some.integers(0, 10),
    has_deputy=some.booleans(),
    noted_after=some.integers(0, 5),
)
def test_no_promise_falls_into_an_absence_noted_ahead_and_all_others_stay(
    database: Database,
    days: list[int],
    begins: int,
    lasts: int,
    noted_after: int,
    *,
    has_deputy: bool,
) -> None:
    first = NOW.date() + timedelta(days=begins)
    last = first + timedelta(days=lasts)
    with writing(database) as session:
        free = {"owner_kind": "territory", "owner_person_id": None}
        session.execute(update(tables.Lead).where(tables.Lead.lane == Lane.PROMISED).values(free))
        session.execute(update(tables.Absence).values(ended_at=NOW))
        priya = a_person(session)
        deputy = a_person(session, "Sam Cole") if has_deputy else None
    agreed: dict[int, datetime] = {}
    request = GoAway(priya, last, deputy, from_on=first)
    for place, day in enumerate(days):
        if place == noted_after:
            database.carry_out(go_away, request, press=Press.new(), now=NOW)
        at = NOW + timedelta(days=day)
        agreed[promised(database, at)[1]] = at
    if noted_after >= len(days):
        database.carry_out(go_away, request, press=Press.new(), now=NOW)
    begun_at = datetime.combine(first, time(), ZoneInfo("Europe/London")).astimezone(UTC)
    meet_deadlines(database, begun_at)
    for lead_id, at in agreed.items():
        owner, due_at = stands(database, lead_id)
        assert due_at is not None
        if first <= at.date() <= last:
            assert owner == deputy if has_deputy else due_at.date() > last
        else:
            assert (owner, due_at) == (priya, at)
    back(database, priya, begun_at)
    assert {one: stands(database, one) for one in agreed} == {
        one: (priya, at) for one, at in agreed.items()
    }
