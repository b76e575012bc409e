"""The desk: order, replacement, the dead, refusals and crashes; at once and with real threads."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from threading import Event, Thread, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from qualdesk.commands.people import add_person
from qualdesk.commands.requests.people import AddPerson
from qualdesk.domain.person import Role
from qualdesk.errors import InputError, QualDeskError
from qualdesk.events.people import AddedPerson
from qualdesk.queries.people import PersonRow, people
from qualdesk_ui.desk import Desk, Inline, Lanes, Progress, Seat
from tests.ui.conftest import the_clock

ENDLESS = """
    WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)
    SELECT count(has_begun()) FROM n
"""
"""A statement that says when it runs, and ends only when it is broken off."""


class Waiting:
    """An executor that keeps work until it is told to go on."""

    def __init__(self) -> None:
        self.kept: list[Callable[[], None]] = []

    def run(self, work: Callable[[], None]) -> None:
        self.kept.append(work)

    def go_on(self) -> None:
        while self.kept:
            self.kept.pop(0)()

    def stop(self) -> None:
        self.go_on()


class Lingering:
    """An executor whose thread holds what it has done until it may let go."""

    def __init__(self) -> None:
        self._may_go = Event()
        self._threads: list[Thread] = []

    def run(self, work: Callable[[], None]) -> None:
        self._threads.append(Thread(target=self._do, args=(work,)))
        self._threads[-1].start()

    def stop(self) -> None:
        self._may_go.set()
        for thread in self._threads:
            thread.join()

    def _do(self, work: Callable[[], None]) -> None:
        work()
        self._may_go.wait()


@pytest.fixture
def waiting() -> Waiting:
    return Waiting()


@pytest.fixture
def slow_desk(seat: Seat, waiting: Waiting) -> Desk:
    desk = Desk(Lanes(waiting, waiting, waiting), clock=the_clock)
    desk.open(lambda: seat)
    waiting.go_on()
    return desk


@pytest.fixture
def threaded_desk(seat: Seat, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(Lanes.threads(), clock=the_clock)
    with qtbot.waitSignal(desk.opened):
        desk.open(lambda: seat)
    yield desk
    desk.close()


def somebody(name: str) -> AddPerson:
    return AddPerson(name=name, role=Role.SALES)


def fail(_session: Session, _request: AddPerson, _now: datetime) -> AddedPerson:
    raise ZeroDivisionError


def test_an_event_goes_to_the_one_who_asked_and_then_to_all(desk: Desk) -> None:
    heard: list[tuple[str, str]] = []
    desk.committed.connect(lambda event: heard.append(("all", event.name)))
    desk.submit(desk, add_person, somebody("Jonas Weber"), lambda e: heard.append(("me", e.name)))
    assert heard == [("me", "Jonas Weber"), ("all", "Jonas Weber")]


def test_each_submission_is_a_press_of_its_own(desk: Desk) -> None:
    first = desk.submit(desk, add_person, somebody("Jonas Weber"))
    second = desk.submit(desk, add_person, somebody("Karen Doyle"))
    assert first != second


def test_rows_come_back_to_the_one_who_asked(desk: Desk) -> None:
    rows: list[PersonRow] = []
    desk.fetch(desk, rows.extend, people, role=Role.CALLER)
    assert [row.name for row in rows] == ["Priya Nair"]


def test_a_refusal_is_told_to_the_form_and_to_the_bar_and_changes_nothing(desk: Desk) -> None:
    told: list[QualDeskError] = []
    desk.refused.connect(told.append)
    done: list[AddedPerson] = []
    desk.submit(desk, add_person, somebody(""), done.append, told.append)
    assert [type(refusal) for refusal in told] == [InputError, InputError]
    assert not done


def test_a_fault_of_ours_goes_to_the_report_and_frees_the_form(desk: Desk) -> None:
    faults: list[Exception] = []
    refusals: list[QualDeskError] = []
    desk.crashed.connect(faults.append)
    desk.submit(desk, fail, somebody("Jonas Weber"), None, refusals.append)
    assert isinstance(faults[0], ZeroDivisionError)
    assert "fault is QualDesk’s" in str(refusals[0])


def test_a_fault_in_a_read_goes_to_the_report(desk: Desk) -> None:
    faults: list[Exception] = []
    desk.crashed.connect(faults.append)

    def broken(_session: Session) -> int:
        raise ZeroDivisionError

    answers: list[int] = []
    desk.fetch(desk, answers.append, broken)
    assert [type(fault) for fault in faults] == [ZeroDivisionError]
    assert answers == []


def test_of_words_being_typed_only_the_newest_are_answered(desk: Desk) -> None:
    answers: list[str] = []

    def read(_session: Session, *, typed: str) -> str:
        if typed == "k":
            desk.fetch_as_typed(desk, answers.append, read, typed="ke")
        return typed

    desk.fetch_as_typed(desk, answers.append, read, typed="k")
    assert answers == ["ke"]


def test_a_newer_word_breaks_off_the_read_of_the_older(threaded_desk: Desk, qtbot: QtBot) -> None:
    answers, has_begun = list[str](), Event()

    def for_ever(session: Session) -> str:
        driver: Any = session.connection().connection.driver_connection
        driver.create_function("has_begun", 0, has_begun.set)
        return str(session.scalar(text(ENDLESS)))

    def at_once(_session: Session) -> str:
        return "newer"

    threaded_desk.fetch_as_typed(threaded_desk, answers.append, for_ever)
    assert has_begun.wait(10)
    threaded_desk.fetch_as_typed(threaded_desk, answers.append, at_once)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["newer"]


def test_a_newer_fetch_replaces_an_older_one_not_yet_answered(
    slow_desk: Desk, waiting: Waiting
) -> None:
    owner, read = QObject(), list[Role]()

    def slow(_session: Session, *, role: Role) -> Role:
        read.append(role)
        return role

    answers: list[Role] = []
    slow_desk.fetch(owner, answers.append, slow, role=Role.SALES)
    slow_desk.fetch(owner, answers.append, slow, role=Role.CALLER)
    waiting.go_on()
    assert answers == [Role.CALLER]
    assert read == [Role.CALLER]


def test_two_owners_do_not_replace_each_other(slow_desk: Desk, waiting: Waiting) -> None:
    one, other = QObject(), QObject()
    answers: list[int] = []
    for owner in (one, other):
        slow_desk.fetch(owner, lambda rows: answers.append(len(rows)), people)
    waiting.go_on()
    assert answers == [1, 1]


def test_no_answer_reaches_a_dead_owner(slow_desk: Desk, waiting: Waiting) -> None:
    owner, answers = QObject(), list[object]()
    slow_desk.fetch(owner, answers.append, people)
    slow_desk.submit(owner, add_person, somebody("Jonas Weber"), answers.append)
    heard: list[object] = []
    slow_desk.committed.connect(heard.append)
    owner.deleteLater()
    owner.destroyed.connect(partial(heard.append, "dead"))
    from shiboken6 import delete  # noqa: PLC0415 - only this test kills

    delete(owner)
    waiting.go_on()
    assert answers == []
    assert heard[0] == "dead"
    assert isinstance(heard[1], AddedPerson)


def test_a_desk_that_is_not_open_says_so(qtbot: QtBot) -> None:
    del qtbot
    with pytest.raises(RuntimeError, match="not open yet"):
        _ = Desk(Lanes.inline()).person_id


def test_a_database_that_cannot_be_opened_is_refused_in_one_sentence(qtbot: QtBot) -> None:
    del qtbot
    desk, told = Desk(Lanes.inline()), list[QualDeskError]()

    def opener() -> Seat:
        raise InputError("There is no such file.")

    desk.open(opener, told.append)
    assert [str(refusal) for refusal in told] == ["There is no such file."]
    assert not desk.is_open


def test_with_threads_writes_are_carried_out_in_the_order_of_the_presses(
    threaded_desk: Desk, qtbot: QtBot
) -> None:
    order: list[tuple[str, bool]] = []

    def then(event: AddedPerson) -> None:
        order.append((event.name, current_thread() is main_thread()))

    names = [f"Person {index:02}" for index in range(20)]
    for name in names:
        threaded_desk.submit(threaded_desk, add_person, somebody(name), then)
    qtbot.waitUntil(lambda: len(order) == len(names))
    assert order == [(name, True) for name in names]


def test_with_threads_work_is_done_away_from_the_window(threaded_desk: Desk, qtbot: QtBot) -> None:
    threads: list[str] = []

    def where(_session: Session) -> str:
        return current_thread().name

    threaded_desk.fetch(threaded_desk, threads.append, where)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0].startswith("read")


def test_a_long_job_reports_progress_and_can_be_stopped(threaded_desk: Desk, qtbot: QtBot) -> None:
    progress, started = Progress(), Event()
    steps: list[tuple[int, int]] = []
    progress.moved.connect(lambda done, total: steps.append((done, total)))

    def job() -> str:
        progress(1, 9)
        started.set()
        while not progress.is_cancelled():
            pass
        return "stopped"

    ends: list[str] = []
    threaded_desk.run(threaded_desk, ends.append, job)
    started.wait(5)
    progress.cancel()
    qtbot.waitUntil(lambda: bool(ends))
    assert steps == [(1, 9)]


def test_closing_finishes_what_was_ordered(seat: Seat, qtbot: QtBot) -> None:
    desk = Desk(Lanes.threads(), clock=the_clock)
    with qtbot.waitSignal(desk.opened):
        desk.open(lambda: seat)
    desk.submit(desk, add_person, somebody("Jonas Weber"))
    desk._lanes.stop()
    with seat.database.read() as session:
        assert [row.name for row in people(session)] == ["Jonas Weber", "Priya Nair"]


def test_a_lane_that_has_answered_holds_on_to_no_widget(seat: Seat, qtbot: QtBot) -> None:
    lingering = Lingering()
    desk = Desk(Lanes(Inline(), Inline(), lingering), clock=the_clock)
    desk.open(lambda: seat)
    widgets, deleted = [QWidget()], list[bool]()
    widgets[0].destroyed.connect(lambda: deleted.append(True))
    desk.run(widgets[0], widgets[0].setWindowTitle, partial(str, "done"))
    qtbot.waitUntil(lambda: widgets[0].windowTitle() == "done")
    widgets.clear()
    assert deleted == [True]
    lingering.stop()
