"""What the cells of a column say against its heading, and what they are where it says little."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import pairwise

from qualdesk.domain.places import folded
from qualdesk.exchange import cell_words
from qualdesk.exchange.cell_moments import written_moment
from qualdesk.exchange.fields import PHONES, Field

_MOSTLY = 0.8
_HALF = 0.5
_FEW = 0.2
_LOOKED_AT = 60
_FEWEST_COUNTED = 3
_SHORTEST_WORD = 3
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_EXTENSION = re.compile(r"\d{1,5}")
_CALLED_LIKE_PEOPLE = re.compile(r"^[^\W\d_][^\d@/&]*$")
_MOST_WORDS = 5
_SCHEME = re.compile(r"^https?://")
_TRADES = re.compile(
    r"\b(?:inc|llc|ltd|limited|corp|company|plc|gmbh|ag|kg|e\.?v|sarl|sas|s\.?r\.?l|s\.?p\.?a|bv|oy|ab|pty"
    r"|hospital|school|clinic|university|centre|center|college|church|hotel|restaurant|cafe|bar|services?"
    r"|group|association|society|club|bank|shop|store|trust|fund|constructions?|consulting|solutions)\b",
    re.IGNORECASE,
)
_SHOWS_PEOPLE = frozenset(
    {Field.JOB_TITLE, Field.SALUTATION, Field.ATTENDED_AT, Field.RESPONSE, Field.MINUTES}
    | {Field.QUESTION}
)
_MOMENTS = frozenset({Field.RESPONDED_AT, Field.ATTENDED_AT})
_OF_A_MEETING = frozenset({Field.ATTENDED_AT, Field.MINUTES})
_NEVER_FLAGS = frozenset(
    {Field.EMAIL, Field.COMPANY, Field.FULL_NAME, Field.RESPONDED_AT, Field.ATTENDED_AT, *PHONES}
)


def share_of(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    """Return which share of cells fits, 0 of none."""
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0


def refuted_fields(fields: Sequence[Field], cells: Sequence[Sequence[str]]) -> Mapping[int, Field]:
    """Return the columns, by place, whose cells say something else than their heading does."""
    found = {
        place: other
        for place, (one, own) in enumerate(zip(fields, cells, strict=True))
        if own and (other := _instead(one, own[:_LOOKED_AT])) is not one
    }
    if not _OF_A_MEETING.isdisjoint(fields):
        found |= dict.fromkeys(_roles_of_a_meeting(fields, cells), Field.STATUS)
    return {**found, **_companies_called_contacts(fields, cells)}


def is_worded_flag(cell: str) -> bool:
    """Whether a cell says yes or no in a word, not by a number."""
    return is_flag(cell) and not _DIGIT.search(cell)


def are_days(cells: Sequence[str]) -> bool:
    """Whether most cells are days or times."""
    return share_of(cells[:_LOOKED_AT], _is_moment) >= _HALF


def are_counted(cells: Sequence[str]) -> bool:
    """Whether cells count on from one to the next, as ids do and phones never."""
    if len(cells) < _FEWEST_COUNTED or not all(cell.isdecimal() for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    return all(one < other for one, other in pairwise(numbers))


def are_pages_of_one_site(cells: Sequence[str]) -> bool:
    """Whether each cell is another page of one site: of a register or a network, not companies'."""
    pages = {_SCHEME.sub("", cell.casefold()).rstrip("/") for cell in cells}
    sites = {page.partition("/")[0] for page in pages}
    return len(sites) == 1 < len(pages) == len(cells) and not pages & sites


def are_people(named: Sequence[tuple[str, str]], fields: set[Field]) -> bool:
    """Whether names, each with the address beside it, are people's: the list or addresses say so."""
    names = [name for name, _address in named]
    if not names or share_of(names, _is_called_like_people) < _HALF:
        return False
    if share_of(names, _TRADES.search) > _FEW:
        return False
    reached = [_is_of(name, address) for name, address in named if address]
    return bool(fields & _SHOWS_PEOPLE) or (sum(reached) >= _HALF * len(reached) > 0)


def _instead(one: Field, cells: Sequence[str]) -> Field:
    """Return what a column is, looking at its cells."""
    against = (other for fields, says, other in _AGAINST if one in fields and says(cells))
    return next(against, one)


def _mostly(says: Callable[[str], object]) -> Callable[[Sequence[str]], bool]:
    def are_mostly_so(cells: Sequence[str]) -> bool:
        return share_of(cells, says) >= _MOSTLY

    return are_mostly_so


