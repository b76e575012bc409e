"""The clock of a number at a site: which zones, which laws, and for whom."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from phonenumbers.tzdata import TIMEZONE_DATA

from qualdesk.domain.calling_hours import may_call_at, next_callable
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.phone import Phone, place_of, zones_of
from qualdesk.settings import calling_rules
from qualdesk.store.queue_index import SiteFacts, clock_of

SPLIT_AREA_CODES = (
    *(208, 219, 250, 270, 308, 418, 423, 541, 574, 605, 606, 620, 701, 709, 775, 785, 807, 812),
    *(850, 867, 879, 906, 907, 928, 986),
)
MISPLACED = {"Pacific/Honolulu", "America/Puerto_Rico"}
"""Zones that the published list gives to a single exchange of Alaska and of Newfoundland."""

NOWHERE = SiteFacts("", "", "")
SUMMER, WINTER = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (7, 1))


def _phone(area_code: int) -> Phone:
    return Phone(f"+1{area_code}5550123")


def _offsets(zones: tuple[str, ...]) -> set[tuple[object, object]]:
    return {
        (SUMMER.astimezone(tz).utcoffset(), WINTER.astimezone(tz).utcoffset())
        for tz in map(ZoneInfo, zones)
    }


@pytest.mark.parametrize("area_code", SPLIT_AREA_CODES)
def test_a_split_area_code_runs_on_every_clock_of_its_exchanges(area_code: int) -> None:
    of_exchanges = {
        zone
        for prefix, zones in TIMEZONE_DATA.items()
        if prefix.startswith(f"1{area_code}")
        for zone in zones
    } - MISPLACED
    zones = clock_of(NOWHERE, _phone(area_code)).zones
    assert len(_offsets(zones)) > 1
    assert _offsets(tuple(of_exchanges)) <= _offsets(zones_of(_phone(area_code)))


def test_pensacola_and_tallahassee_must_both_be_open() -> None:
    florida = clock_of(SiteFacts("US", "", ""), _phone(850))
    eight_in_new_york = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
    eight_in_chicago = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
    assert not may_call_at(florida, eight_in_new_york, calling_rules())
    assert next_callable(florida, eight_in_new_york, calling_rules()) == eight_in_chicago


@pytest.mark.parametrize("toll_free", ["+18005550123", "+18885550123", "+18335550123"])
def test_a_toll_free_number_tells_neither_zone_nor_law(toll_free: str) -> None:
    phone = Phone(toll_free)
    assert zones_of(phone) == ()
    assert place_of(phone) == ("", "")
    boston = clock_of(SiteFacts("US", "MA", ""), phone)
    assert (boston.zones, boston.laws) == (("America/New_York",), ("US", "US-MA"))
    toronto = clock_of(SiteFacts("CA", "ON", ""), phone)
    assert toronto.laws == ("CA", "CA-ON")


def test_a_toll_free_number_without_an_address_is_called_when_the_whole_country_is_awake() -> None:
    clock = clock_of(NOWHERE, Phone("+18005550123"))
    assert {"America/New_York", "Pacific/Honolulu"} <= set(clock.zones)
    assert not may_call_at(clock, datetime(2026, 11, 18, 15, tzinfo=UTC), calling_rules())
    assert may_call_at(clock, datetime(2026, 11, 18, 19, tzinfo=UTC), calling_rules())


@pytest.mark.parametrize("mobile", ["+447400123456", "+447700900123"])
def test_a_british_mobile_is_in_britain(mobile: str) -> None:
    clock = clock_of(SiteFacts("GB", "", ""), Phone(mobile))
    assert (clock.zones, clock.laws) == (("Europe/London",), ("GB",))


@pytest.mark.parametrize(
    "site", [NOWHERE, SiteFacts("GB", "", ""), SiteFacts("", "", "Etc/Unknown")]
)
@pytest.mark.parametrize("number", ["+447700900123", "+80012345678", "+447400123456"])
def test_an_unknown_zone_never_reaches_a_clock(site: SiteFacts, number: str) -> None:
    assert "Etc/Unknown" not in clock_of(site, Phone(number)).zones


def test_a_zone_set_by_hand_beats_address_and_number() -> None:
    site = SiteFacts("US", "FL", "America/Denver")
    assert clock_of(site, Phone("+12125550123")).zones == ("America/Denver",)


def test_the_address_beats_the_number() -> None:
    clock = clock_of(SiteFacts("DE", "BY", ""), Phone("+13055550123"))
    assert clock.zones == ("Europe/Berlin",)
    assert clock.laws == ("DE", "DE-BY", "US", "US-FL")


def test_a_number_from_elsewhere_does_not_narrow_a_country_of_many_clocks() -> None:
    clock = clock_of(SiteFacts("US", "", ""), Phone("+498999998210"))
    assert {"America/New_York", "America/Los_Angeles"} <= set(clock.zones)
    assert "Europe/Berlin" not in clock.zones


def test_a_number_without_an_address_tells_country_state_and_zone() -> None:
    clock = clock_of(NOWHERE, Phone("+16045550123"))
    assert (clock.zones, clock.laws) == (("America/Vancouver",), ("CA", "CA-BC"))


def test_a_province_that_shares_its_code_is_not_guessed() -> None:
    assert place_of(Phone("+19025550123")) == ("CA", "")


def test_a_state_written_out_is_the_same_state() -> None:
    written, coded = (clock_of(SiteFacts("US", one, ""), None) for one in ("Florida", "FL"))
    assert written == coded


def test_the_audience_is_part_of_a_clock_only_where_a_law_asks_for_it() -> None:
    paris = clock_of(SiteFacts("FR", "", "", Audience.B2C), None)
    munich = clock_of(SiteFacts("DE", "", "", Audience.B2C), None)
    assert (paris.audience, munich.audience) == (Audience.B2C, Audience.B2B)
