"""Merge fields: what a script says of this prospect and this moment, and how a missing one reads."""

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{([a-z_]+)\}")

MERGE_FIELDS = frozenset(
    {
        "greeting",
        "first_name",
        "name",
        "job_title",
        "email",
        "company",
        "city",
        "installed",
        "caller",
        "firm",
        "campaign",
        "offer",
        "event_day",
        "deadline",
        "rep",
        "slot",
        "last_touch",
    }
)


def fields_in(text: str) -> list[str]:
    """Return the names of the merge fields a text uses, in order."""
    return _FIELD.findall(text)


def merged(text: str, fields: Mapping[str, str]) -> str:
    """Return `text` with its merge fields filled; a missing one reads [field]."""
    return "".join(words or missing(field) for words, field in merge_parts(text, fields))


def merge_parts(text: str, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Split `text` into (words, field): plain words have no field, a missing field has no words."""
    parts: list[tuple[str, str]] = []
    end = 0
    for match in _FIELD.finditer(text):
        parts.append((text[end : match.start()], ""))
        parts.append((fields.get(match[1], ""), match[1]))
        end = match.end()
    parts.append((text[end:], ""))
    return [part for part in parts if any(part)]


def missing(field: str) -> str:
    """Return what stands where a field is not known, so that it is never spoken blank."""
    return f"[{field.replace('_', ' ')}]"
