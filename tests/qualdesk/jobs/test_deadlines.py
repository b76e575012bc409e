"""What must happen at a time happens once, whoever looks, and is tried again when it cannot."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select, update

from qualdesk.commands.deadlines import PAUSE
from qualdesk.domain.deadline import DeadlineKind, press_id
from qualdesk.jobs.deadlines import DeadlineReport, meet_deadlines
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, writing
from tests.qualdesk.nurturing import on_a_track


def test_nothing_happens_before_its_time_and_everything_once_after_it(database: Database) -> None:
    maria = on_a_track(database)
    due = maria.due("summary")
    assert meet_deadlines(database, due - timedelta(seconds=1)) == DeadlineReport()
    assert meet_deadlines(database, due) == DeadlineReport(met=1)
    assert meet_deadlines(database, due) == DeadlineReport()
    assert [mail.subject for mail in maria.mails()] == [
        "Line inspection without line stops: what it came down to"
    ]


def test_what_is_done_stands_under_an_id_that_follows_from_kind_and_subject(
    database: Database,
) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, maria.due("summary"))
    with database.read() as session:
        done = session.scalars(
            select(tables.Deadline).where(tables.Deadline.ended_as == "done")
        ).one()
        mail = session.scalars(select(tables.Outbox)).one()
    assert done.ended_by == str(press_id(DeadlineKind.TRACK_STEP, done.subject_id))
    assert mail.command_id == done.ended_by


def test_many_workers_at_once_do_everything_exactly_once(database: Database) -> None:
    maria = on_a_track(database)
    last = maria.due("decide")
    with ThreadPoolExecutor(6) as pool:
        reports = list(pool.map(lambda _n: meet_deadlines(database, last), range(6)))
    assert not any(report.problems for report in reports)
    assert set(maria.endings().values()) == {"done"}
    assert (len(maria.mails()), len(maria.letters())) == (3, 1)
    with database.read() as session:
        counted = func.count(tables.Touch.id)
        assert session.scalar(select(counted).where(tables.Touch.kind == "email")) == 3


def test_two_workers_that_know_nothing_of_each_other_do_everything_once(database: Database) -> None:
    maria = on_a_track(database)
    last = maria.due("decide")
    url = database.engine.url
    is_file = database.dialect == "sqlite"
    target = url.database if is_file else url.render_as_string(hide_password=False)
    beside = Database.open(target or "")
    try:
        with ThreadPoolExecutor(2) as pool:
            rounds = [pool.submit(meet_deadlines, one, last) for one in (database, beside)]
            reports = [one.result() for one in rounds]
    finally:
        beside.close()
    assert not any(report.problems for report in reports)
    assert set(maria.endings().values()) == {"done"}
    assert (len(maria.mails()), len(maria.letters())) == (3, 1)


def test_what_cannot_be_done_says_why_stands_aside_and_is_tried_again(database: Database) -> None:
    maria = on_a_track(database)
    with writing(database) as session:
        track = session.get_one(tables.Track, maria.track_id)
        whole = dict(track.body)
        steps = [dict(step) | {"text": "{{ nothing }}"} for step in whole["steps"]]  # type: ignore[attr-defined]
        session.execute(update(tables.Track).values(body=whole | {"steps": steps}))
    due = maria.due("summary")
    (problem,) = meet_deadlines(database, due).problems
    assert "nothing" in problem
    assert maria.due("summary") == due + PAUSE
    with writing(database) as session:
        session.execute(
            update(tables.Track).where(tables.Track.id == maria.track_id).values(body=whole)
        )
    assert meet_deadlines(database, due + PAUSE - timedelta(seconds=1)) == DeadlineReport()
    assert meet_deadlines(database, due + PAUSE) == DeadlineReport(met=1)
    assert len(maria.mails()) == 1


def test_a_deadline_ends_by_a_command_or_waits(database: Database) -> None:
    on_a_track(database)
    with database.read() as session:
        waiting = session.scalars(select(tables.Deadline)).all()
    assert len(waiting) == 6
    assert all(one.due_at > NOW and one.ended_by is None for one in waiting)
