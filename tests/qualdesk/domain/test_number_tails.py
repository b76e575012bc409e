"""What is told of a number by its beginning is what the library says of each number itself."""

import random

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat

from qualdesk.domain.number_tails import TAIL, free_tail, shares_answer

REGIONS = ("US", "CA", "FR", "BE", "IN", "SE", "NL", "CH", "PL", "BR", "ES", "KR", "DE", "GB")


@pytest.mark.parametrize(
    ("pattern", "free"),
    [
        (r"[2-9]\d{9}", 9),
        (r"9(?:0[1-9]|1\d)\d{4}", 4),
        (r"52(?:1[147]|20)\d{3}", 3),
        (r"8\d{3}(?:\d{2})?", 3),
        (r"8\d{5}(?:12)?", 0),
        (r"(?:12|\d{2})\d{2}", 2),
        (r"\d{4}[0-4]", 0),
    ],
)
def test_the_places_at_the_end_that_may_be_any_digit_are_counted(pattern: str, free: int) -> None:
    assert free_tail(pattern) == free


def test_numbers_of_the_fixtures_share_their_answer() -> None:
    assert shares_answer("+16172531000", 1, written=6, region="US")
    assert shares_answer("+33299123456", 33, written=6, region="FR")


def test_where_the_last_digits_decide_the_answer_is_not_shared() -> None:
    assert not shares_answer("+12465210123", 1, written=6, region="BB")
    assert not shares_answer("+498999998210", 49, written=7, region="DE")


@pytest.mark.parametrize("region", REGIONS)
def test_the_library_says_the_same_of_all_numbers_that_share_an_answer(region: str) -> None:
    chance = random.Random(region)  # noqa: S311 - repeatable numbers
    code = phonenumbers.country_code_for_region(region)
    for _number in range(400):
        national = "".join(chance.choice("0123456789") for _ in range(chance.choice((8, 9, 10))))
        if (told := answer_of(national, region)) is None:
            continue
        if not shares_answer(told[0], code, written=len(national) - TAIL, region=region):
            continue
        for _tail in range(10):
            other = national[:-TAIL] + f"{chance.randrange(10_000):04}"
            assert answer_of(other, region) == (told[0][:-TAIL] + other[-TAIL:], *told[1:])


def answer_of(text: str, region: str) -> tuple[str, int, str | None] | None:
    """Return what the library says of a valid number: as E.164, its type and its region."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if number.country_code != phonenumbers.country_code_for_region(region):
        return None
    kind = phonenumbers.number_type(number)
    return e164, kind, phonenumbers.region_code_for_number(number)
