"""Row signs: what a line says of interest and of who wants none: responses, flags, rows left out."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange import cell_moments, cell_words, consent_cells
from qualdesk.exchange.cell_moments import Moment, is_clock
from qualdesk.exchange.cell_values import is_nothing
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.fields import Field
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.row_cells import RowCells

_CLOCK_SKEW = timedelta(days=1)
_TEST_LEAD = re.compile(r"^<test lead:", re.IGNORECASE)
_STATUSES = (Field.STATUS, Field.RESPONSE, Field.ACCOUNT_STATUS)
_LEAVING = (*_STATUSES, Field.LEFT_OUT, Field.RSVP)
_ANY_LEAVING = frozenset(_LEAVING)
_OPTING = frozenset({Field.CONSENT, Field.OPTED_OUT, *_STATUSES})
_GENERAL = (Field.CONSENT, Field.CALL_CONSENT)
_CALLING = frozenset({*_GENERAL, Field.DO_NOT_CALL})
_MAILING = frozenset({*_GENERAL, Field.MAIL_CONSENT, Field.DO_NOT_MAIL, Field.STATUS})
_SHOWING = frozenset({Field.RESPONSE, Field.RSVP, Field.QUESTION, Field.ATTENDED_AT})
_UNCLEAR = {
    Field.CONSENT: "This neither agrees nor refuses in known words; they can be called.",
    Field.CALL_CONSENT: "This neither agrees nor refuses in known words; they are not to be called.",
}
_ATTENDED = frozenset({ResponseKind.ATTENDED, ResponseKind.LEFT_EARLY})


class Responded(NamedTuple):
    """What somebody did and when, as far as the row says so."""

    kind: ResponseKind | None
    moment: Moment | None


def is_left_out(row: RowCells, cells: Sequence[str]) -> bool:
    """Whether a row is no lead (refunded, closed, a test …); the cell that says so is reported."""
    for column, cell, said in _reasons_to_leave_out(row, cells):
        row.report(column.name, ProblemKind.LEFT_OUT, cell, said)
        return True
    return False


def _reasons_to_leave_out(row: RowCells, cells: Sequence[str]) -> Iterator[tuple[Column, str, str]]:
    for wanted in () if row.lacks(_ANY_LEAVING) else _LEAVING:
        for column, cell in row.of(wanted):
            if said := _leaves_out(wanted, cell):
                yield column, cell, said
    for column, cell in zip(row.sheet.columns, cells, strict=True):
        if cell.startswith("<") and _TEST_LEAD.match(cell):
            yield column, cell, "This row is a test of the form; it was left out."


def _leaves_out(wanted: Field, cell: str) -> str:
    """Return in a sentence why a cell leaves its row out, or nothing."""
    if wanted is Field.RSVP and cell_words.says_not_coming(cell):
        return "They answered that they would not come; the row was left out."
    is_closed = wanted is Field.STATUS and cell_words.is_closed(cell)
    is_out = wanted is Field.LEFT_OUT and cell_words.is_yes(cell)
    if is_closed or is_out or cell_words.is_left_out(cell):
        return "The list says that this is no lead; the row was left out."
    return ""


def has_opted_out(row: RowCells) -> bool:
    """Whether the row says that they want no contact at all."""
    if row.lacks(_OPTING):
        return False
    refuses = any(consent_cells.declines(cell) for _column, cell in row.of(Field.CONSENT))
    says_so = any(
        cell_words.says_opted_out(cell) for wanted in _STATUSES for _column, cell in row.of(wanted)
    )
    return refuses or says_so or row.says(Field.OPTED_OUT)


def forbids_calls(row: RowCells) -> bool:
    """Whether the row says that they must not be called, or not for sure that they agreed to be."""
    if row.lacks(_CALLING):
        return False
    refuses = any(
        consent_cells.declines(cell) or _is_unclear(cell)
        for _column, cell in row.of(Field.CALL_CONSENT)
    )
    is_for_mail = any(
        consent_cells.is_for_mail_only(cell)
        for wanted in _GENERAL
        for _column, cell in row.of(wanted)
    )
    return refuses or is_for_mail or row.says(Field.DO_NOT_CALL)


def forbids_mail(row: RowCells) -> bool:
    """Whether the row says that nothing may be sent to their address, or that it is dead."""
    if row.lacks(_MAILING):
        return False
    refuses = any(
        consent_cells.refuses(cell) or cell_words.forbids_mail(cell)
        for _column, cell in row.of(Field.MAIL_CONSENT)
    )
    is_for_calls = any(
        consent_cells.is_for_calls_only(cell)
        for wanted in _GENERAL
        for _column, cell in row.of(wanted)
    )
    is_dead = any(cell_words.forbids_mail(cell) for _column, cell in row.of(Field.STATUS))
    return refuses or is_dead or is_for_calls or row.says(Field.DO_NOT_MAIL)


def report_unclear_consent(row: RowCells) -> None:
    """Report the cells that should agree or refuse and do neither in words that are known."""
    for wanted, said in _UNCLEAR.items():
        for column, cell in row.of(wanted):
            if _is_unclear(cell):
                row.report(column.name, ProblemKind.UNCLEAR_CONSENT, cell, said)


def _is_unclear(cell: str) -> bool:
    is_known = consent_cells.agrees(cell) or consent_cells.declines(cell)
    is_limited = consent_cells.is_for_mail_only(cell) or consent_cells.is_for_calls_only(cell)
    return not (is_nothing(cell) or is_known or is_limited)


def responded_of(row: RowCells) -> Responded:
    """Return what they did and when; a day that cannot be read is reported."""
    if row.lacks(_SHOWING):
        return Responded(None, _moment_of(row, None))
    kind = _said_response(row)
    return Responded(kind or _implied_response(row), _moment_of(row, kind))


def _said_response(row: RowCells) -> ResponseKind | None:
    """Return what a cell says that they did: that they registered only where nothing else is said."""
    kinds = [cell_words.response_kind(cell) for _column, cell in row.of(Field.RESPONSE)]
    said = [kind for kind in kinds if kind is not None]
    others = (kind for kind in said if kind is not ResponseKind.REGISTERED)
    return next(others, said[0] if said else None)


def question_of(row: RowCells) -> str:
    """Return what they asked, as it was typed; "no questions" is none."""
    cells = [cell.replace("\x00", "") for _column, cell in row.of(Field.QUESTION)]
    asked = [cell for cell in cells if not (is_nothing(cell) or cell_words.asks_nothing(cell))]
    return "\n".join(asked)


def _implied_response(row: RowCells) -> ResponseKind | None:
    """Return what the row shows without saying it: a question asked, time spent there."""
    if question_of(row):
        return ResponseKind.ASKED
    if any(not is_nothing(cell) for _column, cell in row.of(Field.ATTENDED_AT)):
        return ResponseKind.ATTENDED
    said_yes = any(cell_words.says_coming(cell) for _column, cell in row.of(Field.RSVP))
    return ResponseKind.REGISTERED if said_yes else None


def _moment_of(row: RowCells, kind: ResponseKind | None) -> Moment | None:
    if row.sheet.is_never:
        return None
    if row.sheet.responded_at is not None:
        return Moment(row.sheet.responded_at)
    has_come = kind in _ATTENDED or kind is None
    order = (Field.ATTENDED_AT, Field.RESPONDED_AT) if has_come else (Field.RESPONDED_AT,)
    return next(filter(None, (_told_by(row, wanted) for wanted in order)), None)


def _told_by(row: RowCells, wanted: Field) -> Moment | None:
    """Return when they came, or the newest of the moments at which they responded.

    A form is begun and then sent, a ticket ordered and then scanned.
    """
    told = [one for one in row.of(wanted) if not is_nothing(one[1])]
    clock = next((cell for _column, cell in told if is_clock(cell)), "")
    read = (_read_moment(row, column, cell, clock) for column, cell in told if not is_clock(cell))
    moments = filter(None, read)
    if wanted is Field.ATTENDED_AT:
        return next(moments, None)
    return max(moments, key=_instant, default=None)


def _instant(moment: Moment) -> datetime:
    return moment.at


def _read_moment(row: RowCells, column: Column, cell: str, clock: str) -> Moment | None:
    """Read when it was; a zone in the heading counts for every cell below it.

    A list may have the time of day in a column of its own.
    """
    whole = cell if ":" in cell else f"{cell} {clock}".strip()
    moment = cell_moments.read_moment(
        whole, month_first=row.sheet.is_month_first(column), zone=_zone_in(column.name)
    )
    if moment is None:
        row.report(column.name, ProblemKind.UNREADABLE_DATE, cell, "This date cannot be read.")
    elif moment.at > row.sheet.now + _CLOCK_SKEW:
        row.report(column.name, ProblemKind.DATE_IN_FUTURE, cell, "This date lies in the future.")
    else:
        return Moment(min(moment.at, row.sheet.now), moment.zone)
    return None


def _zone_in(heading: str) -> str:
    """Return the zone in brackets behind a heading: "Join time (GMT+2)"."""
    found = re.search(r"\(([^()]+)\)\s*$", heading)
    return found[1] if found and cell_moments.read_zone(found[1]) else ""
