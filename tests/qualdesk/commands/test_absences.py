"""Whoever is away or leaves: promises are kept, and nothing of theirs stays behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from icalendar import Calendar
from sqlalchemy import select, update

from qualdesk.commands.absence_plans import absence_plan
from qualdesk.commands.absences import come_back, go_away
from qualdesk.commands.leaving import deactivate_person
from qualdesk.commands.leaving_undo import take_back_leaving
from qualdesk.commands.outcomes import promise_callback, push_to_sales
from qualdesk.commands.requests.calls import PromiseCallback, PushToSales
from qualdesk.commands.requests.people import ComeBack, DeactivatePerson, GoAway, TakeBackLeaving
from qualdesk.domain.lead import Lane
from qualdesk.domain.mail import MailState
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.people import DeactivatedPerson, TookBackLeaving
from qualdesk.store import tables
from qualdesk.store.belongings import belongings_of
from qualdesk.store.seats import absent_of
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, a_territory, writing

TOMORROW = datetime(2026, 11, 19, 9, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)
MONDAY_MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""9:00 in München, the first working morning after Friday."""


def press(database: Database, command: object, request: object, now: datetime = NOW) -> object:
    return database.carry_out(command, request, press=Press.new(), now=now)  # type: ignore[arg-type]


def promised(database: Database, at: datetime = TOMORROW, *, number: int = 0) -> tuple[int, int]:
    """Have Priya promise a call; return her and the lead."""
    with writing(database) as session:
        seed(session, NOW)
        prospect_id = a_prospect(session, numbers=[f"+4989999{number:05}"])
        priya, lead_id = a_person(session), a_lead(session, prospect_id=prospect_id)
    request = PromiseCallback(a_call(lead_id, priya), at, start_with="the audit")
    press(database, promise_callback, request)
    return priya, lead_id


def lead(database: Database) -> int:
    """Return the team lead who lets people leave."""
    with writing(database) as session:
        return a_person(session, "Tessa Brook", role=Role.TEAM_LEAD)


def stands(database: Database, lead_id: int) -> tuple[int | None, datetime | None]:
    """Return whose a lead is and when it is due."""
    with database.read() as session:
        lead = session.get_one(tables.Lead, lead_id)
        return lead.owner_person_id, lead.due_at


def test_a_deputy_keeps_the_promises_at_their_times(database: Database) -> None:
    priya, lead_id = promised(database)
    with writing(database) as session:
        sam = a_person(session, "Sam Cole")
    press(database, go_away, GoAway(priya, FRIDAY, sam))
    assert stands(database, lead_id) == (sam, TOMORROW)
    with database.read() as session:
        assert absent_of(session, [priya, sam], NOW) == {priya}


def test_without_a_deputy_they_come_on_the_first_working_morning_after(database: Database) -> None:
    priya, lead_id = promised(database)
    press(database, go_away, GoAway(priya, FRIDAY))
    assert stands(database, lead_id) == (priya, MONDAY_MORNING)


def test_what_is_promised_for_later_stays(database: Database) -> None:
    later = TOMORROW + timedelta(days=14)
    priya, lead_id = promised(database, later)
    press(database, go_away, GoAway(priya, FRIDAY))
    assert stands(database, lead_id) == (priya, later)


def test_what_would_move_is_listed_and_nothing_is_moved(database: Database) -> None:
    priya, lead_id = promised(database)
    with database.read() as session:
        (move,) = absence_plan(session, GoAway(priya, FRIDAY), NOW).promises
    assert (move.name, move.was_due_at, move.due_at) == ("Maria Keller", TOMORROW, MONDAY_MORNING)
    assert stands(database, lead_id) == (priya, TOMORROW)


@pytest.mark.parametrize("has_deputy", [True, False])
def test_whoever_comes_back_early_has_their_promises_again(
    database: Database, *, has_deputy: bool
) -> None:
    priya, lead_id = promised(database)
    with writing(database) as session:
        sam = a_person(session, "Sam Cole") if has_deputy else None
    press(database, go_away, GoAway(priya, FRIDAY, sam))
    event = press(database, come_back, ComeBack(priya), NOW + timedelta(hours=1))
    assert event.lead_ids == (lead_id,)  # type: ignore[attr-defined]
    assert stands(database, lead_id) == (priya, TOMORROW)
    with pytest.raises(Conflict, match="Priya Nair is not away"):
        press(database, come_back, ComeBack(priya))


