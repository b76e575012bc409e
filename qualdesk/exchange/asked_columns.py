"""Asked columns: what forms ask in whole sentences: for leave, a number, a question; and the answers."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from qualdesk.exchange import consent_cells, headings
from qualdesk.exchange.cell_values import is_nothing, one_line
from qualdesk.exchange.column_cells import share_of
from qualdesk.exchange.column_scores import SCORES, agrees
from qualdesk.exchange.fields import PHONES, Field
from qualdesk.exchange.heading_keys import holds_word, key_of
from qualdesk.exchange.list_words import list_words

_SURELY = 0.8
_OPEN = frozenset({Field.IGNORED, Field.ANSWER})
_REACHED = {Field.EMAIL: frozenset({Field.EMAIL}), Field.PHONE: frozenset(PHONES)}
_HINTS = {Field.EMAIL: (Field.EMAIL,), Field.PHONE: (Field.PHONE, Field.MOBILE)}
_DAYS_OF_RECORDS = frozenset({"created", "day", "stamp"})
_QUESTION = re.compile(r"question (\d{1,2})")
_REPLY = re.compile(r"(?:response|answer) (\d{1,2})")


def asked_fields(
    names: Sequence[str],
    fields: Sequence[Field],
    cells: Sequence[Sequence[str]],
    found: Collection[Field],
    region: str,
) -> list[Field]:
    """Return the fields, with those of open columns that a form asks for in a sentence.

    `found` are the fields that have a column already. What neither the words of a sentence nor its
    cells tell for sure stays an answer that is kept under its heading.
    """
    told, known = list(fields), {*fields, *found}
    for place, (name, own) in enumerate(zip(names, cells, strict=True)):
        if told[place] in _OPEN and (asked := _asked(name, own, known, region)):
            told[place] = asked
            known.add(asked)
    return told if Field.RESPONDED_AT in known else _with_day_of_form(names, told)


def _with_day_of_form(names: Sequence[str], fields: Sequence[Field]) -> list[Field]:
    """Return the fields with the day on which a record was made, where it is a form that was sent."""
    keys, lists = [*map(key_of, names)], list_words()
    if lists.lists["form_signs"].isdisjoint(keys):
        return list(fields)
    days = (at for at, key in enumerate(keys) if lists.ambiguous.get(key) in _DAYS_OF_RECORDS)
    at = next((at for at in days if fields[at] is Field.IGNORED), None)
    return [Field.RESPONDED_AT if place == at else one for place, one in enumerate(fields)]


class Asked(NamedTuple):
    """What a form asks, and the column in whose cells it says so."""

    place: int
    words: str


def asked_in_cells(
    names: Sequence[str], rows: Sequence[Sequence[str]], chosen: Collection[str]
) -> Mapping[int, Asked]:
    """Return where answers stand, and the question of the form that they are to.

    Programs of appointments write "Question 1" and "Response 1" over them, and the question itself
    into every cell. What somebody asked would be another one in each row.
    """
    keys = ["" if name in chosen else key_of(name) for name in names]
    asked = {found[1]: at for at, key in enumerate(keys) if (found := _QUESTION.fullmatch(key))}
    replies = {at: found[1] for at, key in enumerate(keys) if (found := _REPLY.fullmatch(key))}
    pairs = {at: asked[number] for at, number in replies.items() if number in asked}
    said = {at: _words_in(rows, place) for at, place in pairs.items()}
    return {at: Asked(pairs[at], *words) for at, words in said.items() if len(words) == 1}


def with_answers(
    names: Sequence[str], fields: Sequence[Field], cells: Sequence[Sequence[str]], region: str
) -> list[Field]:
    """Take long headings that no field agrees with as questions of a form."""
    return [
        Field.ANSWER
        if one is Field.IGNORED and headings.may_be_question(name) and not _hints(name, own, region)
        else one
        for name, one, own in zip(names, fields, cells, strict=True)
    ]


def _hints(name: str, cells: Sequence[str], region: str) -> bool:
    hint = headings.hinted_field(name)
    return bool(hint) and agrees(hint, cells, region)


def _words_in(rows: Sequence[Sequence[str]], place: int) -> set[str]:
    """Return the different things that a column says."""
    cells = (one_line(row[place]) for row in rows if place < len(row))
    return {cell for cell in cells if cell}


def _asked(name: str, cells: Sequence[str], known: set[Field], region: str) -> Field:
    leave = _leave_in(key_of(name))
    # Where nobody of the first rows has answered, one of the last may refuse.
    if leave and (not cells or share_of(cells, _says_yes_or_no) >= _SURELY):
        return leave
    if headings.is_sentence(name) and not leave and _asks_for_questions(key_of(name)):
        return Field.QUESTION
    if headings.is_sentence(name):
        return _reached_by(name, cells, known, region)
    return Field.IGNORED


def _leave_in(key: str) -> Field:
    """Return which leave a heading asks for: "May we call you?", "I agree to the privacy policy"."""
    if not _holds(key, "leave"):
        return Field.IGNORED
    to_call, to_mail = _holds(key, "leave_to_call"), _holds(key, "leave_to_mail")
    if _holds(key, "leave_to_use") or (to_call and to_mail):
        return Field.CONSENT
    if to_call or to_mail:
        return Field.CALL_CONSENT if to_call else Field.MAIL_CONSENT
    return Field.CONSENT if _holds(key, "leave_to_contact") else Field.IGNORED


def _asks_for_questions(key: str) -> bool:
    return _holds(key, "questions") and _holds(key, "asking_if")


def _reached_by(name: str, cells: Sequence[str], known: set[Field], region: str) -> Field:
    """Return whether a sentence asks for an address or a number, where no column has one yet."""
    for wanted, kin in _REACHED.items():
        is_named = any(headings.holds_keyword(name, hint) for hint in _HINTS[wanted])
        is_other = headings.means_other(name) or headings.is_numbered(name)
        is_open = not known & kin and (is_named or not is_other)
        if is_open and SCORES[wanted](cells, region) >= _SURELY:
            return wanted
    return Field.IGNORED


def _says_yes_or_no(cell: str) -> bool:
    return is_nothing(cell) or consent_cells.agrees(cell) or consent_cells.declines(cell)


def _holds(key: str, words: str) -> bool:
    return any(holds_word(key, word) for word in list_words().lists[words])
