"""Answers as they are kept: one line of text whatever was asked, and what it stands for.

A choice or free words are kept as they are; several choices, and a person's name and role, are
parted by a semicolon; a number has no signs but its point; a sum has its currency before it
(EUR 40000); a day is written 2027-04-01.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

SEPARATOR = "; "

CURRENCIES = ("EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD")
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_NAMES = {"euro": "EUR", "euros": "EUR", "pounds": "GBP", "dollars": "USD", "francs": "CHF"}
_OTHER_CURRENCIES = {
    **dict.fromkeys(("GB", "IM", "JE", "GG"), "GBP"),
    **dict.fromkeys(("CH", "LI"), "CHF"),
    **dict.fromkeys(("CA",), "CAD"),
    **dict.fromkeys(("US", "PR"), "USD"),
    "SE": "SEK",
    "NO": "NOK",
    "DK": "DKK",
    "PL": "PLN",
    "CZ": "CZK",
    "AU": "AUD",
}
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_NUMBER = re.compile(
    r"(?<![\w.,])([0-9][0-9 ’'.,]*)(?:\s*(k|m|thousand|million)\b)?", re.IGNORECASE
)
_NO_DIGIT = re.compile(r"[^0-9]")
_FIGURES = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?:[ ’'.,][0-9]{3})+|[0-9]+)(?:[.,](?P<parts>[0-9]{1,2}|[0-9]{4,}))?"
)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a currency."""

    currency: str
    amount: Decimal

    def kept(self) -> str:
        """Return it as an answer keeps it: EUR 40000."""
        return f"{self.currency} {plain(self.amount)}"

    def words(self) -> str:
        """Return it as it is read: € 40,000."""
        sign = next((one for one, code in _SIGNS.items() if code == self.currency), self.currency)
        return f"{sign} {grouped(self.amount)}"


@dataclass(frozen=True, slots=True)
class Named:
    """A person somebody named, with their role if it was said."""

    name: str
    role: str = ""

    def kept(self) -> str:
        """Return the person as an answer keeps them: Stefan Roth; Plant manager."""
        return together([one.replace(";", ",") for one in (self.name, self.role)])

    def words(self) -> str:
        """Return the person as they are read: Stefan Roth, Plant manager."""
        return ", ".join(one for one in (self.name, self.role) if one)


def together(parts: Sequence[str]) -> str:
    """Return several answers as one line."""
    return SEPARATOR.join(part.strip() for part in parts if part.strip())


def parts_of(answer: str) -> tuple[str, ...]:
    """Return the several answers that stand in one line."""
    return tuple(part.strip() for part in answer.split(";") if part.strip())


def named(answer: str) -> Named | None:
    """Return whom an answer names, or nobody; a name alone may be typed with its role behind a comma."""
    name, _, role = answer.partition(";" if ";" in answer else ",")
    return Named(name.strip(), role.strip()) if name.strip() else None


def day_of(answer: str) -> date | None:
    """Return the day an answer keeps, or None for other words."""
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def number_of(text: str) -> Decimal | None:
    """Return the number in what was said: 40,000 and 40.000, 2.5 and 2,5, 40k, about 300."""
    match = _NUMBER.search(text)
    figures = _FIGURES.fullmatch(match[1].rstrip(" ’'.,")) if match else None
    if match is None or figures is None:
        return None
    number = Decimal(f"{re.sub(_NO_DIGIT, '', figures['whole'])}.{figures['parts'] or 0}")
    return number * _TIMES.get((match[2] or "").lower(), 1)


def money_of(text: str, currency: str = "") -> Money | None:
    """Return the sum in what was said; `currency` is meant where it names none."""
    amount = amount_of(text)
    meant = currency_in(text) or currency
    return Money(meant, amount) if amount is not None and meant else None


def amount_of(text: str) -> Decimal | None:
    """Return the number in a sum, in whatever currency."""
    return number_of(_without_currency(text))


def currency_of(country: str) -> str:
    """Return in which currency people of a country (ISO, two letters) think; euros where unknown."""
    return _OTHER_CURRENCIES.get(country.upper(), "EUR")


def plain(amount: Decimal) -> str:
    """Return a number without any sign but its point: 40000, 2.5."""
    return f"{amount.normalize():f}"


def grouped(amount: Decimal) -> str:
    """Return a number as it is read: 40,000."""
    return f"{amount.normalize():,f}"


def currency_in(text: str) -> str:
    """Return the currency that words name, or nothing."""
    signs = (code for sign, code in _SIGNS.items() if sign in text)
    words = re.findall(r"[A-Za-z]+", text)
    codes = (word.upper() for word in words if word.upper() in CURRENCIES)
    names = (_NAMES[word.lower()] for word in words if word.lower() in _NAMES)
    return next(chain(codes, signs, names), "")


def _without_currency(text: str) -> str:
    return re.sub(rf"[{''.join(_SIGNS)}]|{'|'.join(CURRENCIES)}", " ", text, flags=re.IGNORECASE)
