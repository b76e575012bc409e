"""Sheet remarks: what of a sheet was read otherwise than somebody may think who looks at it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qualdesk.exchange.list_shape import Remark
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.sheet_texts import SheetText


def remarks_on(sheet: SheetText, lines: range, width: int) -> Iterator[Remark]:
    """Yield what is to say of the lines and columns of a list, each once where it first holds."""
    yield from _on_hidden(sheet, lines)
    yield from _on_comments(sheet, lines)
    yield from _on_faults(sheet, lines, width)


def _on_hidden(sheet: SheetText, lines: range) -> Iterator[Remark]:
    unseen = {line for line in sheet.extras.hidden if line in lines}
    hidden = [one.line for one in sheet.records if one.line in unseen] if unseen else []
    said = (
        f"Hidden in the workbook{_and_more(hidden)} and read all the same. Delete there what is not"
        " meant."
    )
    for line in hidden[:1]:
        yield Remark(line, None, ProblemKind.HIDDEN_ROWS, "", said)


def _on_comments(sheet: SheetText, lines: range) -> Iterator[Remark]:
    pinned = sorted(place for place in sheet.extras.comments if place[0] in lines)
    said = (
        f"The comment on this row{_and_more(pinned, ' elsewhere')} is not read. Put into a column"
        " what callers need."
    )
    for place in pinned[:1]:
        yield Remark(place[0], None, ProblemKind.COMMENTS, sheet.extras.comments[place], said)


def _on_faults(sheet: SheetText, lines: range, width: int) -> Iterator[Remark]:
    by_column: dict[int, list[int]] = defaultdict(list)
    for line, column in sorted(sheet.extras.faults):
        if line in lines and column - sheet.blank <= width:
            by_column[column].append(line)
    for column, faulty in by_column.items():
        error = sheet.extras.faults[faulty[0], column]
        what = f"The error {error}" if error else "A formula without a result"
        more = _and_more(faulty, " in this column")
        said = f"{what}{more} is read as empty. Mend it in the workbook."
        yield Remark(faulty[0], column - sheet.blank - 1, ProblemKind.NO_RESULT, error, said)


def _and_more(places: Sequence[object], where: str = "") -> str:
    return f" (and {len(places) - 1:,} more{where})" if len(places) > 1 else ""
