"""The end of a list: totals and footnotes that are parted from its rows."""

import re
from collections.abc import Sequence

from qualdesk.domain.places import folded
from qualdesk.exchange import cell_words
from qualdesk.exchange.cell_words import is_end_word
from qualdesk.exchange.list_shape import PassedOver
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record, RecordPack

_NARROW = 2
"""A table this narrow has lone words among its rows."""

_WIDE = 5
_NUMBER = re.compile(r"\d(?:\W?\d){5}")
_AMOUNT = re.compile(r"[-+(]?[€$£¥]?\s?\d[\d\s.,’']*[%€$£¥)]?(?:\s?[A-Z]{3})?")
_NOTE = ("*", "#", "//", "--", "/*")


def parted_end(rows: RecordPack, width: int) -> tuple[RecordPack, list[PassedOver]]:
    """Part what stands below the list from its rows: totals, notes, who exported it and when."""
    end = len(rows) if width > _NARROW else 0
    while end > 1 and (start := _last_below(rows, end, width)) < end:
        end = start
    end = end or len(rows)
    reason = "The line stands below the rows and was passed over."
    return rows.cut(end), [PassedOver(one, ProblemKind.BELOW_ROWS, reason) for one in rows[end:]]


def is_total(record: Record) -> bool:
    """Whether a row only adds up others: "Subtotal Bavaria" or "Bavaria Total", and amounts."""
    filled = record.filled
    has_amounts = len(filled) > 1 and all(map(_AMOUNT.fullmatch, filled[1:]))
    return has_amounts and cell_words.is_total(filled[0])


def _last_below(rows: Sequence[Record], end: int, width: int) -> int:
    """Return where the last of the lines below begins: lone words behind a gap, or a total."""
    start = end
    while start > 1 and _is_lone(rows[start - 1]):
        start -= 1
    if (block := _block_below(rows, end, width)) < end:
        return block
    before = rows[start - 1]
    if start < end and (rows[start].line > before.last_line + 1 or not before.filled):
        return start
    return end - (1 if _is_end(rows[end - 1], width) else 0)


def _block_below(rows: Sequence[Record], end: int, width: int) -> int:
    """Return where a small table under a title of its own begins: how many rows of which kind."""
    start = end
    while width >= _WIDE and start > 1 and _is_narrow(rows[start - 1]):
        start -= 1
        is_behind_gap = rows[start].line > rows[start - 1].last_line + 1
        if is_behind_gap and start < end - 1:
            return start if _is_lone(rows[start]) else end
    return end


def _is_narrow(record: Record) -> bool:
    is_small = len(record.filled) <= _NARROW and not _has_contact(record)
    return is_small and not any(map(_NUMBER.search, record.filled))


def _is_lone(record: Record) -> bool:
    filled = record.filled
    has_words = len(filled) == 1 and bool(record.cells[0].strip()) and bool(folded(filled[0]))
    return has_words and not _has_contact(record)


def _is_end(record: Record, width: int) -> bool:
    filled = record.filled
    if not filled or _has_contact(record):
        return False
    is_note = _is_lone(record) and filled[0].lstrip().startswith(_NOTE)
    return is_note or (is_end_word(filled[0]) and len(filled) <= max(2, width // 2))


def _has_contact(record: Record) -> bool:
    return bool(record.fault) or any("@" in cell or "://" in cell for cell in record.filled)
