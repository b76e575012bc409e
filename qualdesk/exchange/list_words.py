"""List words: what lists write in headings and cells, language by language, read from resources."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qualdesk.domain.places import folded
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange.fields import Field
from qualdesk.paths import resource

_NO_FIELDS = frozenset({"never", "numbered"})


@dataclass(frozen=True, slots=True)
class ListWords:
    """What headings and cells mean, word by word, all of them folded."""

    fields: Mapping[str, Field]
    ambiguous: Mapping[str, str]
    keywords: Mapping[Field, tuple[str, ...]]
    never: tuple[str, ...]
    numbered: tuple[str, ...]
    """Words of headings under which numbers and days of other things stand."""
    run_together: Mapping[str, Field]
    """Headings of some length, without the spaces that some programs leave out."""
    addresses: Mapping[str, int]
    ordinals: Mapping[str, int]
    """Which of several people a word counts."""
    lists: Mapping[str, frozenset[str]]
    languages: Mapping[str, str]
    responses: Mapping[str, ResponseKind]
    layouts: tuple[tuple[str, ...], ...]
    lines: Mapping[str, Field]
    """Bare headings of columns that are lines if numbers stand below them."""


@cache
def list_words() -> ListWords:
    """Return the words, read once."""
    tables = _tables()
    addresses = {folded(one): int(rank) for rank, of in tables["addresses"].items() for one in of}
    fields = {key: Field(field) for key, field in _inverted(tables["fields"]).items()}
    keywords = {
        Field(key): words for key, words in tables["keywords"].items() if key not in _NO_FIELDS
    }
    return ListWords(
        fields=fields,
        run_together={key.replace(" ", ""): one for key, one in fields.items() if " " in key},
        ambiguous=_inverted(tables["ambiguous"]),
        keywords={field: tuple(map(folded, words)) for field, words in keywords.items()},
        never=tuple(map(folded, (*tables["keywords"]["never"], *tables["words"]["ours"]))),
        numbered=tuple(map(folded, tables["keywords"]["numbered"])),
        addresses=dict(sorted(addresses.items(), key=lambda one: -len(one[0]))),
        ordinals={word: int(number) for word, number in _inverted(tables["ordinals"]).items()},
        lists={key: frozenset(map(folded, words)) for key, words in tables["words"].items()},
        languages=_inverted(tables["languages"]),
        responses={key: ResponseKind(kind) for key, kind in _inverted(tables["responses"]).items()},
        layouts=tuple(tuple(names) for names in tables["layouts"].values()),
        lines={key: Field(field) for key, field in _inverted(tables["lines"]).items()},
    )


def _tables() -> dict[str, dict[str, Any]]:
    """Return the words of all languages: what one file says of a field joins what others say."""
    whole: dict[str, dict[str, Any]] = {}
    for path in (resource("headings.toml"), *sorted(resource("headings").glob("*.toml"))):
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            known = whole.setdefault(table, {})
            for key, words in entries.items():
                known[key] = [*known.get(key, ()), *words]
    return whole


def _inverted(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {folded(word): key for key, words in table.items() for word in words}
