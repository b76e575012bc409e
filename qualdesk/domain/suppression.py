"""Suppression: how long it holds, what an address belongs to, how old a register check may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from qualdesk.domain.outcome import Medium, SuppressionScope

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when something is barred that has no end."""

REGISTER_AGES: Mapping[str, timedelta] = MappingProxyType(
    {
        "US": timedelta(days=31),
        "CA": timedelta(days=31),
        "GB": timedelta(days=28),
        "AU": timedelta(days=30),
        "SG": timedelta(days=21),
    }
)
"""How old a check of a country's do-not-call register may be when a number there is dialled.

US: 16 CFR 310.4(b)(3)(iv). CA: Unsolicited Telecommunications Rules, part II. GB: PECR 2003, reg. 21.
AU: Do Not Call Register Act 2006. SG: Personal Data Protection (Do Not Call Registry) Regulations.
"""

_DOMAIN = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_BEFORE_DOMAIN = re.compile(r"^(?:[a-z]+://)?(?:\*?@|www\.)?")


@dataclass(frozen=True, slots=True)
class StaleCheck:
    """A register check that is too old to dial by."""

    register: str
    checked_on: date
    age: timedelta
    limit: timedelta

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return (
            f"The check of the {self.register} do-not-call register is {self.age.days} days old,"
            f" and {self.limit.days} are allowed. Import a newer one, then dial."
        )


def stale_check(register: str, checked_on: date | None, today: date) -> StaleCheck | None:
    """Return the check that is too old; None if it is fresh, none is demanded or none was made."""
    limit = REGISTER_AGES.get(register)
    if limit is None or checked_on is None or today - checked_on <= limit:
        return None
    return StaleCheck(register, checked_on, today - checked_on, limit)


def usual_medium(scope: SuppressionScope) -> Medium:
    """Return what a scope bars when nobody says: a number calls, an address mail, else both."""
    if scope is SuppressionScope.NUMBER:
        return Medium.PHONE
    is_mail = scope in {SuppressionScope.ADDRESS, SuppressionScope.DOMAIN}
    return Medium.MAIL if is_mail else Medium.BOTH


def folded_address(text: str) -> str:
    """Return an e-mail address as it is compared and kept."""
    return text.strip().casefold()


def domain_of(address: str) -> str:
    """Return what stands behind the @ of an address, or nothing."""
    return folded_address(address).rpartition("@")[2] if "@" in address else ""


def read_domain(cell: str) -> str:
    """Read "acme.com", "@acme.com", "*@acme.com" or "https://www.acme.com/"; else return nothing."""
    text = _BEFORE_DOMAIN.sub("", folded_address(cell)).partition("/")[0].rstrip(".")
    return text if _DOMAIN.fullmatch(text) else ""
