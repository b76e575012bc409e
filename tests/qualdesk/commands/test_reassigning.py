"""A territory from a later day on, and taking a reassignment back: all that nobody was told of."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from qualdesk.commands.leaving import deactivate_person
from qualdesk.commands.leaving_undo import take_back_leaving
from qualdesk.commands.reassigning import reassign_territory
from qualdesk.commands.reassigning_undo import take_back_reassignment
from qualdesk.commands.requests.people import DeactivatePerson, TakeBackLeaving
from qualdesk.commands.requests.territories import ReassignTerritory, TakeBackReassignment
from qualdesk.domain.mail import MailKind
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.reassigning import (
    RecentReassignment,
    reassign_preview,
    recent_reassignment,
)
from qualdesk.queries.territories import territory_history
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_lead, a_person, writing
from tests.qualdesk.commands.handed import MEETING, Handed, handed_over

FIRST = date(2026, 12, 7)
BEFORE, BEGINS = datetime(2026, 12, 6, 12, tzinfo=UTC), datetime(2026, 12, 7, tzinfo=UTC)
"""Marta works in London, so her day begins at midnight there."""
LATER = NOW + timedelta(minutes=5)


@dataclass(frozen=True)
class South:
    """DE South is Jonas’s; a lead of it is offered to him, and Marta is to have it."""

    handed: Handed
    territory_id: int
    tessa: int

    @property
    def database(self) -> Database:
        return self.handed.database

    @property
    def has_it(self) -> int | None:
        return self.handed.only(tables.Territory, id=self.territory_id).rep_id

    def give(self, now: datetime = NOW, **others: object) -> ReassignedTerritory:
        """Let Tessa give it to Marta."""
        values: dict[str, object] = {"rep_id": self.handed.other_rep_id, "by_id": self.tessa}
        request = ReassignTerritory(self.territory_id, **values | others)  # type: ignore[arg-type]
        press = Press.new(self.tessa)
        return self.database.carry_out(reassign_territory, request, press=press, now=now)

    def take_back(
        self, event: ReassignedTerritory, now: datetime = LATER, *, by: int | None = None
    ) -> TookBackReassignment:
        request = TakeBackReassignment(event.deed, by or self.tessa)
        press = Press.new(by or self.tessa)
        return self.database.carry_out(take_back_reassignment, request, press=press, now=now)

    def mark_mail(self, state: str) -> None:
        with writing(self.database) as session:
            session.execute(update(tables.Outbox).values(state=state))

    def mails(self, **columns: object) -> list[tuple[str, str, str]]:
        """Return kind, address and state of the mails."""
        found = self.handed.all(tables.Outbox, **columns)
        return sorted((one.kind, one.to_address.partition("@")[0], one.state) for one in found)


def south(database: Database, **pushed: Any) -> South:
    handed = handed_over(database, **pushed)
    with writing(database) as session:
        tessa = a_person(session, "Tessa Brook", role=Role.TEAM_LEAD)
        territory_id = session.scalars(
            select(tables.Territory.id).where(tables.Territory.name == "DE South")
        ).one()
    return South(handed, territory_id, tessa)


def test_who_knew_of_a_meeting_is_told_who_comes(database: Database) -> None:
    it = south(database, meeting_at=MEETING, invite=True)
    it.mark_mail("sent")
    it.give()
    assert it.mails(state="held") == [
        (MailKind.CANCELLATION, "jonas", "held"),
        (MailKind.INVITATION, "maria.keller", "held"),
        (MailKind.OFFER, "marta", "held"),
    ]


def test_only_a_team_lead_gives_a_territory_to_somebody_else(database: Database) -> None:
    it = south(database)
    with pytest.raises(Forbidden, match="Only a team lead may give a territory to somebody else"):
        it.give(by_id=it.handed.caller_id)
    assert it.has_it == it.handed.rep_id


def test_what_is_taken_back_in_time_is_as_it_was_and_nothing_leaves(database: Database) -> None:
    it = south(database, meeting_at=MEETING)
    before, lead = it.handed.hand_off(), it.handed.lead()
    it.mark_mail("sent")
    event = it.give()
    assert it.has_it == it.handed.other_rep_id
    back = it.take_back(event)
    after = it.handed.hand_off()
    assert (back.rep_name, back.stayed) == ("Jonas Weber", ())
    assert it.has_it == it.handed.rep_id
    assert (after.rep_id, after.accept_by, after.runs_over_at) == (
        before.rep_id,
        before.accept_by,
        before.runs_over_at,
    )
    now = it.handed.lead()
    assert (now.owner_person_id, now.due_at) == (lead.owner_person_id, lead.due_at)
    assert it.mails(state="held") == []
    assert it.handed.meeting().sequence == 2


def test_an_offer_that_was_held_back_leaves_after_all(database: Database) -> None:
    it = south(database)
    it.take_back(it.give())
    assert (MailKind.OFFER, "jonas", "held") in it.mails()
    assert (MailKind.OFFER, "marta", "cancelled") in it.mails()


def test_a_prospect_of_whom_was_told_already_stays_and_is_named(database: Database) -> None:
    it = south(database)
    event = it.give()
    it.mark_mail("sent")
    back = it.take_back(event)
    assert back.stayed == ("Maria Keller",)
    assert it.has_it == it.handed.rep_id
    assert it.handed.hand_off().rep_id == it.handed.other_rep_id


def test_a_rep_who_has_something_else_by_now_gets_no_meeting_back(database: Database) -> None:
    it = south(database, meeting_at=MEETING)
    event = it.give()
    with writing(database) as session:
        session.add(
            tables.BusyTime(
                person_id=it.handed.rep_id,
                starts_at=MEETING,
                ends_at=MEETING + timedelta(hours=1),
            )
        )
    with pytest.raises(Conflict, match="Jonas Weber is not free at that time any more"):
        it.take_back(event)
    assert it.has_it == it.handed.other_rep_id


def test_it_can_be_undone_for_a_day(database: Database) -> None:
    it = south(database)
    event = it.give()
    with pytest.raises(Conflict, match="more than a day ago"):
        it.take_back(event, NOW + timedelta(days=1, seconds=1))


def test_it_is_taken_back_once_and_only_while_it_stands(database: Database) -> None:
    it = south(database)
    event = it.give()
    it.take_back(event)
    with pytest.raises(Conflict, match="nothing to take back any more"):
        it.take_back(event)
    first = it.give(LATER)
    it.give(LATER, rep_id=it.handed.rep_id)
    with pytest.raises(Conflict, match="nothing to take back any more"):
        it.take_back(first, LATER)


def test_anothers_reassignment_is_theirs_or_a_team_leads_to_take_back(database: Database) -> None:
    it = south(database)
    event = it.give()
    with pytest.raises(Forbidden, match="Somebody else reassigned this"):
        it.take_back(event, by=it.handed.caller_id)
    assert it.has_it == it.handed.other_rep_id


def test_a_former_rep_who_has_left_gets_nothing_back(database: Database) -> None:
    it = south(database)
    event = it.give()
    with writing(database) as session:
        session.get_one(tables.Person, it.handed.rep_id).is_active = False
    with pytest.raises(Conflict, match="Jonas Weber no longer works here"):
        it.take_back(event)


def test_from_a_later_day_on_nothing_changes_before_it(database: Database) -> None:
    it = south(database)
    event = it.give(from_on=FIRST, note="Call with Jonas on 30 Nov")
    assert (event.from_on, event.hand_offs_moved) == (FIRST, 0)
    assert meet_deadlines(database, BEFORE).met == 0
    assert (it.has_it, it.handed.hand_off().rep_id) == (it.handed.rep_id, it.handed.rep_id)
    assert meet_deadlines(database, BEGINS).met == 1
    assert it.has_it == it.handed.other_rep_id
    assert it.handed.hand_off().rep_id == it.handed.other_rep_id
    with database.read() as session:
        (change,) = territory_history(session, territory_id=it.territory_id)
    assert (change.to_rep, change.note) == ("Marta Pires", "Call with Jonas on 30 Nov")


def test_a_lead_with_an_appointment_before_that_day_stays(database: Database) -> None:
    it = south(database, meeting_at=MEETING)
    it.give(from_on=FIRST)
    meet_deadlines(database, BEGINS)
    assert it.has_it == it.handed.other_rep_id
    assert it.handed.hand_off().rep_id == it.handed.rep_id


def test_what_is_hot_goes_to_the_covering_rep_at_once(database: Database) -> None:
    it = south(database)
    with writing(database) as session:
        ruth = a_person(session, "Ruth Adler", role=Role.SALES)
        territory = session.get_one(tables.Territory, it.territory_id)
        territory.rep_id, territory.covering_rep_id = None, ruth
    event = it.give(from_on=FIRST)
    assert event.hand_offs_moved == 1
    assert it.handed.hand_off().rep_id == ruth
    it.take_back(event)
    assert it.handed.hand_off().rep_id == it.handed.rep_id


def test_what_is_planned_is_called_off(database: Database) -> None:
    it = south(database)
    back = it.take_back(it.give(from_on=FIRST))
    assert back.rep_name == "Jonas Weber"
    assert meet_deadlines(database, BEGINS).met == 0
    assert it.has_it == it.handed.rep_id


def test_what_was_planned_and_has_begun_can_be_undone_for_a_day(database: Database) -> None:
    it = south(database)
    event = it.give(from_on=FIRST)
    meet_deadlines(database, BEGINS)
    back = it.take_back(event, BEGINS + timedelta(hours=20))
    assert (it.has_it, back.stayed) == (it.handed.rep_id, ())


def test_a_newer_reassignment_takes_the_place_of_a_planned_one(database: Database) -> None:
    it = south(database)
    it.give(from_on=FIRST)
    newer = it.give(from_on=FIRST + timedelta(days=1))
    assert meet_deadlines(database, BEGINS).met == 0
    it.take_back(newer)
    assert meet_deadlines(database, BEGINS).met == 1
    assert it.has_it == it.handed.other_rep_id


def test_the_preview_says_what_stays_and_what_is_planned(database: Database) -> None:
    it = south(database, meeting_at=MEETING)
    it.give(from_on=FIRST)
    with database.read() as session:
        preview = reassign_preview(session, territory_id=it.territory_id, since=BEGINS)
        now = reassign_preview(session, territory_id=it.territory_id)
    assert (preview.hot, preview.met_before) == (0, 1)
    assert (now.hot, now.met_before) == (1, 0)
    assert preview.planned is not None
    assert (preview.planned.rep, preview.planned.from_on) == ("Marta Pires", FIRST)


def recent(it: South, now: datetime) -> RecentReassignment | None:
    with it.database.read() as session:
        return recent_reassignment(session, territory_id=it.territory_id, now=now)


def test_what_may_be_taken_back_is_offered_for_a_day(database: Database) -> None:
    it = south(database)
    assert recent(it, NOW) is None
    event = it.give()
    found = recent(it, LATER)
    assert found is not None
    assert (found.deed, found.rep) == (event.deed, "Marta Pires")
    assert recent(it, NOW + timedelta(hours=25)) is None
    it.take_back(event)
    assert recent(it, LATER) is None


def test_what_was_planned_is_offered_for_a_day_once_it_has_begun(database: Database) -> None:
    it = south(database)
    it.give(from_on=FIRST)
    assert recent(it, LATER) is None
    meet_deadlines(database, BEGINS)
    found = recent(it, BEGINS + timedelta(hours=2))
    assert found is not None
    request = TakeBackReassignment(found.deed, it.tessa)
    at = BEGINS + timedelta(hours=3)
    database.carry_out(take_back_reassignment, request, press=Press.new(it.tessa), now=at)
    assert it.has_it == it.handed.rep_id


def test_what_moved_because_somebody_left_is_not_taken_back_here(database: Database) -> None:
    it = south(database)
    request = DeactivatePerson(it.handed.rep_id, it.tessa, it.handed.other_rep_id)
    database.carry_out(deactivate_person, request, press=Press.new(it.tessa), now=NOW)
    assert it.has_it == it.handed.other_rep_id
    assert recent(it, LATER) is None


def test_a_day_that_is_past_is_refused(database: Database) -> None:
    it = south(database)
    with pytest.raises(InputError, match="Tue 17 Nov is past"):
        it.give(from_on=date(2026, 11, 17))


def test_what_was_planned_for_one_who_leaves_goes_to_the_heir_and_back(database: Database) -> None:
    it = south(database)
    it.give(from_on=FIRST)
    with writing(database) as session:
        ruth = a_person(session, "Ruth Adler", role=Role.SALES)
    leaving = DeactivatePerson(it.handed.other_rep_id, it.tessa, ruth)
    left = database.carry_out(deactivate_person, leaving, press=Press.new(it.tessa), now=NOW)
    assert it.handed.only(tables.TerritoryPlan).rep_id == ruth
    again = TakeBackLeaving(left.deed, it.tessa)
    database.carry_out(take_back_leaving, again, press=Press.new(it.tessa), now=LATER)
    assert it.handed.only(tables.TerritoryPlan).rep_id == it.handed.other_rep_id


def test_unworked_leads_are_the_territorys_and_stay_unchanged(database: Database) -> None:
    it = south(database)
    with writing(database) as session:
        unworked = a_lead(session, territory_id=it.territory_id)
    it.take_back(it.give())
    assert it.handed.only(tables.Lead, id=unworked).version == 1
