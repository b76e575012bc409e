"""Where the headings of a list are, and what several lines of them say together."""

import re
from collections.abc import Sequence

from msgspec.structs import replace as with_other

from qualdesk.exchange.cell_words import is_list_title
from qualdesk.exchange.heading_keys import key_of
from qualdesk.exchange.headings import (
    guessed_fields,
    hinted_field,
    is_bare_name,
    known_headings,
)
from qualdesk.exchange.person_words import numbered_person
from qualdesk.exchange.records import Record

FEWEST_KNOWN = 2
"""From so many known headings on a line is one of headings."""

_LOOKS_LIKE_DATA = re.compile(r"@[\w-]+\.|^\W*(?:\d\W*){7,}$|^-?\d+[.,]\d+$|://")
_COMMENT = ("#", "//", "--", "/*")


def known_in(record: Record) -> int:
    """Return how many cells of a line are headings that mean something."""
    return known_headings(record.cells)


def is_data(record: Record) -> bool:
    """Whether a record holds what only rows hold: an address, a number, a long run of digits."""
    filled = [cell.strip() for cell in record.filled]
    numbers = sum(cell.replace(".", "").isdecimal() for cell in filled)
    return numbers * 2 > len(filled) or any(_LOOKS_LIKE_DATA.search(cell) for cell in filled)


def head_at(first: Sequence[Record]) -> int:
    """Return where the headings are: the line that knows most, else the first as wide as the rest."""
    known = [known_in(one) for one in first]
    titled = [
        index
        for index, count in enumerate(known)
        if count >= FEWEST_KNOWN and index > 0 and _is_list_title(first[index - 1])
    ]
    if titled:
        return _first_like(first, max(titled, key=lambda index: known[index]))
    if max(known) >= FEWEST_KNOWN:
        return known.index(max(known))
    widths = [len(one.cells) for one in first]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    for index, one in enumerate(first):
        is_comment = one.cells[0].lstrip().startswith(_COMMENT) and len(one.filled) == 1
        if not is_comment and (len(one.filled) > usual // 2 or known[index]):
            return index
    return 0


def _first_like(first: Sequence[Record], at: int) -> int:
    """Return where the headings stand for the first time: tables that have the same are one list."""
    return next(index for index, one in enumerate(first) if one.filled == first[at].filled)


def _is_list_title(record: Record) -> bool:
    return is_title(record) and is_list_title(record.filled[0])


def composed(first: Sequence[Record], at: int) -> tuple[Record, list[Record]]:
    """Return the headings with what merged cells above or below them say, and the lines used."""
    head, used = first[at], list[Record]()
    if at > 0 and _is_group_line(first[at - 1], head):
        cells = _under_groups(first[at - 1].cells, head.cells)
        used += first[at - 1 : at] if cells != head.cells else []
        head = with_other(head, cells=cells)
    if at + 1 < len(first) and _is_sub_line(head, first[at + 1]):
        below = first[at + 1]
        cells = _with_groups(head.cells, below.cells)
        head = with_other(head, cells=cells, last_line=below.last_line)
    return head, used


def _is_group_line(above: Record, head: Record) -> bool:
    """Whether cells of the line above span several headings: it has several, and gaps between."""
    few = len(head.filled) > len(above.filled) > 1 and len(above.cells) == len(head.cells)
    return few and above.line == head.line - 1 and not is_data(above)


def _under_groups(groups: Sequence[str], own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headings with the group each is of, or as they are if they are known only so.

    The line above may be a title in two cells. One that tells headings of the same words apart is
    none if any is known so: the phone of a parent company is not the company's.
    """
    spanning = _groups_over(groups, own)
    whole = _with_groups(groups, own)
    pairs = list(zip(own, whole, strict=True))
    cells = tuple(grouped if _says_more(grouped, one) else one for one, grouped in pairs)
    told = {pair for pair in pairs if pair[0].strip()}
    tells_apart = len(told) > len({one for one, _grouped in told}) and cells != own
    if tells_apart:
        return tuple(map(_told_apart, spanning, own, whole))
    return whole if known_headings(whole) >= known_headings(own) else cells


def _told_apart(group: str, own: str, whole: str) -> str:
    """Return a heading with its group, or with less of it where that is all that is known.

    "Name" under "Contact" is the contact and "City" under "Company" the city, but under "Parent
    company" or "Contact 2" neither is of whom the row speaks.
    """
    is_known = known_headings((group,)) and numbered_person(key_of(group)).number <= 1
    if known_headings((whole,)) or not is_known:
        return whole
    if is_bare_name(own):
        return group
    return own if known_headings((own,)) else whole


def _says_more(grouped: str, own: str) -> bool:
    """Whether a heading is known with its group, or is a bare name and its group says whose."""
    return known_headings((grouped,)) > 0 or (is_bare_name(own) and bool(hinted_field(grouped)))


def _is_sub_line(head: Record, below: Record) -> bool:
    """Whether the line below names the parts of a heading that spans several columns."""
    if below.line != head.last_line + 1 or len(below.cells) != len(head.cells) or is_data(below):
        return False
    pairs = list(zip(head.cells, below.cells, strict=True))
    fills_gap = any(not own.strip() and sub.strip() for own, sub in pairs)
    gaps = sum(not own.strip() for own, _sub in pairs)
    is_part = all(
        _spans(head.cells, index) for index, (_own, sub) in enumerate(pairs) if sub.strip()
    )
    is_below = fills_gap and gaps > 0 and is_part and len(below.filled) < len(head.cells)
    return is_below and _are_parts(head, below)


def _are_parts(head: Record, below: Record) -> bool:
    """Whether a line below a gap in the headings holds words of headings, not the first row."""
    whole = _with_groups(head.cells, below.cells)
    return known_in(below) >= FEWEST_KNOWN or known_headings(whole) > known_in(head)


def _spans(cells: Sequence[str], index: int) -> bool:
    """Whether a heading here is blank, or is followed by blank ones that it spans."""
    return not cells[index].strip() or (
        index + 1 < len(cells) and bool(cells[index]) and not cells[index + 1].strip()
    )


def _with_groups(groups: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        f"{group} {cell.strip()}".strip() if group != cell.strip() else group
        for group, cell in zip(_groups_over(groups, own), own, strict=True)
    )


def _groups_over(groups: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return the group that spans each heading, or nothing."""
    spanning, group = list[str](), ""
    for index, cell in enumerate(own):
        here = groups[index].strip() if index < len(groups) else ""
        group = here or (group if cell.strip() else "")
        spanning.append(group)
    return spanning


def told_again(head: Record, below: Record) -> bool:
    """Whether the line below the headings says the same in another language."""
    if below.line != head.last_line + 1 or not is_head(below):
        return False
    fields = zip(guessed_fields(head.cells), guessed_fields(below.cells), strict=False)
    both = [(one, other) for one, other in fields if one and other]
    return len(both) >= FEWEST_KNOWN and all(one is other for one, other in both)


def is_title(record: Record) -> bool:
    """Whether a line can be the title of a table: lone words at its beginning."""
    return len(record.filled) == 1 and bool(record.cells[0].strip()) and not is_data(record)


def is_head(record: Record) -> bool:
    """Whether a line is one of headings by itself."""
    return known_in(record) >= FEWEST_KNOWN and not is_data(record)
