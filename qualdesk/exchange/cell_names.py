"""Names of people as lists write them, parted into title, first and last name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualdesk.exchange.name_customs import NameCustom, is_second_own_name

_USUAL = NameCustom()
_TITLE = re.compile(
    r"^((?:(?:prof|dr|mr|mrs|ms|miss|mx|herr|frau|hr|fr|dipl|ing|mme|mlle|sr|sra|dott|sig|mevr|dhr)\.?"
    r"(?:-ing\.?)?(?:\s*\(FH\))?|dott\.?ssa|sig\.?ra|(?:mag|bc|mgr|mudr|judr|rndr|phdr|avv|geom|lic)\.)"
    r"\s+)+",
    re.IGNORECASE,
)
_FACULTY = re.compile(
    r"(?:med|dent|vet|phil|jur|iur|rer|nat|pol|oec|agr|habil|univ|ing|kfm|kffr|inform|psych|h|c|et)"
    r"\.?(?:-?ing\.?|c\.)?",
    re.IGNORECASE,
)
"""What may stand behind a doctor's or a graduate's title: "Dr. rer. nat.", "Dipl.-Kfm."."""

_SEVERAL = re.compile(r"\s*[;\r\n]\s*|\s+[/|]\s+")
_IN_BRACKETS = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el"}
    | {"al", "bin", "ter", "ten", "zu"}
)
_DEGREES = frozenset(
    [
        "md",
        "phd",
        "dds",
        "dmd",
        "dvm",
        "cpa",
        "esq",
        "mba",
        "pharmd",
        "fache",
        "mph",
        "llm",
        "llb",
        "jd",
    ]
)
_ONLY_BEHIND_A_COMMA = frozenset(
    [
        "do",
        "od",
        "rn",
        "np",
        "ma",
        "ba",
        "bs",
        "ms",
        "bsc",
        "msc",
        "pe",
        "cfa",
        "pmp",
        "csc",
        "dc",
        "dpm",
    ]
)
"""Degrees that are names too: Yo-Yo Ma."""

_GENERATIONS = frozenset(["jr", "sr", "ii", "iii", "iv"])
_PATRONYMIC = re.compile(r"(?:вич|вна|чна)$", re.IGNORECASE)
_OF_THREE = 3
_LONGEST_INITIALS = 2
_EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s]+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts."""

    title: str = ""
    first: str = ""
    last: str = ""


def split_name(text: str, custom: NameCustom = _USUAL) -> PersonName:
    """Split "Dr. Maria van Dyck, MD" or "van Dyck, Maria" into title, first and last name.

    What stands in brackets behind a name is another name of theirs: "Ann Lee (Annie)". In East Asia
    the family comes first and nothing parts the two for sure, so such a name stays whole. A comma
    or a family in capitals tells more than `custom`.
    """
    text, generation = _without_degrees(_IN_BRACKETS.sub("", text))
    if _EAST_ASIAN.fullmatch(text):
        return PersonName(last=" ".join(text.split()))
    last, comma, first = (part.strip() for part in text.partition(","))
    if comma:
        title, words = _without_title(first)
        name = PersonName(title, " ".join(words), last)
    else:
        name = _in_order(text, custom)
    return PersonName(name.title, name.first, f"{name.last} {generation}") if generation else name


def first_of_several(text: str) -> str:
    """Return the first of several whole names in a cell: "Jan Ott; Eva Groß", "Ott / Groß" as it is."""
    first = _SEVERAL.split(text, maxsplit=1)[0]
    return first if " " in first.strip() else text


def bare_last_name(text: str) -> str:
    """Return a last name without degrees behind it: "Roe, MBA"."""
    name, generation = _without_degrees(text)
    return f"{name} {generation}" if generation else name


def without_aside(text: str) -> str:
    """Return a name without what stands in brackets behind it: a nickname, a company."""
    return _IN_BRACKETS.sub("", text)


