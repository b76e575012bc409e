"""Results from a customer system: what each row says of which hand-off, from text or a workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from qualdesk.domain.hand_off_answers import RepAnswer, ReturnReason
from qualdesk.errors import InputError
from qualdesk.exchange.cell_moments import DateOrder, date_order, read_moment
from qualdesk.exchange.cell_values import one_line
from qualdesk.exchange.csv_records import records
from qualdesk.exchange.csv_text import text_of
from qualdesk.exchange.files import FileKind, content_of, kind_of
from qualdesk.exchange.records import Record
from qualdesk.exchange.workbooks import sheet_of

_MARK: Final = re.compile(r"\bQualDesk hand-off (\d{1,15})\b", re.IGNORECASE)

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "hand_off": ("hand-off", "handoff", "hand off", "hand-off id", "qualdesk hand-off"),
        "stage": ("stage", "state", "status", "lead status", "opportunity stage", "deal stage",
                  "sales stage", "lead stage", "stage of journey"),
        "amount": ("amount", "opportunity amount", "deal amount", "value", "estimated value",
                   "est. revenue", "revenue"),
        "last_activity": ("last activity", "last activity date", "last modified date",
                          "date modified", "modified on", "(do not modify) modified on"),
        "reason": ("reason", "return reason", "loss reason", "lost reason",
                   "closed lost reason", "status reason", "status description"),
        "words": ("comment", "comments", "note", "notes"),
        "ask_again": ("ask again", "ask again on", "follow-up date", "next activity date"),
        "person": ("right person", "decision maker"),
    }
)  # fmt: skip
"""Which heading, however written, holds what; the first that fits counts."""

_STAGES: Final[tuple[tuple[RepAnswer, re.Pattern[str]], ...]] = tuple(
    (answer, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for answer, words in (
        (RepAnswer.LOST, "lost|dead"),
        (RepAnswer.WON, "won|customer|converted"),
        (RepAnswer.RETURNED, "returned|rejected|unqualified|disqualified|recycled|given back"),
        (RepAnswer.NO_SHOW, "no[- ]show"),
        (RepAnswer.MET, "met|meeting held|attended"),
        (RepAnswer.ACCEPTED, "accepted"),
    )
)
_NOTHING_YET: Final = re.compile(
    r"^(?:|offered|new|open|assigned|open - not contacted|not contacted|taken back)$", re.IGNORECASE
)
_REASONS: Final[tuple[tuple[ReturnReason, re.Pattern[str]], ...]] = tuple(
    (reason, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for reason, words in (
        (ReturnReason.MISROUTED, "misrouted|wrong (?:rep|territory|owner)"),
        (ReturnReason.INCOMPLETE, "incomplete|missing|bad data"),
        (ReturnReason.ALREADY_OURS, "already ours|duplicate|(?:existing|already a?) ?customer"),
        (ReturnReason.NOT_AS_AGREED, "definition|criteria|not as agreed|not qualified"),
        (ReturnReason.NO_BUDGET, "budget|price"),
        (ReturnReason.NO_AUTHORITY, "authority|wrong person|decision maker"),
        (ReturnReason.TIMING, "timing|not now|too early|later"),
        (ReturnReason.UNREACHABLE, "unreachable|no response|no answer|not reached"),
        (ReturnReason.NO_NEED, "need|interest|interested"),
    )
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line: what it says of a hand-off, or why it says nothing that can be kept.

    `answer` None means that nothing has happened there yet.
    """

    line: int
    hand_off_id: int | None = None
    answer: RepAnswer | None = None
    stage: str = ""
    amount: str = ""
    last_activity_on: date | None = None
    reason: ReturnReason | None = None
    words: str = ""
    ask_again_at: datetime | None = None
    right_person: str = ""
    problem: str = ""


def result_rows(path: Path, *, sheet: str = "") -> Iterator[ResultRow]:
    """Yield every line behind the headings, in order; none is left out.

    Raises:
        InputError: if the file cannot be read, several sheets could be meant, or it has no column
            for a stage.
    """
    head, *rows = _records(path, sheet)
    places = _places(head.cells, path)
    at = places.get("last_activity")
    dates = [one.cells[at] for one in rows if at is not None and at < len(one.cells)]
    month_first = date_order(dates, "").order is DateOrder.MONTH_FIRST
    for one in rows:
        if one.fault:
            yield ResultRow(one.line, problem=one.fault)
        elif one.filled:
            yield _row(one.line, one.cells, places, month_first=month_first)


def _records(path: Path, sheet: str) -> list[Record]:
    content = content_of(path)
    if kind_of(content) is FileKind.WORKBOOK:
        return list(sheet_of(content, path, sheet=sheet).records)
    if sheet:
        raise InputError(f"{path.name} is text and has no sheets. Leave out --sheet.")
    return list(records(text_of(content, path)))


def _places(headings: Sequence[str], path: Path) -> dict[str, int]:
    """Return where each fact stands; what has no heading of ours is found by its words."""
    plain = [one_line(one).casefold() for one in headings]
    found: dict[str, int] = {}
    for fact, names in _HEADINGS.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None:
            found[fact] = place
    if "stage" not in found:
        raise InputError(f"{path.name} has no column Stage or Status. Export it with one.")
    return found


def _row(
    line: int, cells: Sequence[str], places: Mapping[str, int], *, month_first: bool
) -> ResultRow:
    def cell(fact: str) -> str:
        place = places.get(fact, len(cells))
        # An export of ours marks what a spreadsheet would run; it comes back as it was.
        return cells[place].strip().removeprefix("'") if place < len(cells) else ""

    hand_off_id = _hand_off_id(cell("hand_off"), cells)
    if hand_off_id is None:
        return ResultRow(line, problem="No hand-off is named here. Keep the column Hand-off.")
    stage, said = cell("stage"), cell("reason")
    answer = _answer(stage)
    reason = _reason(said) if answer is RepAnswer.RETURNED else None
    if answer is RepAnswer.RETURNED and reason is None:
        known = ", ".join(one.label.lower() for one in ReturnReason)
        problem = f"“{said}” is no reason to give it back. Write one of: {known}."
        return ResultRow(line, hand_off_id, problem=problem)
    activity = read_moment(cell("last_activity"), month_first=month_first)
    again = read_moment(cell("ask_again"), month_first=month_first)
    return ResultRow(
        line,
        hand_off_id,
        answer,
        stage=stage,
        amount=cell("amount"),
        last_activity_on=activity.at.date() if activity else None,
        reason=reason,
        words=cell("words") or (said if reason is None else ""),
        ask_again_at=again.at if again else None,
        right_person=cell("person"),
    )


def _hand_off_id(named: str, cells: Sequence[str]) -> int | None:
    if named.isascii() and named.isdecimal() and len(named) <= 15:  # noqa: PLR2004 - ids fit
        return int(named)
    marks = (_MARK.search(cell) for cell in cells)
    return next((int(mark[1]) for mark in marks if mark), None)


def _answer(stage: str) -> RepAnswer | None:
    if _NOTHING_YET.match(stage):
        return None
    return next((answer for answer, words in _STAGES if words.search(stage)), RepAnswer.WORKING)


def _reason(said: str) -> ReturnReason | None:
    folded = said.strip().casefold()
    for reason in ReturnReason:
        if folded in {reason.value, reason.label.casefold()}:
            return reason
    return next((reason for reason, words in _REASONS if words.search(said)), None)