def test_a_deputy_who_cannot_keep_promises_is_refused(database: Database) -> None:
    priya, _lead_id = promised(database)
    with writing(database) as session:
        jonas = a_person(session, "Jonas Weber", role=Role.SALES)
    with pytest.raises(InputError, match="Jonas Weber makes no calls here"):
        press(database, go_away, GoAway(priya, FRIDAY, jonas))
    with pytest.raises(InputError, match="Nobody stands in for themselves"):
        press(database, go_away, GoAway(priya, FRIDAY, priya))
    with pytest.raises(InputError, match=r"is past\. Name the last day"):
        press(database, go_away, GoAway(priya, date(2026, 11, 17)))


def test_nobody_leaves_while_something_would_stay_behind(database: Database) -> None:
    priya, _lead_id = promised(database)
    with pytest.raises(InputError, match=r"Priya Nair still has 1 promise\. Name who"):
        press(database, deactivate_person, DeactivatePerson(priya, lead(database)))


def test_what_was_a_callers_goes_to_the_heir(database: Database) -> None:
    priya, lead_id = promised(database)
    with writing(database) as session:
        sam = a_person(session, "Sam Cole")
    press(database, deactivate_person, DeactivatePerson(priya, lead(database), sam))
    assert stands(database, lead_id) == (sam, TOMORROW)
    with database.read() as session:
        assert not session.get_one(tables.Person, priya).is_active
        newest = session.scalars(select(tables.Callback).order_by(tables.Callback.id.desc()))
        assert next(iter(newest)).start_with == "the audit"


def test_what_was_a_reps_goes_to_the_heir_with_its_meeting(database: Database) -> None:
    with writing(database) as session:
        seed(session, NOW)
        priya, lead_id = a_person(session), a_lead(session)
        jonas, anna = (a_person(session, one, role=Role.SALES) for one in ("Jonas Weber", "Anna B"))
    call = a_call(lead_id, priya)
    push = PushToSales(call, meeting_at=TOMORROW, unmet_because="asked for sales")
    press(database, push_to_sales, push)
    with pytest.raises(InputError, match="1 hand-off, 1 meeting and 1 territory"):
        press(database, deactivate_person, DeactivatePerson(jonas, lead(database)))
    with pytest.raises(InputError, match="Priya Nair is not in sales"):
        press(database, deactivate_person, DeactivatePerson(jonas, lead(database), priya))
    press(database, deactivate_person, DeactivatePerson(jonas, lead(database), anna))
    with database.read() as session:
        assert session.scalars(select(tables.HandOff.rep_id)).all() == [anna]
        assert jonas not in session.scalars(select(tables.Territory.rep_id)).all()
        assert session.scalars(select(tables.Appointment.sequence)).all() == [1]
        assert belongings_of(session, jonas, NOW) == []
    assert stands(database, lead_id)[0] == anna


def test_an_heir_with_a_meeting_at_that_time_is_refused(sqlite_database: Database) -> None:
    database = sqlite_database
    with writing(database) as session:
        seed(session, NOW)
        priya = a_person(session)
        anna = a_person(session, "Anna Brandt", role=Role.SALES)
        jonas = a_person(session, "Jonas Weber", role=Role.SALES)
        numbers = ("+498999998211", "+498999998212")
        leads = [a_lead(session, prospect_id=a_prospect(session, numbers=[one])) for one in numbers]
    for lead_id, rep, minutes in ((leads[0], jonas, 0), (leads[1], anna, 15)):
        at = TOMORROW + timedelta(minutes=minutes)
        push = PushToSales(a_call(lead_id, priya), at, rep_id=rep, unmet_because="asked")
        press(database, push_to_sales, push)
    with pytest.raises(Conflict, match="Anna Brandt is not free on Thu 19 Nov"):
        press(database, deactivate_person, DeactivatePerson(jonas, lead(database), anna))


def test_the_only_team_lead_stays(sqlite_database: Database) -> None:
    with writing(sqlite_database) as session:
        tessa = a_person(session, "Tessa Brook", role=Role.TEAM_LEAD)
    with pytest.raises(InputError, match="the only team lead"):
        press(sqlite_database, deactivate_person, DeactivatePerson(tessa, tessa))