def is_salutation(cell: str) -> bool:
    """Whether a cell is a form of address or a title: "Mr", "Frau Dr.", "Dr. med."."""
    found = _TITLE.match(f"{cell.strip()} ")
    return found is not None and all(map(_FACULTY.fullmatch, cell.strip()[found.end() :].split()))


def _in_order(text: str, custom: NameCustom) -> PersonName:
    """Split a name that begins with its title or first name, or is of the family, own, father's."""
    title, words = _without_title(text)
    if len(words) < 2:  # noqa: PLR2004
        return PersonName(title, "", " ".join(words))
    if len(words) == _OF_THREE and _PATRONYMIC.search(words[-1]):
        return PersonName(title, " ".join(words[1:]), words[0])
    if family := _in_capitals(words):
        others = (*words[: family.start], *words[family.stop :])
        return PersonName(title, " ".join(others), " ".join(words[family]))
    names = _with_particles(words)
    if custom.family_first:
        start = _family_count(names, custom) if custom.family_names > 1 else len(names) - 1
        return PersonName(title, " ".join(names[start:]), " ".join(names[:start]))
    start = len(names) - _family_count(names, custom)
    return PersonName(title, " ".join(names[:start]), " ".join(names[start:]))


def _with_particles(words: Sequence[str]) -> list[str]:
    """Return the names among words, particles with the name behind them: “de la Cruz”."""
    names = [words[0]]
    has_begun = False
    for word in words[1:]:
        if has_begun:
            names[-1] += f" {word}"
        else:
            names.append(word)
        has_begun = word.casefold() in _PARTICLES
    return names


def _family_count(names: Sequence[str], custom: NameCustom) -> int:
    """Return how many of two or more names are the family's."""
    if custom.family_names == 1 or len(names) < _OF_THREE:
        return 1
    is_own = len(names) == _OF_THREE and is_second_own_name(names[1].split()[-1])
    return 1 if is_own else 2


def _without_title(text: str) -> tuple[str, Sequence[str]]:
    """Return the title that a name begins with, and the words behind it."""
    found = _TITLE.match(f"{text} ")
    return (found[0].strip(), text[found.end() :].split()) if found else ("", text.split())


def _in_capitals(words: Sequence[str]) -> slice | None:
    """Return where the family stands that is written in capitals as the rest is not: "DUPONT Jean".

    Its particles belong to it; initials are no family.
    """
    places = [place for place, word in enumerate(words) if word.isupper() and "." not in word]
    is_name = any(len(words[place]) > _LONGEST_INITIALS for place in places)
    if not is_name or not any(any(map(str.islower, word)) for word in words):
        return None
    start, stop = places[0], places[-1] + 1
    while start > 0 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    is_at_an_end = (start == 0) != (stop == len(words))
    return slice(start, stop) if is_at_an_end and stop - places[0] == len(places) else None


def _without_degrees(text: str) -> tuple[str, str]:
    """Return a name without degrees behind it, and "Jr." or "III" if that stands there."""
    if "," not in text and _bare(text.rpartition(" ")[2]) not in _DEGREES | _GENERATIONS:
        return text, ""
    first, *others = text.split(",")
    kept, generation = [first], ""
    for part in others:
        words = part.split()
        if words and all(map(_is_behind, words)):
            generation = generation or _generation_of(words)
        else:
            kept.append(part)
    for place, part in enumerate(kept):
        words = part.split()
        while len(words) > 1 and _bare(words[-1]) in _DEGREES | _GENERATIONS:
            generation = generation or _generation_of(words[-1:])
            words.pop()
            kept[place] = " ".join(words)
    return ",".join(kept), generation


def _is_behind(word: str) -> bool:
    return _bare(word) in _DEGREES | _ONLY_BEHIND_A_COMMA | _GENERATIONS


def _generation_of(words: Sequence[str]) -> str:
    return next((word for word in words if _bare(word) in _GENERATIONS), "")


def _bare(word: str) -> str:
    return word.replace(".", "").casefold()
