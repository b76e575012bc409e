"""Answers as they are kept: what was typed, kept and read again stands for the same."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualdesk.domain.answer_values import (
    CURRENCIES,
    Money,
    Named,
    currency_of,
    money_of,
    named,
    number_of,
    parts_of,
    together,
)
from qualdesk.domain.answers import Hearing, answer_words, taken
from qualdesk.domain.script import Ask, Step
from qualdesk.errors import InputError

HEARING = Hearing(datetime(2026, 11, 18, 9, 32, tzinfo=UTC), "Europe/Berlin", "EUR")
words = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters=";,"), min_size=1)


def a_step(ask: Ask, updates: str = "") -> Step:
    return Step("step", "?", ask, updates=updates)


@given(st.lists(words, min_size=1))
def test_several_answers_kept_in_one_line_are_read_as_the_same(several: list[str]) -> None:
    assert parts_of(together(several)) == tuple(several)


@given(words, st.one_of(st.just(""), words))
def test_a_person_kept_is_read_as_the_same(name: str, role: str) -> None:
    assert named(Named(name, role).kept()) == Named(name, role)


amounts = st.decimals(0, 10**12, places=2, allow_nan=False, allow_infinity=False)


@given(st.sampled_from(CURRENCIES), amounts)
def test_a_sum_kept_or_read_aloud_is_the_same_sum(currency: str, amount: Decimal) -> None:
    money = Money(currency, amount)
    assert money_of(money.kept()) == money
    assert money_of(money.words()) == money


@given(st.text())
def test_any_words_are_refused_or_taken_as_an_answer_that_stays_the_same(typed: str) -> None:
    for ask in (Ask.TEXT, Ask.NUMBER, Ask.MONEY, Ask.PERSON, Ask.DATE):
        with suppress(InputError):
            answer = taken(a_step(ask), typed, HEARING)
            assert taken(a_step(ask), answer, HEARING) == answer
            assert bool(answer_words(a_step(ask), answer)) == bool(answer)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("40,000", 40_000),
        ("40.000", 40_000),
        ("40 000", 40_000),
        ("1’250’000", 1_250_000),
        ("2.5", Decimal("2.5")),
        ("2,5", Decimal("2.5")),
        ("about 40k", 40_000),
        ("1.5 million", 1_500_000),
        ("some 300 people", 300),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, number: Decimal | int) -> None:
    assert number_of(typed) == number


@pytest.mark.parametrize("typed", ["many", "", "12.3.2027", "1.2.3.4"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert number_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept", "read"),
    [
        ("about € 40,000", "EUR 40000", "€ 40,000"),
        ("40k", "EUR 40000", "€ 40,000"),
        ("£1,250.50", "GBP 1250.5", "£ 1,250.5"),
        ("2 million dollars", "USD 2000000", "$ 2,000,000"),
        ("900 chf", "CHF 900", "CHF 900"),
    ],
)
def test_a_sum_is_kept_with_its_currency(typed: str, kept: str, read: str) -> None:
    step = a_step(Ask.MONEY)
    assert taken(step, typed, HEARING) == kept
    assert answer_words(step, kept) == read


@pytest.mark.parametrize(
    ("typed", "day"),
    [("tomorrow", date(2026, 11, 19)), ("17.02.2027", date(2027, 2, 17)), ("in 5 months", None)],
)
def test_a_day_is_typed_as_one_says_it(typed: str, day: date | None) -> None:
    kept = taken(a_step(Ask.DATE), typed, HEARING)
    assert date.fromisoformat(kept) == (day or date(2027, 4, 18))


def test_a_day_is_read_with_its_year() -> None:
    assert answer_words(a_step(Ask.DATE), "2027-04-01") == "Thu 1 Apr 2027"


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        (a_step(Ask.DATE), "before the audit", "Which day is “before the audit”?"),
        (a_step(Ask.NUMBER), "many", "“many” is no number"),
        (a_step(Ask.MONEY), "a lot", "“a lot” is no sum"),
        (a_step(Ask.TEXT, "prospect.email"), "maria@bergmann", "is no e-mail address"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_could(
    step: Step, typed: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence.replace("?", r"\?")):
        taken(step, typed, HEARING)


def test_people_think_in_their_own_money() -> None:
    assert [currency_of(one) for one in ("DE", "GB", "us", "CH", "")] == [
        "EUR",
        "GBP",
        "USD",
        "CHF",
        "EUR",
    ]
