"""Public holidays of a country or a state: those of the `holidays` package and those it lacks."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from qualdesk.paths import resource

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SUNDAY = 6


@lru_cache(65_536)
def is_holiday(day: date, country: str, region: str = "") -> bool:
    """Whether the day is a public holiday of the country, or of its region if that is known.

    Both are ISO codes: "US" and "PA".
    """
    return day in _holidays(country, "", day.year) or (
        region != "" and day in _holidays(country, region, day.year)
    )


@cache
def has_own_holidays(country: str, region: str) -> bool:
    """Whether the holidays of a region are known apart from its country's."""
    import holidays  # noqa: PLC0415 - 90 ms that the first paint does not need

    return region in holidays.list_supported_countries(include_aliases=False).get(country, [])


@cache
def _holidays(country: str, region: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    import holidays  # noqa: PLC0415 - 90 ms that the first paint does not need

    place = f"{country}-{region}" if region else country
    named = _named_days(place, year)
    if region and not has_own_holidays(country, region):
        return frozenset(named)
    try:
        known = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:  # a country the package does not know has weekends only
        return frozenset(named)
    return frozenset(known) | frozenset(named)


def _named_days(place: str, year: int) -> Iterator[date]:
    for row in _dated_lists():
        if row["place"] == place and year % row.get("every", 1) == 0:
            yield from _days_of(row, year)


def _days_of(row: Mapping[str, Any], year: int) -> Iterator[date]:
    yield from (day for day in row.get("dates", ()) if day.year == year)
    if "on" not in row:
        return
    day = date.fromisoformat(f"{year}-{row['on']}")
    if "weekday" in row:
        day += timedelta(days=(_WEEKDAYS.index(row["weekday"]) - day.weekday()) % 7)
    yield day
    if row.get("or_monday") and day.weekday() == _SUNDAY:
        yield day + timedelta(days=1)


@cache
def _dated_lists() -> list[dict[str, Any]]:
    with resource("holidays.toml").open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["holiday"]
    return rows
