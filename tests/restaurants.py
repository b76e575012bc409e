"""Restaurants twice over, made with a fixed seed: two guides list the same houses, each in its way."""

import random
from dataclasses import dataclass, replace

_SYLLABLES = (
    "ba", "ber", "cor", "dal", "el", "fen", "gra", "hol", "jan", "ka", "lor", "mi", "nor", "pal",
    "quin", "ra", "sol", "tan", "ul", "ver", "wen", "yor", "za", "chi", "dro", "mar", "sen", "vi",
)  # fmt: skip
_KINDS = ("Cafe", "Grill", "Bistro", "Kitchen", "House", "Bar", "Trattoria", "Diner", "")
_CUISINES = {
    "American (new)": "Californian",
    "French bistro": "French (classic)",
    "Italian": "Northern Italian",
    "Delis": "Delicatessen",
    "Steakhouses": "American",
    "Sushi": "Japanese",
}
_WAYS = {"Street": "St.", "Avenue": "Ave.", "Boulevard": "Blvd", "Road": "Rd.", "Drive": "Dr."}
_SIDES = {"North": "N.", "South": "S.", "East": "E", "West": "W.", "": ""}
_TOWNS = {
    "New York": ("New York City", "212"),
    "Los Angeles": ("Los Angeles", "213"),
    "San Francisco": ("San Francisco", "415"),
    "Atlanta": ("Atlanta", "404"),
    "Las Vegas": ("Las Vegas", "702"),
}


@dataclass(frozen=True, slots=True)
class Restaurant:
    """One line of a guide."""

    name: str
    address: str
    city: str
    phone: str
    cuisine: str
    house: int
    """Which house it is: the truth, which no list tells."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What the list tells."""
        return (self.name, self.address, self.city, self.phone, self.cuisine)


def two_guides(houses: int = 400, seed: int = 1997) -> list[Restaurant]:
    """Return houses, neighbours at one number, branches of chains, and a third of all once more."""
    chance = random.Random(seed)  # noqa: S311 - a fixed seed, not a secret
    own = [_house(chance, number) for number in range(houses)]
    chains = [
        replace(_house(chance, houses + number), name=one.name)
        for number, one in enumerate(chance.sample(own, houses // 10))
    ]
    shared = chance.sample(own, houses // 20)
    behind = [
        replace(_house(chance, 2 * houses + number), phone=one.phone, city=one.city)
        for number, one in enumerate(shared)
    ]
    again = [_told_otherwise(chance, one) for one in chance.sample(own, houses // 3)]
    return [*own, *chains, *behind, *again]


def _house(chance: random.Random, house: int) -> Restaurant:
    city = chance.choice(list(_TOWNS))
    words = [_word(chance) for _n in range(chance.choice((1, 1, 2, 2, 3)))]
    name = " ".join([*words, chance.choice(_KINDS)]).strip()
    side, way = chance.choice(list(_SIDES)), chance.choice(list(_WAYS))
    street = f"{side} {_word(chance)} {way}".strip()
    area, line = _TOWNS[city][1], chance.randrange(2_000_000, 9_999_999)
    phone = f"{area}/{line // 10_000}-{line % 10_000:04}"
    cuisine = chance.choice(list(_CUISINES))
    return Restaurant(name, f"{chance.randrange(1, 9999)} {street}", city, phone, cuisine, house)


def _word(chance: random.Random) -> str:
    return "".join(chance.sample(_SYLLABLES, chance.choice((2, 2, 3)))).capitalize()


def _told_otherwise(chance: random.Random, one: Restaurant) -> Restaurant:
    return replace(
        one,
        name=_name_otherwise(chance, one.name),
        address=_address_otherwise(chance, one.address),
        city=chance.choice((one.city, _TOWNS[one.city][0])),
        phone=_phone_otherwise(chance, one.phone),
        cuisine=chance.choice((one.cuisine, _CUISINES[one.cuisine])),
    )


def _name_otherwise(chance: random.Random, name: str) -> str:
    changed = chance.choice(
        (name, name, name.upper(), f"The {name}", f"{name} Restaurant", f"{name}, Inc.", "")
    )
    return changed or _with_slip(chance, name)


def _address_otherwise(chance: random.Random, address: str) -> str:
    house, *street = address.split()
    shortened = {**_WAYS, **_SIDES} if chance.random() < 0.6 else {}
    words = [shortened.get(word, word) for word in street]
    if chance.random() < 0.2:
        words = [*words, f"Suite {chance.randrange(1, 30)}"]
    whole = " ".join(words)
    return f"{house} {_with_slip(chance, whole) if chance.random() < 0.1 else whole}"


def _phone_otherwise(chance: random.Random, phone: str) -> str:
    area, line = phone.split("/")
    lost = f"{area}-{chance.randrange(200, 999)}-{line[-4:]}"
    written = (f"({area}) {line}", f"{area}-{line}", f"{area}.{line.replace('-', '.')}")
    return chance.choices((*written, "", lost), (30, 30, 25, 8, 7))[0]


def _with_slip(chance: random.Random, words: str) -> str:
    place = chance.randrange(1, len(words) - 1)
    letter = chance.choice("aeinrst")
    return chance.choice(
        (
            words[:place] + words[place + 1 :],
            words[:place] + letter + words[place:],
            words[:place] + words[place + 1] + words[place] + words[place + 2 :],
        )
    )
