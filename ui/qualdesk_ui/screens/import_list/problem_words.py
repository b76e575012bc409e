"""What an import says of its problems, kind by kind, and the one action that mends each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.phone_cells import NumberProblem
from qualdesk.exchange.problem_kinds import ProblemKind


class Mend(Enum):
    """The one action of a kind of problem; its value is the word of its button."""

    REGION = "Mend"
    ENCODING = "Choose encoding"
    DELIMITER = "Choose delimiter"
    DATES = "Choose order"
    COLUMN = "Choose"
    SEE = "See"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one column: how many, in words, what it comes to, what mends it."""

    kind: str
    column: str
    count: int
    title: str
    sentence: str
    mend: Mend


_TITLES: dict[str, tuple[str, str, Mend]] = {
    NumberProblem.NEEDS_REGION: (
        "phone without a country",
        "phones without a country",
        Mend.REGION,
    ),
    NumberProblem.NEEDS_AREA_CODE: (
        "phone without an area code",
        "phones without an area code",
        Mend.SEE,
    ),
    NumberProblem.INVALID: (
        "phone that cannot be dialled",
        "phones that cannot be dialled",
        Mend.SEE,
    ),
    NumberProblem.SHORTENED: (
        "phone cut by a spreadsheet",
        "phones cut by a spreadsheet",
        Mend.SEE,
    ),
    NumberProblem.MORE_DIGITS: (
        "phone with more digits behind it",
        "phones with more digits behind them",
        Mend.SEE,
    ),
    ProblemKind.INVALID_EMAIL: (
        "entry that is no e-mail address",
        "entries that are no e-mail address",
        Mend.COLUMN,
    ),
    ProblemKind.UNREADABLE_DATE: (
        "date that cannot be read",
        "dates that cannot be read",
        Mend.COLUMN,
    ),
    ProblemKind.DATE_ORDER: (
        "column whose dates fit both orders",
        "columns whose dates fit both orders",
        Mend.DATES,
    ),
    ProblemKind.DATE_IN_FUTURE: ("date in the future", "dates in the future", Mend.COLUMN),
    ProblemKind.UNKNOWN_COUNTRY: (
        "country that is not known",
        "countries that are not known",
        Mend.COLUMN,
    ),
    ProblemKind.UNCLEAR_CONSENT: (
        "consent that says neither yes nor no",
        "consents that say neither yes nor no",
        Mend.COLUMN,
    ),
    ProblemKind.EMPTY_ROW: ("row that names nobody", "rows that name nobody", Mend.SEE),
    ProblemKind.LEFT_OUT: ("left out by the list itself", "left out by the list itself", Mend.SEE),
    ProblemKind.POSSIBLE_DUPLICATE: (
        "looks like somebody else",
        "look like somebody else",
        Mend.SEE,
    ),
    ProblemKind.TOO_MANY_CELLS: (
        "row with too many cells",
        "rows with too many cells",
        Mend.DELIMITER,
    ),
    ProblemKind.TOO_FEW_CELLS: (
        "row with too few cells",
        "rows with too few cells",
        Mend.DELIMITER,
    ),
    ProblemKind.BROKEN_ROW: ("row that breaks off", "rows that break off", Mend.DELIMITER),
    ProblemKind.UNREADABLE_LETTER: (
        "cell with unreadable letters",
        "cells with unreadable letters",
        Mend.ENCODING,
    ),
    ProblemKind.NUL: ("cell with NUL bytes", "cells with NUL bytes", Mend.ENCODING),
    ProblemKind.ABOVE_HEADINGS: ("line above the headings", "lines above the headings", Mend.SEE),
    ProblemKind.BELOW_ROWS: ("line below the rows", "lines below the rows", Mend.SEE),
    ProblemKind.REPEATED_HEADINGS: (
        "line that repeats the headings",
        "lines that repeat the headings",
        Mend.SEE,
    ),
    ProblemKind.GROUP_ROW: ("line that heads others", "lines that head others", Mend.SEE),
    ProblemKind.TOTAL: ("line with a total", "lines with totals", Mend.SEE),
    ProblemKind.COMMENTS: ("list with comments", "lists with comments", Mend.SEE),
    ProblemKind.HIDDEN_ROWS: ("list with hidden rows", "lists with hidden rows", Mend.SEE),
    ProblemKind.NO_RESULT: (
        "column with errors of the spreadsheet",
        "columns with errors of the spreadsheet",
        Mend.SEE,
    ),
    ProblemKind.MENDED_LETTERS: (
        "list with letters that were encoded twice",
        "lists with letters that were encoded twice",
        Mend.SEE,
    ),
    ProblemKind.OTHER_SECTION: ("line of another section", "lines of other sections", Mend.SEE),
}
"""Of each kind of problem: what one is, what several are, and what mends it."""

OF_A_COLUMN: dict[str, str] = {
    NumberProblem.NEEDS_REGION: "without a country",
    NumberProblem.NEEDS_AREA_CODE: "without area code",
    NumberProblem.INVALID: "cannot be dialled",
    NumberProblem.SHORTENED: "cut short",
    NumberProblem.MORE_DIGITS: "with more digits behind",
    ProblemKind.INVALID_EMAIL: "are no address",
    ProblemKind.UNREADABLE_DATE: "cannot be read",
    ProblemKind.DATE_ORDER: "fits both orders",
    ProblemKind.DATE_IN_FUTURE: "in the future",
    ProblemKind.UNKNOWN_COUNTRY: "not known",
    ProblemKind.LEFT_OUT: "left out",
    ProblemKind.UNREADABLE_LETTER: "with unreadable letters",
    ProblemKind.NUL: "with NUL bytes",
    ProblemKind.NO_RESULT: "with errors of the spreadsheet",
}
"""What several cells of a column are that have a problem of a kind."""


def grouped_problems(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Return the kinds of problems, most frequent first."""
    problems = list(problems)
    counts = Counter((one.kind, one.column) for one in problems)
    first = {(one.kind, one.column): one for one in reversed(problems)}
    return [_group(count, first[kind]) for kind, count in counts.most_common()]


def _group(count: int, first: Problem) -> ProblemGroup:
    one, many, mend = _TITLES.get(first.kind, ("to look at", "to look at", Mend.SEE))
    title = one if count == 1 else many
    where = f"{first.column}: " if first.column else ""
    example = f"“{first.value}”, " if first.value else ""
    sentence = f"{where}{example}line {first.line:,}"
    return ProblemGroup(first.kind, first.column, count, title, sentence, mend)