def test_a_promise_outside_the_heirs_seat_becomes_anyones_there(database: Database) -> None:
    priya, lead_id = promised(database)
    with writing(database) as session:
        sam, elsewhere = a_person(session, "Sam Cole"), a_territory(session, "UK")
        session.add(
            tables.Seat(person_id=sam, territory_ids=[elsewhere], campaign_ids=[], languages=[])
        )
    press(database, deactivate_person, DeactivatePerson(priya, lead(database), sam))
    assert stands(database, lead_id) == (None, TOMORROW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(
    days=some.lists(some.integers(1, 20), min_size=1, max_size=4),
    until=some.integers(0, 15),
    has_deputy=some.booleans(),
)
def test_no_promise_of_an_absent_person_falls_into_the_absence(
    database: Database, days: list[int], until: int, *, has_deputy: bool
) -> None:
    with database.read() as session:
        taken = len(session.scalars(select(tables.Lead.id)).all())
    made = [
        promised(database, NOW + timedelta(days=day), number=taken + one)
        for one, day in enumerate(days)
    ]
    priya, leads = made[-1][0], [lead_id for _caller, lead_id in made]
    with writing(database) as session:
        _forget_others(session, leads)
        sam = a_person(session, "Sam Cole") if has_deputy else None
    until_on = NOW.date() + timedelta(days=until)
    press(database, go_away, GoAway(priya, until_on, sam))
    for lead_id in leads:
        owner, due_at = stands(database, lead_id)
        assert due_at is not None
        assert owner == sam or due_at.date() > until_on
    press(database, come_back, ComeBack(priya))
    agreed = [NOW + timedelta(days=day) for day in days]
    assert [stands(database, one) for one in leads] == [(priya, at) for at in agreed]


def _forget_others(session: Session, leads: list[int]) -> None:
    """Leave the leads of examples before this one to nobody."""
    session.execute(
        update(tables.Lead)
        .where(tables.Lead.id.not_in(leads), tables.Lead.lane == Lane.PROMISED)
        .values(owner_kind="territory", owner_person_id=None)
    )


def invited(database: Database, *, is_held: bool = False) -> tuple[int, int, int]:
    """Have Priya push Maria to Jonas with an invitation that has left; return lead, Jonas, Anna."""
    with writing(database) as session:
        seed(session, NOW)
        priya = a_person(session)
        lead_id = a_lead(session)
        jonas, anna = (
            a_person(session, one, role=Role.SALES) for one in ("Jonas Weber", "Anna Brandt")
        )
    call = a_call(lead_id, priya)
    push = PushToSales(call, TOMORROW, rep_id=jonas, invite=True, unmet_because="asked for sales")
    press(database, push_to_sales, push)
    if not is_held:
        with writing(database) as session:
            session.execute(update(tables.Outbox).values(state=MailState.SENT))
    return lead_id, jonas, anna


def held(database: Database) -> dict[str, Calendar]:
    """Return by address the calendar that waits to leave."""
    with database.read() as session:
        mails = session.scalars(
            select(tables.Outbox).where(tables.Outbox.state == MailState.HELD)
        ).all()
        return {one.to_address: Calendar.from_ical(one.calendar) for one in mails}


def invitation(calendar: Calendar) -> tuple[str, int, str]:
    """Return its method, its sequence and whose meeting it is."""
    (event,) = calendar.events
    return str(calendar["METHOD"]), int(event.sequence), str(event["ORGANIZER"])


ANNA, JONAS = "mailto:anna@aldergrove.example", "mailto:jonas@aldergrove.example"


def test_whoever_knew_of_a_meeting_is_told_who_comes_instead(database: Database) -> None:
    _lead_id, jonas, anna = invited(database)
    press(database, deactivate_person, DeactivatePerson(jonas, lead(database), anna))
    mails = {address: invitation(one) for address, one in held(database).items()}
    assert mails == {
        "maria.keller@bergmann-molkerei.example": ("REQUEST", 1, ANNA),
        "anna@aldergrove.example": ("REQUEST", 1, ANNA),
        "jonas@aldergrove.example": ("CANCEL", 1, JONAS),
    }


def test_only_a_team_lead_lets_somebody_leave_or_notes_anothers_absence(
    database: Database,
) -> None:
    priya, _lead_id = promised(database)
    with writing(database) as session:
        sam = a_person(session, "Sam Cole")
    with pytest.raises(Forbidden, match="Only a team lead may let somebody leave"):
        press(database, deactivate_person, DeactivatePerson(priya, sam, sam))
    with pytest.raises(Forbidden, match="Only a team lead may note another’s absence"):
        press(database, go_away, GoAway(priya, FRIDAY, by_id=sam))
    press(database, go_away, GoAway(priya, FRIDAY, by_id=lead(database)))
    with pytest.raises(Forbidden, match="Only a team lead may end another’s absence"):
        press(database, come_back, ComeBack(priya, sam))


def leaving(database: Database, who: int, heir: int) -> DeactivatedPerson:
    request = DeactivatePerson(who, lead(database), heir)
    return database.carry_out(deactivate_person, request, press=Press.new(), now=NOW)


def taken_back(database: Database, left: DeactivatedPerson) -> TookBackLeaving:
    request = TakeBackLeaving(left.deed, lead(database))
    return database.carry_out(take_back_leaving, request, press=Press.new(), now=NOW)


def test_a_leaving_taken_back_gives_back_all_that_moved(database: Database) -> None:
    priya, lead_id = promised(database)
    with writing(database) as session:
        sam = a_person(session, "Sam Cole")
        session.add(tables.CalledFirst(lead_id=lead_id, caller_id=priya, by_id=sam, since=NOW))
        session.add(tables.Seat(person_id=priya, languages=["de"]))
    left = leaving(database, priya, sam)
    assert taken_back(database, left).stayed == ()
    assert stands(database, lead_id) == (priya, TOMORROW)
    with database.read() as session:
        kinds = [one.kind.value for one in belongings_of(session, priya, NOW)]
        assert kinds == ["promise", "called_first"]
        assert belongings_of(session, sam, NOW) == []
        assert session.get_one(tables.Person, priya).is_active
    with pytest.raises(Conflict, match="works here already"):
        taken_back(database, left)


def test_a_rep_who_stays_after_all_has_meeting_and_territory_again(database: Database) -> None:
    lead_id, jonas, anna = invited(database)
    with database.read() as session:
        before = belongings_of(session, jonas, NOW)
    left = leaving(database, jonas, anna)
    assert taken_back(database, left).stayed == ()
    assert stands(database, lead_id)[0] == jonas
    assert held(database) == {}
    with database.read() as session:
        assert belongings_of(session, jonas, NOW) == before
        assert session.scalars(select(tables.Appointment.sequence)).all() == [2]


def test_what_a_leaving_kept_back_leaves_after_all_when_it_is_taken_back(
    database: Database,
) -> None:
    _lead_id, jonas, anna = invited(database, is_held=True)
    left = leaving(database, jonas, anna)
    told = {address: invitation(one)[0] for address, one in held(database).items()}
    assert told == {
        "maria.keller@bergmann-molkerei.example": "REQUEST",
        "anna@aldergrove.example": "REQUEST",
    }
    taken_back(database, left)
    assert {address: invitation(one)[2] for address, one in held(database).items()} == {
        "maria.keller@bergmann-molkerei.example": JONAS,
        "jonas@aldergrove.example": JONAS,
    }


def test_whom_a_prospect_was_told_of_stays_the_one_who_comes(database: Database) -> None:
    lead_id, jonas, anna = invited(database)
    left = leaving(database, jonas, anna)
    with writing(database) as session:
        session.execute(update(tables.Outbox).values(state=MailState.SENT))
    assert taken_back(database, left).stayed == ("Maria Keller",)
    assert stands(database, lead_id)[0] == anna
    with database.read() as session:
        assert [one.kind.value for one in belongings_of(session, jonas, NOW)] == ["territory"]


def test_a_rep_who_is_away_sends_a_deputy_to_their_meetings(database: Database) -> None:
    lead_id, jonas, anna = invited(database)
    with pytest.raises(InputError, match=r"has 1 meeting until then, the first on Thu 19 Nov"):
        press(database, go_away, GoAway(jonas, FRIDAY))
    with database.read() as session:
        priya = a_person(session)
    with pytest.raises(InputError, match="Priya Nair is not in sales"):
        press(database, go_away, GoAway(jonas, FRIDAY, priya))
    event = press(database, go_away, GoAway(jonas, FRIDAY, anna))
    assert event.meetings == 1  # type: ignore[attr-defined]
    assert stands(database, lead_id)[0] == anna
    assert {one: invitation(each)[0] for one, each in held(database).items()} == {
        "maria.keller@bergmann-molkerei.example": "REQUEST",
        "anna@aldergrove.example": "REQUEST",
        "jonas@aldergrove.example": "CANCEL",
    }


def test_a_meeting_after_the_absence_stays(database: Database) -> None:
    lead_id, jonas, _anna = invited(database)
    press(database, go_away, GoAway(jonas, NOW.date()))
    assert stands(database, lead_id)[0] == jonas
