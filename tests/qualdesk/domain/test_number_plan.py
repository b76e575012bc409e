"""The number plan: what is remembered for a stem holds for every number of it."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import timezone as number_zones

from qualdesk.domain.number_plan import plan_facts

_TYPES = (0, 1, 2, 3, 4, 6, 7)
_EXAMPLES = [
    phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in _TYPES
    if (number := phonenumbers.example_number_for_type(region, kind))
]


@given(st.sampled_from(_EXAMPLES), st.lists(st.integers(0, 9999), min_size=2, max_size=6))
def test_numbers_of_one_stem_are_told_apart_as_the_plan_does(phone: str, ends: list[int]) -> None:
    for end in ends:
        other = f"{phone[:-4]}{end:04}"
        number = phonenumbers.parse(other)
        if not phonenumbers.is_valid_number(number):
            continue
        facts = plan_facts(other)
        assert facts.kind == phonenumbers.number_type(number)
        assert facts.country == phonenumbers.region_code_for_number(number)
        assert facts.zones == number_zones.time_zones_for_number(number)


@pytest.mark.parametrize(
    ("phone", "zone"),
    [("+61891371234", "Indian/Christmas"), ("+61891641234", "Indian/Christmas")],
)
def test_where_more_digits_decide_the_zone_each_number_is_looked_up(phone: str, zone: str) -> None:
    plan_facts("+61891370000")
    number = phonenumbers.parse(phone)
    assert plan_facts(phone).zones == number_zones.time_zones_for_number(number)
    assert (zone in plan_facts(phone).zones) == (zone in number_zones.time_zones_for_number(number))
