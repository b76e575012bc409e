"""Legal caps: from when a number may be dialled again."""

from datetime import UTC, datetime, timedelta

import pytest

from qualdesk.domain.calling_rules import Cap, Rest, rest_of

FLORIDA = Cap(3, timedelta(hours=24))
FRANCE = Cap(4, timedelta(days=30), rest_after_refusal=timedelta(days=60))
FIRST = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("dials", "until"),
    [
        pytest.param([], None, id="never dialled"),
        pytest.param([FIRST, FIRST + HOUR], None, id="once more is allowed"),
        pytest.param([FIRST + n * HOUR for n in range(3)], FIRST + 24 * HOUR, id="three"),
        pytest.param(
            [FIRST + n * HOUR for n in (2, 0, 3, 1)], FIRST + 25 * HOUR, id="the last three count"
        ),
    ],
)
def test_the_next_call_is_allowed_when_the_oldest_that_counts_is_a_day_old(
    dials: list[datetime], until: datetime | None
) -> None:
    assert rest_of(dials, None, FLORIDA, "America/New_York") == (Rest(until) if until else None)


def test_a_refusal_is_followed_by_sixty_whole_days() -> None:
    rest = rest_of([FIRST], FIRST, FRANCE, "Europe/Paris")
    assert rest == Rest(datetime(2027, 1, 17, 23, 0, tzinfo=UTC), is_after_refusal=True)


def test_a_refusal_means_nothing_where_the_law_says_nothing_of_it() -> None:
    assert rest_of([FIRST], FIRST, FLORIDA, "America/New_York") is None


def test_the_longer_of_two_rests_holds() -> None:
    dials = [FIRST + timedelta(days=n) for n in range(57, 61)]
    rest = rest_of(dials, FIRST, FRANCE, "Europe/Paris")
    assert rest == Rest(FIRST + timedelta(days=87))
