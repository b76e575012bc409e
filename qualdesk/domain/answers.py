"""Answers: how typed words become one that can be kept, and how a kept one reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qualdesk.domain.answer_values import (
    day_of,
    grouped,
    money_of,
    named,
    number_of,
    parts_of,
    plain,
)
from qualdesk.domain.script import Ask, Step
from qualdesk.domain.when import understood, unread
from qualdesk.domain.write_back import is_address
from qualdesk.errors import InputError


@dataclass(frozen=True, slots=True)
class Hearing:
    """When and where something is heard: the prospect's zone says which day, and which money."""

    now: datetime
    zone: str
    currency: str

    @property
    def today(self) -> date:
        """The day it is there."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


def taken(step: Step, typed: str, hearing: Hearing) -> str:
    """Return what was typed as an answer that can be kept.

    Raises:
        InputError: if it is none of what the step asks for, with what would be one.
    """
    words = " ".join(typed.split())
    if not words or step.choice(words) is not None:
        return words
    if step.ask is Ask.DATE:
        return _day(words, hearing)
    if step.ask is Ask.NUMBER:
        return _number(words)
    if step.ask is Ask.MONEY:
        return _money(words, hearing.currency)
    if step.ask is Ask.PERSON:
        person = named(words)
        return person.kept() if person else ""
    if step.updates == "prospect.email" and not is_address(words):
        raise InputError(f"“{words}” is no e-mail address. Ask for it letter by letter.")
    return words


def answer_words(step: Step, answer: str) -> str:
    """Return an answer as people read it; words that are not what was asked stay as they are."""
    words_of = _WORDS.get(step.ask)
    if words_of is None or step.choice(answer) is not None:
        return answer
    return words_of(answer) or answer


def _day(words: str, hearing: Hearing) -> str:
    if day_of(words) is not None:
        return words
    moment = understood(words, hearing.now, hearing.zone)
    if moment is None:
        raise InputError(unread(words))
    return moment.astimezone(ZoneInfo(hearing.zone)).date().isoformat()


def _number(words: str) -> str:
    number = number_of(words)
    if number is None:
        raise InputError(f"“{words}” is no number. Type figures, for example 40.")
    return plain(number)


def _money(words: str, currency: str) -> str:
    money = money_of(words, currency)
    if money is None:
        raise InputError(f"“{words}” is no sum. Type figures, for example 40,000.")
    return money.kept()


def _day_words(answer: str) -> str:
    day = day_of(answer)
    return f"{day:%a} {day.day} {day:%b} {day.year}" if day else ""


def _number_words(answer: str) -> str:
    number = number_of(answer)
    return grouped(number) if number is not None else ""


def _money_words(answer: str) -> str:
    money = money_of(answer)
    return money.words() if money else ""


def _person_words(answer: str) -> str:
    person = named(answer)
    return person.words() if person else ""


def _several_words(answer: str) -> str:
    return ", ".join(parts_of(answer))


_WORDS: Mapping[Ask, Callable[[str], str]] = {
    Ask.MULTI: _several_words,
    Ask.DATE: _day_words,
    Ask.NUMBER: _number_words,
    Ask.MONEY: _money_words,
    Ask.PERSON: _person_words,
}
