"""Here when the desk opens, a sign of life each minute, out when it closes; never in the way."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from qualdesk.commands.claims import LEASE, claim_next
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.domain.seat import PresenceState
from qualdesk.errors import QualDeskError
from qualdesk.store.session import Database, Session
from qualdesk.store.tables import Claim, Presence
from qualdesk_ui.desk import Attendance, Desk, Lanes, Seat
from qualdesk_ui.desk.attendance import BEAT_MS, PATIENCE
from tests.builders import NOW, a_lead, a_person, writing
from tests.ui.conftest import the_clock


class Gone:
    """A lane to a server that is gone: nothing comes through, and nothing ends."""

    def run(self, work: Callable[[], None]) -> None:
        self.kept = work

    def stop(self) -> None:
        raise AssertionError("Nobody waits for a server that is gone.")


@pytest.fixture
def new_desk(qapp: QApplication) -> Desk:
    del qapp
    return Desk(Lanes.inline(), clock=the_clock)


def presence_of(database: Database, person_id: int) -> Presence:
    with database.read() as session:
        return session.get_one(Presence, person_id)


def claimed(session: Session, seat: Seat) -> int:
    lead_id = a_lead(session)
    claim_next(session, ClaimNext(seat.person_id), NOW)
    return lead_id


def test_whoever_opens_a_desk_is_here_and_whoever_leaves_is_out(new_desk: Desk, seat: Seat) -> None:
    attendance = Attendance(new_desk)
    new_desk.open(lambda: seat)
    assert presence_of(seat.database, seat.person_id).state == PresenceState.HERE
    assert attendance.leave()
    assert presence_of(seat.database, seat.person_id).state == PresenceState.OUT


def test_a_beat_keeps_the_claim_and_is_no_press(new_desk: Desk, seat: Seat) -> None:
    with writing(seat.database) as session:
        lead_id = claimed(session, seat)
    moment = [NOW]
    desk = Desk(Lanes.inline(), clock=lambda: moment[0])
    attendance = Attendance(desk)
    desk.open(lambda: seat)
    heard: list[object] = []
    desk.committed.connect(heard.append)
    moment[0] = NOW + timedelta(minutes=1)
    attendance.beat()
    with seat.database.read() as session:
        assert session.get_one(Claim, lead_id).until == moment[0] + LEASE
    assert presence_of(seat.database, seat.person_id).seen_at == moment[0]
    assert heard == []
    assert not new_desk.is_open


def test_the_lease_outlives_two_signs_that_are_lost() -> None:
    assert timedelta(milliseconds=BEAT_MS) * 3 <= LEASE


def test_leaving_gives_back_whom_the_desk_holds(new_desk: Desk, seat: Seat) -> None:
    attendance = Attendance(new_desk)
    new_desk.open(lambda: seat)
    with writing(seat.database) as session:
        lead_id = claimed(session, seat)
        sam = a_person(session, "Sam Okoro")
    attendance.leave()
    with writing(seat.database) as session:
        assert claim_next(session, ClaimNext(sam), NOW).lead_id == lead_id


def test_a_server_that_is_gone_delays_the_end_by_a_second_at_most(seat: Seat) -> None:
    desk = Desk(Lanes.inline(), clock=the_clock)
    attendance = Attendance(desk)
    desk.open(lambda: seat)
    desk._lanes = Lanes(Gone(), Gone(), Gone())
    began = time.monotonic()
    came_through = attendance.leave()
    desk.close(is_server_there=came_through)
    assert not came_through
    assert time.monotonic() - began < PATIENCE + 0.5


def test_a_sign_that_is_still_on_its_way_is_not_sent_twice(seat: Seat) -> None:
    lane = Gone()
    desk = Desk(Lanes.inline(), clock=the_clock)
    attendance = Attendance(desk)
    desk.open(lambda: seat)
    desk._lanes = Lanes(lane, lane, lane)
    attendance.beat()
    first = lane.kept
    attendance.beat()
    assert lane.kept is first


def test_a_sign_that_fails_disturbs_nobody(new_desk: Desk, seat: Seat) -> None:
    attendance = Attendance(new_desk)
    new_desk.open(lambda: seat)
    faults: list[object] = []
    refusals: list[QualDeskError] = []
    new_desk.crashed.connect(faults.append)
    new_desk.refused.connect(refusals.append)
    seat.database.close()

    def broken(_database: Database, _person_id: int, _now: object) -> None:
        raise OSError

    done: list[bool] = []
    new_desk.tell_quietly(broken, lambda: done.append(True))
    attendance.beat()
    assert (faults, refusals, done) == ([], [], [True])
