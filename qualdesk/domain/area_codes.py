"""Area codes of the United States and Canada: whose law a number brings along, and on which clocks."""

import tomllib
from dataclasses import dataclass
from functools import cache

from qualdesk.paths import resource

_PREFIX = "+1"
_CODE = slice(2, 5)


@dataclass(frozen=True, slots=True)
class _Plan:
    states: dict[str, tuple[str, str]]
    """Area code to (country, state), both ISO codes."""
    zones: dict[str, tuple[str, ...]]
    """The clocks of the codes that span several."""


def state_of(e164: str) -> tuple[str, str] | None:
    """Return country and state of a number's area code, or None where it has no single one."""
    return _plan().states.get(e164[_CODE]) if e164.startswith(_PREFIX) else None


def split_zones(e164: str) -> tuple[str, ...]:
    """Return every zone of an area code that spans several clocks, else none."""
    return _plan().zones.get(e164[_CODE], ()) if e164.startswith(_PREFIX) else ()


@cache
def _plan() -> _Plan:
    with resource("area_codes.toml").open("rb") as file:
        tables = tomllib.load(file)
    states = {
        code: (country, state)
        for country, of_country in tables["states"].items()
        for state, codes in of_country.items()
        for code in codes.split()
    }
    return _Plan(states, {code: tuple(zones) for code, zones in tables["zones"].items()})
