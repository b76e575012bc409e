"""Whom a few typed letters may mean, as ids: by how any word begins, or by how a number ends."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select, text

from qualdesk.domain.looking_up import digits_from_end, digits_typed, is_international, words_begun
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Number, ProspectNumber

MOST_HITS = 200
"""So many are ordered; ranking all that match would cost more than the keystroke may take."""

_ENOUGH = 14
_SAYS_LITTLE = 2
"""Letters: so many words begin with them that the index costs more than a look at what else matches."""
_ABOVE_ANY_DIGIT = "9" * 20


class Hits(NamedTuple):
    """The prospects that are meant, each once, in no order; `is_whole` when there are no others."""

    ids: list[int]
    is_whole: bool


def hits(session: Session, typed: str) -> Hits:
    """Return whom some words or digits may mean."""
    by_number = _ids_by_number(session, typed)
    by_words, is_whole = _by_words(session, words_begun(typed))
    found = list(dict.fromkeys([*by_number, *by_words]))
    return Hits(found, is_whole and len(found) < MOST_HITS)


def _by_words(session: Session, begun: Sequence[str]) -> Hits:
    if not begun:
        return Hits([], is_whole=True)
    if session.get_bind().dialect.name == "sqlite":
        asked = {"words": " ".join(f'"{word}"*' for word in begun)}
        return Hits(list(session.scalars(_MATCHING, asked)), is_whole=True)
    # Most begin often: a look at some people finds enough to fill the list more than once. Only the
    # rare are for the index, which the planner would not ask, since it takes what is typed for as
    # frequent as anything; and which goes through all that begins so, for each of several words.
    telling = [word for word in begun if len(word) > _SAYS_LITTLE] or begun
    asked = {"words": _tsquery(begun), "telling": _tsquery(telling)}
    ids = list(session.scalars(_AMONG_A_FEW, asked))
    if len(ids) >= _ENOUGH:
        return Hits(ids, is_whole=False)
    session.execute(_BY_INDEX)
    return Hits(list(session.scalars(_AMONG_ALL, asked)), is_whole=True)


def _tsquery(begun: Sequence[str]) -> str:
    return " & ".join(f"'{word}':*" for word in begun)


def _ids_by_number(session: Session, typed: str) -> Iterable[int]:
    digits = digits_typed(typed)
    if not digits:
        return ()
    ending = digits_from_end(digits)
    asked = {"ending": ending, "above_ending": ending + _ABOVE_ANY_DIGIT}
    if not is_international(typed):
        return session.scalars(_ENDING, asked)
    beginning = f"+{digits}"
    asked |= {"beginning": beginning, "above_beginning": beginning + _ABOVE_ANY_DIGIT}
    return session.scalars(_ENDING_OR_BEGINNING, asked)


_NUMBERS, _REACHED_AT = table_of(Number), table_of(ProspectNumber)

_MATCHING = text(
    f"SELECT rowid FROM prospect_words WHERE prospect_words MATCH :words LIMIT {MOST_HITS}"  # noqa: S608 - a number of ours
)


_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_AMONG_ALL, _AMONG_A_FEW = (
    text(
        f"SELECT prospect_id FROM {people} WHERE words @@ CAST(:telling AS tsquery)"  # noqa: S608 - words of ours
        f" AND ts_match_vq(words, CAST(:words AS tsquery)) LIMIT {MOST_HITS}"
    )
    for people in (
        "prospect_words",
        "(SELECT prospect_id, words FROM prospect_words LIMIT 20000) AS a_few",
    )
)
"""The function does what the operator does, but asks no index: of one letter there are too many."""

_REACHED = (
    select(_REACHED_AT.c.prospect_id)
    .join(_NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id)
    .limit(MOST_HITS)
)
_ENDS = _NUMBERS.c.digits_from_end.between(bindparam("ending"), bindparam("above_ending"))
_BEGINS = _NUMBERS.c.e164.between(bindparam("beginning"), bindparam("above_beginning"))
_ENDING, _ENDING_OR_BEGINNING = _REACHED.where(_ENDS), _REACHED.where(or_(_ENDS, _BEGINS))
