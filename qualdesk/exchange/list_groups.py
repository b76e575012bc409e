"""Groups of a list: lines of one cell that head the rows below them, such as a region or a letter."""

from collections.abc import Sequence

from qualdesk.domain.business_names import bare_name
from qualdesk.domain.places import folded
from qualdesk.exchange.list_heads import is_title
from qualdesk.exchange.list_shape import PassedOver
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record, RecordPack
from qualdesk.exchange.xlsx_parts import Place

_FEWEST_GROUPS = 2


def parted_groups(
    rows: RecordPack, across: frozenset[Place]
) -> tuple[RecordPack, list[PassedOver]]:
    """Part lines that head others from the rows: they name no company.

    `across` are cells that are merged with those beside them. Without that it must be plain from
    how they stand: the first line is one, each has rows below it, and none has a legal form.
    """
    lone = [(at, one) for at in rows.lone if is_title(one := rows[at])]
    heads = [one for _at, one in lone if (one.line, 1) in across]
    if not heads and _head_all(rows, lone):
        heads = [one for _at, one in lone]
    if not heads:
        return rows, []
    lines = {one.line for one in heads}
    reason = "The line heads the rows below it and was passed over."
    kept = RecordPack(one for one in rows if one.line not in lines)
    return kept, [PassedOver(one, ProblemKind.GROUP_ROW, reason) for one in heads]


def _head_all(rows: RecordPack, lone: Sequence[tuple[int, Record]]) -> bool:
    """Whether lone lines divide the whole list among them."""
    if len(lone) < _FEWEST_GROUPS or lone[0][0] > 0 or len(rows) <= 2 * len(lone):
        return False
    ends = [at for at, _one in lone[1:]] + [len(rows)]
    has_rows = all(end > at + 1 for (at, _one), end in zip(lone, ends, strict=True))
    return has_rows and not any(_has_form(one.filled[0]) for _at, one in lone)


def _has_form(name: str) -> bool:
    """Whether a name is a company's by its legal form."""
    words = folded(name)
    return len(words.split()) > 1 and bare_name(words) != words
