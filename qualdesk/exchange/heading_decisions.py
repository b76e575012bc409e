"""Headings that mean one thing or another: decided by what else a list has."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from qualdesk.exchange.fields import NAMES_OF_PEOPLE, PHONES, Field

_DATED = frozenset({Field.RESPONDED_AT, Field.ATTENDED_AT})
_SHOWN_BY_ANSWERS = frozenset({Field.RESPONSE, Field.RSVP, Field.MINUTES})
_LEAVE = frozenset({Field.CONSENT, Field.CALL_CONSENT, Field.MAIL_CONSENT})


def _name(others: set[Field]) -> Field:
    if Field.FIRST_NAME in others and Field.LAST_NAME not in others:
        return Field.LAST_NAME
    if Field.LAST_NAME in others and Field.FIRST_NAME not in others:
        return Field.FIRST_NAME
    if others & NAMES_OF_PEOPLE == {Field.FULL_NAME} and Field.COMPANY not in others:
        return Field.COMPANY
    if others & NAMES_OF_PEOPLE:
        return Field.IGNORED
    return Field.FULL_NAME if Field.COMPANY in others else Field.COMPANY


def _title(others: set[Field]) -> Field:
    if Field.JOB_TITLE in others:
        return Field.SALUTATION
    names_somebody = others & {*NAMES_OF_PEOPLE, Field.COMPANY}
    is_place = others & {Field.STREET, Field.WEBSITE, *PHONES}
    return Field.COMPANY if is_place and not names_somebody else Field.JOB_TITLE


def _kind(others: set[Field]) -> Field:
    return Field.IGNORED if Field.INDUSTRY in others else Field.INDUSTRY


def _post(others: set[Field]) -> Field:
    return Field.JOB_TITLE if others & NAMES_OF_PEOPLE else Field.IGNORED


def _status(others: set[Field]) -> Field:
    is_mailing = Field.EMAIL in others and Field.COMPANY not in others
    return Field.STATUS if others & NAMES_OF_PEOPLE or is_mailing else Field.ACCOUNT_STATUS


def _stamp(others: set[Field]) -> Field:
    is_of_an_answer = others & {Field.EMAIL, *PHONES, Field.RESPONSE}
    is_said = Field.ATTENDED_AT in others
    return Field.RESPONDED_AT if is_of_an_answer and not is_said else Field.IGNORED


def _day(others: set[Field]) -> Field:
    shows_answers = others & {*_SHOWN_BY_ANSWERS, Field.QUESTION, *_LEAVE}
    return Field.RESPONDED_AT if shows_answers and not others & _DATED else Field.IGNORED


def _created(others: set[Field]) -> Field:
    shows_who_came = others & {*_SHOWN_BY_ANSWERS, Field.ATTENDED_AT}
    is_said = Field.RESPONDED_AT in others
    return Field.RESPONDED_AT if shows_who_came and not is_said else Field.IGNORED


def _rating(others: set[Field]) -> Field:
    return Field.ANSWER if others & NAMES_OF_PEOPLE else Field.IGNORED


def _town(others: set[Field]) -> Field:
    is_danish = Field.POSTAL_CODE in others and Field.CITY not in others
    return Field.CITY if is_danish else Field.IGNORED


def _czech_house(others: set[Field]) -> Field:
    return Field.HOUSE_NUMBER if Field.POSTAL_CODE in others else Field.POSTAL_CODE


def _duration(others: set[Field]) -> Field:
    has_come = others & {Field.ATTENDED_AT, Field.RESPONSE} and Field.MINUTES not in others
    return Field.MINUTES if has_come else Field.IGNORED


def _given(others: set[Field]) -> Field:
    return Field.FIRST_NAME if Field.LAST_NAME in others else Field.IGNORED


def _house(others: set[Field]) -> Field:
    is_beside_street = Field.STREET in others and Field.HOUSE_NUMBER not in others
    return Field.HOUSE_NUMBER if is_beside_street else Field.IGNORED


def _location(others: set[Field]) -> Field:
    is_told = others & {Field.CITY, Field.TOWN_LINE, Field.STREET, Field.POSTAL_CODE}
    return Field.IGNORED if is_told else Field.TOWN_LINE


def _dialled_in(others: set[Field]) -> Field:
    return Field.CALLING_CODE if Field.AREA_CODE in others else Field.DIRECT_PHONE


DECISIONS: Final[Mapping[str, Callable[[set[Field]], Field]]] = MappingProxyType(
    {
        "cp": _czech_house,
        "duration": _duration,
        "ddi": _dialled_in,
        "by": _town,
        "given": _given,
        "stamp": _stamp,
        "day": _day,
        "created": _created,
        "name": _name,
        "post": _post,
        "title": _title,
        "kind": _kind,
        "house": _house,
        "location": _location,
        "status": _status,
        "rating": _rating,
    }
)
"""By ambiguity, as `ambiguous` in the resources names it: the field, given those of the others."""