def _have_no_letters(cells: Sequence[str]) -> bool:
    return share_of(cells, _LETTER.search) <= _FEW


def _have_no_digits(cells: Sequence[str]) -> bool:
    return not any(map(_DIGIT.search, cells))


def _are_states_of_leads(cells: Sequence[str]) -> bool:
    """Whether cells of a column called State or Estado tell how far one is with somebody."""
    told = (cell_words.is_subscriber_state, cell_words.is_lead_state)
    return any(share_of(cells, one) >= _MOSTLY for one in told)


def _roles_of_a_meeting(fields: Sequence[Field], cells: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the columns called Role that say what somebody was in a meeting, not what their job is."""
    for place, (one, own) in enumerate(zip(fields, cells, strict=True)):
        is_role = one is Field.JOB_TITLE and share_of(own, cell_words.is_meeting_role) >= _MOSTLY
        if is_role:
            yield place


def _name_responses(cells: Sequence[str]) -> bool:
    return share_of(cells, _names_a_response) >= _HALF


def _are_words_of_responses(cells: Sequence[str]) -> bool:
    return _have_no_digits(cells) and _name_responses(cells)


def _are_nowhere(cells: Sequence[str]) -> bool:
    return share_of(cells, cell_words.is_no_place) >= _HALF


def _companies_called_contacts(
    fields: Sequence[Field], cells: Sequence[Sequence[str]]
) -> Mapping[int, Field]:
    """Return a column of whole names that are not those beside them: bookkeepers' contacts."""
    needed = (Field.FULL_NAME, Field.FIRST_NAME, Field.LAST_NAME)
    if not set(needed) <= {*fields}:
        return {}
    first, last = (cells[fields.index(one)] for one in needed[1:])
    wholes = [place for place, one in enumerate(fields) if one is Field.FULL_NAME]
    is_only_name = Field.COMPANY not in fields
    parts = {word for name in (*first, *last) for word in folded(name).split()}
    if any(
        share_of(cells[at], lambda name: {*folded(name).split()} <= parts) >= _HALF for at in wholes
    ):
        return {}
    is_company = is_only_name or share_of(cells[wholes[0]], _TRADES.search) > _FEW
    return {wholes[0]: Field.COMPANY} if is_company else {}


def is_flag(cell: str) -> bool:
    """Whether a cell says yes or no and nothing else."""
    return cell_words.is_yes(cell) or cell_words.is_no(cell)


def _names_a_response(cell: str) -> bool:
    return not is_flag(cell) and cell_words.response_kind(cell) is not None


def _is_moment(cell: str) -> bool:
    return bool(_DIGIT.search(cell)) and written_moment(cell, month_first=False) is not None


def _is_called_like_people(name: str) -> bool:
    return bool(_CALLED_LIKE_PEOPLE.match(name)) and len(name.split()) <= _MOST_WORDS


def _is_of(name: str, address: str) -> bool:
    """Whether the part of an address before the @ holds a word of a name."""
    box = folded(address.partition("@")[0]).replace(" ", "")
    words = folded(name).split()
    return any(word in box for word in words if len(word) >= _SHORTEST_WORD)


_AGAINST: tuple[tuple[Container[Field], Callable[[Sequence[str]], bool], Field], ...] = (
    ({Field.ATTENDED_AT}, _mostly(is_flag), Field.RESPONSE),
    (_NEVER_FLAGS, _mostly(is_flag), Field.IGNORED),
    ({Field.FULL_NAME}, _have_no_letters, Field.IGNORED),
    (_MOMENTS, _are_words_of_responses, Field.RESPONSE),
    (_MOMENTS, _have_no_digits, Field.IGNORED),
    ({Field.STATUS}, _name_responses, Field.RESPONSE),
    ({Field.QUESTION}, _mostly(str.isdecimal), Field.IGNORED),
    ({Field.TOWN_LINE}, _are_nowhere, Field.IGNORED),
    ({Field.WEBSITE}, are_pages_of_one_site, Field.IGNORED),
    ({Field.REGION}, _are_states_of_leads, Field.STATUS),
    ({Field.JOB_TITLE}, _mostly(_EXTENSION.fullmatch), Field.EXTENSION),
    ({Field.INDUSTRY}, _mostly(cell_words.is_kind_of_row), Field.IGNORED),
)
"""Which fields a column is not if its cells say so, and what it is instead."""
