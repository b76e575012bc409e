"""The cadences that ship with the program: what a new campaign of each kind starts with."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import CampaignKind
from qualdesk.errors import InputError
from qualdesk.paths import resource

_USUAL: Final = "usual"
_RULES: Final = tuple(one.name for one in fields(Cadence))


@cache
def shipped_cadences() -> Mapping[CampaignKind, Cadence]:
    """Return what a new campaign starts with, by kind."""
    return MappingProxyType(load_cadences(resource("cadences.toml")))


def load_cadences(path: Path) -> dict[CampaignKind, Cadence]:
    """Read a file of cadences; every kind gets one.

    Raises:
        InputError: naming file, entry and what to do, if one of them is none.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise InputError(f"{path.name} cannot be read: {problem}.") from problem
    usual = _entry(path.name, entries, _USUAL)
    for name in entries.keys() - {_USUAL, *CampaignKind}:
        raise InputError(
            f"{path.name}: there is no campaign kind “{name}”. Known are {', '.join(CampaignKind)}."
        )
    return {
        kind: _cadence(path.name, kind, usual | _entry(path.name, entries, kind))
        for kind in CampaignKind
    }


def _entry(file: str, entries: Mapping[str, object], name: str) -> dict[str, object]:
    entry = entries.get(name, {})
    if not isinstance(entry, dict):
        raise InputError(f"{file}, {name}: this is no table. Write [{name}] above its rules.")
    for rule in entry.keys() - set(_RULES):
        raise InputError(
            f"{file}, {name}: there is no rule “{rule}”. Known are {', '.join(_RULES)}."
        )
    return entry


def _cadence(file: str, name: str, rules: Mapping[str, object]) -> Cadence:
    try:
        return msgspec.convert(rules, Cadence)
    except (msgspec.ValidationError, InputError) as problem:
        said = str(problem).rstrip(".")
        raise InputError(f"{file}, {name}: {said}. Correct it there.") from problem
