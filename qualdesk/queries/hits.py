"""Whom a few typed letters may mean, as ids: by how any word begins, or by how a number ends."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, or_, select, text

from qualdesk.domain.looking_up import digits_from_end, digits_typed, is_international, words_begun
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Number, ProspectNumber

MOST_HITS = 200
"""So many are ordered; ranking all that match would cost more than the keystroke may take."""

_ABOVE_ANY_DIGIT = "9" * 20


def hits(session: Session, typed: str) -> list[int]:
    """Return the prospects that are meant, each once, in no order."""
    begun = words_begun(typed)
    found = [*_ids_by_number(session, typed), *_ids_by_words(session, begun)]
    return list(dict.fromkeys(found))


def _ids_by_words(session: Session, begun: Sequence[str]) -> Iterable[int]:
    if not begun:
        return ()
    if session.get_bind().dialect.name == "sqlite":
        return session.scalars(_MATCHING, {"words": " ".join(f'"{word}"*' for word in begun)})
    # Most begin often: a look at some people finds enough. Only the rare are for the index, which
    # the planner would not ask, since it takes what is typed for as frequent as anything.
    asked = {"words": " & ".join(f"'{word}':*" for word in begun)}
    ids = session.scalars(_AMONG_A_FEW, asked).all()
    if len(ids) < MOST_HITS:
        session.execute(_BY_INDEX)
        ids = session.scalars(_AMONG_ALL, asked).all()
    return ids


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
        f"SELECT prospect_id FROM {people} WHERE words @@ CAST(:words AS tsquery)"  # noqa: S608 - words of ours
        f" LIMIT {MOST_HITS}"
    )
    for people in (
        "prospect_words",
        "(SELECT prospect_id, words FROM prospect_words LIMIT 20000) AS a_few",
    )
)

_REACHED = (
    select(_REACHED_AT.c.prospect_id)
    .join(_NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id)
    .limit(MOST_HITS)
)
_ENDS = _NUMBERS.c.digits_from_end.between(bindparam("ending"), bindparam("above_ending"))
_BEGINS = _NUMBERS.c.e164.between(bindparam("beginning"), bindparam("above_beginning"))
_ENDING, _ENDING_OR_BEGINNING = _REACHED.where(_ENDS), _REACHED.where(or_(_ENDS, _BEGINS))
