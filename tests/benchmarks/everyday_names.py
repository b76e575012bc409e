"""People and companies with everyday names: some very frequent, half of the last names rare."""

import random
from typing import NamedTuple

_FIRST, _LAST, _STEMS, _ENDS, _TRADES = (
    names.split()
    for names in (
        "Maria Anna Tom Stefan Sofia Jürgen Ingrid Luc Aoife Helen Erik James Noor Dana Priya",
        "Keller Müller Schmidt Kelm Ashworth Solheim Fontaine Brennan Marsh Lund Weber Nuñez",
        "Berg Nord Pen Fjord Glas Lac Kel Tarn Øre Quint Cald Hud Zuiv Clon Schott Alder",
        "mann wald nine mat hütte terie lerei brew sund averde ery son el mel werke grove",
        "Molkerei Packaging Brewery Bakery Foods Glas Systems Maschinenbau",
    )
)
_FORMS = ("GmbH", "GmbH & Co. KG", "AG", "Ltd", "SARL", "")


class Someone(NamedTuple):
    """A person at a company."""

    company: str
    first_name: str
    last_name: str
    email: str


def someone(chance: random.Random, mark: str) -> Someone:
    """Return somebody; the `mark` stands in half of the last names, which makes them rare."""
    name = f"{chance.choice(_STEMS)}{chance.choice(_ENDS)}"
    company = f"{name} {chance.choice(_TRADES)} {chance.choice(_FORMS)}".strip()
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    if chance.random() < 0.5:
        last = f"{chance.choice(_STEMS)}{last.lower()}{mark}"
    email = f"{first}.{last}@{name}{chance.randrange(900)}.example".lower()
    return Someone(company, first, last, email)
