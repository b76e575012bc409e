"""Results from a customer system into the hand-offs: every row is accounted for, one by one."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer
from qualdesk.errors import QualDeskError
from qualdesk.exchange.result_rows import ResultRow, result_rows
from qualdesk.queries.answered import Answered, answered
from qualdesk.store.session import Database, Press


@dataclass(frozen=True, slots=True)
class ResultProblem:
    """A row that changed nothing, and why."""

    line: int
    hand_off: int | None
    message: str


@dataclass(slots=True)
class ResultsReport:
    """What became of the rows: their numbers add up to `rows`."""

    rows: int = 0
    answered: int = 0
    unchanged: int = 0
    problems: list[ResultProblem] = field(default_factory=list)


def import_results(
    database: Database, path: Path, now: datetime, *, by_id: int | None = None, sheet: str = ""
) -> ResultsReport:
    """Take the rep's answer from every row; `by_id` is who brings the file, `sheet` of a workbook's.

    What a row says again is unchanged, so a file may be imported twice.

    Raises:
        InputError: if the file cannot be read, or has no column for a stage.
    """
    report = ResultsReport()
    for row in result_rows(path, sheet=sheet):
        report.rows += 1
        problem = row.problem or _take(database, row, now, by_id, report)
        if problem:
            report.problems.append(ResultProblem(row.line, row.hand_off_id, problem))
    return report


def _take(
    database: Database, row: ResultRow, now: datetime, by_id: int | None, report: ResultsReport
) -> str:
    """Take one row; return what is wrong with it, or nothing."""
    with database.read() as session:
        known = answered(session, hand_off_id=row.hand_off_id or 0)
    if known is None:
        return f"There is no hand-off {row.hand_off_id}. It may be of another database."
    answer = _news(row, known)
    if answer is None:
        report.unchanged += 1
        return ""
    request = AnswerHandOff(
        known.hand_off_id,
        answer,
        AnswerDoor.CRM,
        said_by_id=known.rep_id,
        entered_by_id=by_id,
        reason=row.reason,
        words=row.words,
        stage=row.stage,
        amount=row.amount,
        last_activity_on=row.last_activity_on,
        ask_again_at=row.ask_again_at,
        right_person=row.right_person,
    )
    try:
        database.carry_out(answer_hand_off, request, press=Press.new(by_id), now=now)
    except QualDeskError as refusal:
        return str(refusal)
    report.answered += 1
    return ""


def _news(row: ResultRow, known: Answered) -> RepAnswer | None:
    """Return what the row says that is not known yet."""
    if row.answer is None:
        return None
    is_same = (row.stage or known.state.label, row.amount) == (
        known.stage or known.state.label,
        known.amount,
    )
    if row.answer is RepAnswer.WORKING:
        return None if is_same else RepAnswer.WORKING
    if row.answer.value != known.state.value:
        is_behind = known.state in _FURTHER and row.answer is RepAnswer.ACCEPTED
        return None if is_behind else row.answer
    return None if is_same or known.state in _ENDED else RepAnswer.WORKING


_ENDED = frozenset({HandOffState.RETURNED, HandOffState.WON, HandOffState.LOST})
_FURTHER = frozenset({HandOffState.MET, HandOffState.RESCHEDULED, HandOffState.WON})
