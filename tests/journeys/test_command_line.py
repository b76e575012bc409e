"""A caller's day without the window: from a file to the last outcome, and one taken back."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from qualdesk.domain.outcome import Outcome
from qualdesk.store import tables
from tests.journeys.driving import CALLER, NOW, REP, Line, a_list, rows_of

OPTIONS = {
    Outcome.PUSH_TO_SALES: ("--reason", "asked for a rep", "--rep", REP),
    Outcome.CALL_BACK_LATER: ("--when", "tomorrow 10"),
    Outcome.NURTURE: ("--when", "in 3 months", "--reason", "prices"),
    Outcome.CLOSE_OUT: ("--reason", "no need now", "--note", "May write in autumn."),
    Outcome.WRONG_NUMBER: ("--reason", "not_in_service"),
    Outcome.DO_NOT_CALL: ("--reason", "person"),
}
STATES = {
    Outcome.PUSH_TO_SALES: ("with_sales", None),
    Outcome.CALL_BACK_LATER: ("queued", "promised"),
    Outcome.NURTURE: ("nurture", "check_in"),
    Outcome.CLOSE_OUT: ("closed", None),
    Outcome.NO_ANSWER: ("queued", "retry"),
    Outcome.VOICEMAIL: ("queued", "retry"),
    Outcome.BUSY: ("queued", "retry"),
    Outcome.GATEKEEPER: ("queued", "retry"),
    Outcome.WRONG_NUMBER: ("queued", "research"),
    Outcome.DO_NOT_CALL: ("nurture", "research"),
}


def test_the_command_line_works_a_call_from_import_to_record(line: Line, tmp_path: Path) -> None:
    line.add_people()
    path = a_list(tmp_path, 11)
    path.write_text(path.read_text("utf-8") + "Bad,Ann,Lee,DE,12,\n", "utf-8")
    report = line.ask("import", str(path), "--campaign", "Spring", code=3)
    assert report["rows"] == 12
    assert sum(report[one] for one in ("prospects_added", "prospects_joined", "not_taken")) == 12
    assert sum(report[one] for one in ("callable", "to_find_out", "closed", "suppressed")) == 12
    assert [one["line"] for one in report["problems"]] == [13]

    queue = line.ask("queue", "--caller", CALLER)
    assert len(queue) == report["callable"] == 11
    assert all(row["reason"] and row["may_call_now"] for row in queue)

    recorded = {outcome: work_one(line, outcome) for outcome in Outcome}
    assert len(set(recorded.values())) == 10
    assert states(line, recorded) == STATES

    last = recorded[Outcome.DO_NOT_CALL]
    took = line.ask("undo", "--caller", CALLER, at=NOW + timedelta(seconds=10))
    assert (str(took["lead_id"]), took["outcome"]) == (last, "do_not_call")
    assert states(line, {Outcome.DO_NOT_CALL: last}) == {Outcome.DO_NOT_CALL: ("queued", "fresh")}
    assert line.next_lead() == last
    assert rows_of(line.target, select(func.count()).select_from(tables.Touch)) == [(11,)]


def work_one(line: Line, outcome: Outcome) -> str:
    lead = line.next_lead()
    after = line.record(lead, outcome, *OPTIONS.get(outcome, ()))["after"]
    assert (str(after["lead_id"]), after["outcome"]) == (lead, outcome)
    return lead


def states(line: Line, leads: dict[Outcome, str]) -> dict[Outcome, tuple[str, str | None]]:
    found = rows_of(line.target, select(tables.Lead.id, tables.Lead.state, tables.Lead.lane))
    by_lead = {str(lead_id): (state, lane) for lead_id, state, lane in found}
    return {outcome: by_lead[lead] for outcome, lead in leads.items()}
