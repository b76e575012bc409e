"""A script or lead definition as the file it can be loaded from again."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

import tomlkit

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script


def as_toml(thing: Script | LeadDefinition) -> str:
    """Return it as TOML; what is as it is by default is left out."""
    return tomlkit.dumps(_plain(thing))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in fields(value)
            if one.default is MISSING or getattr(value, one.name) != one.default
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, (bool, int, date)) else str(value)
